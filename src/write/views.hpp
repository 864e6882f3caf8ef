#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"
#include "node_index.hpp"

namespace citypact::write {

// One view a file; views.cpp is the table.
std::unique_ptr<GraphSource> make_full_view(const GraphSource&, const Ontology&, std::string_view base);
std::unique_ptr<GraphSource> make_actors_view(const GraphSource&, const Ontology&, std::string_view base);
std::unique_ptr<GraphSource> make_cities_view(const GraphSource&, const Ontology&, std::string_view base);

/// What a view makes of a graph.
struct Projection {
  std::function<bool(const Node&)> keeps;  // nodes of the graph that stay
  bool keeps_edges = true;                 // the graph's edges between nodes that stay
  std::vector<Node> nodes;                 // new ones, in IRI order
  std::vector<Edge> edges;                 // new ones, in any order
};

/// The graph as projected: nodes and edges in IRI order, degrees counted anew.
std::unique_ptr<GraphSource> project(const GraphSource& graph, Projection projection);

/// Collects evidence for one derived edge; what proves two ties stands once.
class Tie {
 public:
  Tie(std::string_view relation, std::string_view one, std::string_view other, Status status);

  void add(const std::vector<EdgeEvidence>& evidence);
  void time(const std::optional<Date>& date);           // the edge spans all dates
  void confidence(float value);                         // the best of all
  void through(std::string_view name);                  // each once, in order
  void instrument(std::string_view name);
  /// A further tie, unless a sentence of it has proved one already: the same agreement told by its node and by a plain edge.
  void count(const std::vector<EdgeEvidence>& evidence);
  /// `key` tells apart edges of one relation, pair and status.
  Edge take(std::string_view base, std::string_view key);

 private:
  Edge edge_;
  std::vector<std::string> through_, instruments_;
  std::unordered_set<std::uint64_t> sentences_;  // hashes of those that prove a counted tie
};

/// Asserted only where both are; else the most negative of the two.
Status weaker(Status one, Status other);

/// An agreement or event with those who are tied to it.
struct Hub {
  struct Spoke {
    std::uint32_t node;  // in Hubs::nodes
    bool agent;          // the edge runs to the hub: a party, a participant; else what the hub belongs to or where it is
    Status status;
    std::optional<Date> time;
    float confidence;
    std::vector<EdgeEvidence> evidence;
  };
  std::string iri, label;
  bool agreement = false;
  std::optional<Date> time;
  std::vector<Spoke> spokes;  // one a node and status
};

/// Agreements and events of a graph (see is_hub), with all other nodes numbered in IRI order.
struct Hubs {
  Hubs(const GraphSource& graph, const Ontology& ontology);
  NodeIndex nodes;
  std::vector<Hub> hubs;

  /// Calls visit(one spoke, other) for the pairs of a hub that it ties: two agents, or an agent and what the hub belongs to.
  template <class Visit>
  static void for_each_pair(const Hub& hub, Visit&& visit) {
    for (std::size_t i = 0; i < hub.spokes.size(); ++i) {
      for (std::size_t j = i + 1; j < hub.spokes.size(); ++j) {
        const Hub::Spoke &one = hub.spokes[i], &other = hub.spokes[j];
        if (one.node != other.node && (one.agent || other.agent)) visit(one, other);
      }
    }
  }
};
bool is_hub(const Node& node, const Ontology& ontology);

}  // namespace citypact::write
