#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact {

/// What is known of all nodes together before the first is visited.
struct NodeFacts {
  std::vector<std::string> languages;  // of their labels, sorted
  std::uint32_t least_degree = 0, greatest_degree = 0;
};

/// A GraphSource that can tell this without a visit to each node is one of these too.
class KnowsNodeFacts {
 public:
  virtual ~KnowsNodeFacts() = default;
  virtual NodeFacts node_facts() const = 0;
};

/// Asks a graph that knows it, else visits all nodes.
NodeFacts node_facts_of(const GraphSource& graph);

}  // namespace citypact
