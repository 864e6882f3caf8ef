#pragma once
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact::write {

struct Position {
  double x = 0, y = 0;
};

/// Places for the nodes of a graph in their order, so that a file opens readable: Fruchterman and Reingold's forces (1991) as
/// Boost.Graph has them, from a spiral on which nodes stand by degree; the same for the same graph on one machine.
/// Cost: at most 100 rounds to 1,000 nodes, fewer beyond (nodes clump, and a round grows with their square: measured), none beyond
/// 3,000 nodes or 200,000 edges, which keep their places on the spiral: then 40 bytes a node and no look at the edges.
std::vector<Position> lay_out(const GraphSource& graph);

}  // namespace citypact::write
