#include <gtest/gtest.h>

#include "../../support/nasty_graph.hpp"
#include "../../support/sample_graph.hpp"
#include "citypact/query/names.hpp"

namespace citypact {
namespace {

using nasty::MemoryGraph;
using Found = std::vector<std::string>;

MemoryGraph graph() {
  MemoryGraph graph;
  const auto add = [&](const std::string& type, const std::string& tail, LanguageMap labels, std::uint32_t degree, std::vector<std::string> aliases = {}) {
    Node node;
    node.iri = sample::base + "/id/" + type + "/" + tail, node.type = type, node.labels = std::move(labels), node.degree = degree, node.aliases = std::move(aliases);
    graph.nodes.push_back(node);
  };
  add("City", "a", {{"ru", "Минск"}, {"en", "Minsk"}, {"zh", "明斯克"}}, 9);
  add("Cluster", "b", {{"ru", "Минский кластер инноваций"}}, 3);
  add("Cluster", "c", {{"ru", "кластер «Инновации Минска»"}}, 7);
  add("Organization", "d", {{"ru", "Минская палата"}}, 5, {"палата Минска"});
  add("Person", "e", {{"ru", "Чэнь Сюй"}}, 1);
  return graph;
}

Found search(const std::string& text, SearchOptions options = {}) {
  static const Gazetteer gazetteer(CITYPACT_SHARE "/knowledge.bin");
  const NameKnowledge knowledge{[] { return nullptr; }, [] { return &gazetteer; }};
  Found found;
  for (const SearchHit& hit : search_names(graph(), text, sample::ontology(), knowledge, options)) found.push_back(hit.node.iri.substr(hit.node.iri.size() - 1) + " " + std::string(to_string(hit.likeness)));
  return found;
}

TEST(Search, FindsWhatIsTheSameThenWhatBeginsSoTheBestConnectedFirst) {
  EXPECT_EQ(search("минск"), (Found{"a same", "d begins", "b begins", "c words"}));
  EXPECT_EQ(search("Мин"), (Found{"a begins", "d begins", "b begins", "c words"}));
}

TEST(Search, FindsTheBeginsOfSeveralWordsInAnyOrder) { EXPECT_EQ(search("инно клас"), (Found{"c words", "b words"})); }

TEST(Search, FindsASlip) {
  EXPECT_EQ(search("Менск"), Found{"a similar"});
  EXPECT_EQ(search("Mnisk").at(0), "a similar");
  EXPECT_EQ(search("клестер").size(), 2U);
}

TEST(Search, FindsAnyScript) {
  EXPECT_EQ(search("明斯"), Found{"a begins"});
  EXPECT_EQ(search("Chen Xu"), Found{"e sounds"});
  EXPECT_EQ(search("palata").at(0), "d sounds");
}

TEST(Search, TakesATypeAndALimit) {
  EXPECT_EQ(search("мин", {"Cluster", 20}), (Found{"b begins", "c words"}));
  EXPECT_EQ(search("мин", {"", 2}).size(), 2U);
  EXPECT_EQ(search("мин", {"", 0}).size(), 0U);
}

TEST(Search, FindsNothingForNothing) {
  for (const char* text : {"", " ", "«»", "--", "\"'", "zzzzzz"}) EXPECT_EQ(search(text), Found{}) << text;
}

}  // namespace
}  // namespace citypact
