// The rule language: its files, the mistakes it names, and the examples that every rule carries.
#include <gtest/gtest.h>

#include <fstream>

#include "bench.hpp"

namespace citypact {
namespace {

using test::Bench;

TEST(RuleFiles, EveryRuleGivesWhatItsExamplesSay) {
  const auto check = check_rules(Bench::get().extractor(), [](std::string text) { return Bench::get().analyze(std::move(text)); });
  EXPECT_GT(check.rules, 60u);
  EXPECT_GT(check.examples, 40u);
  for (const auto& fault : check.faults) ADD_FAILURE() << fault.place << ": " << fault.rule << ": " << fault.message;
}

class RuleMistakes : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("citypact-rules-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// The message that loading a rule file gives, empty when it loads.
  std::string complaint(const std::string& yaml) {
    std::ofstream(folder_ / "user.yaml") << yaml;
    try {
      const auto& bench = Bench::get();
      Extractor extractor(bench.language(), &bench.gazetteer(), bench.ontology(), bench.share(), {folder_});
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  std::filesystem::path folder_;
};

const char* const good = R"(- id: user.visits
  trigger: {lemma: [заглянуть], pos: verb}
  slots:
    Who: {role: subject, kind: Person}
    Where: {preposition: в, kind: City}
  gives:
    - [Who, met-with, Where]
)";

TEST_F(RuleMistakes, AGoodFileLoads) { EXPECT_EQ(complaint(good), ""); }

TEST_F(RuleMistakes, AnUnknownKindIsNamedWithPlaceAndSuggestion) {
  std::string bad = good;
  bad.replace(bad.find("Person"), 6, "Persn");
  const auto message = complaint(bad);
  EXPECT_NE(message.find("user.yaml:4:"), std::string::npos) << message;
  EXPECT_NE(message.find("unknown kind 'Persn'; did you mean 'Person'?"), std::string::npos) << message;
}

TEST_F(RuleMistakes, AnUnknownKeyRelationSlotAndRoleAreNamed) {
  const auto with = [](std::string from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  EXPECT_NE(complaint(with("preposition", "prepositon")).find("unknown key 'prepositon' of slot; did you mean 'preposition'?"), std::string::npos);
  EXPECT_NE(complaint(with("met-with", "meet-with")).find("unknown relation 'meet-with'; did you mean 'met-with'?"), std::string::npos);
  EXPECT_NE(complaint(with("[Who,", "[Whom,")).find("unknown slot 'Whom'; did you mean 'Who'?"), std::string::npos);
  EXPECT_NE(complaint(with("subject", "subjekt")).find("unknown role 'subjekt'; did you mean 'subject'?"), std::string::npos);
}

TEST_F(RuleMistakes, ExamplesAreReadWhenRulesAreCheckedAndDoNotMovePlaces) {
  const std::string examples =
      "  examples:\n  - text: Мэр заглянул в Минск.\n    give: []\n# a remark\n  -\n    text: |\n      examples:\n\n      Мэр.\n    gives: [[a, b,\n      c]]\n";
  EXPECT_EQ(complaint(good + examples), "");
  EXPECT_EQ(complaint(good + examples + "  score: 0.5\n" + "- id: user.second\n  trigger: {lemma: [зайти]}\n  examples: [{text: Мэр.,\n    gives: []}]\n  score: 0.4\n"
                      "  gives:\n    - {relation: met-with, between: Who}\n  slots:\n    Who: {role: subject, kind: Person}\n"), "");
  const auto message = complaint(good + examples + "  scoer: 0.5\n");
  EXPECT_NE(message.find("user.yaml:19:3: unknown key 'scoer'"), std::string::npos) << message;

  std::ofstream(folder_ / "user.yaml") << good << examples;
  const auto& bench = Bench::get();
  const Extractor extractor(bench.language(), &bench.gazetteer(), bench.ontology(), bench.share(), {folder_});
  try {
    check_rules(extractor, [&](std::string text) { return bench.analyze(std::move(text)); });
    ADD_FAILURE() << "the mistake in the examples was not found";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("user.yaml:10:5: unknown key 'give'"), std::string::npos) << error.what();
  }
}

TEST_F(RuleMistakes, BrokenYamlIsNamedWithLineAndColumn) {
  const auto message = complaint("- id: user.broken\n  trigger: {lemma: [a\n");
  EXPECT_NE(message.find("user.yaml:"), std::string::npos) << message;
}

TEST_F(RuleMistakes, TwoRulesOfOneNameAreNamed) {
  EXPECT_NE(complaint(std::string(good) + good).find("is taken by"), std::string::npos);
}

TEST_F(RuleMistakes, ASlotMayStartOnlyFromOneAboveIt) {
  std::string bad = good;
  bad.replace(bad.find("{preposition: в, kind: City}"), std::string("{preposition: в, kind: City}").size(), "{of: Later, kind: City}");
  EXPECT_NE(complaint(bad).find("must name a slot above"), std::string::npos);
}

TEST(RuleTraces, TellWhyARuleThatHadItsTriggerGaveNothing) {
  const auto trace = trace_rules(Bench::get().extractor(), Bench::get().analyze("Вчера Самара подписала книгу отзывов."));
  bool told = false;
  for (const auto& miss : trace.misses) told = told || (miss.rule == "signed.with" && miss.reason.find("Agreement") != std::string::npos);
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace citypact
