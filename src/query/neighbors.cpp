#include "citypact/query/neighbors.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "period.hpp"

namespace citypact {

namespace {

class Rings {
 public:
  Rings(const GraphSource& graph, const Ontology& ontology, const NeighborOptions& options) : graph_(graph), ontology_(ontology), options_(options) {
    filter_.direction = options.direction;
    filter_.relations = options.relations, filter_.statuses = options.statuses, filter_.min_confidence = options.min_confidence;
  }

  std::vector<Neighbor> around(const std::string& start) {
    std::set<std::string> ring{start};
    inside_ = {start};
    for (unsigned distance = 1; distance <= options_.depth && !ring.empty() && found_.size() < options_.limit; ++distance) {
      const std::size_t nearer = found_.size();
      std::set<std::string> next;
      const std::size_t wanted = options_.limit - nearer;
      for (const std::string& node : ring) visit(node, ring, wanted, distance, next);
      std::ranges::sort(found_.begin() + static_cast<std::ptrdiff_t>(nearer), found_.end(),
                        [](const Neighbor& a, const Neighbor& b) { return listed_before(a.edge, a.outgoing, b.edge, b.outgoing); });
      inside_.insert(next.begin(), next.end());
      ring = std::move(next);
    }
    if (found_.size() > options_.limit) found_.resize(options_.limit);
    for (Neighbor& neighbor : found_) neighbor.node = node_of(neighbor.node.iri);
    return std::move(found_);
  }

 private:
  /// Takes the edges at one node of a ring, at most as many as are wanted of the ring; what they lead to goes to `next`, which
  /// may be cut only where the answer is full anyway.
  void visit(const std::string& node, const std::set<std::string>& ring, std::size_t wanted, unsigned distance, std::set<std::string>& next) {
    graph_.for_each_edge_of(node, filter_, [&](const Edge& edge) {
      if (wanted == 0) return false;
      const bool outgoing = edge.source == node;
      const bool of_the_other = !outgoing && options_.direction == Direction::both && ring.contains(edge.source);  // whatever the order of visits
      if (of_the_other || !in_time(edge) || !taken_.insert(edge.iri).second) return true;
      const std::string& farther = outgoing ? edge.target : edge.source;
      if (!inside_.contains(farther)) next.insert(farther);
      if (!options_.type.empty() && !fits(node_of(farther))) return true;
      Neighbor neighbor;
      neighbor.node.iri = farther, neighbor.edge = edge, neighbor.outgoing = outgoing, neighbor.distance = distance;
      found_.push_back(std::move(neighbor));
      return --wanted > 0;
    });
  }

  bool in_time(const Edge& edge) const {
    if (!options_.since && !options_.until) return true;
    if (!edge.time) return false;
    const query::Period period = query::period_of(*edge.time);
    return (!options_.since || period.last >= query::first_day(*options_.since)) && (!options_.until || period.first <= query::last_day(*options_.until));
  }
  bool fits(const Node& node) const { return ontology_.is_a(node.type, options_.type) || ontology_.is_a(node.subtype, options_.type); }
  const Node& node_of(const std::string& iri) {
    const auto [place, fresh] = nodes_.try_emplace(iri);
    if (fresh) place->second = graph_.find_node(iri).value_or(Node{});
    return place->second;
  }

  const GraphSource& graph_;
  const Ontology& ontology_;
  const NeighborOptions& options_;
  EdgeFilter filter_;
  std::unordered_set<std::string> inside_, taken_;  // nodes, edges
  std::unordered_map<std::string, Node> nodes_;
  std::vector<Neighbor> found_;
};

}  // namespace

std::vector<Neighbor> neighbors(const GraphSource& graph, const std::string& iri, const Ontology& ontology, const NeighborOptions& options) {
  return Rings(graph, ontology, options).around(iri);
}

}  // namespace citypact
