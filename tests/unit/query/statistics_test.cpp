#include "citypact/query/statistics.hpp"

#include <gtest/gtest.h>

#include "../../support/random_graph.hpp"

namespace citypact {
namespace {

using nasty::MemoryGraph;

/// Sizes of the groups that edges connect, by spreading from each node.
std::multiset<std::size_t> groups(const MemoryGraph& graph) {
  std::multiset<std::size_t> sizes;
  std::set<std::string> seen;
  for (const Node& start : graph.nodes) {
    std::vector<std::string> open{start.iri};
    std::size_t size = 0;
    while (!open.empty()) {
      const std::string here = open.back();
      open.pop_back();
      if (!seen.insert(here).second) continue;
      ++size;
      for (const Edge& edge : graph.edges) {
        if (edge.source == here) open.push_back(edge.target);
        if (edge.target == here) open.push_back(edge.source);
      }
    }
    if (size > 0) sizes.insert(size);
  }
  return sizes;
}

TEST(Statistics, ComponentsAreThoseThatSpreadingFinds) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    const MemoryGraph graph = random_graph::graph(seed, 40, 5 + 2 * seed);
    const auto sizes = groups(graph);
    const Statistics result = statistics(graph, "City", 3);
    EXPECT_EQ(result.components, sizes.size());
    EXPECT_EQ(result.largest_component, *sizes.rbegin());
    EXPECT_EQ(result.lone, static_cast<std::size_t>(std::ranges::count(graph.nodes, 0U, &Node::degree)));
    std::size_t nodes = 0, ends = 0;
    for (const auto& [degree, count] : result.degrees) nodes += count, ends += degree * count;
    EXPECT_EQ(nodes, graph.nodes.size());
    EXPECT_EQ(ends, 2 * graph.edges.size());
    ASSERT_EQ(result.most_linked.size(), 3U);
    EXPECT_EQ(result.most_linked[0].degree, std::ranges::max_element(graph.nodes, {}, &Node::degree)->degree);
    EXPECT_GE(result.most_linked[1].degree, result.most_linked[2].degree);
  }
}

TEST(Statistics, OfNothingAreZero) {
  const Statistics result = statistics(MemoryGraph(), "City", 3);
  EXPECT_EQ(result.components, 0U);
  EXPECT_EQ(result.largest_component, 0U);
  EXPECT_TRUE(result.most_linked.empty());
}

}  // namespace
}  // namespace citypact
