#include "citypact/query/difference.hpp"

#include <gtest/gtest.h>

#include "../../support/lookups.hpp"
#include "../../support/random_graph.hpp"

namespace citypact {
namespace {

using lookups::iris;
using nasty::MemoryGraph;
using Names = std::vector<std::string>;

TEST(Difference, OfAGraphWithItselfIsEmpty) { EXPECT_TRUE(difference(random_graph::graph(1, 9, 30), random_graph::graph(1, 9, 30)).empty()); }

TEST(Difference, IsWhatTheOtherLacks) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    const MemoryGraph all = random_graph::graph(seed, 12, 40);
    MemoryGraph before, after;
    std::mt19937 random(seed);
    Names added_nodes, removed_nodes, added_edges, removed_edges;
    const auto share = [&](const auto& items, auto& left, auto& right, Names& added, Names& removed) {
      for (const auto& item : items) {
        const unsigned where = random() % 4;
        if (where != 0) left.push_back(item);
        if (where != 1) right.push_back(item);
        if (where == 0) added.push_back(item.iri);
        if (where == 1) removed.push_back(item.iri);
      }
    };
    share(all.nodes, before.nodes, after.nodes, added_nodes, removed_nodes);
    share(all.edges, before.edges, after.edges, added_edges, removed_edges);
    const Difference result = difference(before, after);
    EXPECT_EQ(iris(result.added_nodes), added_nodes);
    EXPECT_EQ(iris(result.removed_nodes), removed_nodes);
    Names came = iris(result.added_edges), went = iris(result.removed_edges);
    for (const EdgeChange& moved : result.moved_edges) came.push_back(moved.after.iri), went.push_back(moved.before.iri);
    std::ranges::sort(came), std::ranges::sort(went);
    EXPECT_EQ(came, added_edges);
    EXPECT_EQ(went, removed_edges);
    EXPECT_TRUE(result.changed_edges.empty());
    const Difference back = difference(after, before);
    EXPECT_EQ(iris(back.added_nodes), removed_nodes);
    EXPECT_EQ(back.moved_edges.size(), result.moved_edges.size());
  }
}

TEST(Difference, APlanThatCameTrueIsOneEdgeThatMoved) {
  MemoryGraph before = random_graph::graph(1, 2, 0), after = before;
  Edge edge;
  edge.iri = random_graph::base + "/id/edge/a", edge.id = "a", edge.relation = "signed-with", edge.status = Status::planned;
  edge.source = before.nodes[0].iri, edge.target = before.nodes[1].iri;
  before.edges = {edge};
  edge.iri = random_graph::base + "/id/edge/b", edge.id = "b", edge.status = Status::asserted, edge.time = Date::year(2021);
  after.edges = {edge};
  const Difference result = difference(before, after);
  EXPECT_TRUE(result.added_edges.empty() && result.removed_edges.empty());
  ASSERT_EQ(result.moved_edges.size(), 1U);
  ASSERT_EQ(result.moved_edges[0].fields.size(), 2U);
  EXPECT_EQ(result.moved_edges[0].fields[0].field, "status");
  EXPECT_EQ(result.moved_edges[0].fields[0].before, "planned");
  EXPECT_EQ(result.moved_edges[0].fields[1].after, "2021");
}

TEST(Difference, NamesLabelsAttributesAndEvidenceThatChanged) {
  MemoryGraph before = random_graph::graph(3, 4, 12), after = before;
  NodeAttribute attribute;
  attribute.property = "жители", attribute.value = "100";
  before.nodes[1].attributes = {attribute};
  attribute.value = "120";
  after.nodes[1].attributes = {attribute};
  after.nodes[2].labels["en"] = "town";
  after.edges[0].evidence[0].document = "d9";
  const Difference result = difference(before, after);
  ASSERT_EQ(result.changed_nodes.size(), 2U);
  EXPECT_EQ(result.changed_nodes[0].fields[0].field, "attribute жители");
  EXPECT_EQ(result.changed_nodes[0].fields[0].before, "100");
  EXPECT_EQ(result.changed_nodes[0].fields[0].after, "120");
  EXPECT_EQ(result.changed_nodes[1].fields[0].field, "label en");
  ASSERT_EQ(result.changed_edges.size(), 1U);
  EXPECT_EQ(result.changed_edges[0].fields[0].field, "evidence");
}

}  // namespace
}  // namespace citypact
