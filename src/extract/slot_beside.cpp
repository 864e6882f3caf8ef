// Slots that a name beside its apposition fills: «завод «Маяк», резидент парка», «резидент парка завод «Маяк»».
#include "slot_filler.hpp"

namespace citypact::extract {

/// Nouns in apposition share their case as far as a name shows one: quoted and foreign ones do not.
bool SlotFiller::may_stand_beside(std::uint32_t site, std::uint32_t noun) const {
  const Features &a = scene_.token(scene_.sites[site].head).features, &b = scene_.token(noun).features;
  if (b.number == Number::sing && a.number == Number::plur) return false;
  return a.case_ == b.case_ || a.case_ == Case::none || marks_.of(site).contains(b.case_);
}

/// The name that ends right before the comma before the start and its adjectives.
void SlotFiller::host(const Slot& slot, std::uint32_t start, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(start)].tokens;
  auto i = start;
  while (i > sentence.begin && (scene_.token(i - 1).upos == Upos::adj || scene_.token(i - 1).upos == Upos::adv)) --i;
  if (i < sentence.begin + 2 || scene_.surface(i - 1) != "," || scene_.token(start).features.number == Number::plur) return;
  std::uint32_t best = no_site;
  for (auto s : scene_.sites_at[i - 2])
    if (scene_.sites[s].tokens.end == i - 1 && scene_.sites[s].mention.form == Form::name && fits(slot, s) && may_stand_beside(s, start)) best = s;  // the longest
  if (best != no_site) add(out, best, scene_.sites[best].head);
}

/// The name, or the list of names, that begins right behind the start and its genitive, or behind a comma there.
void SlotFiller::next(const Slot& slot, std::uint32_t start, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(start)].tokens;
  auto at = start + 1;
  while (at < sentence.end && (scene_.token(at).upos == Upos::adj || scene_.token(at).upos == Upos::det) && scene_.token(at).features.case_ == Case::gen) ++at;
  if (at < sentence.end && scene_.surface(at) != ",") {
    std::uint32_t genitive = no_site;
    for (auto s : scene_.sites_at[at])
      if (scene_.sites[s].tokens.begin == at && scene_.sites[s].mention.form != Form::adjective) genitive = s;  // the longest
    if (genitive != no_site && !(scene_.token(scene_.sites[genitive].head).features.case_ == Case::nom)) at = scene_.sites[genitive].tokens.end;
    else if (scene_.lexicon.relative_words.contains(scene_.token(at).lemma)) ++at;
  }
  if (at < sentence.end && scene_.surface(at) == "(") at = past_bracket(at, sentence);
  if (at < sentence.end && scene_.surface(at) == ",") ++at;
  if (at >= sentence.end || at == start + 1) return;
  std::uint32_t best = no_site;
  for (auto s : scene_.sites_at[at])
    if (scene_.sites[s].tokens.begin == at && scene_.sites[s].mention.form == Form::name && fits(slot, s) && may_stand_beside(s, start)) best = s;
  if (best == no_site) return;
  add(out, best, scene_.sites[best].head);
  if (slot.one || scene_.token(start).features.number != Number::plur) return;
  for (auto other : listed_with(best))
    if (fits(slot, other)) add(out, other, scene_.sites[other].head);
}

}  // namespace citypact::extract
