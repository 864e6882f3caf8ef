#include "citypact/assemble/with_knowledge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "../../support/lookups.hpp"
#include "../../support/sample_graph.hpp"
#include "citypact/core/graph_check.hpp"
#include "citypact/core/hash.hpp"
#include "citypact/load/load.hpp"
#include "citypact/write/write.hpp"

namespace citypact {
namespace {

const Gazetteer& shipped() {
  static const Gazetteer gazetteer(std::filesystem::path(CITYPACT_SHARE) / "knowledge.bin");
  return gazetteer;
}

/// Cities with a Wikidata id and without, their country and region, a university; one tie that the text says too.
KnowledgeGraph places() {
  const std::string sentence = "Московская область и Татарстан в России, а Иннополис, Казань и Университет Цинхуа в Пекине договорились.";
  sample::DocumentBuilder d("a", sentence);
  const auto region = d.mention("Region", "Татарстан", "Татарстан", "Q5481");
  const auto country = d.mention("Country", "России", "Россия", "Q159");
  d.mention("City", "Иннополис", "Иннополис", stable_hash(entry_key("geonames:11280178")));
  d.mention("City", "Казань", "Казань", "Q900");
  d.mention("University", "Университет Цинхуа", "Университет Цинхуа", "Q16955");
  d.mention("City", "Пекине", "Пекин", "Q956");
  d.relation("located-in", region, country, sentence, "в России");
  Extraction extraction = d.take();
  std::vector<Node> nodes;
  for (const Mention& mention : extraction.mentions) {
    Node node;
    node.iri = mention.iri, node.type = mention.type, node.qid = mention.qid, node.labels["ru"] = mention.name, node.mentions = 1;
    nodes.push_back(std::move(node));
  }
  Diagnostics diagnostics;
  std::vector<Extraction> extractions;
  extractions.push_back(std::move(extraction));
  return assemble(std::move(nodes), std::move(extractions), sample::ontology(), sample::base, diagnostics);
}

std::vector<Edge> all_edges(const GraphSource& graph) {
  std::vector<Edge> edges;
  graph.for_each_edge([&](const Edge& edge) { edges.push_back(edge); });
  return edges;
}

std::string label(const GraphSource& graph, const std::string& iri) { return graph.find_node(iri)->labels.at("ru"); }

std::vector<std::string> known_ties(const GraphSource& graph) {
  std::vector<std::string> ties;
  for (const Edge& edge : all_edges(graph))
    if (edge.is_knowledge()) ties.push_back(label(graph, edge.source) + " " + edge.relation + " " + label(graph, edge.target));
  std::ranges::sort(ties);
  return ties;
}

TEST(GraphWithKnowledge, SaysWherePlacesAndBodiesLie) {
  const auto graph = places();
  const GraphWithKnowledge more(graph, shipped(), sample::ontology());
  const std::vector<std::string> expected{"Иннополис located-in Россия", "Иннополис located-in Татарстан",  "Казань located-in Россия",
                                          "Казань located-in Татарстан", "Татарстан located-in Россия", "Университет Цинхуа located-in Пекин"};
  EXPECT_EQ(known_ties(more), expected);  // China is no node of the graph, and none is added
  EXPECT_EQ(more.node_count(), graph.node_count());
}

TEST(GraphWithKnowledge, EveryEdgeOfItRestsOnARecordWithItsLicence) {
  const auto graph = places();
  const GraphWithKnowledge more(graph, shipped(), sample::ontology());
  std::size_t known = 0;
  for (const Edge& edge : all_edges(more)) {
    if (!edge.is_knowledge()) continue;
    ++known;
    ASSERT_EQ(edge.evidence.size(), 1U);
    const KnowledgeRecord& record = *edge.evidence.front().knowledge;
    EXPECT_FALSE(record.dataset.empty() || record.licence.empty() || record.record.empty() || record.says.empty()) << edge.iri;
    EXPECT_TRUE(edge.evidence.front().document.empty());
    if (label(more, edge.source) == "Казань") {
      EXPECT_EQ(record.dataset, "GeoNames");
      EXPECT_EQ(record.licence, "CC BY 4.0");
      EXPECT_EQ(record.record, "551487");  // geonames.org/551487 is Kazan
    }
    EXPECT_EQ(edge.id.substr(0, 3), "kb-");
  }
  EXPECT_EQ(known, 6U);
}

TEST(GraphWithKnowledge, WhatATextSaysStaysAnEdgeOfItsOwn) {
  const auto graph = places();
  const GraphWithKnowledge more(graph, shipped(), sample::ontology());
  std::size_t said = 0, known = 0;
  for (const Edge& edge : all_edges(more)) {
    if (label(more, edge.source) != "Татарстан") continue;
    ++(edge.is_knowledge() ? known : said);
    for (const EdgeEvidence& evidence : edge.evidence) EXPECT_EQ(evidence.knowledge.has_value(), edge.is_knowledge());
  }
  EXPECT_EQ(said, 1U);
  EXPECT_EQ(known, 1U);
}

TEST(GraphWithKnowledge, AnswersQuestionsAsPassesDo) {
  const auto graph = places();
  const GraphWithKnowledge more(graph, shipped(), sample::ontology());
  lookups::expect_answers_of_passes(more);
  const auto breaches = check_graph(more, sample::ontology());
  EXPECT_TRUE(breaches.empty()) << breaches.front().message;
}

TEST(GraphWithKnowledge, IsNotMadeTwice) {
  const auto graph = places();
  const GraphWithKnowledge more(graph, shipped(), sample::ontology()), again(more, shipped(), sample::ontology());
  EXPECT_EQ(again.edge_count(), more.edge_count());
}

TEST(GraphWithKnowledge, ComesBackFromFiles) {
  const auto graph = places();
  const GraphWithKnowledge more(graph, shipped(), sample::ontology());
  for (const char* suffix : {"graphml", "jsonl"}) {
    const auto path = std::filesystem::path(::testing::TempDir()) / (std::string("citypact-knowledge.") + suffix);
    std::ofstream file(path, std::ios::binary);
    write_graph(more, sample::ontology(), {}, *find_output_format("", path.string()), file);
    file.close();
    const auto loaded = load_graph(path, sample::ontology());
    EXPECT_TRUE(loaded->has_knowledge());
    const auto before = all_edges(more), after = all_edges(*loaded);
    ASSERT_EQ(after.size(), before.size()) << suffix;
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(after[i].iri, before[i].iri) << suffix;
      EXPECT_EQ(after[i].id, before[i].id) << suffix;
      EXPECT_EQ(after[i].evidence.front().knowledge, before[i].evidence.front().knowledge) << suffix;
    }
  }
}

TEST(GraphWithKnowledge, StandsInTheGraphOfItsDataSetInRdf) {
  const auto graph = places();
  const GraphWithKnowledge more(graph, shipped(), sample::ontology());
  std::ostringstream out;
  write_graph(more, sample::ontology(), {}, *find_output_format("nquads", ""), out);
  std::istringstream lines(out.str());
  std::string line, geonames;
  while (std::getline(lines, line))
    if (line.find("/title> \"GeoNames\"") != std::string::npos) geonames = line.substr(0, line.find(' '));
  ASSERT_FALSE(geonames.empty());
  EXPECT_NE(out.str().find("/City/Q900> <https://citypact.org/ontology#located-in> <https://citypact.org/id/Country/Q159> " + geonames + " .\n"), std::string::npos);
  EXPECT_NE(out.str().find(geonames + " <http://purl.org/dc/terms/license> \"CC BY 4.0\" " + geonames), std::string::npos);
  EXPECT_NE(out.str().find("<http://purl.org/dc/terms/identifier> \"551487\" " + geonames), std::string::npos);
}

}  // namespace
}  // namespace citypact
