#include "../../../src/language/sounds.hpp"

#include <gtest/gtest.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <random>

namespace citypact {
namespace {

TEST(Sounds, TableAnswersAsIcuDoes) {
  for (const std::u32string text : {U"андреев алексеевич", U"детский сад", U"объезд съел", U"площадь эйнштейна", U"йоуэ сыыр аыее", U"шчусев", U"цска 2030",
                                    U"北京市", U"北京 abc", U"abc 北京 университет", U"北京 ель", U"ель 北京", U"съ 北京", U"5g 2号 北京5", U"重庆", U"重 庆大学", U"沈阳 藏文 秘鲁", U""}) {
    const auto made = sounds::by_table(text);
    ASSERT_TRUE(made);
    EXPECT_EQ(*made, sounds::by_icu(text));
  }
}

TEST(Sounds, TableAnswersAsIcuDoesForAnyRowOfItsLetters) {
  std::u32string letters = U"абвгдеёжзийклмнопрстуфхцчшщъыьэюяabcxyz019   中京汉重沈阳";
  letters += U"еёыэйьтсшчауеёыэйьтсшчау";  // those that act on each other
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::u32string text;
    for (std::size_t length = 1 + random() % 12; text.size() < length;) text += letters[random() % letters.size()];
    const auto made = sounds::by_table(text);
    const bool ideographs = text.find_first_of(U"中京汉重沈阳") != std::u32string::npos;
    ASSERT_TRUE(made || ideographs);  // some mixtures of scripts are left to ICU
    if (made) ASSERT_EQ(*made, sounds::by_icu(text)) << i;
  }
}

TEST(Sounds, RarerLettersAreLeftToIcu) {
  for (const std::u32string text : {U"é", U"ї", U"қ", U"ひ", U"한", U"\U00020000", U"\u0301", U"-", U"abc北京", U"北京ель"}) EXPECT_FALSE(sounds::by_table(text));
}

std::string latin_by_icu(const std::u32string& small) {
  static const auto latin = [] {
    UErrorCode error = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance("Russian-Latin/BGN; [\\u00B7] Remove", UTRANS_FORWARD, error));
  }();
  icu::UnicodeString text;
  for (char32_t c : small) text.append(static_cast<UChar32>(c));
  latin->transliterate(text);
  std::string made;
  text.toUTF8String(made);
  return made;
}

TEST(Latin, TableAnswersAsIcuDoesForAnyRowOfItsLetters) {
  std::u32string letters = U"абвгдеёжзийклмнопрстуфхцчшщъыьэюяabcxyz019   -«».,\"'()/&–—“”’+";
  letters += U"еёыэйьтсшчауеёыэйьтсшчауеёыэйьтсшчау";  // those that act on each other
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::u32string text;
    for (std::size_t length = 1 + random() % 14; text.size() < length;) text += letters[random() % letters.size()];
    const auto made = sounds::latin_by_table(text);
    ASSERT_TRUE(made);
    ASSERT_EQ(*made, latin_by_icu(text)) << i;
  }
}

TEST(Latin, CapitalsAndRarerLettersAreLeftToIcu) {
  for (const std::u32string text : {U"Минск", U"ABC", U"é", U"ї", U"қ", U"北京", U"№", U"\u0301"}) EXPECT_FALSE(sounds::latin_by_table(text));
}

}  // namespace
}  // namespace citypact
