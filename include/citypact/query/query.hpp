#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

/// Finds nodes by a name in any case form, script or language the graph or the gazetteer knows.
struct NameMatch {
  std::vector<Node> nodes;           // one: found; several: ambiguous
  std::vector<std::string> nearest;  // labels of the nearest names when none was found
};
NameMatch find_by_name(const GraphSource& graph, const std::string& name, const Languages& languages, const Gazetteer* gazetteer);

struct NeighborOptions {
  std::string type, relation;  // empty: any; superclasses match subclasses
  unsigned depth = 1;
};
struct Neighbor {
  Node node;
  Edge edge;
  bool outgoing = true;    // edge runs from the nearer node to this one
  unsigned distance = 1;   // edges from the start
};
/// Edges around a node, nearest first, then by relation and label.
std::vector<Neighbor> neighbors(const GraphSource& graph, const std::string& iri, const Ontology& ontology, const NeighborOptions& options);

}  // namespace citypact
