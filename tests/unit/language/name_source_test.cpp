#include "../../../src/language/name_source.hpp"
#include "../../../src/language/name_words.hpp"

#include <gtest/gtest.h>

#include "plain_tokens.hpp"

namespace citypact {
namespace {

const Language& russian() {
  static const Language instance(CITYPACT_SHARE, "ru");
  return instance;
}

/// Numbers of the tokens of `text` within [begin, end) that the source takes for alike.
std::vector<std::uint32_t> alike(std::string text, std::string_view word, std::uint32_t begin, std::uint32_t end) {
  const AnalyzedDocument document = test::plain_tokens(std::move(text));
  ReadingCache readings(russian().dictionary());
  NameWords words;
  NameSource source(document, russian(), readings, words, nullptr);
  std::vector<std::uint32_t> found;
  source.alike(word, begin, end, [&](std::uint32_t token) { found.push_back(token); });
  return found;
}

TEST(NameSource, FindsWordsOfOneSecondLetterInTheOrderOfTheText) {
  EXPECT_EQ(alike("Метшин и Шмидт, Нестеров и мэр Метшина", "метшина", 0, 8), (std::vector<std::uint32_t>{0, 4, 7}));
}

TEST(NameSource, LooksAtNothingOutsideTheStretchAsked) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "Метшин ";
  EXPECT_EQ(alike(text, "метшина", 400, 403), (std::vector<std::uint32_t>{400, 401, 402}));
  EXPECT_EQ(alike(text, "метшина", 998, 2000), (std::vector<std::uint32_t>{998, 999}));
  EXPECT_TRUE(alike(text, "метшина", 1000, 2000).empty());
  EXPECT_TRUE(alike(text, "шмидта", 0, 1000).empty());
  EXPECT_TRUE(alike("", "метшина", 0, 10).empty());
}

}  // namespace
}  // namespace citypact
