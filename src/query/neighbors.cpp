#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "citypact/core/graph_labels.hpp"
#include "citypact/query/query.hpp"

namespace citypact {

namespace {

struct Found {
  Edge edge;
  std::string node;  // IRI of the end that lies farther
  bool outgoing = true;
  unsigned distance = 1;
};

/// Edges by rings around the start: one pass over all edges a ring, so that nothing but what is found is kept.
std::vector<Found> rings(const GraphSource& graph, const std::string& start, const NeighborOptions& options) {
  std::vector<Found> found;
  std::unordered_map<std::string, unsigned> distance{{start, 0}};
  std::set<std::string> taken;
  for (unsigned ring = 1; ring <= options.depth; ++ring) {
    const std::size_t known = distance.size();
    std::unordered_map<std::string, unsigned> reached;
    graph.for_each_edge([&](const Edge& edge) {
      if (!options.relation.empty() && edge.relation != options.relation) return;
      const auto source = distance.find(edge.source), target = distance.find(edge.target);
      const auto lies_inside = [&](const auto& end) { return end != distance.end() && end->second + 1 == ring; };
      const bool outgoing = lies_inside(source);
      if ((!outgoing && !lies_inside(target)) || !taken.insert(edge.iri).second) return;
      const std::string& farther = outgoing ? edge.target : edge.source;
      if (!distance.contains(farther)) reached.emplace(farther, ring);
      found.push_back({edge, farther, outgoing, ring});
    });
    distance.merge(reached);
    if (distance.size() == known) break;
  }
  return found;
}

}  // namespace

std::vector<Neighbor> neighbors(const GraphSource& graph, const std::string& iri, const Ontology& ontology, const NeighborOptions& options) {
  const std::vector<Found> found = rings(graph, iri, options);
  std::unordered_map<std::string, Node> nodes;
  for (const Found& item : found) nodes[item.node];
  graph.for_each_node([&](const Node& node) {
    if (const auto wanted = nodes.find(node.iri); wanted != nodes.end()) wanted->second = node;
  });

  std::vector<Neighbor> result;
  for (const Found& item : found) {
    const Node& node = nodes.at(item.node);
    const bool fits = options.type.empty() || ontology.is_a(node.type, options.type) || ontology.is_a(node.subtype, options.type);
    if (fits) result.push_back({node, item.edge, item.outgoing, item.distance});
  }
  const std::string language = commonest_language(graph);
  std::ranges::sort(result, {}, [&](const Neighbor& n) {
    return std::tuple(n.distance, std::string_view(n.edge.relation), !n.outgoing, label_of(n.node, language), std::string_view(n.edge.iri));
  });
  return result;
}

}  // namespace citypact
