#pragma once
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact::write {

/// PageRank of each node in IRI order (Boost.Graph; damping 0.85, sixty rounds, by when ranks change by less than a ten-thousandth);
/// the mean is 1, or less where ties lead to nodes that lead nowhere. An edge leads from its source to its target, one of a symmetric
/// relation both ways; denied ones lead nowhere; parallel ones each count.
///
/// Does not depend on the order of the graph's ties. Cost: the graph's shape, a sort of the edges, then some 60 ns an edge; while it
/// works some 100 bytes a node and 30 an edge.
std::vector<double> page_rank(const GraphSource& graph, const Ontology& ontology);

}  // namespace citypact::write
