// A toy language runs through every stage, so that nothing assumes Russian: its tokens and names are its own, it has a small
// gazetteer, no dictionary, no case, no models and no trees.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "../read/temporary_folder.hpp"
#include "citypact/citypact.hpp"
#include "citypact/extract/rules.hpp"
#include "citypact/knowledge/gazetteer_compiler.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/load/load.hpp"

namespace citypact {
namespace {

namespace fs = std::filesystem;

const fs::path here = fs::path(CITYPACT_SOURCE_DIR) / "tests/unit/toy";

const std::string text =
    "St. Oma rima. Pelu senvu St. Oma! Nova Tek lo Pelu, mira.\nUna dua; pelu tria.";  // «pelu» in lower case is a word, no city

/// A data folder with nothing but the toy language.
class Toy : public ::testing::Test {
 protected:
  void SetUp() override {
    const fs::path root = share();
    fs::create_directories(root / "data");
    fs::create_directory_symlink(fs::path(CITYPACT_SOURCE_DIR) / "schemas", root / "schemas");
    fs::create_directory_symlink(fs::path(CITYPACT_SOURCE_DIR) / "data/detection", root / "data/detection");
    fs::create_directory_symlink(here / "pack", root / "data/toy");
    compile_gazetteer({here / "gazetteer.tsv"}, root / "knowledge.bin", "own");
  }
  fs::path share() const { return folder_ / "share"; }
  static Document note() { return {.id = "note", .source = "note", .title = "", .published = {}, .language = "toy", .text = text}; }

  const TemporaryFolder folder_;
};

TEST_F(Toy, HasSentencesTokensLemmasAndNamesWithoutDictionaryAndModels) {
  Pipeline pipeline(share());
  const AnalyzedDocument document = pipeline.analyze(note());
  std::vector<std::string> sentences, names;
  for (const Sentence& sentence : document.sentences) {
    sentences.emplace_back(document.surface(sentence.span));
    EXPECT_FALSE(sentence.parsed);
  }
  EXPECT_EQ(sentences, (std::vector<std::string>{"St. Oma rima.", "Pelu senvu St. Oma!", "Nova Tek lo Pelu, mira.", "Una dua; pelu tria."}));
  for (const NameSpan& name : document.names) names.push_back(std::string(name.kind) + " " + std::string(document.surface(name.span)));
  EXPECT_EQ(names, (std::vector<std::string>{"City St. Oma", "City Pelu", "City St. Oma", "Park Nova Tek", "City Pelu"}));
  for (const Token& token : document.tokens) EXPECT_FALSE(token.lemma.empty());
}

TEST_F(Toy, KeepsTheExamplesOfItsRules) {
  const Languages languages(share());
  const Gazetteer gazetteer(share() / "knowledge.bin");
  const Ontology ontology = read_ontology(share() / "schemas/ontology.ttl");
  const Analyzer analyzer(*languages.find("toy"), &gazetteer, share());
  const Extractor extractor(*languages.find("toy"), &gazetteer, ontology, share());
  const RuleCheck check = check_rules(extractor, [&](std::string example) {
    Document document{.id = "example", .source = "", .title = "", .published = {}, .language = "toy", .text = std::move(example)};
    return analyzer.analyze(std::move(document));
  });
  EXPECT_EQ(check.rules, 2u);
  EXPECT_EQ(check.examples, 3u);
  for (const RuleFault& fault : check.faults) ADD_FAILURE() << fault.place << ": " << fault.message;
}

TEST_F(Toy, RunsFromFilesToEveryFormatAndBack) {
  const auto first = folder_.write("in/a.jsonl", R"({"id": "a", "language": "toy", "published": "2031-05-04", "text": "Pelu senvu St. Oma."})" "\n"
                                                 R"({"id": "b", "language": "toy", "text": "Oma mira. Nova Tek lo Pelu."})" "\n");
  Pipeline pipeline(share());
  Diagnostics diagnostics;
  const KnowledgeGraph graph = pipeline.build({first}, diagnostics, nullptr, nullptr);
  EXPECT_TRUE(diagnostics.take().empty());
  std::map<std::string, std::string> nodes;  // IRI: label
  std::vector<std::string> edges;
  graph.for_each_node([&](const Node& node) { nodes[node.iri] = node.qid + " " + node.labels.at("en"); });
  graph.for_each_edge([&](const Edge& edge) { edges.push_back(nodes[edge.source] + " " + edge.relation + " " + nodes[edge.target]); });
  std::sort(edges.begin(), edges.end());
  EXPECT_EQ(edges, (std::vector<std::string>{"Q900000001 Pelu City twinned-with Q900000002 Saint Oma", "Q900000003 Nova Tek Park located-in Q900000001 Pelu City"}));
  for (const OutputFormat& format : output_formats()) {
    const fs::path path = folder_ / ("graph" + std::string(format.suffixes.front()));
    write_graph(graph, pipeline.ontology(), {}, format, path, false);
    for (const auto& file : output_files(format, path)) EXPECT_GT(fs::file_size(file), 100u) << file;
  }
  EXPECT_EQ(load_graph(folder_ / "graph.graphml", pipeline.ontology())->edge_count(), 2u);
}

TEST_F(Toy, KnowsNoOtherLanguage) {
  Pipeline pipeline(share());
  Document russian = note();
  russian.language = "ru";
  EXPECT_THROW(pipeline.analyze(russian), Error);
}

}  // namespace
}  // namespace citypact
