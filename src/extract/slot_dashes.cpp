// What a dash joins: names behind a common noun or between two dashes, items of a list without their verb.
#include <algorithm>

#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t lead_in = 14;          // tokens from a name to the dash that follows
constexpr std::uint32_t longest_gapped = 200;  // tokens of items without their verb: keeps endless sentences linear

}  // namespace

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
  for (auto t = start + 1; t + 1 < sentence.end && t < start + longest_gapped; ++t) {
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
}  // namespace citypact::extract
