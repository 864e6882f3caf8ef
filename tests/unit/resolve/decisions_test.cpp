#include <gtest/gtest.h>

#include <fstream>

#include "world.hpp"

namespace citypact {
namespace {

using namespace testing_world;

/// The place of a mention, in code points.
MentionPlace place(const std::vector<Extraction>& documents, std::size_t document, std::size_t mention) {
  const Extraction& extraction = documents[document];
  const Span span = extraction.mentions[mention].span;
  return {extraction.document.id, CodePointIndex(extraction.document.text).code_points(span), std::string(surface(extraction.document.text, span))};
}

Decision decision(Decision::Verdict verdict, MentionPlace first, MentionPlace second = {}, std::string name = {}) {
  Decision made;
  made.verdict = verdict;
  made.first = std::move(first);
  made.second = std::move(second);
  made.name = std::move(name);
  made.place = "decisions.tsv:2";
  return made;
}

std::vector<Extraction> documents() {
  return {document("a", {{"Person", "Роман Заречный"}, {"City", "Тверь"}, {"Organization", "Волжский банк"}}, {{0, 2, "works-for", "директор"}}),
          document("b", {{"Person", "Р. Заречный"}, {"City", "Тверь"}}), document("c", {{"Person", "Роман Заречный"}, {"City", "Сочи"}}),
          document("d", {{"Person", "Ромка"}, {"Organization", "Ряд"}}, {{0, 1, "works-for", ""}})};
}

struct Outcome {
  Resolved world;
  std::vector<Diagnostic> messages;
};

Outcome decided(std::vector<Decision> decisions, std::vector<Extraction> of = documents()) {
  Diagnostics diagnostics;
  ResolveOptions options;
  options.decisions = std::move(decisions);
  options.diagnostics = &diagnostics;
  Outcome outcome{{std::move(of), {}}, {}};
  outcome.world.nodes = resolve(outcome.world.documents, &knowledge(), ontology(), options);
  outcome.messages = diagnostics.take();
  return outcome;
}

using enum Decision::Verdict;

TEST(Decisions, JoinWhatResolutionKeptApart) {
  const auto all = documents();
  EXPECT_FALSE(decided({}).world.same(0, 0, 3, 0));
  const auto outcome = decided({decision(same, place(all, 0, 0), place(all, 3, 0))});
  EXPECT_TRUE(outcome.world.same(0, 0, 3, 0));
  EXPECT_TRUE(outcome.world.same(0, 0, 2, 0));
  EXPECT_TRUE(outcome.messages.empty());
}

TEST(Decisions, SplitWhatResolutionJoined) {
  const auto all = documents();
  EXPECT_TRUE(decided({}).world.same(0, 0, 2, 0));
  const auto outcome = decided({decision(different, place(all, 0, 0), place(all, 2, 0))});
  EXPECT_FALSE(outcome.world.same(0, 0, 2, 0));
  EXPECT_TRUE(outcome.world.same(0, 0, 1, 0)) << "the others stay where they stand nearer";
}

TEST(Decisions, SplitNamesWithinADocument) {
  const std::vector<Extraction> one{document("a", {{"Person", "Мария Волгина"}, {"Person", "Волгина"}, {"City", "Казань"}, {"City", "Казань"}})};
  const auto outcome = decided({decision(different, place(one, 0, 0), place(one, 0, 1)), decision(different, place(one, 0, 2), place(one, 0, 3))}, one);
  EXPECT_FALSE(outcome.world.same(0, 0, 0, 1));
  EXPECT_FALSE(outcome.world.same(0, 2, 0, 3));
  EXPECT_EQ(outcome.world.qid(0, 2), "Q900");
  EXPECT_EQ(outcome.world.qid(0, 3), "");
}

TEST(Decisions, RenameAndDrop) {
  const auto all = documents();
  const auto outcome = decided({decision(rename, place(all, 0, 0), {}, "Роман Петрович Заречный"), decision(drop, place(all, 3, 1))});
  EXPECT_EQ(outcome.world.node(0, 0).labels.at("ru"), "Роман Петрович Заречный");
  EXPECT_TRUE(outcome.world.iri(3, 1).empty());
  EXPECT_TRUE(outcome.world.documents[3].relations.empty());
  for (const Node& node : outcome.world.nodes) EXPECT_NE(node.labels.count("ru") ? node.labels.at("ru") : "", "Ряд");
}

TEST(Decisions, ThatContradictEachOtherAreReported) {
  const auto all = documents();
  const auto outcome = decided({decision(same, place(all, 0, 0), place(all, 1, 0)), decision(same, place(all, 1, 0), place(all, 2, 0)),
                                decision(different, place(all, 2, 0), place(all, 0, 0))});
  ASSERT_EQ(outcome.messages.size(), 1u);
  EXPECT_NE(outcome.messages[0].message.find("contradicts"), std::string::npos);
  EXPECT_TRUE(outcome.world.same(0, 0, 2, 0));
}

TEST(Decisions, WhoseMentionIsGoneAreReported) {
  auto gone = place(documents(), 0, 0);
  gone.surface = "Иной";
  auto elsewhere = place(documents(), 0, 0);
  elsewhere.document = "nowhere";
  EXPECT_EQ(decided({decision(drop, gone), decision(drop, elsewhere)}).messages.size(), 2u);
}

TEST(Decisions, TakenBackLeaveNoTraceAndTheirOrderDoesNotMatter) {
  const auto all = documents();
  const auto iris = [](const Outcome& outcome) {
    std::string text;
    for (const Extraction& extraction : outcome.world.documents)
      for (const Mention& mention : extraction.mentions) text += mention.iri + "\n";
    return text;
  };
  const std::vector<Decision> some{decision(different, place(all, 0, 0), place(all, 2, 0)), decision(same, place(all, 3, 0), place(all, 2, 0)), decision(drop, place(all, 3, 1))};
  EXPECT_EQ(iris(decided(some)), iris(decided({some[2], some[1], some[0]})));
  EXPECT_NE(iris(decided(some)), iris(decided({})));
  EXPECT_EQ(iris(decided({})), iris(decided({})));
}

TEST(DecisionsFile, ReadsBackWhatItWrites) {
  const auto path = std::filesystem::path(::testing::TempDir()) / "decisions.tsv";
  auto made = decision(same, {"a", {3, 9}, "Роман"}, {"b", {1, 2}, "Р\tЗ"});
  made.who = "аналитик";
  made.when = "2026-11-25";
  std::ofstream(path) << decisions_header << "\n# a remark\n\n" << to_line(made) << "\n";
  const auto read = read_decisions(path);
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].second.surface, "Р З");
  EXPECT_EQ(read[0].first.span, (Span{3, 9}));
  EXPECT_EQ(read[0].who, "аналитик");
  EXPECT_TRUE(read[0].place.ends_with("decisions.tsv:4"));
}

TEST(DecisionsFile, NamesTheLineOfAMistake) {
  const auto path = std::filesystem::path(::testing::TempDir()) / "bad.tsv";
  for (const char* line : {"merge\ta\t1\t2\tx", "same\ta\tone\t2\tx", "same\ta\t1\t2\tx", "rename\ta\t1\t2\tx", "drop\t\t1\t2\tx", "drop\ta\t1\t99999999999\tx", "\xFF"}) {
    std::ofstream(path) << decisions_header << "\n" << line << "\n";
    try {
      read_decisions(path);
      FAIL() << line;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("bad.tsv:2: "), std::string::npos) << error.what();
    }
  }
  std::ofstream(path) << "something else\n";
  EXPECT_THROW(read_decisions(path), Error);
  EXPECT_THROW(read_decisions("/nonexistent/decisions.tsv"), Error);
}

}  // namespace
}  // namespace citypact
