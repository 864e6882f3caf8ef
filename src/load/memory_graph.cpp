#include "memory_graph.hpp"

#include <algorithm>
#include <numeric>

namespace citypact::load {

std::optional<std::size_t> MemoryGraph::place_of(std::string_view iri) const {
  const auto found = std::ranges::lower_bound(nodes, iri, {}, [](const Node& node) -> std::string_view { return node.iri; });
  if (found == nodes.end() || found->iri != iri) return std::nullopt;
  return static_cast<std::size_t>(found - nodes.begin());
}

std::optional<Node> MemoryGraph::find_node(std::string_view iri) const {
  const auto place = place_of(iri);
  return place ? std::optional(nodes[*place]) : std::nullopt;
}

const MemoryGraph::Index& MemoryGraph::index() const {
  std::call_once(indexed_, [this] {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;  // node, edge
    ends.reserve(2 * edges.size());
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
      const auto source = place_of(edges[i].source), target = place_of(edges[i].target);
      if (source) ends.emplace_back(static_cast<std::uint32_t>(*source), i);
      if (target && target != source) ends.emplace_back(static_cast<std::uint32_t>(*target), i);
    }
    index_.offsets.assign(nodes.size() + 1, 0);
    for (const auto& end : ends) ++index_.offsets[end.first + 1];
    std::partial_sum(index_.offsets.begin(), index_.offsets.end(), index_.offsets.begin());
    index_.incident.resize(ends.size());
    std::vector<std::uint32_t> next(index_.offsets.begin(), index_.offsets.end() - 1);
    for (const auto& [node, edge] : ends) index_.incident[next[node]++] = edge;
  });
  return index_;
}

void MemoryGraph::for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const {
  const auto place = place_of(node);
  if (!place) return;
  const Index& by_node = index();
  std::vector<const Edge*> found;
  for (std::uint32_t i = by_node.offsets[*place]; i < by_node.offsets[*place + 1]; ++i) {
    const Edge& edge = edges[by_node.incident[i]];
    const bool outgoing = edge.source == node && filter.direction != Direction::incoming;
    const bool incoming = edge.target == node && filter.direction != Direction::outgoing;
    if ((outgoing || incoming) && filter.accepts(edge)) found.push_back(&edge);
  }
  sort_as_listed(found, node);
  for (const Edge* edge : found) {
    if (!visit(*edge)) return;
  }
}

std::vector<Edge> MemoryGraph::find_edges(std::string_view name, std::size_t limit) const {
  const auto found = std::ranges::lower_bound(edges, name, {}, [](const Edge& edge) -> std::string_view { return edge.iri; });
  if (found != edges.end() && found->iri == name) return limit == 0 ? std::vector<Edge>() : std::vector<Edge>{*found};
  return GraphSource::find_edges(name, limit);
}

}  // namespace citypact::load
