// What stands beside the words that fill a slot: companions, lists that a noun takes in, items without their verb, shares whose
// company the parser hung elsewhere.
#include <algorithm>

#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t lead_in = 14;     // tokens from a noun to the word that opens its list
constexpr std::uint32_t most_items = 24;  // of a list
constexpr std::uint32_t longest_gapped = 200;  // tokens of items without their verb: keeps endless sentences linear
constexpr std::uint32_t share_line = 12;  // tokens from a share to what it is a share of

}  // namespace

bool SlotFiller::of_another(std::uint32_t noun) const {
  if (is_verb(scene_.token(noun))) return false;
  for (auto child : syntax_.children(noun)) {
    const Token& token = scene_.token(child);
    if (scene_.lexicon.list("possessives").contains(fold_case(scene_.surface(child)))) return true;
    const bool living = token.features.animacy == Animacy::anim || scene_.role_at[child] != no_site;
    if (is_noun(token) && living && token.features.case_ == Case::gen && syntax_.preposition(child) == no_head) return true;
  }
  return false;
}

bool SlotFiller::joined(std::uint32_t noun) const {
  const auto preposition = syntax_.preposition(noun);
  return preposition != no_head && preposition > 0 && scene_.lexicon.list("joint_words").contains(scene_.token(preposition - 1).lemma);
}

/// «A с B договорились»: with a verb in the plural B, right behind the one subject, acts as well.
void SlotFiller::comitative(const Slot& slot, std::uint32_t verb, std::uint32_t subject, Fill& out) const {
  for (int steps = 0; steps < 3 && !is_finite(scene_.token(verb)) && syntax_.head(verb) != no_head; ++steps) verb = syntax_.head(verb);
  const auto number = scene_.token(subject).features.number;
  if (!is_finite(scene_.token(verb)) || scene_.token(verb).features.number != Number::plur || number == Number::plur || syntax_.coordination(subject).size() > 1) return;
  const auto count = static_cast<std::uint32_t>(scene_.sites_at.size());
  for (auto s : scene_.sites_at[subject]) {
    const auto with = scene_.sites[s].tokens.end;
    if (with + 1 >= count || scene_.sites[s].head != subject || scene_.token(with).upos != Upos::adp || !scene_.lexicon.list("comitative_prepositions").contains(scene_.token(with).lemma)) continue;
    const auto [site, other] = beginning_at(slot, with + 1);
    if (site == no_site || !marks_.of(site).contains(Case::ins)) continue;
    return resolve(slot, scene_.sites[site].head, out);
  }
}

/// «A вместе с B подписал»: B acts as well.
void SlotFiller::joint(const Slot& slot, std::uint32_t verb, std::uint32_t subject, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(verb)].tokens;
  const auto& words = scene_.lexicon.list("joint_words");
  for (auto t = sentence.begin; t + 2 < sentence.end; ++t) {
    if (!words.contains(scene_.token(t).lemma) || scene_.token(t + 1).upos != Upos::adp) continue;
    for (auto with = t + 2; with < sentence.end && with < t + 6; ++with) {
      if (!is_noun(scene_.token(with)) || scene_.token(with).features.case_ != Case::ins) continue;
      const bool here = syntax_.below(with, verb) || syntax_.below(with, subject) || syntax_.head(with) == syntax_.head(verb);
      if (here && (!is_finite_between(t, verb) || !is_finite_between(t, subject))) resolve(slot, with, out);
      break;
    }
  }
}

/// A clause of its own lies between two words of a sentence.
bool SlotFiller::is_finite_between(std::uint32_t a, std::uint32_t b) const {
  for (auto t = std::min(a, b) + 1; t < std::max(a, b); ++t)
    if (is_finite(scene_.token(t))) return true;
  return false;
}

/// «владеет сетями, включая A и B», «делегации стран, в том числе из A и B», «компании, такие как A и B».
void SlotFiller::included(const Slot& slot, std::uint32_t noun, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(noun)].tokens;
  const auto& words = scene_.lexicon.list("inclusion_words");
  const auto& leads = scene_.lexicon.list("inclusion_leads");
  for (auto t = noun + 1; t < sentence.end && t <= noun + lead_in; ++t) {
    if (is_finite(scene_.token(t)) || scene_.surface(t) == ";") return;
    if (scene_.surface(t) == ",")
      if (const auto item = past_opener({t + 1, std::min(t + 2, sentence.end)}); item != no_head) return items(slot, {item, sentence.end}, false, out);
    if (!words.contains(scene_.token(t).lemma)) continue;
    const auto lead = [&] {  // «такие сети, как A»
      for (auto before = t; before-- > sentence.begin && t - before < 6;)
        if (leads.contains(scene_.token(before).lemma)) return true;
      return false;
    };
    if (!scene_.lexicon.list("inclusion_openers").contains(scene_.token(t).lemma) && !lead()) continue;
    auto at = t + 1;
    for (std::uint32_t items = 0; at < sentence.end && items < most_items; ++items) {
      if (scene_.token(at).upos == Upos::adp) ++at;
      const auto site = item_from(slot, at, sentence.end);
      if (site == no_site) return;
      add(out, site, scene_.sites[site].head);
      at = next_short_item(past_bracket(scene_.sites[site].tokens.end, sentence), sentence.end);
    }
    return;
  }
}

/// «за A расписался W, за B — V»: what stands behind the same preposition before a dash, in the rest of the sentence.
void SlotFiller::gapped_items(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(start)].tokens;
  for (auto t = start + 1; t + 1 < sentence.end && t < start + longest_gapped; ++t) {
    if (!dash(t)) continue;
    auto end = t;
    while (end > start && scene_.surface(end - 1) == ")")
      do --end;
      while (end > start && scene_.surface(end) != "(");
    for (auto s : scene_.sites_at[end - 1]) {
      const Site& site = scene_.sites[s];
      const Token* before = scene_.before(s);
      const bool governed = before && before->upos == Upos::adp && std::find(path.prepositions.begin(), path.prepositions.end(), before->lemma) != path.prepositions.end();
      if (governed && site.tokens.end == end && site.mention.form != Form::adjective && fits(slot, s)) add(out, s, site.head);
    }
  }
}

/// «за A — мэр W»: the first thing behind the dash that follows a name, before the next comma.
void SlotFiller::behind_dash(const Slot& slot, std::uint32_t name, Fill& out) const {
  const auto end = scene_.document.sentences[syntax_.sentence_of(name)].tokens.end;
  auto t = name;
  while (t < end && !dash(t) && t < name + lead_in) ++t;
  if (t >= end || !dash(t)) return;
  for (++t; t < end && t < name + 2 * lead_in; ++t) {
    const auto [site, other] = beginning_at(slot, t);
    if (site != no_site) return add(out, site, scene_.sites[site].head);
    if (scene_.surface(t) == ";" || scene_.surface(t) == "," || is_finite(scene_.token(t))) return;
  }
}

/// «30% принадлежит A, 10% — B»; «доля A составила 30%, у B — 10%»: the share that a dash joins with its owner.
void SlotFiller::gapped(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
  if (!path.prepositions.empty()) return gapped_items(slot, path, start, out);
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(start)].tokens;
  const auto is_share = [&](std::uint32_t t) { return scene_.token(t).upos == Upos::sym || scene_.lexicon.share_nouns.contains(scene_.token(t).lemma); };
  for (auto t = start + 1; t + 1 < sentence.end; ++t) {
    if (!dash(t)) continue;
    std::uint32_t site = no_site;
    if (is_share(t - 1)) {
      auto at = t + 1;
      while (at + 1 < sentence.end && scene_.token(at).upos == Upos::adv) ++at;
      site = item_from(slot, at, sentence.end);
    } else if (t + 2 < sentence.end && scene_.token(t + 1).upos == Upos::num && is_share(t + 2)) {
      for (auto s : scene_.sites_at[t - 1])
        if (scene_.sites[s].tokens.end == t && fits(slot, s)) site = s;
    }
    if (site == no_site) continue;
    const Case c = scene_.token(scene_.sites[site].head).features.case_;
    if (path.cases.empty() || c == Case::none || std::find(path.cases.begin(), path.cases.end(), c) != path.cases.end()) add(out, site, scene_.sites[site].head);
  }
}

/// «создал новую компанию — «Заря»»: the name behind the dash that a common noun of bodies announces.
std::uint32_t SlotFiller::named_behind_dash(const Slot& slot, std::uint32_t noun) const {
  const auto end = scene_.document.sentences[syntax_.sentence_of(noun)].tokens.end;
  const Token& token = scene_.token(noun);
  if (noun + 2 >= end || token.upos != Upos::noun || token.features.number == Number::plur || !dash(noun + 1) || token.features.case_ == Case::nom) return no_site;
  const auto site = item_from(slot, noun + 2, end);
  return site != no_site && scene_.sites[site].tokens.begin <= noun + 3 ? site : no_site;
}

/// «резидент парка — «Заря» (ЗР) — вложит миллион»: the name between two dashes behind the common noun that it explains.
std::uint32_t SlotFiller::between_dashes(const Slot& slot, std::uint32_t noun) const {
  const auto end = scene_.document.sentences[syntax_.sentence_of(noun)].tokens.end;
  if (scene_.token(noun).upos != Upos::noun || !scene_.token(noun).in_dictionary || !scene_.sites_at[noun].empty()) return no_site;
  auto t = noun + 1;
  while (t < end && t < noun + 6 && !dash(t) && !blocks(t) && scene_.surface(t) != ",") ++t;
  if (t + 1 >= end || !dash(t)) return no_site;
  const auto [site, other] = beginning_at(slot, t + 1);
  if (site == no_site) return no_site;
  const auto close = past_bracket(scene_.sites[site].tokens.end, {t, end});
  return close < end && dash(close) ? site : no_site;
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
bool SlotFiller::share_in_line(const Slot& slot, std::uint32_t share, Fill& out) const {
  const auto end = scene_.document.sentences[syntax_.sentence_of(share)].tokens.end;
  const auto owner = past_owner(share);
  for (auto at = owner == no_head ? share + 1 : owner; at < end && at < share + share_line; ++at) {
    at = past_bracket(at, {share, end});
    if (at >= end) return false;
    const auto [best, other] = beginning_at(slot, at);
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

/// Where an item of a list begins: a person's post belongs to it.
std::uint32_t SlotFiller::item_begin(std::uint32_t site) const {
  auto begin = scene_.sites[site].tokens.begin;
  for (auto r : scene_.roles_of[scene_.sites[site].sentence]) {
    const RoleSite& role = scene_.roles[r];
    if (role.tokens.end <= begin && begin - role.tokens.begin < 24 && !role.predicate && listed_site(role.holders, site)) begin = std::min(begin, role.tokens.begin);
  }
  const auto sentence = scene_.document.sentences[scene_.sites[site].sentence].tokens.begin;
  while (begin != scene_.sites[site].tokens.begin && begin > sentence && scene_.token(begin - 1).upos == Upos::adj) --begin;
  return begin;
}

/// The holder of the post that begins here, behind adjectives: «российский министр A».
std::uint32_t SlotFiller::holder_from(std::uint32_t at, TokenRange sentence) const {
  for (auto t = at; t < sentence.end && t < at + 4; ++t) {
    if (scene_.role_at[t] != no_site) {
      const RoleSite& role = scene_.roles[scene_.role_at[t]];
      if (role.tokens.begin > t || role.predicate || role.holders.size() != 1) return no_site;
      return scene_.sites[role.holders.front()].tokens.begin >= role.tokens.end ? role.holders.front() : no_site;
    }
    if (scene_.token(t).upos != Upos::adj) return no_site;
  }
  return no_site;
}

}  // namespace citypact::extract
