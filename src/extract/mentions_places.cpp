#include "citypact/knowledge/fold.hpp"
#include "mention_finder.hpp"

namespace citypact::extract {

void PlaceMentions::settle(Mention& mention) const {
  constexpr std::uint64_t hamlet = 50'000;
  if (!gazetteer_) return;
  for (const GazetteerEntry& entry : gazetteer_->find(mention.name)) {
    if (entry.type != "Country" && entry.type != "Region" && (entry.type != "City" || entry.population < hamlet)) continue;
    mention.type = entry.type;
    return;
  }
  const std::string folded = fold_name(mention.name);
  const auto space = folded.find(' ');
  if (space == std::string::npos) return;
  if (const auto said = gazetteer_->fact("place-noun", folded.substr(0, space))) mention.type = *said;
}

void PlaceMentions::add(TokenRange tokens, const std::string& kind, bool keep) {
  auto name = names_.canonical(tokens, kind);
  const bool known_place = is_capitalized(name);
  if (!known_place || (covered_[tokens.begin] && is_capitalized(surface(tokens.begin)))) return;
  Site& site = put(tokens, tokens.begin, kind, Form::adjective, std::move(name));
  site.keep = keep;
  std::fill(adjective_site_.begin() + tokens.begin, adjective_site_.begin() + tokens.end, true);
  if (const auto known = place_type(site.mention.name); !known.empty()) site.mention.type = known;
  if (const auto region = governed_region(tokens.begin); !region.empty()) site.mention.type = "Region", site.mention.name = region;
  cover(tokens);
}

/// «белгородский губернатор» governs the region, not the city: words/region_names.tsv.
std::string PlaceMentions::governed_region(std::uint32_t adjective) const {
  auto post = adjective + 1;
  const auto end = sentence_of(adjective).end;
  while (post < end && post < adjective + 3 && token(post).upos == Upos::adj) ++post;
  if (post >= end || !gazetteer_ || lexicon_.post_kind(token(post).lemma) != "Region") return "";
  const std::string_view lemma = token(adjective).lemma;
  for (const auto& row : lexicon_.language().table("region_names")) {
    if (row.size() < 2 || !lemma.ends_with(row[0])) continue;
    for (const GazetteerEntry& entry : gazetteer_->find(std::string(lemma.substr(0, lemma.size() - row[0].size())) + row[1])) {
      if (entry.type != "Region") continue;
      const auto labels = gazetteer_->labels(entry.index);
      if (const auto own = labels.find(lexicon_.language().code()); own != labels.end()) return own->second;
    }
  }
  return "";
}

}  // namespace citypact::extract
