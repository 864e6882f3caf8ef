#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact {

struct Statistics {
  GraphSummary counts;
  std::map<std::uint32_t, std::size_t> degrees;  // number of edges -> nodes that have so many
  std::size_t components = 0;                    // groups of nodes that edges connect, lone nodes too
  std::size_t largest_component = 0;             // its nodes
  std::size_t lone = 0;                          // nodes without an edge
  std::vector<Node> most_linked;
};

/// Counts of a graph and how it hangs together (components by Boost.Graph's disjoint sets, whatever the status of edges).
/// Cost: summary and shape of the graph and some 10 ns a node or edge; 16 bytes a node and an edge.
Statistics statistics(const GraphSource& graph, std::string_view most_linked_type, std::size_t most_linked);

}  // namespace citypact
