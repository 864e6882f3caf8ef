#include <gtest/gtest.h>

#include <random>

#include "citypact/neural/slovnet.hpp"
#include "citypact/neural/tree.hpp"
#include "recorded.hpp"

namespace citypact::neural {
namespace {

TEST(SlovnetMorph, AnswersAsNatashaDid) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetMorph morph(embeddings, models() / "slovnet-morph.bin");
  SlovnetMorph::Buffers buffers;
  SlovnetMorph::Output output;
  const Text text(embeddings);
  morph.run(text.words, text.sentences, buffers, output);
  for (std::size_t s = 0; s < recorded().size(); ++s) {
    const auto& expected = recorded()[s].at("morph");
    for (std::size_t i = 0; i < text.sentences[s].size(); ++i) {
      const std::size_t token = text.sentences[s].begin + i;
      EXPECT_EQ(morph.labels()[output.tags[token]].name, expected.at("tags")[i]) << recorded()[s].at("tokens")[i];
      EXPECT_NEAR(output.best[token], expected.at("best")[i].get<float>(), 1e-4) << recorded()[s].at("tokens")[i];
    }
  }
}

TEST(SlovnetMorph, GivesTheSameTagsInWords) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetMorph exact(embeddings, models() / "slovnet-morph.bin"), words(embeddings, models() / "slovnet-morph.bin", Precision::words);
  const Text text(embeddings);
  SlovnetMorph::Buffers first, second;
  SlovnetMorph::Output expected, output;
  exact.run(text.words, text.sentences, first, expected);
  words.run(text.words, text.sentences, second, output);
  EXPECT_EQ(output.tags, expected.tags);
}

TEST(SlovnetMorph, ReadsTagsIntoFeatures) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetMorph morph(embeddings, models() / "slovnet-morph.bin");
  for (const auto& label : morph.labels()) {
    if (label.name != "VERB|Aspect=Perf|Gender=Fem|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin|Voice=Act") continue;
    EXPECT_EQ(label.upos, Upos::verb);
    EXPECT_EQ(label.features.gender, Gender::fem);
    EXPECT_EQ(label.features.tense, Tense::past);
    return;
  }
  FAIL() << "no such label";
}

TEST(SlovnetSyntax, AnswersAsNatashaDidWhenEveryWordTakesItsBestHead) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetSyntax syntax(embeddings, models() / "slovnet-syntax.bin");
  SlovnetSyntax::Buffers buffers;
  SlovnetSyntax::Output output;
  const Text text(embeddings);
  syntax.run(text.words, text.sentences, buffers, output, SlovnetSyntax::Decoder::argmax);
  for (std::size_t s = 0; s < recorded().size(); ++s) {
    const auto& expected = recorded()[s].at("syntax");
    for (std::size_t i = 0; i < text.sentences[s].size(); ++i) {
      const std::size_t token = text.sentences[s].begin + i;
      EXPECT_EQ(output.heads[token], expected.at("heads")[i].get<std::uint32_t>()) << recorded()[s].at("tokens")[i];
      EXPECT_EQ(syntax.relation_names()[output.relations[token]], expected.at("relations")[i]) << recorded()[s].at("tokens")[i];
      EXPECT_NEAR(output.best[token], expected.at("best")[i].get<float>(), 1e-4) << recorded()[s].at("tokens")[i];
    }
  }
}

TEST(SlovnetSyntax, GivesTreesWithOneRootAndOneRootRelation) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetSyntax syntax(embeddings, models() / "slovnet-syntax.bin");
  SlovnetSyntax::Buffers buffers;
  SlovnetSyntax::Output output;
  Text text(embeddings);
  text.sentences.push_back({3, 4});                                                          // one word
  text.sentences.push_back({0, static_cast<std::uint32_t>(text.words.size())});              // nonsense, 200 words
  for (const TokenRange& sentence : text.sentences) {
    syntax.run(text.words, {&sentence, 1}, buffers, output);
    const std::span heads(output.heads.data() + sentence.begin, sentence.size());
    EXPECT_TRUE(is_single_rooted_tree(heads));
    for (std::size_t i = 0; i < heads.size(); ++i) {
      EXPECT_EQ(heads[i] == 0, syntax.relation_names()[output.relations[sentence.begin + i]] == "root");
    }
  }
}

TEST(SlovnetSyntax, LeavesEndlessSentencesUnparsed) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetSyntax syntax(embeddings, models() / "slovnet-syntax.bin");
  SlovnetSyntax::Buffers buffers;
  SlovnetSyntax::Output output;
  const std::vector<WordInput> words(SlovnetSyntax::longest + 1, embeddings.read("и"));
  const TokenRange all{0, static_cast<std::uint32_t>(words.size())};
  syntax.run(words, {&all, 1}, buffers, output);
  EXPECT_EQ(output.heads.front(), no_head);
}

bool any_tree(std::span<const std::uint32_t>) { return true; }

/// The best of all single-rooted trees of a kind, by trying every choice of heads.
double best_by_trial(const std::vector<float>& scores, std::size_t size, std::size_t stride, bool (*wanted)(std::span<const std::uint32_t>) = any_tree) {
  double best = -1e300;
  std::vector<std::uint32_t> heads(size, 0);
  for (;;) {
    if (is_single_rooted_tree(heads) && wanted(heads)) {
      double sum = 0;
      for (std::size_t d = 0; d < size; ++d) sum += scores[d * stride + heads[d]];
      best = std::max(best, sum);
    }
    std::size_t digit = 0;
    while (digit < size && heads[digit] == size) heads[digit++] = 0;
    if (digit == size) return best;
    ++heads[digit];
  }
}

TEST(BestTree, EqualsTheBestOfAllSmallTrees) {
  std::mt19937 random(5);
  for (int round = 0; round < 400; ++round) {
    const std::size_t size = 1 + random() % 5, stride = size + 1 + random() % 3;
    std::vector<float> scores(size * stride);
    for (float& score : scores) score = static_cast<float>(random() % 50);
    std::vector<std::uint32_t> heads(size);
    best_tree(scores, size, stride, heads.data());
    ASSERT_TRUE(is_single_rooted_tree(heads));
    double sum = 0;
    for (std::size_t d = 0; d < size; ++d) sum += scores[d * stride + heads[d]];
    ASSERT_EQ(sum, best_by_trial(scores, size, stride));
  }
}

TEST(BestProjectiveTree, EqualsTheBestOfAllSmallTreesWithoutCrossings) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t size = 1 + random() % 5, stride = size + 1 + random() % 3;
    std::vector<float> scores(size * stride);
    for (float& score : scores) score = static_cast<float>(random() % 50);
    std::vector<std::uint32_t> heads(size);
    best_projective_tree(scores, size, stride, heads.data());
    ASSERT_TRUE(is_single_rooted_tree(heads));
    ASSERT_TRUE(is_projective(heads));
    double sum = 0;
    for (std::size_t d = 0; d < size; ++d) sum += scores[d * stride + heads[d]];
    ASSERT_EQ(sum, best_by_trial(scores, size, stride, is_projective));
  }
}

TEST(IsProjective, RefusesCrossingArcsAndArcsOverTheRoot) {
  using Heads = std::vector<std::uint32_t>;
  EXPECT_TRUE(is_projective(Heads{2, 0, 2, 3}));
  EXPECT_FALSE(is_projective(Heads{3, 4, 0, 3}));
  EXPECT_FALSE(is_projective(Heads{3, 0, 2}));
  EXPECT_TRUE(is_projective(Heads{}));
}

TEST(BestTree, SurvivesNestedCyclesAndNoWordsAtAll) {
  std::mt19937 random(6);
  const std::size_t size = 300, stride = 301;
  std::vector<float> scores(size * stride);
  for (float& score : scores) score = static_cast<float>(random() % 1000) / 50;
  for (std::size_t d = 0; d < size; ++d) scores[d * stride + ((d ^ 1) + 1) % stride] += 30, scores[d * stride + ((d ^ 2) + 1) % stride] += 25;
  std::vector<std::uint32_t> heads(size);
  best_tree(scores, size, stride, heads.data());
  EXPECT_TRUE(is_single_rooted_tree(heads));
  best_tree({}, 0, 1, heads.data());
}

TEST(IsSingleRootedTree, RefusesTwoRootsCyclesAndHeadsOutside) {
  using Heads = std::vector<std::uint32_t>;
  EXPECT_TRUE(is_single_rooted_tree(Heads{2, 0, 2}));
  EXPECT_FALSE(is_single_rooted_tree(Heads{0, 0}));
  EXPECT_FALSE(is_single_rooted_tree(Heads{2, 1, 0}));
  EXPECT_FALSE(is_single_rooted_tree(Heads{1, 0}));
  EXPECT_FALSE(is_single_rooted_tree(Heads{9, 0}));
  EXPECT_FALSE(is_single_rooted_tree(Heads{}));
}

}  // namespace
}  // namespace citypact::neural
