#include "citypact/write/write.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "../../support/nasty_graph.hpp"
#include "../../support/sample_graph.hpp"
#include "citypact/core/diagnostics.hpp"

namespace citypact {
namespace {

using namespace sample;

std::string written(const GraphSource& graph, std::string_view format, std::size_t part = 0, WriteOptions options = {}) {
  std::ostringstream out;
  find_output_format(format, "")->parts.at(part).write(graph, ontology(), options, out);
  return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool has_line_with(const std::string& text, std::initializer_list<std::string> parts) {
  return std::ranges::any_of(lines_of(text), [&](const std::string& line) {
    return std::ranges::all_of(parts, [&](const std::string& part) { return line.find(part) != std::string::npos; });
  });
}

TEST(Formats, AreFoundByNameAndBySuffix) {
  EXPECT_EQ(find_output_format("", "out/graph.graphml")->name, "graphml");
  EXPECT_EQ(find_output_format("", "graph.nq")->name, "nquads");
  EXPECT_EQ(find_output_format("jsonl", "graph.txt")->name, "jsonl");
  EXPECT_EQ(find_output_format("", "graph.txt"), nullptr);
  EXPECT_EQ(find_output_format("docx", "graph.nq"), nullptr);
  const auto files = output_files(*find_output_format("", "out/graph.csv"), "out/graph.csv");
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0], "out/graph.nodes.csv");
  EXPECT_EQ(files[1], "out/graph.edges.csv");
}

TEST(Formats, SeveralFilesDoNotFitIntoOneStream) {
  std::ostringstream out;
  EXPECT_THROW(write_graph(sample::graph(), ontology(), {}, *find_output_format("csv", ""), out), Error);
}

class Graphml : public ::testing::Test {
 protected:
  void parse(const std::string& text) { ASSERT_TRUE(document_.load_string(text.c_str(), pugi::parse_default | pugi::parse_ws_pcdata)); }
  pugi::xml_node graph() const { return document_.child("graphml").child("graph"); }
  static std::string data(pugi::xml_node owner, const char* key) { return owner.find_child_by_attribute("data", "key", key).text().get(); }
  pugi::xml_document document_;
};

TEST_F(Graphml, DeclaresEveryKeyBeforeTheGraphAndUsesNoBoolean) {
  parse(written(nasty::graph(), "graphml"));
  std::set<std::string> keys;
  bool graph_seen = false;
  for (const auto child : document_.child("graphml").children()) {
    if (std::string(child.name()) == "graph") graph_seen = true;
    if (std::string(child.name()) != "key") continue;
    EXPECT_FALSE(graph_seen);
    EXPECT_TRUE(keys.insert(child.attribute("id").value()).second);
    EXPECT_TRUE((std::set<std::string>{"int", "double", "string"}.contains(child.attribute("attr.type").value())));
  }
  for (const auto owner : graph().children()) {
    for (const auto item : owner.children("data")) EXPECT_TRUE(keys.contains(item.attribute("key").value())) << item.attribute("key").value();
  }
}

TEST_F(Graphml, KeepsTwoRelationsBetweenOnePairApartForGephi) {
  parse(written(sample::graph(), "graphml"));
  std::multiset<std::string> labels;
  std::set<std::string> ids, kinds;
  for (const auto edge : graph().children("edge")) {
    labels.insert(edge.attribute("label").value());
    EXPECT_TRUE(kinds.insert(std::string(edge.attribute("source").value()) + edge.attribute("target").value() + edge.attribute("label").value()).second);
    EXPECT_TRUE(ids.insert(edge.attribute("id").value()).second);
    EXPECT_FALSE(edge.attribute("directed"));
    EXPECT_EQ(data(edge, "e_edgelabel"), edge.attribute("label").value());
    EXPECT_EQ(data(edge, "e_interaction"), edge.attribute("label").value());
    EXPECT_NE(data(edge, "e_weight"), "0");
  }
  EXPECT_EQ(labels.count("signed-with"), 2U);
  EXPECT_EQ(std::string(graph().attribute("edgedefault").value()), "directed");
}

TEST_F(Graphml, OneRelationTwiceBetweenOnePairIsTwoKindsForGephi) {
  auto twice = second_document();
  twice.relations.push_back(twice.relations[1]);
  twice.relations.back().time = Date::year(2022);
  parse(written(graph_of({twice}), "graphml"));
  std::multiset<std::string> labels;
  for (const auto edge : graph().children("edge")) {
    labels.insert(edge.attribute("label").value());
    EXPECT_EQ(data(edge, "e_edgelabel"), "signed-with");
  }
  EXPECT_EQ(labels, (std::multiset<std::string>{"signed-with", "signed-with", "signed-with (2)"}));
}

TEST_F(Graphml, StrictLeavesOutWhatTheSchemaLacks) {
  WriteOptions options;
  options.strict = true;
  parse(written(sample::graph(), "graphml", 0, options));
  for (const auto edge : graph().children("edge")) EXPECT_FALSE(edge.attribute("label"));
}

TEST_F(Graphml, SizesSpanFourToAHundred) {
  parse(written(sample::graph(), "graphml"));
  std::set<double> sizes;
  for (const auto node : graph().children("node")) sizes.insert(std::stod(data(node, "n_size")));
  EXPECT_EQ(*sizes.begin(), 4);
  EXPECT_EQ(*sizes.rbegin(), 100);
}

TEST_F(Graphml, RanksMakeSizesWhereAskedAndAreAColumnThen) {
  WriteOptions options;
  options.size = NodeSize::pagerank;
  parse(written(sample::graph(), "graphml", 0, options));
  std::map<double, double> size_of;  // by rank
  double sum = 0;
  for (const auto node : graph().children("node")) {
    const double rank = std::stod(data(node, "n_pagerank"));
    size_of[rank] = std::stod(data(node, "n_size"));
    sum += rank;
  }
  EXPECT_EQ(size_of.begin()->second, 4);
  EXPECT_EQ(size_of.rbegin()->second, 100);
  EXPECT_GT(sum, 0);
  EXPECT_EQ(written(sample::graph(), "graphml").find("pagerank"), std::string::npos);
}

TEST_F(Graphml, NodesHaveTokensForIdsAndTheirIriAsData) {
  parse(written(nasty::graph(), "graphml"));
  std::set<std::string> ids;
  for (const auto node : graph().children("node")) {
    const std::string id = node.attribute("id").value();
    EXPECT_TRUE(ids.insert(id).second);
    for (const char c : id) EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(c)) || std::string("-._:").find(c) != std::string::npos) << id;
    EXPECT_NE(data(node, "n_iri"), "");
  }
  parse(written(sample::graph(), "graphml"));
  EXPECT_EQ(data(graph().find_child_by_attribute("node", "id", "City.Q900"), "n_iri"), base + "/id/City/Q900");
}

TEST(Gexf, TimesAreSpellsOfFullDays) {
  auto extraction = first_document();
  extraction.relations[1].time = Date::month(2020, 2);
  extraction.relations[4].time = Date{PartialDate{2013, 0, 0}, std::nullopt};
  const std::string text = written(graph_of({extraction}), "gexf");
  EXPECT_NE(text.find("<spell start=\"2021-03-04\" end=\"2021-03-04\"/>"), std::string::npos);
  EXPECT_NE(text.find("<spell start=\"2020-02-01\" end=\"2020-02-29\"/>"), std::string::npos);
  EXPECT_NE(text.find("<spell start=\"2013-01-01\"/>"), std::string::npos);
}

TEST(Gexf, IsWellFormedAndPlacesEveryNodeApart) {
  for (const std::string& text : {written(sample::graph(), "gexf"), written(nasty::graph(), "gexf")}) {
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(text.c_str()));
    std::set<std::string> places;
    const auto nodes = document.child("gexf").child("graph").child("nodes");
    for (const auto node : nodes.children("node")) {
      const auto at = node.child("viz:position");
      EXPECT_TRUE(places.insert(std::string(at.attribute("x").value()) + " " + at.attribute("y").value()).second);
    }
    EXPECT_FALSE(places.empty());
  }
}

TEST(NQuads, AreSortedWithoutRepetitionsAndWithoutBlankNodes) {
  for (const std::string& text : {written(sample::graph(), "nquads"), written(nasty::graph(), "nquads")}) {
    const auto lines = lines_of(text);
    EXPECT_TRUE(std::ranges::is_sorted(lines));
    EXPECT_EQ(std::ranges::adjacent_find(lines), lines.end());
    for (const std::string& line : lines) EXPECT_NE(line.substr(0, 2), "_:");
  }
}

TEST(NQuads, OneIriThatBeginsAnotherDoesNotSpoilTheOrder) {
  std::vector<Extraction> extractions;
  DocumentBuilder d("c", "Казань Москва Пермь");
  for (const char* tail : {"Q1", "Q12", "Q123", "Q13", "Q1a", "Q2"}) d.mention("City", "Казань", "Казань", tail);
  d.relation("twinned-with", 0, 1, "Казань Москва Пермь", "Москва");
  extractions.push_back(d.take());
  EXPECT_TRUE(std::ranges::is_sorted(lines_of(written(graph_of(std::move(extractions)), "nquads"))));
}

TEST(NQuads, ADeniedTieIsAStatementButNotATriple) {
  const std::string text = written(sample::graph(), "nquads");
  const std::string kazan = "<" + base + "/id/City/Q900>", wuhan = "<" + base + "/id/City/Q11746>", chengdu = "<" + base + "/id/City/Q30002>";
  const std::string signed_with = "<https://citypact.org/ontology#signed-with>";
  EXPECT_TRUE(has_line_with(text, {chengdu + " " + signed_with + " " + kazan}) || has_line_with(text, {kazan + " " + signed_with + " " + chengdu}));
  EXPECT_FALSE(has_line_with(text, {wuhan + " " + signed_with}));
  EXPECT_FALSE(has_line_with(text, {signed_with + " " + wuhan}));
  EXPECT_TRUE(has_line_with(text, {"#status> \"denied\""}));
}

TEST(NQuads, WhatADocumentSaysStandsInItsGraph) {
  const std::string text = written(graph_of({second_document()}), "nquads");
  std::set<std::string> graphs;
  for (const std::string& line : lines_of(text)) {
    if (line.find("/id/edge/") == std::string::npos) continue;
    graphs.insert(line.substr(line.rfind('<')));
  }
  ASSERT_EQ(graphs.size(), 1U);
  EXPECT_TRUE(graphs.begin()->starts_with("<" + base + "/id/Document/"));
}

TEST(NQuads, LabelsCarryLanguagesAndATransliteration) {
  const std::string text = written(sample::graph(), "nquads");
  EXPECT_TRUE(has_line_with(text, {"/id/City/Q900>", "rdf-schema#label> \"Казань\"@ru ."}));
  EXPECT_TRUE(has_line_with(text, {"/id/City/Q900>", "\"@ru-latn ."}));
}

TEST(JsonLines, FollowTheContract) {
  std::ostringstream out;
  Extraction extraction = first_document();
  extraction.relations[0].evidence.also = {extraction.relations[3].evidence.sentence};
  WriteOptions options;
  options.with_text = true;
  write_extraction(extraction, options, out);
  const std::string line = out.str();
  EXPECT_EQ(std::ranges::count(line, '\n'), 1);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["document"]["id"], "a");
  EXPECT_EQ(json["document"]["published"], "2021-03-04");
  EXPECT_EQ(json["document"]["text"], extraction.document.text);
  EXPECT_TRUE(json["document"]["title"].is_null());
  const auto& mention = json["mentions"][1];
  EXPECT_EQ(mention["id"], "m2");
  EXPECT_EQ(mention["entity"], "e2");
  EXPECT_EQ(mention["text"], "Чэнду");
  EXPECT_EQ(mention["begin"], 9);
  EXPECT_EQ(mention["end"], 14);
  EXPECT_EQ(mention["form"], "name");
  EXPECT_FALSE(mention.contains("subtype"));
  const auto& relation = json["relations"][0];
  EXPECT_EQ(relation["subject"], "m1");
  EXPECT_EQ(relation["status"], "asserted");
  EXPECT_EQ(relation["time"], "2021-03-04");
  EXPECT_EQ(relation["confidence"], 0.9);
  EXPECT_EQ(relation["rule"], "sample.rule");
  EXPECT_EQ(relation["evidence"]["trigger"], "подписали");
  EXPECT_EQ(relation["evidence"]["begin"], 0);
  EXPECT_EQ(relation["evidence"]["also"].size(), 1U);
  EXPECT_EQ(relation["qualifiers"]["instrument"], "меморандум");
  EXPECT_TRUE(json["relations"][3]["time"].is_null());
  EXPECT_EQ(json["relations"][4]["qualifiers"]["speaker"], "m3");
  EXPECT_EQ(json["attributes"][0]["mention"], "m1");
  EXPECT_EQ(json["attributes"][0]["bound"], "min");
  EXPECT_EQ(json["attributes"][0]["speaker"], "m3");
}

TEST(JsonLines, ConfidenceHasTwoDecimals) {
  Extraction extraction = first_document();
  extraction.relations[0].evidence.confidence = 0.123456F;
  std::ostringstream out;
  write_extraction(extraction, {}, out);
  EXPECT_NE(out.str().find("\"confidence\":0.12,"), std::string::npos);
}

TEST(Csv, QuotesCellsAndDisarmsFormulas) {
  const std::string nodes = written(nasty::graph(), "csv", 0);
  EXPECT_EQ(nodes.substr(0, 9), "Id,Label,");
  EXPECT_NE(nodes.find("\"'=HYPERLINK(\"\"x\"\")\""), std::string::npos);
  WriteOptions options;
  options.byte_order_mark = true;
  EXPECT_EQ(written(nasty::graph(), "csv", 1, options).substr(0, 3), "\xEF\xBB\xBF");
  const std::string edges = written(sample::graph(), "csv", 1);
  EXPECT_EQ(std::ranges::count(edges, '\n'), static_cast<std::ptrdiff_t>(sample::graph().edge_count()) + 1);
}

TEST(Writers, TheOrderOfDocumentsChangesNoByte) {
  const auto one = graph_of({first_document(), second_document()}), other = graph_of({second_document(), first_document()});
  for (const OutputFormat& format : output_formats()) {
    for (std::size_t part = 0; part < format.parts.size(); ++part) {
      EXPECT_EQ(written(one, format.name, part), written(other, format.name, part)) << format.name;
    }
  }
}

TEST(Writers, AnEmptyGraphIsAFileToo) {
  const auto empty = graph_of({});
  for (const OutputFormat& format : output_formats()) EXPECT_NO_THROW(written(empty, format.name)) << format.name;
}

TEST(Writers, AFileThatIsThereIsKeptUnlessForced) {
  const auto path = std::filesystem::temp_directory_path() / "citypact-write-test.graphml";
  std::ofstream(path) << "precious";
  const OutputFormat& format = *find_output_format("graphml", path);
  EXPECT_THROW(write_graph(sample::graph(), ontology(), {}, format, path, false), Error);
  write_graph(sample::graph(), ontology(), {}, format, path, true);
  EXPECT_GT(std::filesystem::file_size(path), 1000U);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace citypact
