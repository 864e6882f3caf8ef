#include "citypact/assemble/assemble.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "../../support/lookups.hpp"
#include "../../support/sample_graph.hpp"
#include "citypact/core/graph_builder.hpp"
#include "citypact/core/hash.hpp"

namespace citypact {
namespace {

using namespace sample;

const Node& node_named(const std::vector<Node>& nodes, const std::string& label) {
  const auto found = std::ranges::find_if(nodes, [&](const Node& node) { return node.labels.at("ru") == label; });
  EXPECT_NE(found, nodes.end()) << label;
  return *found;
}

std::vector<Edge> edges_of_relation(const GraphSource& graph, const std::string& relation) {
  auto edges = edges_in(graph);
  std::erase_if(edges, [&](const Edge& edge) { return edge.relation != relation; });
  return edges;
}

TEST(StableHash, IsSha256InBase32) {
  // SHA-256 of the empty string and of "abc" (FIPS 180-4 examples), base 32.
  EXPECT_EQ(stable_hash("", 51), "4oymiquy7qobjgx36tejs35zeqt24qpemsnzgtfeswmrw6csxbk");
  EXPECT_EQ(stable_hash("abc", 51), "xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacww");
  EXPECT_EQ(stable_hash("abc").size(), 20U);
  EXPECT_EQ(stable_hash(std::string(200, 'a'), 8), stable_hash(std::string(200, 'a')).substr(0, 8));
}

TEST(Assemble, ARepeatedSymmetricStatementIsOneEdgeWithAllItsEvidence) {
  const auto graph = sample::graph();
  auto edges = edges_of_relation(graph, "signed-with");
  ASSERT_EQ(edges.size(), 2U);  // one asserted, one denied
  const Edge& edge = edges[edges[0].status == Status::asserted ? 0 : 1];
  EXPECT_LT(edge.source, edge.target);
  ASSERT_EQ(edge.evidence.size(), 2U);
  EXPECT_EQ(edge.evidence[0].document, "a");
  EXPECT_EQ(edge.evidence[1].document, "b");
  EXPECT_FLOAT_EQ(edge.confidence, 0.97F);
  EXPECT_EQ(edge.instrument, "меморандум");  // said in one document
  EXPECT_EQ(edge.topic, "обмен опытом");     // said in the other
}

TEST(Assemble, OffsetsAreCodePoints) {
  const auto graph = sample::graph();
  const Edge post = edges_of_relation(graph, "heads").at(0);
  EXPECT_EQ(post.evidence[0].begin, 55U);  // 54 letters and marks, one space
  EXPECT_EQ(post.evidence[0].end, 99U);
  EXPECT_EQ(post.evidence[0].sentence, "Встречу мэров вёл Ильсур Метшин, мэр Казани.");
  EXPECT_EQ(post.evidence[0].trigger, "мэр");
  EXPECT_EQ(post.evidence[0].speaker, base + "/id/Person/metshin");
}

TEST(Assemble, TheOrderOfDocumentsDoesNotMatter) {
  const auto one = graph_of({first_document(), second_document()}), other = graph_of({second_document(), first_document()});
  const auto left = edges_in(one), right = edges_in(other);
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i].iri, right[i].iri);
    EXPECT_EQ(left[i].topic, right[i].topic);
    EXPECT_EQ(left[i].evidence[0].sentence, right[i].evidence[0].sentence);
  }
  EXPECT_TRUE(std::ranges::is_sorted(left, {}, &Edge::iri));
  EXPECT_TRUE(std::ranges::is_sorted(nodes_in(one), {}, &Node::iri));
}

TEST(Assemble, AnEdgesNameDoesNotDependOnItsNeighbours) {
  const auto alone = edges_in(graph_of({second_document()})), together = edges_in(sample::graph());
  for (const Edge& edge : alone) {
    EXPECT_TRUE(std::ranges::any_of(together, [&](const Edge& other) { return other.iri == edge.iri; }));
    EXPECT_TRUE(edge.iri.starts_with(base + "/id/edge/" + edge.id));
    EXPECT_GE(edge.id.size(), 6U);
  }
}

TEST(Assemble, AgreementsTakeTheMostPreciseOfTheirDates) {
  const auto nodes = nodes_in(sample::graph());
  EXPECT_EQ(node_named(nodes, "меморандум").time, Date::day(2021, 3, 4));
  EXPECT_EQ(node_named(nodes, "встреча мэров").time, std::nullopt);
  EXPECT_EQ(node_named(nodes, "Казань").time, std::nullopt);
}

TEST(Assemble, DegreesAndStatisticsStandAtTheirNodes) {
  const auto nodes = nodes_in(sample::graph());
  const Node& kazan = node_named(nodes, "Казань");
  EXPECT_EQ(kazan.degree, 4U);
  ASSERT_EQ(kazan.attributes.size(), 1U);
  EXPECT_EQ(kazan.attributes[0].value, "300");
  EXPECT_EQ(kazan.attributes[0].speaker, base + "/id/Person/metshin");
  EXPECT_EQ(kazan.attributes[0].evidence.sentence, "В Казани 300 ИТ-компаний.");
}

TEST(Assemble, WhatBreaksTheOntologyIsReportedAndRefused) {
  Extraction bad = first_document();
  const std::size_t sound = bad.relations.size();
  const auto copy = [&](const std::string& type, std::uint32_t subject, std::uint32_t object) {
    Relation relation = bad.relations.front();
    relation.type = type, relation.subject = subject, relation.object = object;
    bad.relations.push_back(relation);
  };
  copy("heads", 0, 2);          // a city heads a person
  copy("admires", 2, 0);        // no such relation
  copy("signed-with", 0, 0);    // with itself
  copy("signed-with", 0, 4711); // no such mention
  copy("twinned-with", 0, 1);
  bad.relations.back().evidence.sentence = {5000, 6000};
  std::vector<Extraction> extractions{bad};
  Diagnostics diagnostics;
  auto nodes = nodes_of(extractions);
  const auto graph = assemble(std::move(nodes), std::move(extractions), ontology(), base, diagnostics);
  EXPECT_EQ(graph.edge_count(), sound);
  const auto reported = diagnostics.take();
  ASSERT_EQ(reported.size(), 5U);
  EXPECT_EQ(reported[0].place, "a");
  EXPECT_EQ(reported[0].message, "heads may not run from City to Person; not taken into the graph");
}

TEST(Assemble, ASecondDocumentOfOneIdIsReported) {
  std::vector<Extraction> extractions{first_document(), first_document()};
  Diagnostics diagnostics;
  auto nodes = nodes_of(extractions);
  const auto graph = assemble(std::move(nodes), std::move(extractions), ontology(), base, diagnostics);
  EXPECT_EQ(diagnostics.take().size(), 1U);
  EXPECT_EQ(graph.edge_count(), first_document().relations.size());
}

TEST(Assemble, ShortIdsGrowUntilTheyAreUnique) {
  std::vector<Extraction> extractions;
  for (int i = 0; i < 300; ++i) {
    auto extraction = first_document();
    extraction.document.id = std::to_string(i);
    for (auto& relation : extraction.relations) relation.time = Date::year(1000 + i);
    extractions.push_back(extraction);
  }
  std::set<std::string> ids;
  const auto graph = graph_of(std::move(extractions));
  graph.for_each_edge([&](const Edge& edge) { ids.insert(edge.id); });
  EXPECT_EQ(ids.size(), graph.edge_count());
  EXPECT_EQ(graph.edge_count(), 1500U);
}

TEST(Assemble, NoDocumentsMakeAnEmptyGraph) {
  const auto graph = graph_of({});
  EXPECT_EQ(graph.node_count(), 0U);
  EXPECT_EQ(graph.edge_count(), 0U);
}

TEST(KnowledgeGraph, LookUpsAnswerAsPassesDo) { lookups::expect_answers_of_passes(sample::graph()); }

}  // namespace
}  // namespace citypact
