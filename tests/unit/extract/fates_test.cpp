// What becomes of agreements, ties, plans and posts, told in the same clause, a later one or the next sentence.
#include <gtest/gtest.h>

#include <algorithm>

#include "bench.hpp"

namespace citypact {
namespace {

using test::facts;

std::string only(const std::vector<test::Fact>& found) { return found.size() == 1 ? found[0].status : std::to_string(found.size()); }
/// Status of the only relation of this type that comes out, or how many there are.
std::string status(const char* text, const char* relation) { return only(facts(text, relation)); }
/// The same of what the rules alone say.
std::string claimed_status(const char* text, const char* relation) { return only(test::claimed(text, relation)); }

TEST(Fates, ToldInTheNextSentenceEndTheAgreement) {
  EXPECT_EQ(status("Самара и Минск заключили договор о дружбе. Он истёк в мае.", "signed-with"), "ended");
  EXPECT_EQ(status("Самара подписала с Минском соглашение о дружбе; срок его действия истёк.", "signed-with"), "ended");
  EXPECT_EQ(status("Самара и Минск заключили договор о дружбе. Через год документ был расторгнут.", "signed-with"), "ended");
  EXPECT_EQ(status("Самара и Минск заключили соглашение о дружбе. Оно действовало до 2018 года.", "signed-with"), "ended");
}

TEST(Fates, OfAnotherAgreementLeaveThisOneAlone) {
  EXPECT_EQ(status("Самара и Минск заключили договор о дружбе. Прежний договор истёк в мае.", "signed-with"), "asserted");
  EXPECT_EQ(status("Самара и Минск заключили договор о дружбе. Соглашение с Омском расторгнуто.", "signed-with"), "asserted");
  EXPECT_EQ(status("Самара и Минск заключили договор о дружбе. Она истекла в мае.", "signed-with"), "asserted");
}

TEST(Fates, OfWhatWasRenewedAreOver) {
  EXPECT_EQ(status("Самара и Минск заключили соглашение о дружбе. Оно действовало с 2018 года.", "signed-with"), "asserted");
  EXPECT_EQ(status("Самара и Минск возобновили соглашение, приостановленное в мае.", "signed-with"), "asserted");
}

TEST(Fates, OfWhatIsStillToBeSignedArePlanned) {
  EXPECT_EQ(status("Есть договор между Самарой и Минском. Его подписание намечено на осень.", "signed-with"), "planned");
  EXPECT_EQ(status("Самара и Минск подписали договор. Подписание другого намечено на осень.", "signed-with"), "asserted");
}

TEST(Plans, ThatWereDroppedAreDenied) {
  EXPECT_EQ(status("Компания «Ромашка» собиралась купить завод «Маяк», но передумала.", "acquired"), "denied");
  EXPECT_EQ(status("Компания «Ромашка» собиралась купить завод «Маяк», однако его хозяева не согласились.", "acquired"), "denied");
  EXPECT_EQ(status("Компания «Ромашка», которая должна была купить завод «Маяк», летом отказалась.", "acquired"), "denied");
  EXPECT_EQ(status("Фонд «Заря» обещал вложить в завод «Маяк» миллион рублей и не вложил ни рубля.", "invested-in"), "denied");
  EXPECT_EQ(claimed_status("Компания «Ромашка» собиралась купить завод «Маяк», но срока не назвала.", "acquired"), "planned");
  EXPECT_EQ(claimed_status("Компания «Ромашка» собиралась купить завод «Маяк» и нашла деньги.", "acquired"), "planned");
}

TEST(States, ThatAreNoLongerSoHaveEnded) {
  EXPECT_EQ(status("Олег Петров больше не владеет заводом «Маяк».", "owns"), "ended");
  EXPECT_EQ(status("Олег Петров не владеет заводом «Маяк».", "owns"), "denied");
  EXPECT_EQ(status("Олег Петров продолжит владеть заводом «Маяк».", "owns"), "asserted");
}

TEST(Deals, ToldInThePresentArePlanned) {
  EXPECT_EQ(status("Компания «Ромашка» покупает завод «Маяк».", "acquired"), "planned");
  EXPECT_EQ(status("В 2019 году компания «Ромашка» покупает завод «Маяк».", "acquired"), "asserted");
  EXPECT_EQ(status("Компания «Ромашка» купила завод «Маяк».", "acquired"), "asserted");
}

TEST(Posts, WhoseTermIsOverHaveEnded) {
  EXPECT_EQ(status("В зале сидел Олег Петров, мэр Самары в 2006–2011 годах.", "heads"), "ended");
  EXPECT_EQ(status("Приехал Олег Петров, мэр Самары до 2016 года.", "heads"), "ended");
  EXPECT_EQ(status("Приехал Олег Петров, мэр Самары с 2016 года.", "heads"), "asserted");
}

TEST(Fates, AgreementsInWorkAreNotSignedYet) {
  EXPECT_EQ(status("Соглашение между Самарой и Минском подготовлено.", "signed-with"), "planned");
  EXPECT_EQ(status("Планируется подписать два соглашения, в частности между Самарой и Минском.", "signed-with"), "planned");
  EXPECT_EQ(status("Соглашение между Самарой и Минском подписано.", "signed-with"), "asserted");
}

TEST(Fates, WhatIsNotProlongedHasEnded) {
  EXPECT_EQ(status("Самара и Минск не стали продлевать соглашение о дружбе.", "signed-with"), "ended");
  EXPECT_EQ(status("Самара и Минск не стали подписывать соглашение о дружбе.", "signed-with"), "denied");
}

TEST(Fates, HostsOfWhatIsStillToTakePlaceArePlanned) {
  const auto holds = [](const std::string& event, const char* host) {
    const auto found = facts((event + host).c_str(), "organized");
    return std::any_of(found.begin(), found.end(), [](const auto& fact) { return fact.status == "asserted"; });
  };
  EXPECT_FALSE(holds("Форум «Север» пройдёт в мае. ", "Организатор форума «Север» — Агентство развития Севера."));
  EXPECT_TRUE(holds("Форум «Север» прошёл в мае. ", "Организатор форума «Север» — Агентство развития Севера."));
  EXPECT_TRUE(holds("Форум «Север» завершится в мае. ", "Организатор форума «Север» — Агентство развития Севера."));
  EXPECT_TRUE(holds("Форум «Север» пройдёт в мае. ", "В 2020 году форум «Север» организовало Агентство развития Севера."));
}

TEST(Fates, HostsArePlannedOfWhatTheyOrOthersAreStillToHold) {
  const auto organizers = [](const char* text) {
    std::string all;
    for (const auto& fact : facts(text, "organized")) all += fact.subject + ' ' + fact.status + ' ';
    return all;
  };
  EXPECT_NE(organizers("Казань примет форум городов. Организатор форума — фонд «Искра».").find("фонд «Искра» planned"), std::string::npos);
  EXPECT_NE(organizers("Казань приняла форум городов. Организатор форума — фонд «Искра».").find("фонд «Искра» asserted"), std::string::npos);
}

TEST(Places, OfEventsAreNotPlannedByWhoGoesThere) {
  EXPECT_EQ(status("Иван Петров поедет на форум «Север» в Казань.", "located-in"), "asserted");
  EXPECT_EQ(status("Форум «Север» в Казани даст ответ.", "located-in"), "asserted");
  EXPECT_EQ(status("Форум «Север» пройдёт в Казани.", "located-in"), "planned");
}

TEST(Agendas, ListWhatIsStillToBeDone) {
  EXPECT_EQ(status("12:00. Встреча Ивана Петрова с мэром Казани Олегом Сидоровым.", "met-with"), "planned");
  EXPECT_EQ(status("22 мая, 12:00. Встреча Ивана Петрова с мэром Казани Олегом Сидоровым.", "met-with"), "planned");
  EXPECT_EQ(status("12:00. Мэр Казани Олег Сидоров встретился с Иваном Петровым.", "met-with"), "asserted");
  EXPECT_EQ(status("В программе — встреча Ивана Петрова с мэром Казани Олегом Сидоровым.", "met-with"), "planned");
  EXPECT_EQ(status("В программе — встреча Ивана Петрова с мэром Казани Олегом Сидоровым.", "heads"), "asserted");
}

TEST(Plans, ThatTheNextSentenceSaysFailedAreDenied) {
  EXPECT_EQ(status("Компания «Ромашка» собиралась купить завод «Маяк». Сделка не состоялась.", "acquired"), "denied");
  EXPECT_EQ(claimed_status("Компания «Ромашка» собиралась купить завод «Маяк». Сделку отложили.", "acquired"), "planned");
  EXPECT_EQ(status("Договор между Казанью и Омском решено не заключать.", "signed-with"), "denied");
  EXPECT_EQ(status("Договор между Казанью и Омском сняли с повестки.", "signed-with"), "denied");
}

TEST(Posts, EndWithAClauseOfTheirOwnOrAResignation) {
  EXPECT_EQ(status("Директор завода «Маяк» Иван Петров, уволенный в мае, живёт в Казани.", "heads"), "ended");
  EXPECT_EQ(status("После отставки директора завода «Маяк» Ивана Петрова завод закрыли.", "heads"), "ended");
  EXPECT_EQ(status("Рабочие требуют отставки директора завода «Маяк» Ивана Петрова.", "heads"), "asserted");
  EXPECT_EQ(status("Умер основатель завода «Маяк» Иван Петров.", "founded"), "asserted");
}

TEST(Fates, ToldBehindARelativeClauseAreTheNouns) {
  EXPECT_EQ(status("Договор, который Казань и Омск подписали весной, утратил силу.", "signed-with"), "ended");
  EXPECT_EQ(status("Договор между Казанью и Омском признан утратившим силу.", "signed-with"), "ended");
  EXPECT_EQ(status("Побратимство Казани с Омском, о котором объявляли год назад, так и не оформлено.", "twinned-with"), "denied");
}

TEST(States, OfServiceEndWithTheirImperfectivePast) {
  EXPECT_EQ(status("Завод «Маяк» поставлял сталь компании «Ромашка».", "supplies"), "ended");
  EXPECT_EQ(status("Завод «Маяк» поставил сталь компании «Ромашка».", "supplies"), "asserted");
}

}  // namespace
}  // namespace citypact
