// Cities alone: what a city, or anyone based in it, signed with, met or does business with another city or anyone based there.
// One edge a pair, kind and status, with the count of ties, the names of agreements and events, and the instruments.
#include <algorithm>
#include <map>
#include <tuple>

#include "views.hpp"

namespace citypact::write {

namespace {

// Asserted edges by which a node is based where their target is; at most this many from the city.
constexpr std::string_view basing[] = {"located-in", "part-of", "resident-of", "heads", "works-for"};
constexpr int farthest = 3;

// Kinds of ties by the family of relations.
constexpr std::pair<std::string_view, std::string_view> kinds[] = {{"agreement", "cities-agreed"}, {"meeting", "cities-met"}, {"business", "cities-trade"}};

using Cities = std::vector<std::uint32_t>;

/// Who is based in which cities.
class Homes {
 public:
  Homes(const GraphSource& graph, const Ontology& ontology, const NodeIndex& nodes) : homes_(nodes.size()), known_(nodes.size()), up_(nodes.size()) {
    graph.for_each_node([&](const Node& node) {
      const std::uint32_t number = nodes.find(node.iri);
      if (number != NodeIndex::none && ontology.is_a(node.type, "City")) homes_[number] = {number}, known_[number] = true;
    });
    graph.for_each_edge([&](const Edge& edge) {
      if (edge.status != Status::asserted || std::ranges::find(basing, edge.relation) == std::end(basing)) return;
      const std::uint32_t source = nodes.find(edge.source), target = nodes.find(edge.target);
      if (source != NodeIndex::none && target != NodeIndex::none) up_[source].push_back(target);
    });
  }

  /// The nearest cities; empty where none is known.
  const Cities& of(std::uint32_t node) {
    if (known_[node]) return homes_[node];
    known_[node] = true;
    Cities ring{node}, found;
    for (int step = 0; step < farthest && found.empty() && !ring.empty(); ++step) {
      Cities next;
      for (const std::uint32_t here : ring) next.insert(next.end(), up_[here].begin(), up_[here].end());
      std::ranges::sort(next);
      next.erase(std::ranges::unique(next).begin(), next.end());
      std::ranges::copy_if(next, std::back_inserter(found), [this](std::uint32_t n) { return is_city(n); });
      ring = std::move(next);
    }
    return homes_[node] = std::move(found);
  }
  bool is_city(std::uint32_t node) const { return homes_[node].size() == 1 && homes_[node][0] == node; }

 private:
  std::vector<Cities> homes_;
  std::vector<bool> known_;
  std::vector<Cities> up_;
};

std::string_view kind_of(std::string_view family) {
  const auto found = std::ranges::find(kinds, family, [](const auto& kind) { return kind.first; });
  return found == std::end(kinds) ? std::string_view() : found->second;
}

class CityTies {
 public:
  CityTies(const GraphSource& graph, const Ontology& ontology) : graph_(graph), ontology_(ontology), all_(graph, ontology), homes_(graph, ontology, all_.nodes) {}

  std::vector<Edge> take(std::string_view base) {
    graph_.for_each_edge([this](const Edge& edge) { direct(edge); });
    for (const Hub& hub : all_.hubs) through(hub);
    std::vector<Edge> edges;
    for (auto& [key, tie] : ties_) edges.push_back(tie.take(base, ""));
    return edges;
  }

 private:
  void direct(const Edge& edge) {
    const RelationType* relation = ontology_.relation(edge.relation);
    const std::string_view kind = relation == nullptr ? std::string_view() : kind_of(relation->family);
    const std::uint32_t source = all_.nodes.find(edge.source), target = all_.nodes.find(edge.target);
    if (kind.empty() || source == NodeIndex::none || target == NodeIndex::none) return;
    for (const std::uint32_t one : homes_.of(source)) {
      for (const std::uint32_t other : homes_.of(target)) {
        if (one == other) continue;
        Tie& tie = this->tie(kind, one, other, edge.status);
        tie.count(edge.evidence);
        tie.add(edge.evidence), tie.time(edge.time), tie.confidence(edge.confidence), tie.instrument(edge.instrument);
      }
    }
  }

  /// All who take part from one city count once, so that a hub is one tie between two cities.
  void through(const Hub& hub) {
    std::map<std::tuple<std::uint32_t, std::uint32_t, Status>, std::vector<EdgeEvidence>> pairs;
    std::map<std::tuple<std::uint32_t, std::uint32_t, Status>, std::pair<float, std::optional<Date>>> facts;
    Hubs::for_each_pair(hub, [&](const Hub::Spoke& a, const Hub::Spoke& b) {
      for (const std::uint32_t one : homes_.of(a.node)) {
        for (const std::uint32_t other : homes_.of(b.node)) {
          if (one == other) continue;
          const std::tuple key(std::min(one, other), std::max(one, other), weaker(a.status, b.status));
          for (const auto* spoke : {&a, &b}) pairs[key].insert(pairs[key].end(), spoke->evidence.begin(), spoke->evidence.end());
          auto& [confidence, time] = facts[key];
          confidence = std::max(confidence, std::min(a.confidence, b.confidence));
          if (!time) time = hub.time ? hub.time : a.time ? a.time : b.time;
        }
      }
    });
    for (const auto& [key, evidence] : pairs) {
      Tie& tie = this->tie(hub.agreement ? "cities-agreed" : "cities-met", std::get<0>(key), std::get<1>(key), std::get<2>(key));
      tie.count(evidence);
      tie.add(evidence), tie.time(facts[key].second), tie.confidence(facts[key].first), tie.through(hub.label);
      if (hub.agreement) tie.instrument(hub.label);
    }
  }

  Tie& tie(std::string_view kind, std::uint32_t one, std::uint32_t other, Status status) {
    return ties_.try_emplace({kind, std::min(one, other), std::max(one, other), status}, kind, all_.nodes[one], all_.nodes[other], status).first->second;
  }

  const GraphSource& graph_;
  const Ontology& ontology_;
  Hubs all_;
  Homes homes_;
  std::map<std::tuple<std::string_view, std::uint32_t, std::uint32_t, Status>, Tie> ties_;
};

}  // namespace

std::unique_ptr<GraphSource> make_cities_view(const GraphSource& graph, const Ontology& ontology, std::string_view base) {
  Projection projection;
  projection.keeps = [&ontology](const Node& node) { return ontology.is_a(node.type, "City"); };
  projection.keeps_edges = false;
  projection.edges = CityTies(graph, ontology).take(base);
  return project(graph, std::move(projection));
}

}  // namespace citypact::write
