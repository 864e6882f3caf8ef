#include "citypact/query/query.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "../../../src/query/edit_distance.hpp"
#include "../../support/nasty_graph.hpp"
#include "../../support/sample_graph.hpp"

namespace citypact {
namespace {

using namespace sample;
using nasty::MemoryGraph;

const Languages& languages() {
  static const Languages all{CITYPACT_SHARE};
  return all;
}

bool has_dictionary() { return std::filesystem::exists(CITYPACT_SHARE "/models/opencorpora.bin"); }

Node node(const std::string& type, const std::string& tail, LanguageMap labels, std::vector<std::string> aliases = {}) {
  Node node;
  node.iri = base + "/id/" + type + "/" + tail, node.type = type, node.labels = std::move(labels), node.aliases = std::move(aliases);
  if (tail[0] == 'Q') node.qid = tail;
  return node;
}

MemoryGraph cities() {
  MemoryGraph graph;
  graph.documents.push_back({base + "/id/Document/x", {"x", "x", "", {}, "ru", ""}});
  graph.nodes = {node("City", "Q1490", {{"ru", "Токио"}, {"en", "Tokyo"}, {"zh", "东京"}}),
                 node("City", "Q2", {{"ru", "Нижний Новгород"}}),
                 node("City", "Q956", {{"ru", "Пекин"}, {"en", "Beijing"}, {"zh", "北京"}}, {"Бэйцзин"}),
                 node("Cluster", "tula", {{"ru", "Тульский инновационный кластер"}}),
                 node("Organization", "fund", {{"ru", "фонд «Тульский инновационный кластер»"}}),
                 node("Person", "a", {{"ru", "Чэнь Сюй"}}),
                 node("Person", "b", {{"ru", "Анна Берёзкина"}}),
                 node("Person", "c", {{"ru", "Павел Берёзкин"}})};
  return graph;
}

std::vector<std::string> found(const std::string& name, const MemoryGraph& graph = cities()) {
  std::vector<std::string> labels;
  for (const Node& node : find_by_name(graph, name, languages(), nullptr).nodes) labels.push_back(node.labels.at("ru"));
  return labels;
}

using Labels = std::vector<std::string>;

TEST(FindByName, InAnyLanguageLetterCaseAndById) {
  for (const char* name : {"Пекин", "пекин", "ПЕКИН", "Beijing", "beijing", "北京", "«Пекин»", "Бэйцзин", "Q956"}) {
    EXPECT_EQ(found(name), Labels{"Пекин"}) << name;
  }
  EXPECT_EQ(found("Нижний  Новгород"), Labels{"Нижний Новгород"});
}

TEST(FindByName, ByAnIriThatAnotherHasReplaced) {
  MemoryGraph graph = cities();
  graph.nodes[0].replaced = {base + "/id/City/old", base + "/id/City/shared"};
  graph.nodes[1].replaced = {base + "/id/City/shared"};
  EXPECT_EQ(found(base + "/id/City/old", graph), Labels{"Токио"});
  EXPECT_EQ(found(base + "/id/Region/old", graph), Labels{"Токио"}) << "the class had changed too";
  EXPECT_EQ(found(base + "/id/Region/Q956", graph), Labels{"Пекин"});
  EXPECT_EQ(found(base + "/id/City/shared", graph), (Labels{"Токио", "Нижний Новгород"}));
  EXPECT_EQ(found(base + "/id/City/none", graph), Labels{});
}

TEST(FindByName, AChineseNameInPinyin) {
  const Gazetteer gazetteer(CITYPACT_SHARE "/knowledge.bin");
  for (const char* name : {"Chen Xu", "chen xu", "陈旭"}) {
    const auto match = find_by_name(cities(), name, languages(), &gazetteer);
    ASSERT_EQ(match.nodes.size(), 1U) << name;
    EXPECT_EQ(match.nodes[0].labels.at("ru"), "Чэнь Сюй");
  }
}

TEST(FindByName, InAnotherScript) { EXPECT_EQ(found("Pavel Berezkin"), Labels{"Павел Берёзкин"}); }

TEST(FindByName, InAnyCaseForm) {
  if (!has_dictionary()) GTEST_SKIP() << "models/opencorpora.bin is absent; scripts/fetch-models makes it";
  EXPECT_EQ(found("Пекина"), Labels{"Пекин"});
  EXPECT_EQ(found("Чэнь Сюя"), Labels{"Чэнь Сюй"});
  EXPECT_EQ(found("в Пекине"), Labels{});
  EXPECT_EQ(found("Нижнему Новгороду"), Labels{"Нижний Новгород"});
  EXPECT_EQ(found("Тульского инновационного кластера"), Labels{"Тульский инновационный кластер"});
  EXPECT_EQ(found("фонда «Тульский инновационный кластер»"), Labels{"фонд «Тульский инновационный кластер»"});
}

TEST(FindByName, APartThatFitsSeveralNamesTheCandidates) {
  if (!has_dictionary()) GTEST_SKIP() << "models/opencorpora.bin is absent; scripts/fetch-models makes it";
  EXPECT_EQ(found("кластер"), (Labels{"Тульский инновационный кластер", "фонд «Тульский инновационный кластер»"}));
  EXPECT_EQ(found("Анна"), Labels{"Анна Берёзкина"});
}

TEST(FindByName, AnUnknownNameGivesTheNearest) {
  const auto match = find_by_name(cities(), "Пикен", languages(), nullptr);
  EXPECT_TRUE(match.nodes.empty());
  ASSERT_FALSE(match.nearest.empty());
  EXPECT_EQ(match.nearest.front(), "Пекин");
  EXPECT_LE(match.nearest.size(), 5U);
  EXPECT_EQ(find_by_name(cities(), "Березкинаа", languages(), nullptr).nearest.front(), "Анна Берёзкина");
  EXPECT_TRUE(find_by_name(cities(), "", languages(), nullptr).nearest.empty());
  EXPECT_TRUE(find_by_name(cities(), "zzzzzzzzzzzz", languages(), nullptr).nearest.empty());
}

TEST(EditDistance, CountsSwapsOnceAndStopsAtTheLimit) {
  using query::edit_distance;
  EXPECT_EQ(edit_distance(U"", U"abc", 5), 3U);
  EXPECT_EQ(edit_distance(U"abcd", U"abdc", 5), 1U);
  EXPECT_EQ(edit_distance(U"kitten", U"sitting", 5), 3U);
  EXPECT_EQ(edit_distance(U"kitten", U"sitting", 2), 3U);
  EXPECT_EQ(edit_distance(U"same", U"same", 0), 0U);
}

class Neighbors : public ::testing::Test {
 protected:
  std::vector<std::string> around(const std::string& iri, const NeighborOptions& options) {
    std::vector<std::string> result;
    for (const Neighbor& n : neighbors(graph_, iri, ontology(), options)) {
      result.push_back(std::to_string(n.distance) + (n.outgoing ? " -> " : " <- ") + n.edge.relation + " " + n.node.labels.at("ru"));
    }
    return result;
  }
  KnowledgeGraph graph_ = sample::graph();
  std::string kazan_ = base + "/id/City/Q900";
};

TEST_F(Neighbors, ComeByRelationTheNewestFirst) {
  EXPECT_EQ(around(kazan_, {}), (Labels{"1 <- heads Ильсур Метшин", "1 -> party-to меморандум", "1 <- signed-with Чэнду", "1 <- signed-with Ухань"}));
}

TEST_F(Neighbors, OfOneRelationOrType) {
  EXPECT_EQ(around(kazan_, {"", {"heads"}, 1}), Labels{"1 <- heads Ильсур Метшин"});
  EXPECT_EQ(around(kazan_, {"Agreement", {}, 1}), Labels{"1 -> party-to меморандум"});
  EXPECT_EQ(around(kazan_, {"Organization", {}, 1}), Labels{});
}

TEST_F(Neighbors, DepthFollowsEdgesFurtherAndShowsEachOnce) {
  const auto two = around(kazan_, {"", {}, 2});
  EXPECT_NE(std::ranges::find(two, "2 -> chaired встреча мэров"), two.end());
  EXPECT_NE(std::ranges::find(two, "2 -> party-to меморандум"), two.end());  // Chengdu is a party of it too
  EXPECT_EQ(two.size(), graph_.edge_count());
  EXPECT_EQ(around(kazan_, {"Event", {}, 2}), Labels{"2 -> chaired встреча мэров"});
  EXPECT_EQ(around(kazan_, {"", {}, 100}).size(), graph_.edge_count());
  EXPECT_EQ(around(kazan_, {"", {}, 0}), Labels{});
  EXPECT_EQ(around("https://nowhere/", {}), Labels{});
}

TEST_F(Neighbors, ASuperclassMatchesItsSubclasses) {
  MemoryGraph graph = cities();
  graph.nodes[4].subtype = "Foundation";
  Edge edge;
  edge.iri = base + "/id/edge/x", edge.id = "x", edge.relation = "located-in", edge.source = graph.nodes[4].iri, edge.target = graph.nodes[1].iri;
  graph.edges.push_back(edge);
  for (const char* type : {"Organization", "Foundation", ""}) EXPECT_EQ(neighbors(graph, graph.nodes[1].iri, ontology(), {type, {}, 1}).size(), 1U);
  EXPECT_EQ(neighbors(graph, graph.nodes[1].iri, ontology(), {"Company", {}, 1}).size(), 0U);
}

}  // namespace
}  // namespace citypact
