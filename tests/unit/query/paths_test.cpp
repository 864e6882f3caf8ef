#include "citypact/query/paths.hpp"

#include <gtest/gtest.h>

#include <map>

#include "../../support/random_graph.hpp"

namespace citypact {
namespace {

using nasty::MemoryGraph;

/// Steps and doubts in per cent; the order of ways.
using Length = std::pair<std::size_t, int>;

bool fits(const Edge& edge, const PathOptions& options) {
  const auto wanted = [](const auto& allowed, const auto& value) { return allowed.empty() || std::ranges::find(allowed, value) != allowed.end(); };
  return wanted(options.relations, edge.relation) && wanted(options.statuses, edge.status) && per_cent(edge.confidence) >= options.min_confidence;
}

/// Every way without a node twice, by trying all; the lengths in order.
std::vector<Length> all_lengths(const MemoryGraph& graph, const std::string& from, const std::string& to, const PathOptions& options) {
  std::map<std::string, std::map<std::string, int>> doubt;
  for (const Edge& edge : graph.edges) {
    if (!fits(edge, options)) continue;
    for (const auto& [a, b] : {std::pair(edge.source, edge.target), std::pair(edge.target, edge.source)}) {
      const auto [place, fresh] = doubt[a].try_emplace(b, 100 - per_cent(edge.confidence));
      if (!fresh) place->second = std::min(place->second, 100 - per_cent(edge.confidence));
    }
  }
  std::vector<Length> lengths;
  std::vector<std::string> way{from};
  const std::function<void(int)> walk = [&](int doubts) {
    const std::string here = way.back();
    if (here == to) return lengths.emplace_back(way.size() - 1, doubts), void();
    for (const auto& [next, cost] : doubt[here]) {
      if (std::ranges::find(way, next) != way.end()) continue;
      way.push_back(next);
      walk(doubts + cost);
      way.pop_back();
    }
  };
  walk(0);
  std::ranges::sort(lengths);
  return lengths;
}

Length length_of(const Path& path) {
  int doubts = 0;
  for (const PathStep& step : path.steps) doubts += 100 - per_cent(step.edge.confidence);
  return {path.steps.size(), doubts};
}

TEST(Paths, AreTheShortestOfAllThatThereAre) {
  std::size_t compared = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    const MemoryGraph graph = random_graph::graph(seed, 8, 10 + seed % 8);
    PathOptions options;
    options.count = 1 + seed % 7;
    if (seed % 3 == 0) options.relations = {"signed-with", "twinned-with"};
    if (seed % 4 == 0) options.statuses = {};
    if (seed % 5 == 0) options.min_confidence = 70;
    const std::string &from = graph.nodes[0].iri, &to = graph.nodes[7].iri;
    std::vector<Length> expected = all_lengths(graph, from, to, options), found;
    if (expected.size() > options.count) expected.resize(options.count);
    std::set<std::vector<std::string>> different;
    for (const Path& path : find_paths(graph, from, to, options)) {
      found.push_back(length_of(path));
      std::vector<std::string> nodes;
      for (const Node& node : path.nodes) nodes.push_back(node.iri);
      ASSERT_EQ(nodes.size(), path.steps.size() + 1);
      EXPECT_EQ(nodes.front(), from);
      EXPECT_EQ(nodes.back(), to);
      for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const Edge& edge = path.steps[i].edge;
        EXPECT_TRUE(fits(edge, options));
        EXPECT_EQ(path.steps[i].forward ? edge.source : edge.target, nodes[i]);
        EXPECT_EQ(path.steps[i].forward ? edge.target : edge.source, nodes[i + 1]);
      }
      EXPECT_EQ(std::set<std::string>(nodes.begin(), nodes.end()).size(), nodes.size()) << "a node twice";
      EXPECT_TRUE(different.insert(nodes).second) << "a way twice";
    }
    EXPECT_EQ(found, expected) << "seed " << seed;
    compared += expected.size();
  }
  EXPECT_GT(compared, 90U);
}

TEST(Paths, CountTheEdgesThatWouldDoAsWell) {
  MemoryGraph graph = random_graph::graph(1, 2, 0);
  for (int i = 0; i < 3; ++i) {
    Edge edge;
    edge.id = std::to_string(i), edge.iri = random_graph::base + "/id/edge/" + edge.id, edge.relation = i < 2 ? "signed-with" : "twinned-with";
    edge.source = graph.nodes[0].iri, edge.target = graph.nodes[1].iri, edge.confidence = i == 1 ? 0.9F : 0.8F;
    edge.status = Status::asserted;
    graph.edges.push_back(edge);
  }
  const auto paths = find_paths(graph, graph.nodes[1].iri, graph.nodes[0].iri, {});
  ASSERT_EQ(paths.size(), 1U);
  EXPECT_EQ(paths[0].steps[0].edge.id, "1");
  EXPECT_EQ(paths[0].steps[0].others, 2U);
  EXPECT_FALSE(paths[0].steps[0].forward);
}

TEST(Paths, ADeniedTieLeadsNowhereUnlessAskedFor) {
  MemoryGraph graph = random_graph::graph(1, 2, 0);
  Edge edge;
  edge.id = "x", edge.iri = random_graph::base + "/id/edge/x", edge.relation = "signed-with", edge.status = Status::denied;
  edge.source = graph.nodes[0].iri, edge.target = graph.nodes[1].iri;
  graph.edges.push_back(edge);
  EXPECT_TRUE(find_paths(graph, edge.source, edge.target, {}).empty());
  PathOptions options;
  options.statuses = {Status::denied};
  EXPECT_EQ(find_paths(graph, edge.source, edge.target, options).size(), 1U);
  EXPECT_TRUE(find_paths(graph, edge.source, edge.source, options).empty());
  EXPECT_TRUE(find_paths(graph, edge.source, "https://nowhere/", options).empty());
}

}  // namespace
}  // namespace citypact
