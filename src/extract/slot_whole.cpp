// Slots that a body within a name fills («совет Самарского университета»), or whom a possessive before it means («его совет»).
#include "body_types.hpp"
#include "links.hpp"
#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t owner_reach = 4;  // tokens before a noun in which its possessive stands

}  // namespace

/// «в состав совета представителя завода»: a person's, not the council's.
bool SlotFiller::of_holder(std::uint32_t t) const { return scene_.role_at[t] != no_site && scene_.token(t).features.number != Number::plur; }

/// The longest mention behind the start within the body's name that it heads; none behind a preposition: «комитет по делам союза».
void SlotFiller::inner(const Slot& slot, std::uint32_t start, Fill& out) const {
  const Site* outer = nullptr;
  for (auto s : scene_.sites_at[start])
    if (scene_.sites[s].head == start && is_body(scene_.sites[s].mention.type)) outer = &scene_.sites[s];  // the longest
  if (!outer || scene_.token(start).features.number == Number::plur) return;
  std::uint32_t best = no_site;
  for (auto t = start + 1; t < outer->tokens.end && scene_.token(t).upos != Upos::adp && best == no_site && !of_holder(t); ++t)
    for (auto s : scene_.sites_at[t]) {
      const Site& site = scene_.sites[s];
      if (site.tokens.begin != t || site.tokens.end > outer->tokens.end || site.mention.form == Form::adjective || !fits(slot, s)) continue;
      const Token& head = scene_.token(site.head);
      if (head.features.case_ == Case::gen || !head.in_dictionary || head.features.case_ == Case::none || scene_.token(t).upos == Upos::punct || quoted(t)) best = s;
    }
  if (best != no_site) add(out, best, scene_.sites[best].head);
}

void SlotFiller::owner(const Slot& slot, std::uint32_t start, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(start)].tokens;
  auto i = start;
  while (i > sentence.begin && start - i < owner_reach && scene_.token(i - 1).upos == Upos::adj) --i;
  if (i == sentence.begin || !scene_.lexicon.is_possessive(scene_.surface(i - 1))) return;
  const auto site = BodyFinder(scene_, syntax_.sentence_of(start)).owner_by(i - 1, slot.kinds);
  if (site != no_site && scene_.sites[site].mention.entity != no_site) add(out, site, scene_.sites[site].head);
}

}  // namespace citypact::extract
