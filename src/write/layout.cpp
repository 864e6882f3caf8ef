#include "layout.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/fruchterman_reingold.hpp>
#include <boost/graph/topology.hpp>
#include <boost/random/linear_congruential.hpp>
#include <cmath>
#include <numeric>
#include <unordered_set>

#include "node_index.hpp"

namespace citypact::write {

namespace {

using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using Plane = boost::rectangle_topology<boost::minstd_rand>;

constexpr double spacing = 150;           // between neighbours, where sizes go up to 100
constexpr double work = 1e8;              // pairs of nodes that push each other, over all rounds: about two seconds
constexpr std::size_t most_rounds = 100, fewest_rounds = 10;  // fewer only jumble the spiral
constexpr std::size_t most_edges = 200'000;                      // more would cost more memory than writers may take

std::vector<std::uint32_t> degrees_of(const GraphSource& graph) {
  std::vector<std::uint32_t> degrees;
  degrees.reserve(graph.node_count());
  graph.for_each_node([&](const Node& node) { degrees.push_back(node.degree); });
  return degrees;
}

/// Each pair that has an edge once: forces do not grow with parallel edges, nor does the memory.
Network network_of(const GraphSource& graph) {
  NodeIndex index;
  graph.for_each_node([&](const Node& node) { index.add(node.iri); });
  std::unordered_set<std::uint64_t> pairs;
  Network network(index.size());
  graph.for_each_edge([&](const Edge& edge) {
    const std::uint32_t source = index.find(edge.source), target = index.find(edge.target);
    if (source == NodeIndex::none || target == NodeIndex::none || source == target) return;
    const auto [low, high] = std::minmax(source, target);
    if (pairs.insert(std::uint64_t{low} << 32 | high).second) boost::add_edge(low, high, network);
  });
  return network;
}

/// Vogel's sunflower: even density, the best connected in the middle.
void place_on_spiral(const std::vector<std::uint32_t>& degrees, std::vector<Plane::point_type>& points) {
  std::vector<std::uint32_t> order(degrees.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::uint32_t i) { return degrees[i]; });
  constexpr double golden_angle = 2.399963229728653;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const double radius = spacing * 0.5 * std::sqrt(static_cast<double>(rank)), angle = golden_angle * static_cast<double>(rank);
    points[order[rank]][0] = radius * std::cos(angle);
    points[order[rank]][1] = radius * std::sin(angle);
  }
}

}  // namespace

std::vector<Position> lay_out(const GraphSource& graph) {
  const std::vector<std::uint32_t> degrees = degrees_of(graph);
  const std::size_t nodes = degrees.size();
  std::vector<Plane::point_type> points(nodes);
  place_on_spiral(degrees, points);

  const double pairs = std::max(1.0, static_cast<double>(nodes) * static_cast<double>(nodes));
  const std::size_t rounds = std::min<std::size_t>(most_rounds, static_cast<std::size_t>(work / pairs));
  if (nodes > 2 && rounds >= fewest_rounds && graph.edge_count() <= most_edges) {
    const Network network = network_of(graph);
    boost::minstd_rand random;  // the plane asks for one; nothing is drawn from it
    const double half = 0.5 * spacing * std::sqrt(static_cast<double>(nodes)) + spacing;
    const Plane plane(random, -half, half, half, -half);
    const auto position = boost::make_iterator_property_map(points.begin(), boost::get(boost::vertex_index, network));
    boost::fruchterman_reingold_force_directed_layout(network, position, plane, boost::cooling(boost::linear_cooling<double>(rounds, half / 5)));
  }
  std::vector<Position> result;
  result.reserve(nodes);
  for (const auto& point : points) result.push_back({point[0], point[1]});
  return result;
}

}  // namespace citypact::write
