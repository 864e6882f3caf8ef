#include "slot_filler.hpp"

#include <algorithm>

#include "body_types.hpp"
#include "roles.hpp"

namespace citypact::extract {
namespace {

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
  if (path.role == "nsubj" || path.role == "subject") start = one_of(start);
  std::vector<std::uint32_t> found;
  if (path.role == "subject") found = arguments_.subjects(start);
  else if (path.role == "object") found = arguments_.objects(start);
  else if (path.role == "self") found = {start};
  else if (path.role == "outside") {
    if (const auto noun = arguments_.before_bracket(start); noun != no_head) found = {noun};
  }
  else if (path.role == "governor") found = arguments_.governors(start);
  else if (path.role == "head") {
    if (const auto head = syntax_.head(start); head != no_head) found = {head};
  }
  else found = arguments_.dependents(start, path.role, path.prepositions, path.cases);
  if (path.role == "subject" || path.role == "object" || path.role == "governor" || path.role == "head") {
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

/// «был одним из создателей»: what is said of the numeral is said of the noun behind it.
std::uint32_t SlotFiller::one_of(std::uint32_t noun) const {
  const auto preposition = syntax_.preposition(noun), numeral = syntax_.head(noun);
  const bool counted = preposition != no_head && numeral != no_head && scene_.lexicon.list("one_of_prepositions").contains(scene_.token(preposition).lemma) &&
                       scene_.lexicon.one_of_numerals.contains(scene_.token(numeral).lemma);
  return counted ? numeral : noun;
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
  if (scene_.lexicon.one_of_numerals.contains(scene_.token(t).lemma))  // «владеет одной из сетей «Заря»»
    for (auto child : syntax_.children(t)) {
      const auto preposition = syntax_.preposition(child);
      if (preposition != no_head && scene_.lexicon.list("one_of_prepositions").contains(scene_.token(preposition).lemma)) return resolve_one(slot, child, out, depth + 1);
    }
  const bool delegates = scene_.lexicon.list("delegation_nouns").contains(scene_.token(t).lemma);
  const bool owned = scene_.lexicon.asset_nouns.contains(scene_.token(t).lemma);  // «бизнес Inditex» is not Inditex
  for (auto child : syntax_.children(t)) {
    const bool name = syntax_.is(child, "appos") || syntax_.is(child, "flat") || (syntax_.is(child, "nmod") && syntax_.preposition(child) == no_head && quoted(child) && !owned);
    if (!name || (delegates && child > 0 && scene_.surface(child - 1) == "(")) continue;  // «делегация Циндао (пров. Шаньдун)»
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

bool SlotFiller::named(std::uint32_t t) const {
  return std::any_of(scene_.sites_at[t].begin(), scene_.sites_at[t].end(), [&](auto s) { return scene_.sites[s].mention.form == Form::name && !is_phrase(scene_, scene_.sites[s]); });
}

bool SlotFiller::quoted(std::uint32_t t) const {
  const bool closed = t > 0 && scene_.surface(t - 1) == "»";  // «к «истерии» союза»: the quotes are another's
  return t > 0 && ((scene_.token(t - 1).upos == Upos::punct && !closed) || !scene_.token(t).in_dictionary);
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
