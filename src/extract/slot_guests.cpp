// Who travels: the leaders of a delegation, the delegation that «гости» means; and the verb of the clause in which something was done.
#include <algorithm>

#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t lead_line = 18;    // tokens from a delegation to the word that tells who leads it
constexpr std::uint32_t leader_line = 9;   // tokens from that word to the leader's name, for his post
constexpr std::uint32_t visit_back = 2;    // sentences from guests back to their delegation
constexpr std::uint32_t told_line = 400;   // the same in tokens: keeps endless sentences linear

}  // namespace

/// «делегация Омска во главе с мэром W», «которую возглавил W», «возглавляемая W»: words/leading_words.tsv; no other clause begins before.
void SlotFiller::leaders(const Slot& slot, std::uint32_t delegation, Fill& out) const {
  const auto& words = scene_.lexicon.list("leading_words");
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(delegation)].tokens;
  const auto end = std::min(sentence.end, delegation + lead_line);
  for (auto t = delegation + 1; t < end; ++t) {
    if (words.contains(scene_.token(t).lemma) || words.contains(fold_case(scene_.surface(t)))) return leader_behind(slot, delegation, {t + 1, sentence.end}, out);
    if (is_finite(scene_.token(t)) || scene_.surface(t) == ";") return;
  }
}
void SlotFiller::leader_behind(const Slot& slot, std::uint32_t delegation, TokenRange range, Fill& out) const {
  int verbs = 0;
  for (auto t = range.begin; t < range.end && t < range.begin + leader_line && verbs < 2; ++t) {
    verbs += is_finite(scene_.token(t));  // «во главе которой стоит W»
    if (scene_.surface(t) == ";" || scene_.surface(t) == "(") return;
    if (const auto site = line_site(slot, t, true); site != no_site && scene_.is_a(site, "Person")) return add(out, site, delegation);
  }
}

/// «Гостей принял W»: the delegation that this sentence or one before named last.
void SlotFiller::delegation(const Slot& slot, std::uint32_t start, Fill& out) const {
  const auto& nouns = scene_.lexicon.list("delegation_nouns");
  const auto own = syntax_.sentence_of(start);
  const auto first = scene_.document.sentences[own > visit_back ? own - visit_back : 0].tokens.begin;
  for (auto t = start; t-- > first && start - t < told_line;)
    if (nouns.contains(scene_.token(t).lemma) && resolve_one(slot, t, out, 0)) return leaders_only(out);
}
void SlotFiller::leaders_only(Fill& out) const {
  const auto leader = std::find_if(out.sites.begin(), out.sites.end(), [&](auto site) { return scene_.is_a(site, "Person"); });
  if (leader != out.sites.end()) out.sites = {*leader}, out.tokens = {scene_.sites[out.sites.front()].head};
}

/// The verb itself, which other slots may start from.
void SlotFiller::clause(const Slot& slot, std::uint32_t start, Fill& out) const {
  const auto verb = arguments_.clause_of(start);
  if (verb != no_head && (slot.words.empty() || slot.words.contains(scene_.token(verb).lemma))) out.tokens.push_back(verb);
}

}  // namespace citypact::extract
