// Who else fills a slot with the words that do: companions («A вместе с B»), lists that a noun takes in («сети, включая A и B»).
#include <algorithm>

#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t lead_in = 14;     // tokens from a noun to the word that opens its list
constexpr std::uint32_t most_items = 24;  // of a list
constexpr std::uint32_t joint_line = 200;  // tokens from a verb to «вместе с»: keeps endless sentences linear

}  // namespace

bool SlotFiller::of_another(std::uint32_t noun) const {
  if (is_verb(scene_.token(noun))) return false;
  for (auto child : syntax_.children(noun)) {
    const Token& token = scene_.token(child);
    if (scene_.lexicon.is_possessive(scene_.surface(child))) return true;
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
  const auto end = std::min(sentence.end, verb + joint_line);
  for (auto t = std::max(sentence.begin, around(verb, joint_line, 0).begin); t + 2 < end; ++t) {
    if (scene_.token(t + 1).upos != Upos::adp || !words.contains(scene_.token(t).lemma)) continue;
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
  for (auto t = noun + 1; t < sentence.end && t <= noun + lead_in; ++t) {
    if (is_finite(scene_.token(t)) || scene_.surface(t) == ";") return;
    if (scene_.surface(t) == ",")
      if (const auto item = past_opener({t + 1, std::min(t + 2, sentence.end)}); item != no_head) return items(slot, {item, sentence.end}, false, out);
    if (!scene_.lexicon.inclusion_words.contains(scene_.token(t).lemma)) continue;
    const auto lead = [&] {  // «такие сети, как A»
      for (auto before = t; before-- > sentence.begin && t - before < 6;)
        if (scene_.lexicon.list("inclusion_leads").contains(scene_.token(before).lemma)) return true;
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

}  // namespace citypact::extract
