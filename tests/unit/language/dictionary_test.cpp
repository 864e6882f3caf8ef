#include "citypact/language/dictionary.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <sstream>

namespace citypact {
namespace {

const Dictionary& dictionary() {
  static const Dictionary instance(std::string(CITYPACT_SHARE) + "/models/opencorpora.bin");
  return instance;
}

std::string show(const Reading& r) {
  return r.lemma + " " + std::string(to_string(r.upos)) + " " + to_conllu(r.features);
}

std::optional<std::string> inflected(std::string_view form, std::string_view features) {
  return dictionary().inflect(dictionary().readings(form).front(), parse_features(features));
}

// data/pymorphy.tsv was recorded with record-pymorphy beside it: word, then readings as pymorphy3 sorts them.
TEST(Dictionary, ReadsWordsAsPymorphyDoes) {
  std::ifstream file(std::string(CITYPACT_SOURCE_DIR) + "/tests/unit/language/data/pymorphy.tsv");
  std::string line;
  int words = 0;
  while (std::getline(file, line)) {
    std::stringstream cells(line);
    std::string word, expected, cell;
    std::getline(cells, word, '\t');
    std::vector<std::string> wanted, got;
    while (std::getline(cells, cell, '\t')) wanted.push_back(cell);
    for (const Reading& reading : dictionary().readings(word)) got.push_back(show(reading));
    EXPECT_EQ(got, wanted) << word;
    ++words;
  }
  EXPECT_GT(words, 300);
}

TEST(Dictionary, ProbabilitiesSumToOne) {
  for (const char* word : {"стали", "города", "мыла", "бутявка", "иннополиса", "интернет-площадками"}) {
    float sum = 0;
    for (const Reading& reading : dictionary().readings(word)) sum += reading.probability;
    EXPECT_NEAR(sum, 1, 1e-4) << word;
  }
}

TEST(Dictionary, KnowsWordsInAnyLetterCaseAndWithoutTheDotsOfYo) {
  EXPECT_TRUE(dictionary().knows("МОСКВА"));
  EXPECT_TRUE(dictionary().knows("елка"));
  EXPECT_EQ(dictionary().readings("елка").front().lemma, "ёлка");
  EXPECT_FALSE(dictionary().knows("бутявка"));
}

TEST(Dictionary, TellsNamesFromWords) {
  EXPECT_TRUE(dictionary().readings("Ивановича").front().patronymic);
  EXPECT_TRUE(dictionary().readings("Казани").front().place);
}

TEST(Dictionary, InflectsNounsAdjectivesAndVerbs) {
  EXPECT_EQ(inflected("городов", "Case=Nom|Number=Sing"), "город");
  EXPECT_EQ(inflected("инновационного", "Case=Ins|Number=Plur"), "инновационными");
  EXPECT_EQ(inflected("подписали", "Number=Sing|Gender=Fem"), "подписала");
  EXPECT_EQ(inflected("мэр", "Case=Gen"), "мэра");
}

TEST(Dictionary, InflectsGuessedWords) {
  EXPECT_EQ(inflected("бутявками", "Case=Nom|Number=Sing"), "бутявка");
  EXPECT_EQ(inflected("псевдогородом", "Case=Nom"), "псевдогород");
  EXPECT_EQ(inflected("интернет-магазинами", "Case=Nom|Number=Sing"), "интернет-магазин");
  EXPECT_EQ(inflected("школу-интернат", "Case=Gen|Number=Sing"), "школы-интерната");
}

TEST(Dictionary, HasNothingForTextWithoutLetters) {
  for (const char* text : {"", "2020", "—", "№", "-"}) EXPECT_TRUE(dictionary().readings(text).empty()) << text;
}

TEST(Dictionary, LeavesForeignWordsAlone) {
  const auto readings = dictionary().readings("Huawei");
  ASSERT_EQ(readings.size(), 1u);
  EXPECT_EQ(readings[0].lemma, "huawei");
  EXPECT_TRUE(readings[0].features.foreign);
  EXPECT_EQ(dictionary().inflect(readings[0], parse_features("Case=Gen")), std::nullopt);
}

TEST(Dictionary, SurvivesHostileWords) {
  std::string word;
  for (int i = 0; i < 2000; ++i) word += "небез";
  dictionary().readings(word);
  dictionary().readings("не-не-не-не-не-не-не-не-не-не-не-не");
  dictionary().readings("\xd0\xff\xd1");
  dictionary().readings(std::string(100, '-'));
  std::string yo;
  for (int i = 0; i < 40; ++i) yo += "е";
  dictionary().readings(yo);
}

TEST(Dictionary, SaysWhichFileIsMissing) { EXPECT_ANY_THROW(Dictionary("absent.bin")); }

}  // namespace
}  // namespace citypact
