#include "decide.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "union_find.hpp"

namespace citypact::identity {
namespace {

std::optional<std::size_t> find_mention(const Extraction& extraction, const MentionPlace& place) {
  const CodePointIndex index(extraction.document.text);
  for (std::size_t m = 0; m < extraction.mentions.size(); ++m) {
    const Mention& mention = extraction.mentions[m];
    if (index.code_points(mention.span) == place.span && surface(extraction.document.text, mention.span) == place.surface) return m;
  }
  return std::nullopt;
}

/// Which of two seeds a member stands nearer to: name, ties, company. Equal: the first.
bool nearer_to_second(const Profile& member, const Profile& first, const Profile& second) {
  const auto nearness = [&](const Profile& seed) {
    std::size_t common = overlap(member.company, seed.company) + (member.name == seed.name ? 3 : 0) + (member.document == seed.document ? 3 : 0);
    for (const Anchor& anchor : member.anchors)
      common += 2 * static_cast<std::size_t>(std::ranges::count_if(seed.anchors, [&](const Anchor& other) { return other.object == anchor.object; }));
    return common;
  };
  return nearness(second) > nearness(first);
}

}  // namespace

Decisions::Decisions(const std::vector<Decision>& decisions, const std::vector<Extraction*>& extractions, Diagnostics* diagnostics)
    : diagnostics_(diagnostics) {
  if (decisions.empty()) return;
  std::unordered_map<std::string, std::size_t> documents;
  for (std::size_t d = 0; d < extractions.size(); ++d) documents.emplace(extractions[d]->document.id, d);
  const auto look_up = [&](const Decision& decision, const MentionPlace& place, std::size_t& document, std::size_t& mention) {
    const auto at = documents.find(place.document);
    if (at == documents.end()) return report(decision, "document '" + place.document + "' is not among the inputs; the decision waits"), false;
    const auto found = find_mention(*extractions[at->second], place);
    if (!found) return report(decision, "'" + place.document + "' has no mention '" + place.surface + "' at " + std::to_string(place.span.begin) + "-" +
                                            std::to_string(place.span.end) + "; the text or the extraction has changed"), false;
    document = at->second;
    mention = *found;
    return true;
  };
  for (const Decision& decision : decisions) {
    Found found;
    found.decision = &decision;
    const bool two = decision.verdict == Decision::Verdict::same || decision.verdict == Decision::Verdict::different;
    if (look_up(decision, decision.first, found.document, found.mention) && (!two || look_up(decision, decision.second, found.document2, found.mention2)))
      found_.push_back(found);
  }
  std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return to_line(*a.decision) < to_line(*b.decision); });
}

void Decisions::report(const Decision& decision, std::string message) const {
  if (diagnostics_) diagnostics_->warning(decision.place, std::move(message));
}

void Decisions::separate_mentions(const std::vector<Extraction*>& extractions) {
  for (const Found& found : found_) {
    if (found.decision->verdict != Decision::Verdict::different || found.document != found.document2) continue;
    auto& mentions = extractions[found.document]->mentions;
    const Mention first = mentions[found.mention], second = mentions[found.mention2];
    if (first.entity == second.entity) {
      std::uint32_t fresh = 0;
      for (const Mention& mention : mentions) fresh = std::max(fresh, mention.entity + 1);
      for (Mention& mention : mentions)
        if (mention.entity == second.entity && mention.name == second.name && second.name != first.name) mention.entity = fresh;
      mentions[found.mention2].entity = fresh;
    }
    apart_[found.document].insert(std::minmax(mentions[found.mention].entity, mentions[found.mention2].entity));
  }
}

const Decisions::Apart& Decisions::apart(std::size_t document) const {
  static const Apart none;
  const auto found = apart_.find(document);
  return found == apart_.end() ? none : found->second;
}

std::vector<Cluster> Decisions::apply(std::vector<Cluster> clusters, const std::vector<Extraction*>& extractions) {
  if (found_.empty()) return clusters;
  std::map<std::pair<std::size_t, std::uint32_t>, const Profile*> profiles;  // by document and entity
  std::map<const Profile*, std::size_t> cluster_of;
  for (std::size_t c = 0; c < clusters.size(); ++c)
    for (const Profile* profile : clusters[c].members) {
      cluster_of[profile] = c;
      for (std::uint32_t entity : profile->entities) profiles[{profile->document, entity}] = profile;
    }
  const auto profile_of = [&](std::size_t document, std::size_t mention) { return profiles.at({document, extractions[document]->mentions[mention].entity}); };

  std::map<const Profile*, std::size_t> numbers;  // what decisions say to be one
  for (const auto& [profile, cluster] : cluster_of) numbers.emplace(profile, numbers.size());
  UnionFind said(numbers.size());
  const auto of_verdict = [&](Decision::Verdict verdict, const auto& act) {
    for (const Found& found : found_)
      if (found.decision->verdict == verdict) act(found, profile_of(found.document, found.mention), profile_of(found.document2, found.mention2));
  };
  of_verdict(Decision::Verdict::same, [&](const Found&, const Profile* a, const Profile* b) { said.join(numbers[a], numbers[b]); });

  of_verdict(Decision::Verdict::different, [&](const Found& found, const Profile* a, const Profile* b) {
    if (said.find(numbers[a]) == said.find(numbers[b])) return report(*found.decision, "contradicts decisions that say these are the same; passed over");
    const std::size_t from = cluster_of[a];
    if (from != cluster_of[b]) return;
    Cluster part;
    part.name = clusters[from].name;
    part.discriminator = clusters[from].discriminator;
    part.unlinked = true;
    std::erase_if(clusters[from].members, [&](const Profile* member) {
      const std::size_t set = said.find(numbers[member]);
      const bool moves = set == said.find(numbers[b]) || (set != said.find(numbers[a]) && nearer_to_second(*member, *a, *b));
      if (moves) {
        part.members.push_back(member);
        cluster_of[member] = clusters.size();
      }
      return moves;
    });
    clusters.push_back(std::move(part));
  });

  of_verdict(Decision::Verdict::same, [&](const Found&, const Profile* a, const Profile* b) {
    std::size_t into = cluster_of[a], from = cluster_of[b];
    if (into == from) return;
    if (clusters[into].unlinked && !clusters[from].unlinked) std::swap(into, from);
    for (const Profile* member : clusters[from].members) {
      clusters[into].members.push_back(member);
      cluster_of[member] = into;
    }
    clusters[from].members.clear();
  });
  of_verdict(Decision::Verdict::different, [&](const Found& found, const Profile* a, const Profile* b) {
    if (cluster_of[a] == cluster_of[b] && said.find(numbers[a]) != said.find(numbers[b]))
      report(*found.decision, "is overruled by decisions that join what stands with these");
  });

  for (const Found& found : found_) {
    Cluster& cluster = clusters[cluster_of[profile_of(found.document, found.mention)]];
    if (found.decision->verdict == Decision::Verdict::drop) cluster.dropped = true;
    if (found.decision->verdict != Decision::Verdict::rename) continue;
    std::string& label = cluster.labels[extractions[found.document]->document.language];
    if (!label.empty() && label != found.decision->name) report(*found.decision, "contradicts the name '" + label + "'; passed over");
    else label = found.decision->name;
  }
  std::erase_if(clusters, [](const Cluster& cluster) { return cluster.members.empty(); });
  for (Cluster& cluster : clusters)
    std::stable_sort(cluster.members.begin(), cluster.members.end(), [](const Profile* a, const Profile* b) {
      return std::tie(a->document, a->entities.front()) < std::tie(b->document, b->entities.front());
    });
  return clusters;
}

}  // namespace citypact::identity
