#include "citypact/query/view.hpp"

#include <gtest/gtest.h>

#include "../../support/lookups.hpp"
#include "../../support/random_graph.hpp"

namespace citypact {
namespace {

using nasty::MemoryGraph;

constexpr PartialDate day(int year, int month, int number) { return {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(number)}; }

/// Two cities with one tie of the test's making.
MemoryGraph pair(Edge edge) {
  MemoryGraph graph = random_graph::graph(1, 2, 0);
  edge.id = "x", edge.iri = random_graph::base + "/id/edge/x", edge.relation = "signed-with";
  edge.source = graph.nodes[0].iri, edge.target = graph.nodes[1].iri;
  if (edge.evidence.empty()) edge.evidence.resize(1), edge.evidence[0].document = "d1";  // 15 June 2016
  graph.edges.push_back(std::move(edge));
  return graph;
}

bool shows(const MemoryGraph& graph, AsOf as_of) { return GraphOnDay(graph, as_of).edge_count() > 0; }

TEST(View, KnownIsWhatWasPublishedByThen) {
  const MemoryGraph graph = pair({});
  EXPECT_FALSE(shows(graph, {day(2016, 6, 14), {}}));
  EXPECT_TRUE(shows(graph, {day(2016, 6, 15), {}}));
  EXPECT_TRUE(shows(graph, {PartialDate{2016, 0, 0}, {}}));
  EXPECT_FALSE(shows(graph, {PartialDate{2016, 5, 0}, {}}));
}

TEST(View, ADocumentWithoutADateIsNotKnownYet) {
  Edge edge;
  edge.evidence.resize(1), edge.evidence[0].document = "d0";
  EXPECT_FALSE(shows(pair(edge), {day(2100, 1, 1), {}}));
}

TEST(View, EvidenceThatCameLaterTakesItsConfidenceWithIt) {
  Edge edge;
  edge.evidence.resize(2);
  edge.evidence[0].document = "d1", edge.evidence[0].confidence = 0.6F;
  edge.evidence[1].document = "d3", edge.evidence[1].confidence = 0.9F, edge.confidence = 0.9F;
  const MemoryGraph graph = pair(edge);
  const GraphOnDay early(graph, {day(2017, 1, 1), {}}), late(graph, {day(2019, 1, 1), {}});
  early.for_each_edge([](const Edge& seen) { EXPECT_EQ(seen.evidence.size(), 1U); EXPECT_FLOAT_EQ(seen.confidence, 0.6F); });
  late.for_each_edge([](const Edge& seen) { EXPECT_EQ(seen.evidence.size(), 2U); EXPECT_FLOAT_EQ(seen.confidence, 0.9F); });
  EXPECT_TRUE(lookups::edges_of(early, graph.nodes[0].iri, {Direction::both, {}, {}, 80}).empty());
  EXPECT_EQ(lookups::edges_of(late, graph.nodes[0].iri, {Direction::both, {}, {}, 80}).size(), 1U);
}

TEST(View, HeldIsFromItsBeginToTheEndOfItsRange) {
  Edge once, range;
  once.time = Date::day(2015, 3, 1);
  range.time = Date::between({2015, 0, 0}, {2018, 0, 0});
  EXPECT_FALSE(shows(pair(once), {{}, day(2015, 2, 28)}));
  EXPECT_TRUE(shows(pair(once), {{}, day(2015, 3, 1)}));
  EXPECT_TRUE(shows(pair(once), {{}, day(2030, 1, 1)}));  // an agreement holds on
  EXPECT_TRUE(shows(pair(range), {{}, day(2015, 1, 1)}));
  EXPECT_TRUE(shows(pair(range), {{}, day(2018, 12, 31)}));
  EXPECT_FALSE(shows(pair(range), {{}, day(2019, 1, 1)}));
}

TEST(View, WithoutATimeATieHoldsFromTheFirstDayOnWhichSomebodySaidSo) {
  EXPECT_FALSE(shows(pair({}), {{}, day(2016, 6, 14)}));
  EXPECT_TRUE(shows(pair({}), {{}, day(2016, 6, 15)}));
}

TEST(View, OnlyWhatWasAssertedHeld) {
  for (const Status status : {Status::planned, Status::possible, Status::denied, Status::ended}) {
    Edge edge;
    edge.status = status, edge.time = Date::year(2015);
    EXPECT_FALSE(shows(pair(edge), {{}, day(2017, 1, 1)})) << to_string(status);
    EXPECT_TRUE(shows(pair(edge), {day(2017, 1, 1), {}})) << to_string(status);
  }
}

TEST(View, ATieIsOverFromTheDayOnWhichItEnded) {
  Edge edge;
  edge.time = Date::year(2015);
  MemoryGraph graph = pair(edge);
  Edge end = graph.edges[0];
  end.iri += "y", end.id += "y", end.status = Status::ended, end.time = Date::day(2018, 5, 1);
  graph.edges.push_back(end);
  EXPECT_TRUE(shows(graph, {{}, day(2018, 4, 30)}));
  EXPECT_FALSE(shows(graph, {{}, day(2018, 5, 1)}));
  graph.edges[1].evidence[0].document = "d5";  // which was known only in 2020
  EXPECT_TRUE(shows(graph, {day(2019, 1, 1), day(2018, 5, 1)}));
  EXPECT_FALSE(shows(graph, {day(2021, 1, 1), day(2018, 5, 1)}));
}

TEST(View, LookUpsAnswerAsPassesDo) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    MemoryGraph graph = random_graph::graph(seed, 12, 40);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      graph.nodes[i].time = graph.edges[3 * i].time;
      if (i % 3 != 0) continue;
      NodeAttribute attribute{"population", "17", "", Bound::eq, {}, {}, {}};
      attribute.evidence.document = "d" + std::to_string(i % 5);
      graph.nodes[i].attributes.push_back(attribute);
    }
    for (const AsOf as_of : {AsOf{day(2018, 1, 1), {}}, AsOf{{}, day(2018, 1, 1)}, AsOf{day(2019, 7, 1), day(2017, 1, 1)}, AsOf{day(2016, 7, 1), {}}}) {
      const GraphOnDay view(graph, as_of);
      lookups::expect_answers_of_passes(view);
      std::size_t nodes = 0;
      view.for_each_node([&](const Node& node) {
        ++nodes;
        const auto found = view.find_node(node.iri);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->degree, node.degree);
        EXPECT_EQ(found->time, node.time);
        EXPECT_EQ(lookups::edges_of(view, node.iri, {}).size(), node.degree);
        EXPECT_EQ(lookups::edges_of(view, node.iri, {}), lookups::edges_of(lookups::Passes(view), node.iri, {}));
      });
      EXPECT_EQ(view.node_count(), nodes);
      EXPECT_EQ(view.summary().edges, view.edge_count());
      EXPECT_LT(view.edge_count(), graph.edge_count());
      EXPECT_GT(view.edge_count(), 0U);
    }
  }
}

}  // namespace
}  // namespace citypact
