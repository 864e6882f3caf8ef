#include <gtest/gtest.h>

#include <algorithm>

#include "citypact/resolve/explain.hpp"
#include "world.hpp"

namespace citypact {
namespace {

using namespace testing_world;

double weight(const IdentityComparison& comparison, const std::string& name) {
  const auto found = std::ranges::find(comparison.signals, name, &IdentitySignal::name);
  return found == comparison.signals.end() ? 0 : found->weight;
}

TEST(ExplainIdentity, NamesWhatSpeaksForAndAgainst) {
  const auto a = document("a", {{"Person", "Роман Заречный"}, {"City", "Тверь"}, {"Organization", "Волжский банк"}}, {{0, 1, "heads", "мэр"}});
  const auto b = document("b", {{"Person", "Р. Заречный"}, {"Organization", "Волжский банк"}});
  const auto c = document("c", {{"Person", "Роман Заречный"}, {"City", "Рязань"}}, {{0, 1, "heads", "мэр"}});
  const auto near = explain_identity(a, 0, b, 0, &knowledge());
  EXPECT_GT(near.score, 2);
  EXPECT_GT(weight(near, "surname"), 0);
  EXPECT_GT(weight(near, "initial"), 0);
  EXPECT_GT(weight(near, "company"), 0);
  const auto far = explain_identity(a, 0, c, 0, &knowledge());
  EXPECT_LT(weight(far, "office"), 0);
  EXPECT_LT(far.score, 0);
}

TEST(ExplainIdentity, AgreesWithIdentifiersAndKinds) {
  const auto a = document("a", {{"City", "Пекин"}, {"Person", "Владимир"}});
  const auto b = document("b", {{"City", "Beijing"}, {"City", "Владимир"}});
  EXPECT_GE(explain_identity(a, 0, b, 0, &knowledge()).score, 2);
  EXPECT_LT(explain_identity(a, 1, b, 1, &knowledge()).score, 0);
  EXPECT_THROW(explain_identity(a, 7, b, 0, &knowledge()), Error);
}

}  // namespace
}  // namespace citypact
