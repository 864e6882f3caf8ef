#include "located.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "citypact/core/graph_builder.hpp"
#include "citypact/core/graph_law.hpp"
#include "citypact/core/hash.hpp"

namespace citypact {

namespace {

constexpr std::string_view relation = "located-in";

/// The part of a node's IRI before "/id/TYPE/NAME".
std::string base_of(std::string_view iri) {
  for (int parts = 0; parts < 3; ++parts) iri = iri.substr(0, std::min(iri.rfind('/'), iri.size()));
  return std::string(iri);
}

class Locator {
 public:
  Locator(const GraphSource& graph, const Gazetteer& gazetteer, const Ontology& ontology) : gazetteer_(gazetteer), ontology_(ontology) {
    graph.for_each_node([this](const Node& node) { know(node); });
    if (!graph.has_knowledge()) return;
    graph.for_each_edge([this](const Edge& edge) {
      if (edge.is_knowledge()) there_.insert(edge.iri);
    });
  }

  std::vector<Edge> edges() {
    for (std::size_t i = 0; i < known_.size(); ++i)
      for (const std::uint32_t entry : known_[i].entries) locate(i, entry);
    return merged();
  }

 private:
  struct Known {
    Node node;  // IRI and types alone
    std::vector<std::uint32_t> entries;
  };

  void know(const Node& node);
  std::vector<GazetteerEntry> behind(const Node& node) const;
  bool is_of(const Node& node, const GazetteerEntry& entry) const {
    return ontology_.is_a(entry.type, node.type) || ontology_.is_a(node.type, entry.type);
  }
  void locate(std::size_t source, std::uint32_t entry);
  std::vector<Edge> merged();

  const Gazetteer& gazetteer_;
  const Ontology& ontology_;
  std::vector<Known> known_;
  std::unordered_map<std::uint32_t, std::size_t> node_of_;  // by entry: place in known_
  std::set<std::string, std::less<>> there_;                // IRIs of edges that the graph has
  std::map<std::string, std::vector<Edge>> made_;           // by hash
};

/// The entries that the resolver took the node for.
std::vector<GazetteerEntry> Locator::behind(const Node& node) const {
  if (!node.qid.empty()) return gazetteer_.with_id(node.qid);
  const auto find = [&](const std::string& name) -> std::vector<GazetteerEntry> {
    for (const GazetteerEntry& entry : gazetteer_.find(name))
      if (entry.qid.empty() && stable_hash(entry_key(entry.id)) == last_part(node.iri)) return gazetteer_.with_id(entry.id);
    return {};
  };
  for (const auto& [language, label] : node.labels)
    if (auto found = find(label); !found.empty()) return found;
  for (const std::string& alias : node.aliases)
    if (auto found = find(alias); !found.empty()) return found;
  return {};
}

void Locator::know(const Node& node) {
  Known known;
  for (const GazetteerEntry& entry : behind(node))
    if (is_of(node, entry)) known.entries.push_back(entry.index);
  if (known.entries.empty()) return;
  for (const std::uint32_t entry : known.entries) node_of_.emplace(entry, known_.size());
  known.node.iri = node.iri, known.node.type = node.type, known.node.subtype = node.subtype;
  known_.push_back(std::move(known));
}

void Locator::locate(std::size_t source, std::uint32_t entry) {
  const GazetteerRecord record = gazetteer_.record(entry);
  const Node& from = known_[source].node;
  for (const GazetteerRecord::Place& place : record.places) {
    std::set<std::size_t> targets;
    for (const GazetteerEntry& meant : place.entries)
      if (const auto found = node_of_.find(meant.index); found != node_of_.end()) targets.insert(found->second);
    for (const std::size_t target : targets) {
      const Node& to = known_[target].node;
      Edge edge;
      edge.relation = relation, edge.source = from.iri, edge.target = to.iri;
      EdgeEvidence evidence;
      evidence.knowledge = {std::string(record.dataset), std::string(record.version), std::string(record.licence), std::string(record.address),
                            std::string(record.id), std::string(place.column) + " " + std::string(place.value)};
      edge.evidence = {std::move(evidence)};
      if (!law::refuse(edge, &from, &to, ontology_)) made_[law::edge_hash(edge)].push_back(std::move(edge));
    }
  }
}

std::vector<Edge> Locator::merged() {
  std::vector<Edge> edges;
  std::vector<std::string> hashes;
  for (auto& [hash, statements] : made_) {
    std::string iri = edge_iri(base_of(statements.front().source), hash);
    hashes.push_back(hash);
    edges.push_back(law::merge(std::move(statements)));
    edges.back().iri = std::move(iri);
  }
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const std::string_view before = i > 0 ? hashes[i - 1] : std::string_view(), behind = i + 1 < hashes.size() ? hashes[i + 1] : std::string_view();
    edges[i].id = hashes[i].substr(0, law::short_id_length(hashes[i], before, behind));
  }
  std::erase_if(edges, [this](const Edge& edge) { return there_.contains(edge.iri); });
  return edges;
}

}  // namespace

std::vector<Edge> edges_of_knowledge(const GraphSource& graph, const Gazetteer& gazetteer, const Ontology& ontology) {
  return Locator(graph, gazetteer, ontology).edges();
}

}  // namespace citypact
