#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "citypact/core/diagnostics.hpp"
#include "citypact/neural/slovnet.hpp"
#include "recorded.hpp"

namespace citypact::neural {
namespace {

TEST(Embeddings, KnowFormsInAnyLetterCaseAndNothingElse) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const auto word = embeddings.read("город").word;
  EXPECT_NE(word, 0u);
  EXPECT_EQ(embeddings.read("ГОРОД").word, word);
  EXPECT_EQ(embeddings.read("Город").word, word);
  EXPECT_NE(embeddings.read("ёлка").word, embeddings.read("елка").word);
  EXPECT_EQ(embeddings.read("ЁЛКА").word, embeddings.read("ёлка").word);
  const std::string endless(300, 'a');
  for (const std::string_view form : {"", "гроодъ", "上海", "\xd0", endless.c_str(), "Citroën"}) EXPECT_EQ(embeddings.read(form).word, 0u) << form;
}

TEST(Embeddings, KnowAWordWithoutItsDotsUnlessToldToReadItAsWritten) {
  NEEDS_MODELS();
  const Embeddings lenient(models() / "navec.bin"), strict(models() / "navec.bin", Dots::as_written);
  EXPECT_EQ(strict.read("шёлк").word, 0u);
  EXPECT_NE(lenient.read("Шёлк").word, 0u);
  EXPECT_EQ(lenient.read("Шёлк").word, lenient.read("шелк").word);
  EXPECT_EQ(strict.read("ёлка").word, lenient.read("ёлка").word) << "known as written";
}

TEST(SlovnetNer, AnswersAsNatashaDid) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetNer ner(embeddings, models() / "slovnet-ner.bin");
  SlovnetNer::Buffers buffers;
  SlovnetNer::Output output;
  for (const auto& row : recorded()) {
    const auto words = read_words(embeddings, row);
    const TokenRange all{0, static_cast<std::uint32_t>(words.size())};
    ner.run(words, {&all, 1}, buffers, output);
    const auto& expected = row.at("ner");
    for (std::size_t i = 0; i < words.size(); ++i) {
      EXPECT_EQ(ner.label_names()[output.tags[i]], expected.at("tags")[i]) << row.at("tokens")[i];
      for (std::size_t t = 0; t < ner.labels; ++t) {
        ASSERT_NEAR(output.emissions[i * ner.labels + t], expected.at("emissions")[i][t].get<float>(), 1e-4) << row.at("tokens")[i];
      }
      if (!expected.contains("units")) continue;
      for (std::size_t u = 0; u < ner.units; ++u) {
        ASSERT_NEAR(output.units[i * ner.units + u], expected.at("units")[i][u].get<float>(), 1e-4) << row.at("tokens")[i];
      }
    }
  }
}

TEST(SlovnetNer, GivesASentenceTheSameBytesAloneAmongOthersAndOnAnyThread) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetNer ner(embeddings, models() / "slovnet-ner.bin");
  const Text text(embeddings);
  SlovnetNer::Output together;
  {
    SlovnetNer::Buffers buffers;
    ner.run(text.words, text.sentences, buffers, together);
  }
  const auto compare = [&] {
    SlovnetNer::Buffers buffers;
    SlovnetNer::Output alone;
    for (const TokenRange sentence : text.sentences) {
      ner.run(text.words, {&sentence, 1}, buffers, alone);
      for (std::size_t i = sentence.begin * ner.units; i < sentence.end * ner.units; ++i) ASSERT_EQ(alone.units[i], together.units[i]);
    }
  };
  std::thread other(compare);
  compare();
  other.join();
}

TEST(SlovnetNer, EncodesMoreFormsThanTheCacheHolds) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetNer ner(embeddings, models() / "slovnet-ner.bin");
  std::vector<WordInput> words;
  for (std::uint32_t i = 0; i < 6000; ++i) words.push_back({i * 37 % 5000 + 1, 4});
  SlovnetNer::Buffers warm, cold;
  SlovnetNer::Output all, part;
  const TokenRange whole{0, 6000}, tail{5900, 6000};
  ner.run(words, {&whole, 1}, warm, all);
  ner.run(words, {&tail, 1}, cold, part);
  for (std::size_t i = 5903 * ner.units; i < 6000 * ner.units; ++i) ASSERT_EQ(all.units[i], part.units[i]);
}

TEST(SlovnetNer, FindsTheSameNamesInBytes) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  const SlovnetNer exact(embeddings, models() / "slovnet-ner.bin"), bytes(embeddings, models() / "slovnet-ner.bin", Precision::bytes);
  const Text text(embeddings);
  SlovnetNer::Buffers first, second;
  SlovnetNer::Output expected, output;
  exact.run(text.words, text.sentences, first, expected);
  bytes.run(text.words, text.sentences, second, output);
  EXPECT_EQ(output.tags, expected.tags);
  EXPECT_NE(output.units, expected.units);
}

TEST(SlovnetNer, SaysWhatIsWrongWithAFile) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  EXPECT_THROW(SlovnetNer(embeddings, models() / "absent.bin"), Error);
  EXPECT_THROW(SlovnetNer(embeddings, models() / "slovnet-morph.bin"), Error);
}
/// Weights that are no numbers would pass for a model and make nonsense of every text.
TEST(SlovnetNer, TakesNoFileWhoseWeightsAreDamaged) {
  NEEDS_MODELS();
  const Embeddings embeddings(models() / "navec.bin");
  std::ifstream good(models() / "slovnet-ner.bin", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(good), {}};
  const auto path = std::filesystem::path(testing::TempDir()) / "damaged-ner.bin";
  for (const std::size_t at : {bytes.size() / 3, bytes.size() / 2}) {
    std::string damaged = bytes;
    damaged.replace(at, 64, 64, '\xff');
    std::ofstream(path, std::ios::binary) << damaged;
    try {
      SlovnetNer ner(embeddings, path);
      FAIL() << at;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("damaged-ner.bin: is damaged"), std::string::npos) << error.what();
    }
  }
}

TEST(Viterbi, PrefersTheFirstOfEqualPathsAndObeysForbiddenSteps) {
  const float transitions[]{0, -1000, 0, 0};
  std::vector<std::uint8_t> history, path(3);
  viterbi(std::vector<float>{0, 0, 0, 5, 0, 0}, 2, transitions, history, path.data());
  EXPECT_EQ(path, (std::vector<std::uint8_t>{1, 1, 0}));
  viterbi({}, 2, transitions, history, path.data());
}

TEST(Viterbi, FindsTheBestOfAllPaths) {
  std::mt19937 random(5);
  std::uniform_real_distribution<float> number(-3, 3);
  std::vector<std::uint8_t> history;
  for (int round = 0; round < 60; ++round) {
    const std::size_t labels = 1 + random() % 4, size = 1 + random() % 6;
    std::vector<float> transitions(labels * labels), emissions(size * labels);
    for (float& value : transitions) value = random() % 4 == 0 ? -1e4f : number(random);
    for (float& value : emissions) value = number(random);
    const auto score = [&](const std::vector<std::uint8_t>& path) {
      float sum = 0;
      for (std::size_t i = 0; i < size; ++i) sum += emissions[i * labels + path[i]] + (i > 0 ? transitions[path[i - 1] * labels + path[i]] : 0);
      return sum;
    };
    float best = -1e9f;
    std::vector<std::uint8_t> path(size), found(size);
    for (std::size_t at = 0; at < size;) {  // counts through all paths
      best = std::max(best, score(path));
      for (at = 0; at < size && ++path[at] == labels; ++at) path[at] = 0;
    }
    viterbi(emissions, labels, transitions.data(), history, found.data());
    EXPECT_NEAR(score(found), best, 1e-3 * std::max(1.f, std::abs(best))) << labels << " labels, " << size << " rows";
  }
}

}  // namespace
}  // namespace citypact::neural
