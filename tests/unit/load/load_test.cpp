#include "citypact/load/load.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "../../support/lookups.hpp"
#include "../../support/nasty_graph.hpp"
#include "../../support/sample_graph.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/write/write.hpp"

namespace citypact {
namespace {

using namespace sample;

std::string written(const GraphSource& graph, std::string_view format) {
  std::ostringstream out;
  find_output_format(format, "")->parts.at(0).write(graph, ontology(), {}, out);
  return out.str();
}

class Load : public ::testing::Test {
 protected:
  std::filesystem::path file(const std::string& suffix, const std::string& content) {
    const auto path = std::filesystem::temp_directory_path() / ("citypact-load-" + std::to_string(getpid()) + suffix);
    std::ofstream(path, std::ios::binary) << content;
    made_.push_back(path);
    return path;
  }
  std::unique_ptr<GraphSource> load(const std::string& suffix, const std::string& content) { return load_graph(file(suffix, content), ontology()); }
  std::string error_of(const std::string& suffix, const std::string& content) {
    try {
      load(suffix, content);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  void TearDown() override {
    for (const auto& path : made_) std::filesystem::remove(path);
  }
  std::vector<std::filesystem::path> made_;
};

TEST_F(Load, GraphmlGivesBackEveryByte) {
  const std::string sample_text = written(sample::graph(), "graphml");
  EXPECT_EQ(written(*load(".graphml", sample_text), "graphml"), sample_text);
}

TEST_F(Load, NastyStringsSurviveTheRoundTrip) {
  const std::string text = written(nasty::graph(), "graphml");
  const auto again = load(".graphml", text);
  EXPECT_TRUE(written(*again, "graphml") == text);
  // What XML can hold comes back as it was; what it cannot (control characters outside JSON) came out as U+FFFD.
  const auto before = nodes_in(nasty::graph()), after = nodes_in(*again);
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].iri, after[i].iri);
    EXPECT_EQ(before[i].aliases, after[i].aliases);  // JSON data: nothing is lost
    EXPECT_EQ(before[i].replaced, after[i].replaced);
    EXPECT_EQ(before[i].time, after[i].time);
    EXPECT_EQ(before[i].degree, after[i].degree);
    const bool holds_control = before[i].labels.at("ru").find('\x07') != std::string::npos || before[i].labels.at("ru").starts_with("nonchar");
    if (!holds_control) {
      EXPECT_EQ(before[i].labels.at("ru"), after[i].labels.at("ru"));
    }
  }
  const auto edges_before = edges_in(nasty::graph()), edges_after = edges_in(*again);
  ASSERT_EQ(edges_before.size(), edges_after.size());
  for (std::size_t i = 0; i < edges_before.size(); ++i) {
    ASSERT_EQ(edges_before[i].evidence.size(), edges_after[i].evidence.size());
    EXPECT_EQ(edges_before[i].evidence[1].sentence, edges_after[i].evidence[1].sentence);
    EXPECT_EQ(edges_before[i].evidence[1].also, edges_after[i].evidence[1].also);
    EXPECT_EQ(edges_before[i].status, edges_after[i].status);
    EXPECT_EQ(edges_before[i].id, edges_after[i].id);
  }
}

TEST_F(Load, RandomStringsSurviveTheRoundTrip) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces{"&", "<", ">", "]]>", "\"", "'", "\\", "\n", "\r", "\t", " ", "\x01", "\x7f", "я", "中", "\xF0\x9F\x98\x80",
                                        "\xEF\xBF\xBF", "&amp;", "&#13;", "<!--", "-->", "<![CDATA[", "{", "}", "\xE2\x80\xA8", "a", "0"};
  const auto make = [&] {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) text += pieces[random() % pieces.size()];
    return text;
  };
  auto graph = nasty::graph();
  for (int round = 0; round < 60; ++round) {
    for (Node& node : graph.nodes) node.labels = {{"ru", make()}, {"en", make()}}, node.aliases = {make(), make()};
    for (Edge& edge : graph.edges) edge.role = make(), edge.topic = make(), edge.evidence[0].sentence = make(), edge.evidence[0].document = make();
    const std::string text = written(graph, "graphml");
    ASSERT_TRUE(written(*load(".graphml", text), "graphml") == text) << "round " << round;
  }
}

TEST_F(Load, JsonLinesGiveTheGraphThatAssembleMade) {
  const auto graph = sample::graph();
  const auto loaded = load(".jsonl", written(graph, "jsonl"));
  const auto before = edges_in(graph), after = edges_in(*loaded);
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].iri, after[i].iri);
    EXPECT_EQ(before[i].id, after[i].id);
    EXPECT_EQ(before[i].topic, after[i].topic);
    EXPECT_EQ(before[i].evidence.size(), after[i].evidence.size());
  }
  EXPECT_EQ(written(*loaded, "graphml"), written(graph, "graphml"));
  EXPECT_EQ(written(*loaded, "nquads"), written(graph, "nquads"));
}

TEST_F(Load, JsonLinesKeepTheIrisThatWereReplaced) {
  const auto graph = sample::graph();
  std::string text = written(graph, "jsonl");
  const std::string iri = nodes_in(graph)[0].iri;
  const auto line_end = text.find('\n', text.find(iri));
  text.insert(line_end - 1, ",\"replaced\":{\"" + iri + "\":[\"before\"]}");
  const auto loaded = load(".jsonl", text);
  const std::string old = iri.substr(0, iri.rfind('/') + 1) + "before";
  const auto found = loaded->find_replacing(old);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].iri, iri);
  EXPECT_EQ(found[0].replaced, std::vector<std::string>{old});
}

TEST_F(Load, HostileFilesAreRefusedWithALine) {
  EXPECT_NE(error_of(".graphml", ""), "");
  EXPECT_NE(error_of(".graphml", "not xml"), "");
  EXPECT_NE(error_of(".graphml", "<graphml>\n<graph>\n<node"), "");
  EXPECT_NE(error_of(".graphml", std::string("<graphml>\0<graph/></graphml>", 28)), "");
  EXPECT_NE(error_of(".graphml", "<graphml>\xff</graphml>").find("not UTF-8 at byte 9"), std::string::npos);
  EXPECT_NE(error_of(".graphml", "<graphml><graph>\n<node id=\"a\"/></graph></graphml>").find(":2: a node without an IRI"), std::string::npos);
  EXPECT_NE(error_of(".jsonl", "{\"document\": 5}").find(":1: 'document' is not an object"), std::string::npos);
  EXPECT_NE(error_of(".jsonl", "\n{\"document\":{\"id\":\"x\"},\"mentions\":[{\"id\":\"m1\"}]}").find(":2: mention m1 has no iri"), std::string::npos);
  EXPECT_NE(error_of(".jsonl", std::string(100'000, '[')), "");
  EXPECT_NE(error_of(".jsonl", "{\"document\":{\"id\":\"x\"},\"mentions\":" + std::string(200, '[') + std::string(200, ']') + "}"), "");
  EXPECT_NE(error_of(".txt", "x").find("name a .graphml or .jsonl"), std::string::npos);
  EXPECT_THROW(load_graph("/nowhere/graph.graphml", ontology()), Error);
  EXPECT_THROW(load_graph(std::filesystem::temp_directory_path(), ontology()), Error);
}

TEST_F(Load, AnEdgeRestsOnDocumentsOrOnKnowledgeButNotOnBoth) {
  const std::string head = "<graphml><key id=\"i\" for=\"all\" attr.name=\"iri\"/><key id=\"e\" for=\"edge\" attr.name=\"evidence\"/><graph>"
                           "<node id=\"n\"><data key=\"i\">https://citypact.org/id/City/a</data></node>\n"
                           "<edge source=\"n\" target=\"n\" label=\"located-in\"><data key=\"i\">https://citypact.org/id/edge/kb-1</data><data key=\"e\">[";
  const std::string tail = "]</data></edge></graph></graphml>", knowledge = R"({"knowledge":{"dataset":"D","record":"1","says":"country RU"}})",
                    document = R"({"document":"d","begin":0,"end":1,"sentence":"s"})";
  EXPECT_TRUE(load(".graphml", head + knowledge + "," + knowledge + tail)->has_knowledge());
  EXPECT_FALSE(load(".graphml", head + document + tail)->has_knowledge());
  for (const std::string& mixed : {knowledge + "," + document, document + "," + knowledge})
    EXPECT_NE(error_of(".graphml", head + mixed + tail).find(":2: an edge of which both documents and knowledge say so"), std::string::npos);
}

TEST_F(Load, EntitiesAreNotExpanded) {
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE g [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<graphml><key id=\"i\" for=\"node\" attr.name=\"iri\"/><key id=\"l\" for=\"node\" attr.name=\"label_en\"/>"
      "<graph><node id=\"n\"><data key=\"i\">https://citypact.org/id/City/a</data><data key=\"l\">&b;&x;</data></node></graph></graphml>";
  const auto graph = load(".graphml", bomb);
  EXPECT_EQ(nodes_in(*graph).at(0).labels.at("en"), "&b;&x;");
}

TEST_F(Load, EveryCutOfAGoodFileIsRefusedOrRead) {
  const std::string text = written(sample::graph(), "graphml"), lines = written(sample::graph(), "jsonl");
  for (std::size_t cut = 0; cut < text.size(); cut += 397) EXPECT_NE(error_of(".graphml", text.substr(0, cut)), "") << cut;
  for (std::size_t cut = 0; cut < lines.size(); cut += 53) error_of(".jsonl", lines.substr(0, cut));  // a whole number of lines may be read
}

TEST_F(Load, ChangedBytesNeverCrash) {
  std::mt19937 random(11);
  const std::string text = written(sample::graph(), "graphml"), lines = written(sample::graph(), "jsonl");
  for (int round = 0; round < 100; ++round) {
    for (const auto& [suffix, good] : {std::pair{".graphml", &text}, std::pair{".jsonl", &lines}}) {
      std::string bad = *good;
      for (int i = 0; i < 3; ++i) bad[random() % bad.size()] = "<>&\"{}[]:,x0"[random() % 12];
      error_of(suffix, bad);
    }
  }
}

TEST_F(Load, LookUpsAnswerAsPassesDo) {
  lookups::expect_answers_of_passes(*load(".graphml", written(sample::graph(), "graphml")));
  lookups::expect_answers_of_passes(*load(".graphml", written(nasty::graph(), "graphml")));
}

}  // namespace
}  // namespace citypact
