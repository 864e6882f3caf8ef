#pragma once
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

/// Where a graph breaks a law.
struct Breach {
  std::string place;    // short id of an edge, IRI of a node, id of a document
  std::string message;  // what is wrong
};

/// Whether a graph is what `build` could have made: IRI order without repetition, types and relations of the ontology with its
/// domains and ranges, ends that are nodes, no node without a mention, evidence that lies in its sentence and, where the source keeps
/// extractions, in the text of its document. Empty when all is well.
/// Cost: one pass over everything; some 100 bytes a node.
std::vector<Breach> check_graph(const GraphSource& graph, const Ontology& ontology);

}  // namespace citypact
