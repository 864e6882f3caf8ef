#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "../../../src/extract/confidence.hpp"
#include "bench.hpp"
#include "citypact/core/diagnostics.hpp"

namespace citypact::extract {
namespace {

Proposal proposal(const char* rule, float claim, std::optional<float> probability) {
  Proposal p;
  p.rule = rule, p.score = claim, p.probability = probability;
  p.statuses = {0.7f, 0.2f, 0.05f, 0.03f, 0.02f};
  return p;
}

const Confidence& confidence() {
  static const Confidence shipped(test::Bench::get().language());
  return shipped;
}

TEST(Confidence, GrowsWithWhatTheModelThinksAndTheRuleClaims) {
  for (const char* rule : {"signed.with", "model.signed-with"}) {
    float before = 0;
    for (const float probability : {0.1f, 0.3f, 0.6f, 0.9f}) {
      const float now = confidence().tie(proposal(rule, 0.8f, probability), Form::name, Form::name);
      EXPECT_GT(now, before);
      EXPECT_LT(now, 1);
      before = now;
    }
  }
  for (const auto probability : {std::optional<float>(), std::optional(0.5f)})
    EXPECT_GT(confidence().tie(proposal("signed.with", 0.9f, probability), Form::name, Form::name), confidence().tie(proposal("signed.with", 0.5f, probability), Form::name, Form::name));
}

TEST(Confidence, TrustsARuleMoreThatTheModelHasNotLearnedFromWhereTheTwoDisagree) {
  Proposal known = proposal("signed.with", 0.9f, 0.03f), added = known;
  added.taught = false;
  EXPECT_GT(confidence().tie(added, Form::name, Form::name), confidence().tie(known, Form::name, Form::name));
}

TEST(Confidence, LeavesAStatusThatIsBorneOut) {
  Proposal p = proposal("signed.with", 0.9f, 0.9f);
  p.statuses = {0.01f, 0.01f, 0.01f, 0.96f, 0.01f};
  EXPECT_EQ(confidence().status(p, Status::planned, false).first, Status::denied);
  EXPECT_EQ(confidence().status(p, Status::planned, true).first, Status::planned);
  p.probability.reset();
  EXPECT_EQ(confidence().status(p, Status::planned, false).first, Status::planned);
}

TEST(Confidence, OfAStatusIsAProbability) {
  for (const auto told : all_statuses) {
    const auto [status, probability] = confidence().status(proposal("model.heads", 0.5f, 0.5f), told, false);
    EXPECT_GE(probability, 0.2f);
    EXPECT_LE(probability, 1.0f);
  }
}

/// A language that has only this table.
class Tables : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_ / "data/xx/words");
    std::ofstream(folder_ / "data/xx/language.yaml") << "code: xx\n";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string complaint(const std::string& table) const {
    std::ofstream(folder_ / "data/xx/words/confidence.tsv") << table;
    try {
      Confidence(Language(folder_, "xx"));
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  const std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) / "citypact-confidence";
};

TEST_F(Tables, ThatLackARowAreNamed) { EXPECT_NE(complaint("tie.rule.always\t1\n").find("'tie.rule.claim' is missing"), std::string::npos); }

TEST_F(Tables, ThatHoldNoNumberAreNamed) {
  for (const char* bad : {"tie.rule.always\tone\n", "tie.rule.always\n", "tie.rule.always\tnan\n", "tie.rule.always\t1x\n"})
    EXPECT_NE(complaint(bad).find("'tie.rule.always': the second cell must be a number"), std::string::npos) << bad;
}

}  // namespace
}  // namespace citypact::extract
