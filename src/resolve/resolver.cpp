#include "resolver.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "block.hpp"
#include "nodes.hpp"

namespace citypact {

using namespace identity;

namespace {

/// Gives mentions of one entity that a person told apart an entity each; returns entities that must not be joined again.
Apart separate(Extraction& extraction, const DecisionBook& book, const std::vector<std::size_t>& concerned) {
  Apart apart;
  auto& mentions = extraction.mentions;
  for (const std::size_t i : concerned) {
    const Decision& decision = book.decisions()[i];
    if (decision.verdict != Decision::Verdict::different || decision.first.document != decision.second.document) continue;
    const auto a = find_mention(extraction, decision.first), b = find_mention(extraction, decision.second);
    if (!a || !b) continue;
    const Mention first = mentions[*a], second = mentions[*b];
    if (first.entity == second.entity) {
      std::uint32_t fresh = 0;
      for (const Mention& mention : mentions) fresh = std::max(fresh, mention.entity + 1);
      for (Mention& mention : mentions)
        if (mention.entity == second.entity && mention.name == second.name && second.name != first.name) mention.entity = fresh;
      mentions[*b].entity = fresh;
    }
    apart.insert(std::minmax(mentions[*a].entity, mentions[*b].entity));
  }
  return apart;
}

/// Notes at each group the places at which decisions name it.
void mark_decided(const Extraction& extraction, const DecisionBook& book, const std::vector<std::size_t>& concerned, std::vector<MentionGroup>& groups,
                  Diagnostics* diagnostics) {
  for (const std::size_t i : concerned) {
    const Decision& decision = book.decisions()[i];
    for (const MentionPlace* place : {&decision.first, &decision.second}) {
      if (place->document != extraction.document.id) continue;
      const auto mention = find_mention(extraction, *place);
      if (!mention) {
        if (diagnostics)
          diagnostics->warning(decision.place, "'" + place->document + "' has no mention '" + place->surface + "' at " + place_text(place->span) +
                                                   "; the text or the extraction has changed");
        continue;
      }
      for (MentionGroup& group : groups)
        if (std::ranges::find(group.entities, extraction.mentions[*mention].entity) != group.entities.end()) group.decided.push_back(place_text(place->span));
    }
  }
  for (MentionGroup& group : groups) {
    std::ranges::sort(group.decided);
    const auto rest = std::ranges::unique(group.decided);
    group.decided.erase(rest.begin(), rest.end());
  }
}

std::vector<Cluster> cluster_block(const Block& block, NameReader& reader) {
  switch (block.front().group->kind) {
    case NameFamily::person: return cluster_people(block, reader);
    case NameFamily::body: return cluster_bodies(block, reader);
    case NameFamily::place: return cluster_places(block, reader);
    case NameFamily::other: break;
  }
  Cluster whole{{}, canonical_name(*block.front().group, reader), {}};
  whole.members.resize(block.size());
  std::iota(whole.members.begin(), whole.members.end(), std::size_t{0});
  return {whole};
}

std::string own_key(const MentionGroup& group) {
  if (!group.key.empty()) return entry_key(group.key);
  return "own\t" + group.name + "\t" + group.document + "\t" + std::to_string(group.entities.front());
}

/// The identifier most of a cluster's documents have, the least of equally common ones.
std::string usual_key(const Block& block, const Cluster& cluster) {
  std::map<std::string, std::uint32_t> counts;
  for (const std::size_t i : cluster.members)
    if (!block[i].group->key.empty()) counts[block[i].group->key] += block[i].count;
  const auto best = std::ranges::max_element(counts, [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == counts.end() ? std::string() : best->first;
}

/// Keys for classes in order: the identifier, else the canonical name within its block, told from namesakes.
std::vector<std::string> keys_of(const Block& block, NameReader& reader) {
  std::vector<std::string> keys(block.size());
  std::map<std::string, std::size_t> taken;
  for (const Cluster& cluster : cluster_block(block, reader)) {
    const std::string identifier = usual_key(block, cluster);
    std::string key = entry_key(identifier);
    if (identifier.empty()) {
      const MentionGroup& first = *block[cluster.members.front()].group;
      key = first.block + "\t" + cluster.name + (cluster.discriminator.empty() ? "" : "\t" + cluster.discriminator);
      if (taken[key]++) key += "\t" + first.document + "\t" + std::to_string(first.entities.front());
    }
    for (const std::size_t i : cluster.members) keys[i] = block[i].group->key.empty() ? key : own_key(*block[i].group);
  }
  return keys;
}

}  // namespace

struct Resolver::State {
  const Gazetteer* gazetteer;
  const Ontology& ontology;
  std::string base;
  NameReader reader;
};

Resolver::Resolver(const Gazetteer* gazetteer, const Ontology& ontology, std::string base)
    : state_(new State{gazetteer, ontology, std::move(base), NameReader(gazetteer)}) {}
Resolver::~Resolver() = default;
Resolver::Resolver(Resolver&&) noexcept = default;

std::vector<MentionGroup> Resolver::summarize(Extraction& extraction, const DecisionBook& decisions, Diagnostics* diagnostics) {
  const auto* concerned = decisions.of_document(extraction.document.id);
  if (!concerned) return profile(extraction, state_->reader, state_->gazetteer);
  const Apart apart = separate(extraction, decisions, *concerned);
  auto groups = profile(extraction, state_->reader, state_->gazetteer, apart);
  mark_decided(extraction, decisions, *concerned, groups, diagnostics);
  return groups;
}

std::vector<std::string> Resolver::place(const std::vector<GroupClass>& block) {
  std::vector<std::string> keys(block.size());
  if (block.empty()) return keys;
  if (block.front().group->block.empty()) {
    std::ranges::transform(block, keys.begin(), [](const GroupClass& one) { return own_key(*one.group); });
    return keys;
  }
  std::vector<std::size_t> order(block.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto place = [&](std::size_t i) { return std::tie(block[i].group->document, block[i].group->entities); };
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  Block ordered;
  for (const std::size_t i : order) ordered.push_back(block[i]);
  auto found = keys_of(ordered, state_->reader);
  for (std::size_t i = 0; i < order.size(); ++i) keys[order[i]] = std::move(found[i]);
  return keys;
}

Node Resolver::make_node(const std::string& key, const std::vector<GroupClass>& classes, const NodeVerdict& verdict) {
  return NodeMaker{state_->gazetteer, state_->ontology, state_->base, state_->reader}.make(key, classes, verdict);
}

}  // namespace citypact
