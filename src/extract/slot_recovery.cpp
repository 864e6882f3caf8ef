// Arguments that the parser lost or took for others, found by case, agreement and order.
#include <algorithm>

#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t oblique_line = 10;  // tokens from a verb to a dative or instrumental that the parser missed

}  // namespace

/// The parser missed the subject: a nominative that agrees with the verb, right before it, else right after it.
void SlotFiller::lost_subject(const Slot& slot, std::uint32_t verb, Fill& out) const {
  for (int steps = 0; steps < 3 && !is_finite(scene_.token(verb)) && syntax_.is(verb, "xcomp"); ++steps) {
    verb = syntax_.head(verb);
    if (scene_.lexicon.list("commanding_verbs").contains(scene_.token(verb).lemma)) return;  // «запретил гостям участвовать»
  }
  if (!is_finite(scene_.token(verb))) return;
  SlotPath path;
  path.cases = {Case::nom};
  path.within = 3;
  for (auto side : {SlotPath::Side::left, SlotPath::Side::right}) {
    path.side = side;
    Fill candidate;
    from_line(slot, path, verb, candidate);
    if (candidate.empty() || !agree(candidate, verb) || within_subject(candidate, verb)) continue;
    out = std::move(candidate);
    return;
  }
  if (scene_.token(verb).features.number == Number::plur) listed_subject(slot, verb, out);
}

/// «соглашение заключили A, B и C», «A, B и C учредили фонд»: the parser took a list of lifeless names beside a plural verb for a second object.
void SlotFiller::listed_subject(const Slot& slot, std::uint32_t verb, Fill& out) const {
  const auto children = syntax_.children(verb);
  const auto objects = [&](bool right) { return std::any_of(children.begin(), children.end(), [&](auto c) { return syntax_.is(c, "obj") && (c > verb) == right; }); };
  if (!objects(false) || !objects(true)) return;
  SlotPath path;
  path.cases = {Case::acc};
  path.within = 3;
  for (auto side : {SlotPath::Side::right, SlotPath::Side::left}) {
    path.side = side;
    Fill candidate;
    from_line(slot, path, verb, candidate);
    if (candidate.sites.size() < 2 || !std::ranges::all_of(candidate.sites, [&](auto site) { return marks_.of(site).contains(Case::nom); })) continue;
    out = std::move(candidate);
    if (side == SlotPath::Side::left) add_objects_before(slot, verb, out);
    return;
  }
}

/// «A, B, а с ними C и D учредили фонд»: what else the parser took for an object before the verb is of the list.
void SlotFiller::add_objects_before(const Slot& slot, std::uint32_t verb, Fill& out) const {
  for (auto child : syntax_.children(verb)) {
    const auto site = child < verb && syntax_.is(child, "obj") ? site_at(slot, child) : no_site;
    if (site == no_site || !marks_.of(site).contains(Case::nom)) continue;
    add(out, site, scene_.sites[site].head);
    for (auto other : listed_with(site))
      if (fits(slot, other) && marks_.of(other).contains(Case::nom)) add(out, other, scene_.sites[other].head);
  }
}

/// «поединок A и B возглавит турнир»: the subject is a thing that is no mention, and who is named within its phrase is none.
bool SlotFiller::within_subject(const Fill& candidate, std::uint32_t verb) const {
  return std::ranges::any_of(syntax_.children(verb), [&](auto child) {
    const Token& token = scene_.token(child);
    const bool thing = syntax_.is(child, "nsubj") && is_noun(token) && token.features.case_ == Case::nom && scene_.sites_at[child].empty() && scene_.role_at[child] == no_site;
    const auto head = scene_.sites[candidate.sites.front()].head;
    return thing && child + 1 < head && head < verb && !syntax_.is(head, "appos") && !syntax_.is(head, "flat") && syntax_.below(head, child);
  });
}

bool SlotFiller::agree(const Fill& subjects, std::uint32_t verb) const {
  const Features &v = scene_.token(verb).features, &n = scene_.token(scene_.sites[subjects.sites.front()].head).features;
  if (v.number == Number::plur) return subjects.sites.size() > 1 || n.number == Number::plur;
  return n.number != Number::plur && (v.gender == Gender::none || n.gender == Gender::none || v.gender == n.gender);
}

/// The parser missed the object: a lifeless accusative beside the verb, whose nominative looks the same.
void SlotFiller::lost_object(const Slot& slot, std::uint32_t verb, Fill& out) const {
  if (listed("Role", slot.kinds) || has_common_object(verb)) return;
  if (const auto fronted = fronted_object(verb); fronted != no_head) return resolve(slot, fronted, out);
  SlotPath path;
  path.cases = {Case::acc, Case::nom};
  path.within = 2;
  for (auto side : {SlotPath::Side::right, SlotPath::Side::left}) {
    path.side = side;
    from_line(slot, path, verb, out);
    if (out.empty()) continue;
    const auto head = scene_.sites[out.sites.front()].head;
    const bool subject = syntax_.is(head, "nsubj") && syntax_.head(head) == verb;
    const bool governed = syntax_.is(head, "conj") && syntax_.preposition(head) != no_head;  // «между A и B»
    if (!subject && !governed && scene_.sites[out.sites.front()].mention.type != "Person") return;
    out = {};
  }
}

/// «Договор стороны намерены подписать»: of two subjects of the word that governs an infinitive the lifeless accusative, or the single thing
/// beside a plural, is the infinitive's object.
std::uint32_t SlotFiller::fronted_object(std::uint32_t verb) const {
  if (scene_.token(verb).features.verb_form != VerbForm::inf) return no_head;
  auto above = verb;
  for (int steps = 0; steps < 2 && above != no_head && syntax_.is(above, "xcomp"); ++steps) above = syntax_.head(above);
  if (above == verb || above == no_head) return no_head;
  std::uint32_t first = no_head, second = no_head;
  for (auto child : syntax_.children(above)) {
    if (!syntax_.is(child, "nsubj")) continue;
    if (second != no_head || child > verb) return no_head;
    (first == no_head ? first : second) = child;
  }
  if (second == no_head) return no_head;
  const auto several = [&](auto t) { return scene_.token(t).features.number == Number::plur || syntax_.coordination(t).size() > 1; };
  const auto lifeless = [&](auto t) { return is_noun(scene_.token(t)) && scene_.token(t).features.animacy == Animacy::inan && !several(t); };
  const auto accusative = [&](auto t) { return scene_.token(t).features.case_ == Case::acc; };
  const bool plural = scene_.token(above).features.number == Number::plur;
  for (auto [object, subject] : {std::pair{first, second}, std::pair{second, first}})
    if (lifeless(object) && (plural ? several(subject) : accusative(object) && !accusative(subject))) return object;
  return no_head;
}

/// «приобрёл права», «продали его»: the object is a thing that is no mention, and no share of one.
bool SlotFiller::has_common_object(std::uint32_t verb) const {
  for (auto child : syntax_.children(verb)) {
    const Token& token = scene_.token(child);
    if (syntax_.is(child, "obj") && token.upos == Upos::pron && scene_.sites_at[child].empty() && arguments_.antecedent(child) == child) return true;
    const bool accusative = syntax_.is(child, "obj") && token.upos == Upos::noun && token.in_dictionary && token.features.case_ == Case::acc;
    if (!accusative || !scene_.sites_at[child].empty()) continue;
    const auto told = [&](const auto& words) { return words.contains(token.lemma); };
    const Lexicon& words = scene_.lexicon;
    const bool stands_for = told(words.share_nouns) || told(words.transparent_nouns) || told(words.body_heads) || told(words.mention_heads) || told(words.list("company_words"));
    if (!stands_for) return true;
  }
  return false;
}

/// The parser missed a dative or instrumental: a name behind the verb, else before it, whose words can stand in that case and not in the
/// nominative, or one without a case right behind the verb.
void SlotFiller::lost_oblique(const Slot& slot, Case wanted, std::uint32_t verb, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(verb)].tokens;
  for (const bool right : {true, false})
    for (std::uint32_t step = 1; step <= oblique_line; ++step) {
      if (right ? verb + step >= sentence.end : verb < sentence.begin + step) break;
      const auto t = right ? verb + step : verb - step;
      if (blocks(t)) break;
      const auto site = line_site(slot, t, right);
      if (site == no_site || scene_.sites[site].mention.type == "Person") continue;
      const auto begin = scene_.sites[site].tokens.begin;
      const CaseSet cases = marks_.of(site);
      const bool beside = right && cases.full() && (step == 1 || (wanted == Case::dat && behind_object(site, verb)));
      if ((begin > 0 && scene_.token(begin - 1).upos == Upos::adp) || !cases.contains(wanted) || (cases.contains(Case::nom) && !beside)) continue;
      return resolve(slot, scene_.sites[site].head, out);
    }
}

/// «поставляет рыбу Weihai Foods»: a name without a case right behind the verb's lifeless object, a thing that is named by no name.
bool SlotFiller::behind_object(std::uint32_t site, std::uint32_t verb) const {
  const auto begin = scene_.sites[site].tokens.begin, thing = syntax_.head(scene_.sites[site].head);
  if (thing == no_head || thing >= begin || thing + 1 != begin || syntax_.head(thing) != verb || !syntax_.is(thing, "obj")) return false;
  const Token& token = scene_.token(thing);
  const Lexicon& words = scene_.lexicon;
  const auto named = [&](const auto& list) { return list.contains(token.lemma); };
  return token.upos == Upos::noun && token.features.animacy != Animacy::anim && scene_.sites_at[thing].empty() && !named(words.share_nouns) &&
         !named(words.transparent_nouns) && !named(words.body_heads) && !named(words.mention_heads) && !named(words.list("company_words"));
}

/// Whoever hangs on the verb but bears none of the cases that the place asks for: «продал «Русвелу»» names no thing sold.
void SlotFiller::without_other_cases(std::uint32_t verb, CaseSet cases, std::vector<std::uint32_t>& found) const {
  std::erase_if(found, [&](auto t) {
    if (syntax_.head(t) != verb || syntax_.preposition(t) != no_head || (!is_verb(scene_.token(verb)) && !syntax_.is(t, "nsubj"))) return false;
    std::uint32_t widest = no_site;
    for (auto s : scene_.sites_at[t])
      if (scene_.sites[s].mention.form == Form::name) widest = s;
    return widest != no_site && (marks_.of(widest) & cases).empty();
  });
}

}  // namespace citypact::extract
