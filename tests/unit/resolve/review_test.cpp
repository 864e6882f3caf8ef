#include "citypact/resolve/review.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "world.hpp"

namespace citypact {
namespace {

using namespace testing_world;

std::vector<Extraction> doubts() {
  return {document("a", {{"Person", "Иван Кузнецов"}, {"Organization", "Волжский банк"}, {"Organization", "Заря"}}),
          document("b", {{"Person", "Кузнецов"}, {"Organization", "Волжский банк"}, {"Organization", "Заря"}}),
          document("c", {{"Person", "Чэнь Сюй"}, {"City", "Казань"}}), document("d", {{"Person", "Chen Xu"}, {"City", "Shenzhen"}}, {}, "en"),
          document("e", {{"City", "Казань"}, {"Country", "Россия"}}), document("f", {{"City", "Kazan"}, {"Country", "Russia"}}, {}, "en")};
}

std::vector<DoubtfulPair> review(std::vector<Extraction> documents, std::vector<Decision> decisions = {}, std::size_t most = 100) {
  ResolveOptions options;
  options.decisions = std::move(decisions);
  return doubtful_pairs(documents, &knowledge(), ontology(), options, most);
}

bool names(const DoubtfulPair& pair, const std::string& a, const std::string& b) {
  return (pair.comparison.first == a && pair.comparison.second == b) || (pair.comparison.first == b && pair.comparison.second == a);
}

TEST(Review, AsksAboutWhatMightBeTwoOrOneAndNotAboutWhatIsKnown) {
  const auto pairs = review(doubts());
  ASSERT_EQ(pairs.size(), 2U);
  const auto& kuznetsov = pairs[names(pairs[0], "Иван Кузнецов", "Кузнецов") ? 0 : 1];
  const auto& chen = pairs[names(pairs[0], "Иван Кузнецов", "Кузнецов") ? 1 : 0];
  EXPECT_TRUE(names(kuznetsov, "Иван Кузнецов", "Кузнецов"));
  EXPECT_TRUE(kuznetsov.one) << "joined by what stands beside them, on a usual surname";
  EXPECT_TRUE(names(chen, "Чэнь Сюй", "Chen Xu"));
  EXPECT_FALSE(chen.one) << "many characters have this reading";
}

TEST(Review, PutsFirstWhatConcernsMoreMentions) {
  auto documents = doubts();
  for (int i = 0; i < 8; ++i) {
    documents[2].mentions.push_back(documents[2].mentions[0]);
    documents[3].mentions.push_back(documents[3].mentions[0]);
  }
  const auto pairs = review(documents);
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_TRUE(names(pairs[0], "Чэнь Сюй", "Chen Xu"));
  EXPECT_GT(pairs[0].use, pairs[1].use);
  EXPECT_EQ(review(documents, {}, 1).size(), 1U);
}

TEST(Review, DoesNotAskAgain) {
  const auto documents = doubts();
  const auto place = [&](std::size_t d) {
    const Span span = documents[d].mentions[0].span;
    return MentionPlace{documents[d].document.id, CodePointIndex(documents[d].document.text).code_points(span), std::string(surface(documents[d].document.text, span))};
  };
  for (const auto verdict : {Decision::Verdict::same, Decision::Verdict::different}) {
    Decision one, two;
    one.verdict = two.verdict = verdict;
    one.first = place(0), one.second = place(1);
    two.first = place(3), two.second = place(2);
    EXPECT_TRUE(review(documents, {one, two}).empty());
  }
}

}  // namespace
}  // namespace citypact
