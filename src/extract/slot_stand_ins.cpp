// What stands for what fills a slot: persons for their body, councils for their town, groups and shares for their genitive, trades and
// adjectives for the name behind them.
#include <algorithm>

#include "body_types.hpp"
#include "roles.hpp"
#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t post_line = 400;  // tokens from a person to his post: keeps endless sentences linear
constexpr std::uint32_t share_line = 12;  // tokens from a share to what it is a share of
constexpr std::uint32_t trade_words = 6;  // tokens from a word for a trade in which the body's name begins

}  // namespace

/// «тайской Siam Cotton»: the parser hangs a foreign name on the adjective of its place.
std::uint32_t SlotFiller::body_behind(const Slot& slot, std::uint32_t adjective) const {
  for (auto s : scene_.sites_at[adjective]) {
    if (scene_.sites[s].mention.form != Form::adjective || scene_.sites[s].tokens.end >= scene_.sites_at.size()) continue;
    std::uint32_t best = no_site;
    for (auto body : scene_.sites_at[scene_.sites[s].tokens.end])
      if (scene_.sites[body].tokens.begin == scene_.sites[s].tokens.end && scene_.sites[body].mention.form == Form::name && is_body(scene_.sites[body].mention.type) &&
          fits(slot, body) && scene_.sites[body].sentence == scene_.sites[s].sentence)
        best = body;
    return best;
  }
  return no_site;
}

/// «инвестор Lotus Group, входящий в холдинг», «разработчик моторов «Имя»»: a body's trade told by a word for persons.
std::uint32_t SlotFiller::apposed(const Slot& slot, std::uint32_t role) const {
  for (auto child : syntax_.children(role))
    if ((syntax_.is(child, "appos") || syntax_.is(child, "flat")) && child == role + 1)
      if (const auto site = site_at(slot, child); site != no_site && is_body(scene_.sites[site].mention.type)) return site;
  if (!scene_.lexicon.list("company_words").contains(scene_.token(role).lemma)) return no_site;
  for (auto t = role + 1; t < role + trade_words && t < scene_.document.sentences[syntax_.sentence_of(role)].tokens.end; ++t) {
    for (auto s : scene_.sites_at[t])
      if (scene_.sites[s].tokens.begin == t && scene_.sites[s].mention.form == Form::name && is_body(scene_.sites[s].mention.type) && fits(slot, s)) return s;
    const Token& word = scene_.token(t);
    if (!scene_.sites_at[t].empty() || !(word.upos == Upos::punct || is_noun(word) || word.upos == Upos::adj) || scene_.surface(t) == ",") return no_site;
  }
  return no_site;
}

/// «подписал С. Иванов, мэр Казани»: the person's post tells whom he stands for.
bool SlotFiller::through_person(const Slot& slot, std::uint32_t t, Fill& out) const {
  bool any = false;
  for (auto s : scene_.sites_at[t]) {
    if (!scene_.is_a(s, "Person")) continue;
    for (auto r : beginning_in(around(t, post_line, post_line), scene_.roles_of[scene_.sites[s].sentence], scene_.roles))
      if (listed_site(scene_.roles[r].holders, s) && through_role(slot, r, t, out)) any = true;
  }
  return any;
}

/// «городской совет Казани порвал с побратимом»: the town in the name of its council (words/town_councils.tsv), where bodies do not fit.
bool SlotFiller::through_council(const Slot& slot, std::uint32_t t, Fill& out) const {
  if (!scene_.lexicon.list("town_councils").contains(scene_.token(t).lemma)) return false;
  for (auto council : scene_.sites_at[t]) {
    const TokenRange name = scene_.sites[council].tokens;
    if (scene_.sites[council].head != t || !is_body(scene_.sites[council].mention.type)) continue;
    for (auto s : scene_.sites_at[name.end - 1])
      if (s != council && scene_.sites[s].mention.type == "City" && scene_.sites[s].mention.form == Form::name && scene_.sites[s].tokens.end == name.end && fits(slot, s)) return add(out, s, t), true;
  }
  return false;
}

/// «вице-мэр Казани», «тогдашний мэр Казани»: who had the post when he acted, one of words/representing_posts.tsv only where no persons fit.
bool SlotFiller::stands_for_body(const Slot& slot, const RoleSite& role) const {
  if (role.status == Status::ended && (role.tokens.begin == 0 || !scene_.lexicon.list("then_words").contains(scene_.token(role.tokens.begin - 1).lemma))) return false;
  return scene_.lexicon.list("representing_classes").contains(role.role_class) ||
         (!listed("Person", slot.kinds) && scene_.lexicon.list("representing_posts").contains(scene_.token(role.head).lemma));
}

/// «мэр Казани И. Иванов подписал»: the person holds the slot; with `represents` the body does where persons do not fit.
bool SlotFiller::through_role(const Slot& slot, std::uint32_t index, std::uint32_t t, Fill& out) const {
  const RoleSite& role = scene_.roles[index];
  bool any = false;
  for (auto holder : holders_of(scene_, index))
    if (fits(slot, holder)) add(out, holder, t), any = true;
  if (any || !slot.represents || !stands_for_body(slot, role)) return any;
  const bool persons = listed("Person", slot.kinds);  // where persons meet, an unnamed one stands for his place only
  for (auto body : role.bodies)
    if (fits(slot, body) && !(persons && scene_.is_a(body, "Organization")) && !scene_.lexicon.list("state_bodies").contains(scene_.token(scene_.sites[body].head).lemma)) add(out, body, t), any = true;
  return any;
}

/// «власти Казани», «китайская делегация», and for shares «51% акций завода», «доля в банке»: «доля Иванова в банке» is the bank's.
bool SlotFiller::through_genitive(const Slot& slot, std::uint32_t t, Fill& out, int depth, bool share) const {
  const auto children = syntax_.children(t);
  const auto within = [&](auto child) { return syntax_.is(child, "nmod") && syntax_.preposition(child) != no_head; };
  const bool told_within = share && std::any_of(children.begin(), children.end(), within);
  bool any = false;
  for (auto child : children) {
    if (told_within && !within(child)) continue;
    const Case c = scene_.token(child).features.case_;
    const auto preposition = syntax_.preposition(child);
    const auto bare = [&] {  // «делегация Хайлуньской зоны»: what the tagger saw as an accusative or nominative may be a genitive
      if (c == Case::gen || c == Case::none || !scene_.token(child).in_dictionary) return true;
      const auto site = c == Case::acc || c == Case::nom ? site_at(slot, child) : no_site;
      return site != no_site && marks_.of(site).contains(Case::gen);
    };
    const bool genitive = syntax_.is(child, "nmod") && (preposition == no_head ? bare() : share || scene_.lexicon.origin_prepositions.contains(scene_.token(preposition).lemma));
    if (!genitive && !(syntax_.is(child, "amod") && !share)) continue;
    for (auto listed : genitive ? syntax_.coordination(child) : std::vector<std::uint32_t>{child}) {
      const auto member = name_behind(slot, arguments_.antecedent(listed));
      if (const auto site = site_at(slot, member); site != no_site) add(out, site, t), any = true;
      else if (genitive && resolve_one(slot, member, out, depth + 1)) any = true;
    }
  }
  return any;
}
/// «делегация города Ухань»: the place named right behind a common noun, else the noun itself.
std::uint32_t SlotFiller::name_behind(const Slot& slot, std::uint32_t noun) const {
  const auto name = noun + 1;
  if (name >= scene_.sites_at.size() || !syntax_.is(name, "appos") || syntax_.head(name) != noun) return noun;
  const auto site = site_at(slot, name);
  return site != no_site && scene_.sites[site].mention.form == Form::name && is_place(scene_.sites[site].mention.type) ? name : noun;
}
/// «доля холдинга «Заря» в банке»: the token after the owner where a preposition of shares follows him, else no_head.
std::uint32_t SlotFiller::past_owner(std::uint32_t share) const {
  for (auto child : syntax_.children(share)) {
    if (child < share || scene_.token(child).features.case_ != Case::gen || syntax_.preposition(child) != no_head) continue;
    for (auto s : scene_.sites_at[child]) {
      auto after = scene_.sites[s].tokens.end;
      const auto end = scene_.document.sentences[scene_.sites[s].sentence].tokens.end;
      if (after < end && scene_.token(after).upos == Upos::punct && scene_.surface(after) != ",") ++after;
      if (after + 1 < end && scene_.lexicon.list("share_prepositions").contains(scene_.token(after).lemma)) return after;
    }
  }
  return no_head;
}

/// «99% в уставном капитале общества», «доля в 32% в компании»: the nearest name behind, past numbers, adjectives and words for shares.
/// «продал 30% холдингу»: who gets the share is not what it is of.
bool SlotFiller::receives(std::uint32_t site) const {
  return scene_.token(scene_.sites[site].head).features.case_ == Case::dat && !marks_.of(site).contains(Case::gen) && !marks_.of(site).contains(Case::loc);
}

bool SlotFiller::share_in_line(const Slot& slot, std::uint32_t share, Fill& out) const {
  const auto end = scene_.document.sentences[syntax_.sentence_of(share)].tokens.end;
  const auto owner = past_owner(share);
  for (auto at = owner == no_head ? share + 1 : owner; at < end && at < share + share_line; ++at) {
    at = past_bracket(at, {share, end});
    if (at >= end) return false;
    const auto [best, other] = beginning_at(slot, at);
    if (best != no_site && receives(best)) return false;
    if (best != no_site) return add(out, best, scene_.sites[best].head), true;
    const Token& token = scene_.token(at);
    const bool of_share = token.upos == Upos::num || token.upos == Upos::sym || token.upos == Upos::adj || token.upos == Upos::det || scene_.lexicon.share_nouns.contains(token.lemma);
    const bool within = token.upos == Upos::adp && scene_.lexicon.list("share_prepositions").contains(token.lemma);
    const bool quote = token.upos == Upos::punct && scene_.surface(at) != "," && !dash(at);
    const bool descriptor = token.upos == Upos::noun && token.features.case_ != Case::nom && scene_.lexicon.list("company_words").contains(token.lemma);
    if (other || !(of_share || within || quote || descriptor)) return false;
  }
  return false;
}
}  // namespace citypact::extract
