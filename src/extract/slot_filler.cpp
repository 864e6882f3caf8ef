#include "slot_filler.hpp"

#include <algorithm>

#include "body_types.hpp"
#include "roles.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t clause_words = 16;  // of what is said of one item of a list
constexpr std::uint32_t trade_words = 6;  // tokens from a word for a trade in which the body's name begins

bool listed(std::string_view word, const std::vector<std::string>& words) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// The cases of what hangs on a verb there.
CaseSet cases_of(const SlotPath& path, bool passive) {
  if (path.role == "subject") return passive ? CaseSet{Case::ins} : CaseSet{Case::nom};
  if (path.role == "object") return passive ? CaseSet{Case::nom} : CaseSet{Case::acc, Case::gen};
  CaseSet cases;
  for (auto c : path.cases) cases.insert(c);
  return cases.empty() ? CaseSet::all() : cases;
}

}  // namespace

bool is_phrase(const Scene& scene, const Site& site) { return scene.lexicon.mention_head(scene.token(site.head).lemma) != nullptr; }

void SlotFiller::from_tree(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
  if (path.role == "told") return told(slot, path, start, out);
  if (path.role == "pair") return told_pair(slot, path, start, out);
  if (path.role == "theme") return theme(slot, start, out);
  if (path.role == "announced") return announced(slot, start, out);
  if (path.role == "gapped") return gapped(slot, path, start, out);
  if (path.role == "dash") return behind_dash(slot, start, out);
  if (path.role == "clause") return clause(slot, start, out);
  if (path.role == "host") return host(slot, start, out);
  if (path.role == "next") return next(slot, start, out);
  if (path.role == "inner") return inner(slot, start, out);
  if (path.role == "owner") return owner(slot, start, out);
  std::vector<std::uint32_t> found;
  if (path.role == "subject") found = arguments_.subjects(start);
  else if (path.role == "object") found = arguments_.objects(start);
  else if (path.role == "self") found = {start};
  else if (path.role == "outside") {
    if (const auto noun = arguments_.before_bracket(start); noun != no_head) found = {noun};
  }
  else if (path.role == "governor") found = arguments_.governors(start);
  else found = arguments_.dependents(start, path.role, path.prepositions, path.cases);
  if (path.role == "subject" || path.role == "object" || path.role == "governor") {
    if (!path.prepositions.empty())
      std::erase_if(found, [&](auto t) { const auto p = syntax_.preposition(t); return p == no_head || !listed(scene_.token(p).lemma, path.prepositions); });
    if (!path.cases.empty())
      std::erase_if(found, [&](auto t) { return std::find(path.cases.begin(), path.cases.end(), scene_.token(t).features.case_) == path.cases.end(); });
  }
  without_other_cases(start, cases_of(path, is_passive(scene_.token(start))), found);
  for (auto t : found) {
    if (slot.one && !out.empty()) return;
    const bool modified = syntax_.below(start, t) && scene_.token(start).features.number != Number::plur;  // «W, возглавляющий совет»
    if (path.role == "self" || modified) resolve_one(slot, t, out, path.role == "self" ? 4 : 0);
    else resolve(slot, t, out);
  }
  if (out.empty())
    for (auto t : found) included(slot, t, out);
  if (path.role == "subject" && !found.empty() && !slot.one) joint(slot, start, found.front(), out), comitative(slot, start, found.front(), out);
  if (out.empty() && !is_passive(scene_.token(start)) && is_verb(scene_.token(start))) {
    if (path.role == "subject") lost_subject(slot, start, out);
    if (path.role == "object") lost_object(slot, start, out);
  }
  const bool oblique = path.cases.size() == 1 && (path.cases.front() == Case::dat || path.cases.front() == Case::ins) && path.prepositions.empty();
  if (out.empty() && oblique && is_verb(scene_.token(start))) lost_oblique(slot, path.cases.front(), start, out);
}

void SlotFiller::resolve(const Slot& slot, std::uint32_t t, Fill& out) const {
  const auto before = out.sites.size();
  resolve_tree(slot, t, out);
  if (slot.one) return;
  for (auto i = before; i < out.sites.size() && i < before + 16; ++i) {
    if (scene_.sites[out.sites[i]].sentence != syntax_.sentence_of(t)) continue;  // «ректор», whom an earlier sentence lists with others
    for (auto site : listed_with(out.sites[i]))
      if (fits(slot, site)) add(out, site, scene_.sites[site].head);
  }
}

/// What stands in one list with a site by the look of it: «A, B и C» in one case. Parsers lose long names of a list.
std::vector<std::uint32_t> SlotFiller::listed_with(std::uint32_t site) const {
  std::vector<std::uint32_t> left, right;
  bool conjunction = false;
  const TokenRange sentence = scene_.document.sentences[scene_.sites[site].sentence].tokens;
  for (auto at = site; (at = next_in_list(at, sentence, conjunction)) != no_site && right.size() < 16;) right.push_back(at);
  for (auto at = site; (at = previous_in_list(at, sentence, conjunction)) != no_site && left.size() < 16;) left.push_back(at);
  if (!conjunction) return {};
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

/// Names in quotes and foreign ones show no case.
bool SlotFiller::same_case(std::uint32_t a, std::uint32_t b) const {
  const Token &x = scene_.token(scene_.sites[a].head), &y = scene_.token(scene_.sites[b].head);
  const auto quoted_name = [&](std::uint32_t s) { return scene_.token(scene_.sites[s].tokens.begin).upos == Upos::punct; };
  const bool described = quoted_name(std::max(a, b)) && !quoted_name(std::min(a, b));  // «сети «A» и «B»»: names keep the nominative
  if (!described && is_body(scene_.sites[a].mention.type) && is_body(scene_.sites[b].mention.type) && (marks_.of(a) & marks_.of(b)).empty()) return false;
  const auto caseless = [&](std::uint32_t s, const Token& head) {
    return scene_.sites[s].mention.form == Form::name && is_body(scene_.sites[s].mention.type) &&
           (head.features.case_ == Case::none || !head.in_dictionary || scene_.token(scene_.sites[s].tokens.begin).upos == Upos::punct);
  };
  if (is_body(scene_.sites[a].mention.type) && is_body(scene_.sites[b].mention.type) && (caseless(a, x) || caseless(b, y))) return true;
  if (x.features.case_ == y.features.case_) return x.features.case_ != Case::none;
  const auto direct = [](Case c) { return c == Case::nom || c == Case::acc; };  // «A, B и C»: lifeless names look the same in both
  const CaseSet shared = marks_.of(a) & marks_.of(b);
  return direct(x.features.case_) && direct(y.features.case_) && shared.contains(Case::nom);
}

std::uint32_t SlotFiller::past_bracket(std::uint32_t at, TokenRange sentence) const {
  if (at < sentence.end && scene_.surface(at) == ",") return past_clause(at, sentence);
  if (at >= sentence.end || scene_.surface(at) != "(") return at;
  for (auto i = at; i < sentence.end && i < at + 12; ++i)
    if (scene_.surface(i) == ")") return i + 1;
  return at;
}

/// «A, выпускающая моторы, и B»: the conjunction behind what a participle or a relative clause says of an item of a list.
std::uint32_t SlotFiller::past_clause(std::uint32_t comma, TokenRange sentence) const {
  if (comma + 1 >= sentence.end) return comma;
  const Token& first = scene_.token(comma + 1);
  if (first.features.verb_form != VerbForm::part && !scene_.lexicon.relative_words.contains(first.lemma)) return comma;
  for (auto i = comma + 2; i + 1 < sentence.end && i < comma + clause_words; ++i) {
    if (scene_.surface(i) == ";" || scene_.surface(i) == "(") return comma;
    if (scene_.surface(i) == ",") return scene_.token(i + 1).upos == Upos::cconj ? i + 1 : comma;
  }
  return comma;
}

std::uint32_t SlotFiller::next_in_list(std::uint32_t site, TokenRange sentence, bool& conjunction) const {
  const auto joint = past_bracket(scene_.sites[site].tokens.end, sentence);
  if (joint + 1 >= sentence.end) return no_site;
  if (scene_.token(joint).upos != Upos::cconj && scene_.surface(joint) != ",") return no_site;
  const auto item = std::max(joint + 1, past_joiner(joint, sentence.end));
  if (item >= sentence.end) return no_site;
  const bool cc = item > joint + 1 || scene_.token(joint).upos == Upos::cconj;
  std::uint32_t best = holder_from(item, sentence);
  if (best != no_site && same_case(site, best)) {
    conjunction = conjunction || cc;
    return best;
  }
  best = no_site;
  const auto next = past_words(item, sentence);
  for (auto s : scene_.sites_at[next])
    if (scene_.sites[s].tokens.begin == next && scene_.sites[s].mention.form != Form::adjective && same_case(site, s)) best = s;
  if (best != no_site) conjunction = conjunction || cc;
  return best;
}

/// «Заря» и китайская компания «Лотос»: adjectives and one common noun before the next name of a list.
std::uint32_t SlotFiller::past_words(std::uint32_t at, TokenRange sentence) const {
  bool noun = false;
  for (auto i = at; i < sentence.end && i < at + 4; ++i) {
    const bool named = std::any_of(scene_.sites_at[i].begin(), scene_.sites_at[i].end(), [&](auto s) { return scene_.sites[s].mention.form != Form::adjective; });
    if (named) return !noun || !scene_.token(i).in_dictionary || scene_.token(i).upos == Upos::punct ? i : at;
    const Token& token = scene_.token(i);
    if (token.upos == Upos::noun && !noun && !is_capitalized(scene_.surface(i))) noun = true;
    else if (token.upos != Upos::adj || noun) return at;
  }
  return at;
}

std::uint32_t SlotFiller::previous_in_list(std::uint32_t site, TokenRange sentence, bool& conjunction) const {
  const auto begin = item_begin(site);
  if (begin < sentence.begin + 2) return no_site;
  const auto joint = begin - 1;
  const bool cc = scene_.token(joint).upos == Upos::cconj;
  if (!cc && scene_.surface(joint) != ",") return no_site;
  std::uint32_t best = no_site;
  for (auto s : scene_.sites_at[joint - 1])
    if (scene_.sites[s].tokens.end == joint && scene_.sites[s].mention.form != Form::adjective && same_case(site, s)) best = s;
  if (best != no_site) conjunction = conjunction || cc;
  return best;
}

void SlotFiller::resolve_tree(const Slot& slot, std::uint32_t t, Fill& out) const {
  for (auto member : slot.one ? std::vector<std::uint32_t>{t} : syntax_.coordination(t)) {
    if (member != t && scene_.syntax.preposition(member) != no_head && syntax_.preposition(t) == no_head) continue;
    resolve_one(slot, member, out, 0);
  }
  if (slot.one || scene_.token(t).upos != Upos::num) return;
  for (auto counted : syntax_.children(t))  // «около трёхсот гостей, мэр A, ректор B»
    if (syntax_.is(counted, "nmod") && scene_.token(counted).features.case_ == Case::gen)
      for (auto member : syntax_.coordination(counted))
        if (member != counted) resolve_one(slot, member, out, 0);
}

bool SlotFiller::fits(const Slot& slot, std::uint32_t site) const {
  const bool kind = std::any_of(slot.kinds.begin(), slot.kinds.end(), [&](const auto& k) { return k != "Role" && scene_.is_a(site, k); });
  const auto headed = [&](std::uint32_t s) { return slot.words.contains(scene_.token(scene_.sites[s].head).lemma); };
  return kind && (slot.words.empty() || headed(site) || headed(scene_.sites[site].mention.entity));  // «он» stands for «союз»
}

void SlotFiller::add(Fill& out, std::uint32_t site, std::uint32_t token) const {
  if (std::find(out.sites.begin(), out.sites.end(), site) != out.sites.end()) return;
  out.sites.push_back(site);
  out.tokens.push_back(token);
}

bool SlotFiller::resolve_one(const Slot& slot, std::uint32_t t, Fill& out, int depth) const {
  if (slot.kinds.empty()) {
    if (!slot.words.contains(scene_.token(t).lemma)) return false;
    out.tokens.push_back(t);
    return true;
  }
  if (listed("Role", slot.kinds) && scene_.role_at[t] != no_site) {
    out.roles.push_back(scene_.role_at[t]);
    out.tokens.push_back(t);
    return true;
  }
  if (const auto site = body_behind(slot, t); site != no_site) return add(out, site, t), true;
  if (const auto site = site_at(slot, t); site != no_site) return add(out, site, t), true;
  if (const auto site = between_dashes(slot, t); site != no_site) return add(out, site, t), true;
  if (scene_.role_at[t] != no_site) {
    if (through_role(slot, scene_.role_at[t], t, out)) return true;
    if (const auto site = apposed(slot, t); site != no_site) return add(out, site, t), true;
    const bool unnamed = scene_.token(t).features.number == Number::plur && scene_.roles[scene_.role_at[t]].holders.empty();
    if (!unnamed || !scene_.lexicon.transparent_nouns.contains(scene_.token(t).lemma)) return false;  // «представители союза»
  }
  if (slot.represents && (through_person(slot, t, out) || through_council(slot, t, out))) return true;
  if (depth > 3 || named(t)) return false;
  if (scene_.lexicon.list("one_of_numerals").contains(scene_.token(t).lemma))  // «владеет одной из сетей «Заря»»
    for (auto child : syntax_.children(t)) {
      const auto preposition = syntax_.preposition(child);
      if (preposition != no_head && scene_.lexicon.list("one_of_prepositions").contains(scene_.token(preposition).lemma)) return resolve_one(slot, child, out, depth + 1);
    }
  const bool delegates = scene_.lexicon.list("delegation_nouns").contains(scene_.token(t).lemma);
  const bool owned = scene_.lexicon.asset_nouns.contains(scene_.token(t).lemma);  // «бизнес Inditex» is not Inditex
  for (auto child : syntax_.children(t)) {
    const bool name = syntax_.is(child, "appos") || syntax_.is(child, "flat") || (syntax_.is(child, "nmod") && syntax_.preposition(child) == no_head && quoted(child) && !owned);
    if (!name || (delegates && child > 0 && scene_.surface(child - 1) == "(")) continue;  // «делегация Харбина (пров. Хэйлунцзян)»
    bool any = false;
    for (auto member : syntax_.coordination(child)) any = resolve_one(slot, member, out, depth + 1) || any;
    if (any) return true;
  }
  if (const auto site = named_behind_dash(slot, t); site != no_site) return add(out, site, t), true;
  if (slot.exact) return false;
  const bool share = scene_.lexicon.share_nouns.contains(scene_.token(t).lemma);
  if (share && past_owner(t) != no_head && share_in_line(slot, t, out)) return true;
  const auto before = out.sites.size();
  if (delegates && listed("Person", slot.kinds)) leaders(slot, t, out);
  if (out.sites.size() > before && slot.one) return true;
  if (!share && !scene_.lexicon.transparent_nouns.contains(scene_.token(t).lemma)) return out.sites.size() > before;
  return through_genitive(slot, t, out, depth, share) || (share && depth == 0 && share_in_line(slot, t, out)) || out.sites.size() > before;
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
    for (auto r : scene_.roles_of[scene_.sites[s].sentence])
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

bool SlotFiller::listed_site(const std::vector<std::uint32_t>& sites, std::uint32_t s) { return std::find(sites.begin(), sites.end(), s) != sites.end(); }

std::uint32_t SlotFiller::site_at(const Slot& slot, std::uint32_t t) const {
  std::uint32_t best = no_site;
  for (auto s : scene_.sites_at[t]) {
    if (!fits(slot, s)) continue;
    if (scene_.sites[s].head == t) return s;
    if (best == no_site || scene_.sites[s].tokens.size() > scene_.sites[best].tokens.size()) best = s;
  }
  return best;
}

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

bool SlotFiller::named(std::uint32_t t) const {
  return std::any_of(scene_.sites_at[t].begin(), scene_.sites_at[t].end(), [&](auto s) { return scene_.sites[s].mention.form == Form::name && !is_phrase(scene_, scene_.sites[s]); });
}

bool SlotFiller::quoted(std::uint32_t t) const {
  const bool closed = t > 0 && scene_.surface(t - 1) == "»";  // «к «истерии» союза»: the quotes are another's
  return t > 0 && ((scene_.token(t - 1).upos == Upos::punct && !closed) || !scene_.token(t).in_dictionary);
}

/// «мэр Казани И. Иванов подписал»: the person holds the slot; with `represents` the body does where persons do not fit.
bool SlotFiller::through_role(const Slot& slot, std::uint32_t index, std::uint32_t t, Fill& out) const {
  const RoleSite& role = scene_.roles[index];
  bool any = false;
  for (auto holder : holders_of(scene_, index))
    if (fits(slot, holder)) add(out, holder, t), any = true;
  if (any || !slot.represents || role.status == Status::ended || !scene_.lexicon.list("representing_classes").contains(role.role_class)) return any;
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
    const bool genitive = syntax_.is(child, "nmod") && (preposition == no_head ? c == Case::gen || c == Case::none || !scene_.token(child).in_dictionary : share || scene_.lexicon.origin_prepositions.contains(scene_.token(preposition).lemma));
    if (!genitive && !(syntax_.is(child, "amod") && !share)) continue;
    for (auto listed : genitive ? syntax_.coordination(child) : std::vector<std::uint32_t>{child}) {
      const auto member = arguments_.antecedent(listed);
      if (const auto site = site_at(slot, member); site != no_site) add(out, site, t), any = true;
      else if (genitive && resolve_one(slot, member, out, depth + 1)) any = true;
    }
  }
  return any;
}

/// The nearest fitting site on one side, not beyond a finite verb or a stop.
void SlotFiller::from_line(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(start)].tokens;
  const bool right = path.side == SlotPath::Side::right;
  for (std::uint32_t step = 1; step <= path.within; ++step) {
    if (right ? start + step >= sentence.end : start < sentence.begin + step) return;
    const auto t = right ? start + step : start - step;
    if (blocks(t) && !(path.across && is_finite(scene_.token(t)))) return;
    const auto site = line_site(slot, t, right);
    if (site == no_site || !line_fits(path, site)) continue;
    add(out, site, scene_.sites[site].head);
    for (auto other : slot.one ? std::vector<std::uint32_t>{} : listed_with(site))
      if (fits(slot, other)) add(out, other, scene_.sites[other].head);
    return;
  }
}

bool SlotFiller::blocks(std::uint32_t t) const {
  const auto surface = scene_.surface(t);
  return is_finite(scene_.token(t)) || surface == ";" || surface == ":" || surface == "." || surface == "(" || surface == ")";
}

std::uint32_t SlotFiller::line_site(const Slot& slot, std::uint32_t t, bool right) const {
  std::uint32_t best = no_site;
  for (auto s : scene_.sites_at[t]) {
    const Site& site = scene_.sites[s];
    if (fits(slot, s) && site.mention.form != Form::adjective && (right ? site.tokens.begin == t : site.tokens.end == t + 1) &&
        (best == no_site || site.tokens.size() > scene_.sites[best].tokens.size()))
      best = s;
  }
  return best;
}

bool SlotFiller::line_fits(const SlotPath& path, std::uint32_t s) const {
  const Site& site = scene_.sites[s];
  const auto begin = site.tokens.begin;
  const bool governed_here = begin > 0 && scene_.token(begin - 1).upos == Upos::adp;
  if (path.prepositions.empty() ? governed_here : !governed_here || !listed(scene_.token(begin - 1).lemma, path.prepositions)) return false;
  if (path.cases.empty()) return true;
  CaseSet wanted;
  for (auto c : path.cases) wanted.insert(c);
  if ((marks_.of(s) & wanted).empty()) return false;
  const Case c = scene_.token(site.head).features.case_;
  return c == Case::none || wanted.contains(c) || !marks_.trusted(s);
}

}  // namespace citypact::extract
