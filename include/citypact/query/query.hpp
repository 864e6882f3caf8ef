#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

struct NameMatch {
  std::vector<Node> nodes;           // one: found; several: ambiguous, the best connected first
  std::vector<std::string> nearest;  // at most five labels like the name when none was found, nearest first
};

/// Finds nodes by a name in any case form, script or language the graph, the dictionaries or the gazetteer know.
///
/// The first of these that finds anything decides: IRI or Wikidata id; label; alias (letter case, quotes, ё/е, kinds of dashes do
/// not matter); the same words in other forms («Московского инновационного кластера»); a name that the gazetteer has for the
/// same Wikidata id; the name in another script (Chen Xu, Чэнь Сюй); a part of a label («Собянин»). `gazetteer` may be null; a
/// language whose models are absent is passed over. Cost: several passes over the nodes, about 10 µs a name in the worst case.
/// Thread safety: const, all arguments are only read.
NameMatch find_by_name(const GraphSource& graph, const std::string& name, const Languages& languages, const Gazetteer* gazetteer);

struct NeighborOptions {
  std::string type, relation;  // empty: any; a superclass matches its subclasses
  unsigned depth = 1;
};

struct Neighbor {
  Node node;
  Edge edge;
  bool outgoing = true;    // edge runs from the nearer node to this one
  unsigned distance = 1;   // edges from the start
};

/// Edges around a node, each once, nearest first, then by relation, direction (outgoing first), label and edge IRI. `relation` is
/// asked of every edge on the way, `type` only of the node that an edge leads to: neighbours of another kind are passed through.
/// Cost: one pass over the edges for each unit of depth, and one over the nodes.
std::vector<Neighbor> neighbors(const GraphSource& graph, const std::string& iri, const Ontology& ontology, const NeighborOptions& options);

}  // namespace citypact
