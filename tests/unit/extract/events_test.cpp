// Which words are events, what stands for them later, and who took part.
#include <gtest/gtest.h>

#include "bench.hpp"

namespace citypact {
namespace {

using test::Bench;
using test::Fact;
using test::facts;
using test::has;

bool took_part(const char* text, const char* who, const char* event) {
  return has(facts(text), Fact{who, "participated-in", event, "asserted", ""});
}

TEST(Events, AreNamedByWordsThatWithoutACapitalAreNone) {
  EXPECT_TRUE(took_part("Олег Петров выступил на Неделе завода.", "Олег Петров", "Неделя завода"));
  EXPECT_TRUE(facts("Олег Петров прибыл на день рождения сына.", "participated-in").empty());
  EXPECT_TRUE(facts("В День города Олег Петров участвовал в забеге.", "participated-in").empty());
}

TEST(Events, OfCompoundsAreWhatTheirLastWordSays) {
  EXPECT_TRUE(took_part("Иван Сидоров участвовал в мини-форуме ректоров.", "Иван Сидоров", "мини-форум ректоров"));
}

TEST(Events, ATableIsOneWhenItIsRound) {
  EXPECT_TRUE(took_part("Олег Петров участвовал в круглом столе ректоров.", "Олег Петров", "круглый стол ректоров"));
  EXPECT_TRUE(facts("Олег Петров участвовал в накрытом столе ректоров.", "participated-in").empty());
}

TEST(Events, AreMeantByPronounsOfWhatTakesPlace) {
  EXPECT_TRUE(has(facts("Закончился форум городов Поволжья. Его организовала Самара."), Fact{"Самара", "organized", "форум городов Поволжья", "asserted", ""}));
  EXPECT_TRUE(took_part("Открылась выставка ткачей. На неё приехали Олег Петров и Иван Сидоров.", "Иван Сидоров", "выставка ткачей"));
  EXPECT_TRUE(took_part("Олег Петров открыл форум городов Поволжья, в нём участвуют Самара и Казань.", "Казань", "форум городов Поволжья"));
}

TEST(Events, AreMeantByTheWordForAnyOfThem) {
  EXPECT_TRUE(took_part("Закончилась выставка ткачей. В мероприятии участвовали Самара и Казань.", "Самара", "выставка ткачей"));
}

TEST(Events, TheirRelativeClauseMayHaveItsSubjectAtTheEnd) {
  EXPECT_TRUE(has(facts("Закончился форум городов, который с 2015 года проводят Союз мэров России и фонд «Заря»."), Fact{"фонд «Заря»", "organized", "форум городов", "asserted", ""}));
  EXPECT_TRUE(has(facts("Олег Петров был на форуме городов, который уже третий год проводит фонд «Заря»."), Fact{"фонд «Заря»", "organized", "форум городов", "asserted", ""}));
}

TEST(Participants, AreCountedFirstAndNamedThen) {
  EXPECT_TRUE(took_part("В форуме городов приняли участие около трёхсот гостей, депутат Олег Петров, ректор Иван Сидоров.", "Олег Петров", "форум городов"));
  EXPECT_TRUE(took_part("В форуме городов участвовали 45 предприятий, среди которых «Заря» и «Лотос».", "Лотос", "форум городов"));
}

TEST(Participants, AreAllPlacesWhoseHeadsCame) {
  const auto all = facts("В форуме городов участвовали главы Самары, Казани, Омска и Читы.", "participated-in");
  EXPECT_EQ(all.size(), 4u);
}

TEST(Participants, DidSomethingAtTheEventWhateverTheyPlannedThere) {
  EXPECT_TRUE(took_part("На форуме городов мэр Самары Олег Петров предложил Казани новый маршрут.", "Олег Петров", "форум городов"));
  EXPECT_TRUE(took_part("На форуме городов «Юг» технопарк «Заря» и завод «Маяк» подписали договор.", "завод «Маяк»", "форум городов «Юг»"));
  EXPECT_TRUE(has(facts("На заседании правления отсутствовал Олег Петров."), Fact{"Олег Петров", "participated-in", "заседание правления", "denied", ""}));
}

TEST(Participants, AreNotThoseOfTheClauseBeforeTheColon) {
  EXPECT_TRUE(facts("Завод возглавил Олег Петров: так решили 21 мая на заседании в Москве.", "participated-in").empty());
}

TEST(Participants, AreNotThoseWhomAnEarlierSentenceListsWithThem) {
  const auto all = facts("Губернатор Пермского края Олег Петров и ректор Самарского университета Иван Сидоров подписали договор. "
                         "Об этом ректор рассказал на форуме городов.", "participated-in");
  EXPECT_TRUE(std::none_of(all.begin(), all.end(), [](const Fact& f) { return f.subject == "Олег Петров"; }));
}

TEST(Visitors, AreTheLeadersOfADelegation) {
  const auto met = [](const char* text, const char* who, const char* whom) { return has(facts(text), Fact{who, "met-with", whom, "asserted", ""}) || has(facts(text), Fact{whom, "met-with", who, "asserted", ""}); };
  EXPECT_TRUE(met("В мае технопарк «Заря» посетила делегация Омска во главе с мэром Олегом Петровым.", "Олег Петров", "технопарк «Заря»"));
  EXPECT_TRUE(met("В мае технопарк «Заря» посетила делегация Омска, которую возглавлял мэр Олег Петров.", "Олег Петров", "технопарк «Заря»"));
  EXPECT_FALSE(met("Делегация Омска во главе с мэром Олегом Петровым провела переговоры.", "Олег Петров", "Омск"));
}

TEST(Visitors, AreTheGuestsOfTheNextSentence) {
  const auto all = facts("Технопарк «Заря» посетила делегация Омска во главе с мэром Олегом Петровым. Гостей встретил директор Иван Сидоров.", "met-with");
  EXPECT_TRUE(has(all, Fact{"Олег Петров", "met-with", "Иван Сидоров", "asserted", ""}));
  EXPECT_TRUE(std::none_of(all.begin(), all.end(), [](const Fact& f) { return f.subject == "Омск" && f.object == "Иван Сидоров"; }));
  EXPECT_TRUE(facts("В Самаре открылся цирк. Гостей встретил директор Иван Сидоров.", "met-with").empty());
}

TEST(Visitors, AreTheListBehindAPluralVerb) {
  EXPECT_TRUE(has(facts("В мае технопарк «Заря» посетили мэр Омска Олег Петров и ректор Омского университета Иван Сидоров."), Fact{"Иван Сидоров", "met-with", "технопарк «Заря»", "asserted", ""}));
}

TEST(Participants, SendDelegationsToTheEventToldBefore) {
  const auto all = facts("Гостей завтра ждут на форуме городов. Делегации везут Самара и Омск.", "participated-in");
  EXPECT_TRUE(has(all, Fact{"Самара", "participated-in", "форум городов", "planned", ""}));
}

TEST(Participants, ShowedWhatTheEventStandsBehind) {
  EXPECT_TRUE(took_part("Фонд «Заря» показал проект «Мост» на форуме городов «Юг».", "фонд «Заря»", "форум городов «Юг»") || took_part("Фонд «Заря» показал проект «Мост» на форуме городов «Юг».", "Фонд «Заря»", "форум городов «Юг»"));
}

TEST(Visits, WithAHostToldAreNoMeetingWithHisTown) {
  const auto all = Bench::get().facts("В рамках поездки в Омск мэр Самары Олег Петров посетил технопарк «Заря».", "met-with", {.learned = false});
  EXPECT_TRUE(std::none_of(all.begin(), all.end(), [](const Fact& f) { return f.subject == "Омск" || f.object == "Омск"; }));
}

TEST(Organizers, OfARelativeClauseMayBeTheMainSubject) {
  EXPECT_TRUE(has(facts("Фонд «Заря» объявил итоги конкурса садов, который организовал впервые."), Fact{"Фонд «Заря»", "organized", "конкурс садов", "asserted", ""}));
  const auto other = facts("Помощник Олега Петрова, который посетил Белград, промолчал.", "met-with");
  EXPECT_TRUE(other.empty());
}

TEST(Chairs, AreListedWithTheirPostsBehindADash) {
  const auto all = Bench::get().facts("На заседании совета «Юг» председательствовали двое — Олег Петров, губернатор Самарской области, и ректор Омского университета Иван Сидоров.",
                                      "chaired", {.learned = false});
  EXPECT_EQ(all.size(), 2u);
}

}  // namespace
}  // namespace citypact
