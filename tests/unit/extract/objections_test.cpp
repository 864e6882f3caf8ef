// What a sentence, its grammar or the gazetteer speaks against: what readers of random news marked as wrong.
#include <gtest/gtest.h>

#include "bench.hpp"

namespace citypact {
namespace {

using test::Bench;
using test::Fact;
using test::facts;
using test::has;

TEST(Locations, AreNotWhereAMovementActs) {
  for (const Fact& fact : facts("Полиция сообщила об акции движения «Заря» в Казани.", "located-in")) EXPECT_EQ(fact.subject.find("Заря»"), std::string::npos);
  for (const Fact& fact : facts("С полигона министерства обороны в Самарской области запустили шар.", "located-in")) EXPECT_NE(fact.subject, "министерство обороны");
}

TEST(Locations, OfARegionAreInNoStateThatTheGazetteerKnowsItOutside) {
  for (const Fact& fact : facts("Дроны видели над Самарской областью. С начала операции на Украине о них сообщали часто.", "located-in")) EXPECT_NE(fact.object, "Украина");
}

TEST(Locations, ToldByAnAdjectiveBeforeAVillageAreInTheRegion) {
  EXPECT_TRUE(has(facts("Пожар потушили в саратовском селе Берёзовка.", "located-in"), Fact{"Берёзовка", "located-in", "Саратовская область", "asserted", ""}));
}

TEST(Streets, NamedAfterSomebodyAreNoTowns) {
  for (const Fact& fact : facts("Трубу прорвало на улице Калинина в Самаре.", "located-in")) EXPECT_NE(fact.subject, "Калинин");
}

TEST(Founders, FoundNoneOfTheBodiesOfAPrepositionalPhrase) {
  EXPECT_EQ(facts("Самара вскоре после спора между Казанью и «Зарёй» создала рабочую группу.", "founded"), std::vector<Fact>{});
}

TEST(Subjects, AreNotNamedWithinThePhraseOfAnother) {
  EXPECT_EQ(facts("Поединок Петрова и американца Джона Смита должен был возглавить турнир.", "heads"), std::vector<Fact>{});
}

TEST(Holders, WhomTheGazetteerKnowsInAnotherStateLeadNoneThatIsOnlyNear) {
  for (const Fact& fact : facts("Украина ждёт ответа. Президент Владимир Путин говорил, что Украина получит ответ. Украина готова.", "heads")) EXPECT_NE(fact.object, "Украина");
}

TEST(Holders, OfAPostInAStateAreOfNeitherOfTwoThatTheTextNames) {
  EXPECT_EQ(Bench::get().facts("Двое граждан Таиланда пострадали в Израиле, сообщил премьер-министр страны Олег Петров. В Израиле их лечат.", "heads", {.learned = false}), std::vector<Fact>{});
}

TEST(Statuses, OfWhatCameBeforeAreNotThoseOfWhatBecamePossible) {
  EXPECT_TRUE(has(facts("Обмен стал возможен после того, как Самарский союз спорта приняли в Азиатский союз спорта.", "member-of"),
                  Fact{"Самарский союз спорта", "member-of", "Азиатский союз спорта", "asserted", ""}));
}

TEST(Posts, NamedByMistakeAreHeldByNobody) {
  EXPECT_EQ(facts("Ведущий по ошибке назвал Олега Петрова мэром Самары.", "heads"), std::vector<Fact>{});
}

TEST(Ties, ThatWorsenAreNoCooperation) {
  EXPECT_EQ(facts("Отношения между Самарой и Омском резко ухудшились.", "cooperates-with"), std::vector<Fact>{});
}

TEST(Events, ThatFollowAreNotTheOneThatWasToldBefore) {
  for (const Fact& fact : facts("«Заря» обыграла «Маяк» в домашнем матче чемпионата Самары. В следующем матче «Заря» сыграет дома.", "participated-in"))
    EXPECT_TRUE(fact.status != "planned" || fact.object.find("домашний") == std::string::npos);
}

TEST(Surnames, AreNoTownsWhereTheTextHasNamedTheirBearer) {
  EXPECT_TRUE(has(facts("Министр Ллойд Остин дал интервью. Олег Петров провёл переговоры с Остином.", "met-with"), Fact{"Ллойд Остин", "met-with", "Олег Петров", "asserted", ""}));
}

TEST(Bodies, OfTheStateAreNotMeantByTheNamesInQuotes) {
  EXPECT_EQ(Bench::get().facts("Газета «Заря» сообщила о проверке. Об этом рассказал представитель ведомства Олег Петров.", "works-for", {.learned = false}), std::vector<Fact>{});
}

TEST(Locations, OfThingsAreNotWhereTheyWereMade) {
  EXPECT_EQ(facts("Немецкие танки Leopard привезли на парад.", "located-in"), std::vector<Fact>{});
  EXPECT_EQ(facts("Российская станция «Заря-25» разбилась.", "located-in"), std::vector<Fact>{});
  EXPECT_TRUE(has(facts("Немецкая компания Bauwerk купила завод.", "located-in"), Fact{"компания Bauwerk", "located-in", "Германия", "asserted", ""}));
}

TEST(Locations, OfShopsAreNotTheirOwners) {
  EXPECT_TRUE(Bench::get().facts("В российских магазинах Romashka началась распродажа.", "located-in", {.learned = false}).empty());
  EXPECT_EQ(facts("Российские компании Romashka и Zarya вышли на биржу.", "located-in").size(), 2u);
}

TEST(Locations, OfAStoreAreNotItsOwners) {
  for (const Fact& fact : facts("Пожар на складе Parcelman в Самаре потушили.", "located-in")) EXPECT_NE(fact.subject, "Parcelman");
}

TEST(Commands, AreNotWhatTheCommanderDoes) {
  EXPECT_EQ(facts("Самара потребовала созвать форум городов.", "organized"), std::vector<Fact>{});
  for (const Fact& fact : facts("Самара запретила гостям участвовать в форуме городов.", "participated-in")) EXPECT_NE(fact.subject, "Самара");
}

TEST(Rockets, AreNoProgrammes) {
  EXPECT_EQ(facts("Самара впервые запустила ракету «Заря-18».", "initiated"), std::vector<Fact>{});
}

TEST(Actors, DoNotWorkForTheSeriesThatTheyPlayIn) {
  EXPECT_EQ(facts("Олег Петров играл в сериалах, таких как «Заря», «Маяк» и «Ветер».", "works-for"), std::vector<Fact>{});
}

TEST(Locations, LeadNowhereFromAVisit) {
  EXPECT_TRUE(facts("Визит делегации в Казань отложен.", "located-in").empty());
  EXPECT_TRUE(facts("Олег Петров прибыл с рабочим визитом в Казани.", "located-in").empty());
}

TEST(Locations, OfABracketAreOfBothPlacesBeforeItWhereTheGazetteerKnowsIt) {
  const auto all = facts("Среди побратимов числятся Лион и Бордо (Франция).", "located-in");
  EXPECT_TRUE(has(all, Fact{"Лион", "located-in", "Франция", "asserted", ""}));
  EXPECT_TRUE(has(all, Fact{"Бордо", "located-in", "Франция", "asserted", ""}));
  EXPECT_FALSE(has(facts("Договор подпишут Казань и Бордо (Франция).", "located-in"), Fact{"Казань", "located-in", "Франция", "asserted", ""}));
}

TEST(Locations, OfAMeetingWhereSomethingWasProposedAreNoPlan) {
  EXPECT_TRUE(has(facts("На саммите «Центр» в Ташкенте Олег Петров предложил открыть фонд."), Fact{"саммит «Центр»", "located-in", "Ташкент", "asserted", ""}));
}

TEST(Locations, OfWhoBelongsToABodyAreNotTheBodys) {
  EXPECT_TRUE(facts("Делегация завода «Маяк» находится в Самаре.", "located-in").empty());
  EXPECT_TRUE(facts("Клиенты банка «Заря» из Самары жалуются на сбой.", "located-in").empty());
  EXPECT_TRUE(facts("В Самаре прошла акция против закрытия завода.", "located-in").empty());
  EXPECT_TRUE(has(facts("Компания «Ромашка» из Самары построит склад.", "located-in"), Fact{"Компания «Ромашка»", "located-in", "Самара", "asserted", ""}));
}

TEST(Locations, AreNotWhereAnAircraftComesFrom) {
  for (const Fact& fact : facts("Самолёт «Зари» из Самары сел в Омске.", "located-in")) EXPECT_NE(fact.object, "Самара");
}

TEST(Locations, OfADistrictHoldNeitherEndOfARoadInIt) {
  EXPECT_TRUE(facts("На трассе между Самарой и Тольятти в Волжском районе столкнулись автобусы.", "located-in").empty());
}

TEST(Locations, AreNotToldByAKitchenOrAMachinesMaker) {
  EXPECT_TRUE(facts("На улице открылся китайский ресторан «Тан».", "located-in").empty());
  EXPECT_TRUE(facts("Полк получил восемь немецких Bauwerk.", "located-in").empty());
}

TEST(Participles, ThatOpenASentenceAreNoTowns) {
  EXPECT_TRUE(facts("Севший в Самарской области дрон улетел.", "located-in").empty());
  EXPECT_TRUE(facts("Хутор в Самарской области попал под обстрел.", "located-in").empty());
  EXPECT_FALSE(facts("Сызрань в Самарской области попала под обстрел.", "located-in").empty());
}

TEST(Owners, AreNotWhomABodysMemberIsNamed) {
  EXPECT_TRUE(facts("Суд оштрафовал фигуранта дела «Зари» Ивана Петрова. «Заря» молчит.", "owns").empty());
  EXPECT_FALSE(facts("Компания «Заря» Ивана Петрова построит склад.", "owns").empty());
}

TEST(Locations, OfABranchAreNotItsBodys) {
  EXPECT_TRUE(facts("Студенты филиала Самарского университета в Сарове бастуют.", "located-in").empty());
}

TEST(Agreements, OfTheSubjectAreNotOfTheStateThatTheTextIsAbout) {
  for (const Fact& fact : facts("Сирия ждёт мира. О Сирии говорили и вчера. Евросоюз решил приостановить действие соглашения с Израилем о торговле.")) EXPECT_NE(fact.subject, "Сирия");
}

TEST(Holders, WhomTheGazetteerKnowsElsewhereLeadNoStateThatANounMeans) {
  for (const Fact& fact : facts("Украина ждёт. Глава государства Владимир Путин называл Запад противником.", "heads")) EXPECT_NE(fact.object, "Украина");
}

TEST(Locations, OfASuburbAreNotTheTownItLiesBefore) {
  EXPECT_EQ(facts("В парижском пригороде Шантенер вспыхнул пожар.", "located-in"), std::vector<Fact>{});
  EXPECT_EQ(facts("Писатель родился в предместье Парижа Шантенер-сюр-Лак.", "located-in"), std::vector<Fact>{});
  EXPECT_TRUE(has(facts("Взрыв произошёл в пригороде румынского Бухареста.", "located-in"), Fact{"Бухарест", "located-in", "Румыния", "asserted", ""}));
}

TEST(Locations, JoinedByAConjunctionDoNotHoldEachOther) {
  EXPECT_EQ(facts("Пожары начались за посёлком Глинищи и в Ольховском муниципальном округе.", "located-in"), std::vector<Fact>{});
  for (const Fact& fact : facts("Удары нанесены в районе населённых пунктов Глинищи, Ольховая Балка и Приозёрное.", "located-in")) EXPECT_NE(fact.object, "Ольховая Балка");
}

TEST(Locations, OfOnePlaceAreNotThoseOfTheNextInTheList) {
  const auto all = facts("Ущерб нанесён 20 домам в городе Рыльске, 30 домам — в селе Глинищи в Ольховском районе, и ещё десяти домам — в городе Дмитриеве.", "located-in");
  EXPECT_TRUE(has(all, Fact{"Глинищи", "located-in", "Ольховский район", "asserted", ""}));
  EXPECT_EQ(all.size(), 1u);
  for (const Fact& fact : facts("Машина ехала из посёлка Ясные Поляны в посёлок Глинищи Ольховского района.", "located-in")) EXPECT_NE(fact.subject, "Ясные Поляны");
}

TEST(Locations, AreNotWhereATravellerComesFrom) {
  EXPECT_EQ(facts("Школьник приехал в лагерь «Солнышко» из города Глинска.", "located-in"), std::vector<Fact>{});
}

TEST(Locations, AreNotWhatTheNextClauseTells) {
  for (const Fact& fact : facts("Взрывы раздались в Одессе и Глинске, в Винницкой области сработала ПВО.", "located-in")) EXPECT_NE(fact.object, "Винницкая область");
}

TEST(Posts, OfARepublicAreOfNoRegionThatIsCalledOtherwise) {
  EXPECT_EQ(facts("Фонды Самары собрали деньги для жителей сектора Газа. Глава республики Олег Петров поблагодарил их.", "heads"), std::vector<Fact>{});
}

TEST(Posts, InACityAreInNoUniversityThatTheSentenceNames) {
  EXPECT_EQ(facts("В переходе, ведущем к станции «Университет Прогресса», завершили отделку, рассказал заммэра столицы по вопросам градостроительной политики и строительства Олег Петров.", "works-for"),
            std::vector<Fact>{});
}

TEST(Posts, ThatOnlyStatesHaveLeadNoAgency) {
  EXPECT_EQ(facts("Роспотребнадзор поддержал эту идею. Премьер-министр Олег Петров заявил, что такое предложение рассмотрят.", "heads"), std::vector<Fact>{});
}

TEST(Speakers, SpeakForTheStateThatTheirWordsAreAbout) {
  EXPECT_EQ(facts("Ереван считает Россию дружественной страной, заявил премьер-министр Арам Саркисов, отвечая на вопросы граждан.", "heads"), std::vector<Fact>{});
  const auto all = facts("США выделили Украине пакет помощи на $150 млн, заявил госсекретарь Джон Смит.", "works-for");
  EXPECT_TRUE(has(all, Fact{"Джон Смит", "works-for", "США", "asserted", "госсекретарь"}));
  EXPECT_EQ(all.size(), 1u);
}

TEST(Visits, ToAPlantMeetNoTown) {
  EXPECT_EQ(facts("Гендиректор Илья Марков посетил завод в Грюнхайде, где поблагодарил сотрудников за работу.", "met-with"), std::vector<Fact>{});
  EXPECT_EQ(facts("Министр обороны Ян Ковальский находится в Познани, где примет участие в передаче земель.", "met-with"), std::vector<Fact>{});
}

TEST(Supplies, AreNoPapersAndNoPeople) {
  for (const char* text : {"Москва передала Киеву 40 военнослужащих.", "Россия передала Турции ноту через посольство, сообщил МИД.", "США передали России свои предложения по вопросам безопасности.",
                           "Киев передал Москве пятерых тяжелораненых пленных."})
    EXPECT_EQ(facts(text, "supplies"), std::vector<Fact>{}) << text;
  EXPECT_EQ(facts("США передали Украине десять танков.", "supplies").size(), 1u);
}

TEST(Roles, OfAnOfficeAreNoneInAParty) {
  EXPECT_TRUE(has(facts("Олег Петров («Единая Россия») занимает пост мэра с мая 2010 года."), Fact{"Олег Петров", "member-of", "Единая Россия", "asserted", ""}));
  EXPECT_TRUE(has(facts("Об этом сообщает генеральный инспектор полиции в Facebook (соцсеть принадлежит Meta)."), Fact{"Meta", "owns", "Facebook", "asserted", ""}));
}

}  // namespace
}  // namespace citypact
