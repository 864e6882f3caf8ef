// What the sentences before tell: the pair that signs, the town whose twins are listed, the council that acts for it.
#include <gtest/gtest.h>

#include "bench.hpp"

namespace citypact {
namespace {

using test::Fact;
using test::facts;
using test::has;

TEST(Pronouns, OfWhatIsOwnedMeanNoOwnerAndNothingOfAnotherGender) {
  EXPECT_EQ(facts("Фабрику «Маяк» построили в мае. Банк «Заря» владеет ею.", "owns").size(), 1u);
  EXPECT_TRUE(facts("Завод «Маяк» построили в мае. Банк «Заря» владеет ею.", "owns").empty());
}

TEST(Sides, AreTheTwoThatTheSentenceBeforeNames) {
  const auto found = facts("Завод «Маяк» сотрудничает с фабрикой «Заря». В мае стороны подписали соглашение о поставках.", "party-to");
  EXPECT_EQ(found.size(), 2u);
}

TEST(Sides, AreNotGuessedAmongThree) {
  EXPECT_TRUE(facts("Самара дружит с Казанью и Пермью. В мае стороны подписали соглашение о туризме.", "party-to").empty());
}

TEST(Lists, GoOnBehindWordsForAndAlso) {
  EXPECT_EQ(facts("Договор подписали Самара, Казань, а с ними Пермь и Уфа.", "party-to").size(), 4u);
  EXPECT_EQ(facts("Договор подписали Самара, Казань, а также Пермь и Уфа.", "party-to").size(), 4u);
}

TEST(Lists, AreOfWhatTheTextToldBefore) {
  EXPECT_EQ(facts("Самара дорожит побратимами. В списке значатся Ереван, Лодзь (Польша) и Ош.", "twinned-with").size(), 3u);
  EXPECT_TRUE(facts("Самара дорожит побратимами. В списке гостей значатся Ереван, Лодзь (Польша) и Ош.", "twinned-with").empty());
}

TEST(Councils, ActForTheirTown) {
  EXPECT_TRUE(has(facts("Побратимов стало меньше. Городской совет Казани порвал с Лодзью.", "twinned-with"), Fact{"Казань", "twinned-with", "Лодзь", "ended", ""}));
}

TEST(Subjects, StandBeforeAnInsertionOrBetweenDashes) {
  EXPECT_TRUE(has(facts("Банк «Заря» (Самара), по числу вкладчиков — второй банк страны, купил завод «Маяк».", "acquired"), Fact{"Банк «Заря»", "acquired", "завод «Маяк»", "asserted", ""}));
  EXPECT_TRUE(has(facts("Резидент той же зоны — «Заря» — купил завод «Маяк».", "acquired"), Fact{"Заря", "acquired", "завод «Маяк»", "asserted", ""}));
}

TEST(Towns, ThatLookLikeAdjectivesAreNamesWhereNothingFollows) {
  EXPECT_EQ(facts("Побратимов стало меньше. Казань порвала с Лодзью, Новосибирском и Минском.", "twinned-with").size(), 3u);
}

TEST(Told, PaperThatSomebodySignedIsTheAgreementBefore) {
  const char* text = "Самара и Минск скрепили подписями соглашение о дружбе. От Самары документ подписал мэр Олег Петров.";
  EXPECT_TRUE(has(facts(text, "signatory-of"), {"Олег Петров", "signatory-of", "соглашение о дружбе", "asserted", ""}));
  const char* many = "Самара и Минск скрепили подписями соглашения о дружбе. От Самары документ подписал мэр Олег Петров.";
  EXPECT_FALSE(has(facts(many, "signatory-of"), {"Олег Петров", "signatory-of", "соглашения о дружбе", "asserted", ""}));
}

}  // namespace
}  // namespace citypact
