#include "../../../src/language/sounds.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace citypact
