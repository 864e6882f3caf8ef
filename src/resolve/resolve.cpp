#include "citypact/resolve/resolve.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "block.hpp"
#include "decide.hpp"
#include "nodes.hpp"
#include "union_find.hpp"

namespace citypact {
namespace {

using namespace identity;

/// Documents by id (then text), whatever order they came in.
std::vector<Extraction*> in_order(std::vector<Extraction>& extractions) {
  std::vector<Extraction*> ordered;
  for (Extraction& extraction : extractions) ordered.push_back(&extraction);
  std::stable_sort(ordered.begin(), ordered.end(), [](const Extraction* a, const Extraction* b) {
    return std::tie(a->document.id, a->document.text) < std::tie(b->document.id, b->document.text);
  });
  return ordered;
}

Cluster alone(const Profile& profile, const std::string& document) {
  return {{&profile}, profile.name, document + "\t" + std::to_string(profile.entities.front())};
}

std::vector<Cluster> cluster_block(const std::vector<const Profile*>& block, NameReader& reader) {
  switch (block.front()->kind) {
    case Family::person: return cluster_people(block, reader);
    case Family::body: return cluster_bodies(block, reader);
    case Family::place: return cluster_places(block, reader);
    case Family::other: break;
  }
  return {{block, reader.plain(block.front()->name), {}}};
}

/// Clusters of all blocks; those that share an identifier of the gazetteer are one.
std::vector<Cluster> cluster(const std::vector<std::vector<Profile>>& documents, const std::vector<Extraction*>& extractions, NameReader& reader) {
  std::map<std::string, std::vector<const Profile*>> blocks;
  std::vector<Cluster> clusters;
  for (const auto& profiles : documents)
    for (const Profile& profile : profiles) {
      const std::string key = block_key(profile, reader);
      if (key.empty()) clusters.push_back(alone(profile, extractions[profile.document]->document.id));
      else blocks[key].push_back(&profile);
    }
  for (const auto& [key, block] : blocks)
    for (Cluster& found : cluster_block(block, reader)) clusters.push_back(std::move(found));
  return clusters;
}

std::vector<Cluster> join_identified(std::vector<Cluster> clusters) {
  std::unordered_map<std::string, std::size_t> by_identifier;
  UnionFind sets(clusters.size());
  for (std::size_t i = 0; i < clusters.size(); ++i)
    for (const Profile* profile : clusters[i].members)
      if (!profile->key.empty()) {
        const auto [at, fresh] = by_identifier.try_emplace(profile->key, i);
        if (!fresh) sets.join(at->second, i);
      }
  std::map<std::size_t, Cluster> joined;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    Cluster& into = joined[sets.find(i)];
    if (into.members.empty()) into = std::move(clusters[i]);
    else into.members.insert(into.members.end(), clusters[i].members.begin(), clusters[i].members.end());
  }
  std::vector<Cluster> out;
  for (auto& [first, cluster] : joined) {
    std::stable_sort(cluster.members.begin(), cluster.members.end(), [](const Profile* a, const Profile* b) {
      return std::tie(a->document, a->entities.front()) < std::tie(b->document, b->entities.front());
    });
    out.push_back(std::move(cluster));
  }
  return out;
}

}  // namespace

std::vector<Node> resolve(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology,
                          const ResolveOptions& options) {
  const std::vector<Extraction*> ordered = in_order(extractions);
  NameReader reader(gazetteer);
  std::vector<std::vector<Profile>> documents;
  Decisions decisions(options.decisions, ordered, options.diagnostics);
  decisions.separate_mentions(ordered);
  for (std::size_t d = 0; d < ordered.size(); ++d) documents.push_back(profile(*ordered[d], d, reader, gazetteer, decisions.apart(d)));
  auto clusters = decisions.apply(join_identified(cluster(documents, ordered, reader)), ordered);
  return make_nodes(clusters, ordered, gazetteer, ontology, options);
}

}  // namespace citypact
