#include "citypact/query/paths.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <limits>
#include <set>
#include <unordered_set>

namespace citypact {

namespace {

using Vertex = std::uint32_t;
using Cost = std::uint64_t;

constexpr Cost one_step = Cost{1} << 24;  // more than the doubts of 160,000 steps: length decides first
constexpr Cost no_way = std::numeric_limits<Cost>::max();

struct Arc {
  Cost cost = one_step;
};
using Network = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Arc, boost::no_property, Vertex, std::uint32_t>;

/// One arc each way between nodes that an edge joins, at the cost of the best edge.
Network network_of(const GraphShape& shape, const PathOptions& options) {
  struct End {
    Vertex from, to;
    std::uint8_t doubt;
  };
  const auto wanted = [](const auto& allowed, const auto& value) { return allowed.empty() || std::ranges::find(allowed, value) != allowed.end(); };
  std::vector<bool> relation(shape.relations.size());
  for (std::size_t i = 0; i < relation.size(); ++i) relation[i] = wanted(options.relations, shape.relations[i]);
  std::vector<End> ends;
  ends.reserve(2 * shape.ties.size());
  for (const GraphShape::Tie& tie : shape.ties) {
    if (!relation[tie.relation] || !wanted(options.statuses, tie.status) || tie.confidence < options.min_confidence || tie.source == tie.target) continue;
    const auto doubt = static_cast<std::uint8_t>(100 - std::min<std::uint8_t>(tie.confidence, 100));
    ends.push_back({tie.source, tie.target, doubt});
    ends.push_back({tie.target, tie.source, doubt});
  }
  std::ranges::sort(ends, [](const End& a, const End& b) { return std::tie(a.from, a.to, a.doubt) < std::tie(b.from, b.to, b.doubt); });
  const auto tail = std::ranges::unique(ends, [](const End& a, const End& b) { return a.from == b.from && a.to == b.to; });
  ends.erase(tail.begin(), tail.end());
  std::vector<std::pair<Vertex, Vertex>> arcs;
  std::vector<Arc> costs;
  arcs.reserve(ends.size()), costs.reserve(ends.size());
  for (const End& end : ends) arcs.emplace_back(end.from, end.to), costs.push_back({one_step + end.doubt});
  return Network(boost::edges_are_sorted, arcs.begin(), arcs.end(), costs.begin(), static_cast<Vertex>(shape.nodes.size()));
}

struct Way {
  Cost cost = 0;
  std::vector<Vertex> nodes;
  friend auto operator<=>(const Way&, const Way&) = default;
};

class Router {
 public:
  explicit Router(const Network& network) : network_(network), cost_(boost::num_vertices(network)), before_(boost::num_vertices(network)) {}

  /// The cheapest way that enters none of `closed` and does not begin with one of the steps `from` -> `barred`.
  std::optional<Way> cheapest(Vertex from, Vertex to, const std::unordered_set<Vertex>& closed, const std::set<Vertex>& barred) {
    const auto cost_of = boost::make_function_property_map<Network::edge_descriptor>([&](const Network::edge_descriptor& arc) {
      const Vertex target = boost::target(arc, network_);
      const bool shut = closed.contains(target) || (boost::source(arc, network_) == from && barred.contains(target));
      return shut ? no_way : network_[arc].cost;
    });
    const auto index = boost::get(boost::vertex_index, network_);
    try {
      boost::dijkstra_shortest_paths(network_, from,
                                     boost::weight_map(cost_of)
                                         .distance_map(boost::make_iterator_property_map(cost_.begin(), index))
                                         .predecessor_map(boost::make_iterator_property_map(before_.begin(), index))
                                         .distance_inf(no_way)
                                         .distance_combine(boost::closed_plus<Cost>(no_way))  // plain addition would overflow
                                         .visitor(Arrival(to)));
    } catch (const Arrived&) {
    }
    if (cost_[to] == no_way) return std::nullopt;
    Way way{cost_[to], {to}};
    for (Vertex at = to; at != from; way.nodes.push_back(at)) at = before_[at];
    std::ranges::reverse(way.nodes);
    return way;
  }

 private:
  struct Arrived {};
  struct Arrival : boost::default_dijkstra_visitor {
    explicit Arrival(Vertex goal) : to(goal) {}
    void examine_vertex(Vertex vertex, const Network&) const {
      if (vertex == to) throw Arrived{};  // how Boost.Graph's searches are left early
    }
    Vertex to;
  };
  const Network& network_;
  std::vector<Cost> cost_;
  std::vector<Vertex> before_;
};

Cost cost_along(const Network& network, const std::vector<Vertex>& nodes, std::size_t steps) {
  Cost cost = 0;
  for (std::size_t i = 0; i < steps; ++i) cost += network[boost::edge(nodes[i], nodes[i + 1], network).first].cost;
  return cost;
}

/// Yen: each further way leaves a known one at some node and takes another step from there.
std::vector<Way> cheapest_ways(const Network& network, Vertex from, Vertex to, std::size_t count) {
  Router router(network);
  std::vector<Way> ways;
  std::set<Way> candidates;
  if (auto first = router.cheapest(from, to, {}, {})) candidates.insert(std::move(*first));
  while (ways.size() < count && !candidates.empty()) {
    ways.push_back(std::move(candidates.extract(candidates.begin()).value()));
    if (ways.size() == count) break;
    const std::vector<Vertex>& last = ways.back().nodes;
    std::unordered_set<Vertex> closed;
    for (std::size_t spur = 0; spur + 1 < last.size(); ++spur) {
      std::set<Vertex> barred;
      for (const Way& way : ways) {
        if (way.nodes.size() > spur + 1 && std::equal(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(spur) + 1, way.nodes.begin())) barred.insert(way.nodes[spur + 1]);
      }
      if (auto rest = router.cheapest(last[spur], to, closed, barred)) {
        rest->cost += cost_along(network, last, spur);
        rest->nodes.insert(rest->nodes.begin(), last.begin(), last.begin() + static_cast<std::ptrdiff_t>(spur));
        candidates.insert(std::move(*rest));
      }
      closed.insert(last[spur]);
    }
  }
  return ways;
}

/// The best edge between two nodes, asked of the end that has fewer.
PathStep step_between(const GraphSource& graph, const std::string& from, const std::string& to, bool ask_first, const PathOptions& options) {
  EdgeFilter filter;
  filter.relations = options.relations, filter.statuses = options.statuses, filter.min_confidence = options.min_confidence;
  PathStep step;
  std::size_t found = 0;
  graph.for_each_edge_of(ask_first ? from : to, filter, [&](const Edge& edge) {
    const bool forward = edge.source == from && edge.target == to;
    if (!forward && !(edge.source == to && edge.target == from)) return true;
    const int best = per_cent(step.edge.confidence), own = per_cent(edge.confidence);
    if (found++ == 0 || own > best || (own == best && edge.iri < step.edge.iri)) step.edge = edge, step.forward = forward;
    return true;
  });
  step.others = found > 0 ? found - 1 : 0;
  return step;
}

}  // namespace

std::vector<Path> find_paths(const GraphSource& graph, const std::string& from, const std::string& to, const PathOptions& options) {
  const GraphShape shape = graph.shape();
  const auto vertex = [&](const std::string& iri) -> std::optional<Vertex> {
    const auto place = std::ranges::lower_bound(shape.nodes, iri);
    return place != shape.nodes.end() && *place == iri ? std::optional(static_cast<Vertex>(place - shape.nodes.begin())) : std::nullopt;
  };
  const auto first = vertex(from), last = vertex(to);
  if (!first || !last || *first == *last) return {};
  const Network network = network_of(shape, options);
  std::vector<Path> paths;
  for (const Way& way : cheapest_ways(network, *first, *last, options.count)) {
    Path path;
    for (std::size_t i = 0; i < way.nodes.size(); ++i) {
      const std::string& iri = shape.nodes[way.nodes[i]];
      path.nodes.push_back(graph.find_node(iri).value_or(Node{}));
      if (i == 0) continue;
      const bool ask_first = boost::out_degree(way.nodes[i - 1], network) <= boost::out_degree(way.nodes[i], network);
      path.steps.push_back(step_between(graph, shape.nodes[way.nodes[i - 1]], iri, ask_first, options));
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace citypact
