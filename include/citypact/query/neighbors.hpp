#pragma once
#include <optional>
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

struct NeighborOptions {
  std::string type;                    // empty: any; a superclass matches its subclasses
  std::vector<std::string> relations;  // empty: any
  unsigned depth = 1;
  Direction direction = Direction::both;  // as seen from the nearer node
  std::vector<Status> statuses;           // empty: any
  int min_confidence = 0;                 // per cent
  std::optional<PartialDate> since, until;  // the edge's time touches these days; with either, edges without a time are left out
  std::size_t limit = static_cast<std::size_t>(-1);
};

struct Neighbor {
  Node node;
  Edge edge;
  bool outgoing = true;   // edge runs from the nearer node to this one
  unsigned distance = 1;  // edges from the start
};

/// Edges around a node, each once, nearest first, then in the order of tables (`listed_before`). All options but `type` are asked
/// of every edge on the way, `type` only of the node that an edge leads to: neighbours of another kind are passed through. With a
/// limit the answer is the begin of the answer without.
/// Cost: the edges around each node within depth - 1; with a limit and depth 1 no more than it takes to fill it.
std::vector<Neighbor> neighbors(const GraphSource& graph, const std::string& iri, const Ontology& ontology, const NeighborOptions& options);

}  // namespace citypact
