// What a careful reader sees in a sentence, and what he does not.
#include <gtest/gtest.h>

#include "bench.hpp"

namespace citypact {
namespace {

using test::Bench;
using test::Fact;
using test::facts;
using test::has;

TEST(Posts, BelongToTheNameThatFollowsThem) {
  EXPECT_TRUE(has(facts("Мэр Самары Олег Петров приехал на открытие."), Fact{"Олег Петров", "heads", "Самара", "asserted", "мэр"}));
}

TEST(Posts, BelongToTheNameBeforeAComma) {
  EXPECT_TRUE(has(facts("Об этом рассказал Олег Петров, мэр Самары."), Fact{"Олег Петров", "heads", "Самара", "asserted", "мэр"}));
}

TEST(Posts, OfDeputiesAreWorkNotLeadership) {
  EXPECT_TRUE(has(facts("Заместитель мэра Самары Олег Петров открыл парк."), Fact{"Олег Петров", "works-for", "Самара", "asserted", "заместитель мэра"}));
  EXPECT_TRUE(has(facts("Заместитель директора фонда «Заря» Олег Петров открыл парк."), Fact{"Олег Петров", "works-for", "фонд «Заря»", "asserted", "заместитель директора"}));
  EXPECT_TRUE(has(facts("Директор по развитию фонда «Заря» Олег Петров открыл парк."), Fact{"Олег Петров", "works-for", "фонд «Заря»", "asserted", "директор по развитию"}));
}

TEST(Posts, OfThePastAreEnded) {
  EXPECT_TRUE(has(facts("Бывший мэр Самары Олег Петров открыл парк."), Fact{"Олег Петров", "heads", "Самара", "ended", "мэр"}));
  EXPECT_TRUE(has(facts("Экс-мэр Самары Олег Петров открыл парк."), Fact{"Олег Петров", "heads", "Самара", "ended", "мэр"}));
}

TEST(Mentions, NumberTellsOneSchoolOrHospitalFromAnotherButNamesNoBuilding) {
  EXPECT_TRUE(has(facts("Директор школы № 7 Олег Петров открыл парк."), Fact{"Олег Петров", "heads", "школа № 7", "asserted", "директор"}));
  EXPECT_TRUE(has(facts("Заведующая детским садом № 12 Анна Котова открыла парк."), Fact{"Анна Котова", "heads", "детский сад № 12", "asserted", "заведующая"}));
  const auto e = test::Bench::get().extract("Олег Петров работает в доме № 3 в Самаре.");
  for (const Mention& m : e.mentions) EXPECT_NE(m.type, "Organization") << m.name;
}

TEST(Deals, WithWhatACompanyOwnsLeaveTheCompanyAlone) {
  EXPECT_EQ(facts("Фонд «Заря» купил российский бизнес компании «Ромашка».", "acquired"),
            (std::vector<Fact>{{"Фонд «Заря»", "acquired", "российский бизнес", "asserted", ""}}));
  EXPECT_EQ(facts("Фонд «Заря» купил российский бизнес компании «Ромашка».", "sold"),
            (std::vector<Fact>{{"компания «Ромашка»", "sold", "российский бизнес", "asserted", ""}}));
}

TEST(Posts, OfOneKindArePairedWithTheBodiesNamedBefore) {
  EXPECT_EQ(facts("Договор Омского университета и Томского университета подписали ректоры Олег Петров и Иван Сидоров.", "heads"),
            (std::vector<Fact>{{"Олег Петров", "heads", "Омский университет", "asserted", "ректор"},
                               {"Иван Сидоров", "heads", "Томский университет", "asserted", "ректор"}}));
}

TEST(Clauses, GiveASecondSubjectToItsOwnVerb) {
  const char* text = "Самара и Минск продлили отпуск, Омск и Казань заключили соглашение о дружбе.";
  EXPECT_EQ(facts(text, "signed-with"), (std::vector<Fact>{{"Омск", "signed-with", "Казань", "asserted", ""}}));
}

TEST(Status, OfATieIsThatOfItsAgreement) {
  EXPECT_TRUE(has(facts("Самара и Минск заключили договор, расторгнутый через год."), Fact{"Самара", "signed-with", "Минск", "ended", ""}));
  EXPECT_TRUE(has(facts("Самара и Минск заключили договор, срок которого истёк."), Fact{"Самара", "signed-with", "Минск", "ended", ""}));
  EXPECT_TRUE(has(facts("Самара и Минск заключили договор, который действует три года."), Fact{"Самара", "signed-with", "Минск", "asserted", ""}));
}

TEST(Status, StandsInBracketsBehindANameOfAList) {
  const char* text = "У Самары три побратима, среди них Ереван (отношения заморожены), Минск и Омск.";
  EXPECT_TRUE(has(facts(text), Fact{"Самара", "twinned-with", "Ереван", "ended", ""}));
  EXPECT_TRUE(has(facts(text), Fact{"Самара", "twinned-with", "Минск", "asserted", ""}));
}

TEST(Status, OfAQuestionIsOpenUnlessItAsksForAPart) {
  EXPECT_TRUE(has(facts("Самара и Минск подписали договор?"), Fact{"Самара", "signed-with", "Минск", "possible", ""}));
  EXPECT_TRUE(has(facts("Почему Самара и Минск подписали договор?"), Fact{"Самара", "signed-with", "Минск", "asserted", ""}));
}

TEST(Agreements, AreAlsoPapersThatAWordBesideThemMakesOne) {
  EXPECT_TRUE(has(facts("Самара и Минск подписали дорожную карту."), Fact{"Самара", "party-to", "дорожная карта", "asserted", ""}));
  EXPECT_TRUE(facts("Самара и Минск подписали туристическую карту.", "party-to").empty());
}

TEST(Bodies, AreNamedByACommonNounAndItsGenitive) {
  EXPECT_EQ(facts("Наталья Петрова возглавила кафедру западных языков.", "heads"),
            (std::vector<Fact>{{"Наталья Петрова", "heads", "кафедра западных языков", "asserted", ""}}));
  EXPECT_EQ(facts("Заведующий кафедрой западных языков Иван Петров открыл парк.", "heads"),
            (std::vector<Fact>{{"Иван Петров", "heads", "кафедра западных языков", "asserted", "заведующий"}}));
  EXPECT_TRUE(facts("Наталья Петрова возглавила кафедру.", "heads").empty());
}

TEST(Posts, ADismissalEndsThePostOfWhomItConcerns) {
  EXPECT_TRUE(has(facts("Губернатор уволил мэра Самары Олега Петрова."), Fact{"Олег Петров", "heads", "Самара", "ended", "мэр"}));
  EXPECT_TRUE(has(facts("Мэр Самары Олег Петров освобождён от должности."), Fact{"Олег Петров", "heads", "Самара", "ended", "мэр"}));
  EXPECT_TRUE(has(facts("Мэр Самары Олег Петров ушёл в отставку."), Fact{"Олег Петров", "heads", "Самара", "ended", "мэр"}));
  EXPECT_TRUE(has(facts("Мэр Самары Олег Петров уволил водителя."), Fact{"Олег Петров", "heads", "Самара", "asserted", "мэр"}));
  EXPECT_TRUE(has(facts("Мэра Самары Олега Петрова освободили от налога."), Fact{"Олег Петров", "heads", "Самара", "asserted", "мэр"}));
  EXPECT_TRUE(has(facts("Совет не уволил мэра Самары Олега Петрова."), Fact{"Олег Петров", "heads", "Самара", "asserted", "мэр"}));
}

TEST(Posts, InListsStayWithTheirOwnNames) {
  EXPECT_EQ(facts("Встречу открыли мэр Самары Олег Петров и мэр Омска Иван Сидоров.", "heads"),
            (std::vector<Fact>{{"Олег Петров", "heads", "Самара", "asserted", "мэр"}, {"Иван Сидоров", "heads", "Омск", "asserted", "мэр"}}));
}

TEST(Posts, InThePluralArePairedInOrder) {
  EXPECT_EQ(facts("Соглашение готовили мэры Самары и Омска Олег Петров и Иван Сидоров.", "heads"),
            (std::vector<Fact>{{"Олег Петров", "heads", "Самара", "asserted", "мэр"}, {"Иван Сидоров", "heads", "Омск", "asserted", "мэр"}}));
}

TEST(Agreements, TieTheirPartiesInEveryVoice) {
  for (const char* text : {"Самара подписала с Омском договор о дружбе.", "Самара и Омск подписали договор о дружбе.",
                           "Договор о дружбе подписан между Самарой и Омском.", "Договор о дружбе был подписан Самарой и Омском."})
    EXPECT_EQ(facts(text, "signed-with"), (std::vector<Fact>{Fact{"Самара", "signed-with", "Омск", "asserted", ""}})) << text;
}

TEST(Agreements, ThatArePlannedDeniedOrEndedAreNotAsserted) {
  EXPECT_EQ(facts("Самара и Омск планируют подписать договор о дружбе.", "signed-with"), (std::vector<Fact>{Fact{"Самара", "signed-with", "Омск", "planned", ""}}));
  EXPECT_EQ(facts("Самара и Омск подпишут договор о дружбе.", "signed-with"), (std::vector<Fact>{Fact{"Самара", "signed-with", "Омск", "planned", ""}}));
  EXPECT_EQ(facts("Самара и Омск не подписали договор о дружбе.", "signed-with"), (std::vector<Fact>{Fact{"Самара", "signed-with", "Омск", "denied", ""}}));
  EXPECT_EQ(facts("Самара и Омск отказались подписать договор о дружбе.", "signed-with"), (std::vector<Fact>{Fact{"Самара", "signed-with", "Омск", "denied", ""}}));
  EXPECT_EQ(facts("Самара и Омск могут подписать договор о дружбе.", "signed-with"), (std::vector<Fact>{Fact{"Самара", "signed-with", "Омск", "possible", ""}}));
  EXPECT_EQ(facts("Самара расторгла договор о дружбе с Омском.", "signed-with"), (std::vector<Fact>{Fact{"Самара", "signed-with", "Омск", "ended", ""}}));
}

TEST(Agreements, OfManyPartiesHavePartiesOnly) {
  const char* text = "Самара, Омск, Казань и Тверь подписали договор о дружбе.";
  EXPECT_TRUE(facts(text, "signed-with").empty());
  EXPECT_EQ(facts(text, "party-to").size(), 4u);
}

TEST(Agreements, AreNotInventedFromAMereMention) {
  EXPECT_TRUE(facts("Самара обсудила договор, а Омск открыл выставку.", "signed-with").empty());
  EXPECT_TRUE(facts("Регионы подписывают соглашения.", "").empty());
}

TEST(Purchases, HaveABuyerAnAssetAndASeller) {
  EXPECT_EQ(facts("Олег Петров купил у Ивана Сидорова компанию «Ромашка».", "acquired").size(), 1u);
  EXPECT_EQ(facts("Компания «Ромашка» была куплена Олегом Петровым у Ивана Сидорова.", "sold").size(), 1u);
}

TEST(Purchases, KeepTheSumAndTheShare) {
  const auto got = Bench::get().extract("Олег Петров купил 51% акций компании «Ромашка» за 1,2 млрд рублей.");
  ASSERT_EQ(got.relations.size(), 1u);
  EXPECT_EQ(got.relations[0].qualifiers.share, "51%");
  EXPECT_EQ(got.relations[0].qualifiers.amount, "1,2 млрд рублей");
}

TEST(Purchases, TellBuyerFromAssetByTheGenderOfTheVerb) {
  EXPECT_EQ(facts("Издательство «Маяк» купил концерн «Луч».", "acquired"), (std::vector<Fact>{{"концерн «Луч»", "acquired", "Издательство «Маяк»", "asserted", ""}}));
  EXPECT_EQ(facts("Холдинг «Луч» приобрёл у Самарской области комбинат «Маяк».", "acquired"),
            (std::vector<Fact>{{"Холдинг «Луч»", "acquired", "комбинат «Маяк»", "asserted", ""}}));
}

TEST(Deliveries, GoToAForeignNameBehindTheGoods) {
  EXPECT_TRUE(has(facts("Самарский завод поставляет насосы Nordic Metals."), Fact{"Самарский завод", "supplies", "Nordic Metals", "asserted", ""}));
  EXPECT_TRUE(facts("Самарский завод продаёт акции Nordic Metals.", "acquired").empty());
}

TEST(Purchases, AreOfWhatTheVerbTakesAndNothingElse) {
  EXPECT_TRUE(facts("Сеть «Ромашка» приобрела у компании «Луч» права на бренд.", "sold").empty());
  EXPECT_TRUE(test::claimed("Воры похитили спирт со складов МВД, продали его Ивану Петрову.", "acquired").empty());
}

TEST(Names, ThatCanOnlyBeDativesAreRecipients) {
  EXPECT_EQ(facts("Завод «Маяк» продали «Волжскому ветру».", "acquired"),
            (std::vector<Fact>{{"Волжский ветр", "acquired", "Завод «Маяк»", "asserted", ""}}));
  EXPECT_EQ(facts("Компания «Луч» поставляет лом Липецкому заводу и «Тулачермету».", "supplies").size(), 2u);
}

TEST(Names, ThatOnlyLookInflectedAreSubjectsStill) {
  EXPECT_EQ(facts("«Ростех» передал компании «Луч» долю в заводе «Маяк».", "sold").size(), 1u);
  EXPECT_EQ(facts("Завод «Маяк», принадлежащий ГК «Луч», закрылся.", "owns"), (std::vector<Fact>{{"ГК «Луч»", "owns", "Завод «Маяк»", "asserted", ""}}));
}

TEST(Names, BehindTheAdjectiveOfTheirPlaceStandForThemselves) {
  EXPECT_EQ(facts("Холдинг «Луч» владеет словацкой Slovrafin.", "owns"), (std::vector<Fact>{{"Холдинг «Луч»", "owns", "Slovrafin", "asserted", ""}}));
}

TEST(Lists, FillOnePartOfAFactOnly) {
  EXPECT_TRUE(facts("Крупнейшие кредиторы застройщика — банк «Заря» и Сбербанк.", "lent-to").empty());
}

TEST(Pronouns, ThatCanMeanOneBodyOnlyStandForIt) {
  EXPECT_FALSE(facts("Завод «Маяк» работает давно. Его купила компания «Восток».", "acquired").empty());
  EXPECT_TRUE(facts("Завод «Маяк» и холдинг «Луч» работают давно. Его купила компания «Восток».", "acquired").empty());
}

TEST(Owners, StandInBracketsToo) {
  EXPECT_EQ(facts("Сеть «Василёк» (принадлежит компании «Ромашка») открыла магазин.", "owns").size(), 1u);
}

TEST(Meetings, ThatDidNotTakePlaceAreDenied) {
  EXPECT_EQ(facts("Олег Петров не встречался с Иваном Сидоровым.", "met-with"), (std::vector<Fact>{Fact{"Олег Петров", "met-with", "Иван Сидоров", "denied", ""}}));
}

TEST(Places, OfEventsComeWithTheirVerb) {
  EXPECT_EQ(facts("Форум городов прошёл в Казани.", "located-in"), (std::vector<Fact>{Fact{"Форум городов", "located-in", "Казань", "asserted", ""}}));
}

TEST(Places, OfAdjectivesThatShareANounAreRegions) {
  const auto found = facts("Стройки начались в трёх регионах России — Калужской, Тульской и Смоленской областях.", "located-in");
  EXPECT_TRUE(std::none_of(found.begin(), found.end(), [](const Fact& fact) { return fact.subject == "Калуга" || fact.subject == "Тула"; }));
  EXPECT_TRUE(has(facts("Завод открыли в селе Ромашкино Шебекинского городского округа.", "located-in"),
                  Fact{"Ромашкино", "located-in", "Шебекинский городской округ", "asserted", ""}));
}

TEST(Places, TellWhereAFirmIsFromByTheirAdjective) {
  const auto holds = [](const char* text, const char* object) {
    const auto found = facts(text, "located-in");
    return std::any_of(found.begin(), found.end(), [&](const Fact& fact) { return fact.object == object; });
  };
  EXPECT_TRUE(holds("Станки купила тульская фабрика «Огонёк».", "Тула"));
  EXPECT_TRUE(holds("Станки купила датская Nordwind.", "Дания"));
  EXPECT_TRUE(holds("Томская компания «Огонёк» купила станки.", "Томск"));
  EXPECT_FALSE(holds("Закрылась российская «дочка» банка «Маяк».", "Россия"));
}

TEST(Places, HoldWhatIsToldRightBehindThem) {
  EXPECT_TRUE(has(facts("В Томске на форуме городов выступил Олег Петров.", "located-in"), Fact{"форум городов", "located-in", "Томск", "asserted", ""}));
  EXPECT_TRUE(has(facts("Витебск (Белоруссия, 1969) стал побратимом Самары.", "located-in"), Fact{"Витебск", "located-in", "Белоруссия", "asserted", ""}));
  EXPECT_TRUE(has(facts("Чунцин, КНР. Договор действует.", "located-in"), Fact{"Чунцин", "located-in", "КНР", "asserted", ""}));
}

TEST(Posts, OfADeputyInTheCaseOfHisSuperiorAreHis) {
  EXPECT_TRUE(facts("Мэр принял заместителя губернатора Самарской области Олега Петрова.", "heads").empty());
  EXPECT_FALSE(facts("Мэр принял заместителя губернатора Самарской области Олега Петрова.", "works-for").empty());
  EXPECT_TRUE(has(facts("Приехал заместитель директора парка «Заря» Лоу Цихуа.", "works-for"), Fact{"Лоу Цихуа", "works-for", "парк «Заря»", "asserted", "заместитель директора"}));
}

TEST(Places, NearWhichSomethingLiesDoNotHoldIt) {
  EXPECT_TRUE(facts("Завод «Маяк» расположен вблизи Самары.", "located-in").empty());
  EXPECT_TRUE(facts("Авария случилась на трассе Самара — Уфа в Сызранском районе.", "located-in").empty());
  EXPECT_TRUE(facts("Сел рейс авиакомпании «Крылья» из Самары.", "located-in").empty());
  EXPECT_TRUE(facts("В граничащей с Самарской областью Пензенской области прошёл дождь.", "located-in").empty());
}

TEST(Posts, OfAPresidentWhoseOfficeIsNamedAreHis) {
  const auto found = facts("Глава администрации президента Украины Петра Бойко Иван Ковальчук выступил в пятницу.", "heads");
  EXPECT_TRUE(std::none_of(found.begin(), found.end(), [](const Fact& fact) { return fact.subject == "Пётр Бойко" && fact.object != "Украина"; }));
  EXPECT_TRUE(facts("Технический директор артистки Олег Петров сообщил РИА Новости о концерте.", "works-for").empty());
}

TEST(Posts, AreOfTheBodyInBracketsBehindTheName) {
  EXPECT_EQ(facts("Выступил ректор Олег Петров (Самарский университет).", "heads"), (std::vector<Fact>{{"Олег Петров", "heads", "Самарский университет", "asserted", "ректор"}}));
  const auto both = facts("Договор подписали ректоры Олег Петров (Самарский университет) и Иван Сидоров (Омский университет).");
  EXPECT_TRUE(has(both, Fact{"Иван Сидоров", "heads", "Омский университет", "asserted", "ректор"}));
  EXPECT_TRUE(has(both, Fact{"Самарский университет", "signed-with", "Омский университет", "asserted", ""}));
  EXPECT_TRUE(facts("Выступил депутат Олег Петров (Самара).", "heads").empty());
}

TEST(Meetings, WhoseInvitationIsRefusedAreDenied) {
  const auto found = facts("Олег Петров отказался от участия во встрече с Иваном Сидоровым.", "met-with");
  EXPECT_TRUE(std::all_of(found.begin(), found.end(), [](const Fact& fact) { return fact.status == "denied"; }));
}

TEST(Names, OfAircraftAndAirfieldsAreNoTowns) {
  EXPECT_TRUE(facts("Истребитель МиГ-29 упал в Ростовской области.", "located-in").empty());
  EXPECT_TRUE(facts("Олег Петров живёт на улице Лесной в Самаре.", "located-in").empty());
}

TEST(Names, OfDistrictsReadAsBodiesAreRegions) {
  EXPECT_TRUE(has(facts("Глава Ромашковского муниципального округа Олег Петров открыл парк.", "heads"),
                  Fact{"Олег Петров", "heads", "Ромашковский муниципальный округ", "asserted", "глава"}));
}

TEST(Names, OfWorksAndMachinesAreNoBodies) {
  EXPECT_TRUE(facts("Олег Петров играл в сериалах «Река» и «Берег».", "works-for").empty());
  EXPECT_TRUE(facts("Движение по Самарскому проспекту в Казани открыли утром.", "located-in").empty());
}

TEST(Meetings, OfClubsInATournamentAreMatches) {
  EXPECT_TRUE(facts("Встреча второго тура чемпионата между клубом «Маяк» и клубом «Заря» завершилась вничью.", "met-with").empty());
}

TEST(Times, AreResolvedAgainstThePublicationDay) {
  const auto got = Bench::get().extract("Вчера Самара и Омск подписали договор о дружбе.", Date::day(2021, 4, 16));
  ASSERT_FALSE(got.relations.empty());
  EXPECT_EQ(got.relations[0].time, std::optional(Date::day(2021, 4, 15)));
}

TEST(Status, OfAnAgreementNoLongerInForceIsEnded) {
  const auto facts = Bench::get().facts("Соглашение между Самарой и Омском больше не действует.", "signed-with");
  EXPECT_EQ(facts, (std::vector<Fact>{{"Самара", "signed-with", "Омск", "ended", ""}}));
}

TEST(Status, OfAnOrderIsPlanned) {
  const auto facts = Bench::get().facts("Администрации обеспечить подписание соглашения между Самарой и Омском.", "signed-with");
  EXPECT_EQ(facts, (std::vector<Fact>{{"Самара", "signed-with", "Омск", "planned", ""}}));
}

TEST(Posts, AreSaidAfterADashAndInBrackets) {
  EXPECT_EQ(Bench::get().facts("Директор фонда «Заря» — Олег Петров.", "heads"), (std::vector<Fact>{{"Олег Петров", "heads", "фонд «Заря»", "asserted", "директор"}}));
  EXPECT_EQ(Bench::get().facts("Договор подписал фонд «Заря» (директор Олег Петров).", "heads"),
            (std::vector<Fact>{{"Олег Петров", "heads", "фонд «Заря»", "asserted", "директор"}}));
}

TEST(Times, OfYearsAreWrittenAsIntervals) {
  const auto got = Bench::get().extract("В 2019 году Самара и Омск подписали договор о дружбе.");
  ASSERT_FALSE(got.relations.empty());
  EXPECT_EQ(got.relations[0].time, std::optional(Date::year(2019)));
}

TEST(Statistics, HaveValueUnitBoundAndSpeaker) {
  const auto got = Bench::get().extract("По словам Олега Петрова, в технопарке «Заря» работают более 17 тыс. инженеров и 120 компаний.");
  ASSERT_EQ(got.attributes.size(), 2u);
  EXPECT_EQ(got.attributes[0].value, "17000");
  EXPECT_EQ(got.attributes[0].unit, "инженеров");
  EXPECT_EQ(got.attributes[0].bound, Bound::min);
  ASSERT_TRUE(got.attributes[0].speaker);
  EXPECT_EQ(got.mentions[*got.attributes[0].speaker].name, "Олег Петров");
  EXPECT_EQ(got.attributes[1].value, "120");
  EXPECT_EQ(got.attributes[1].bound, Bound::eq);
}

TEST(Evidence, HoldsTheTriggerWithinTheSentence) {
  const auto got = Bench::get().extract("Сегодня ясно. Самара и Омск подписали договор о дружбе. Завтра дождь.");
  ASSERT_FALSE(got.relations.empty());
  for (const auto& r : got.relations) {
    EXPECT_TRUE(r.evidence.sentence.contains(r.evidence.trigger));
    EXPECT_EQ(surface(got.document.text, r.evidence.trigger), "подписали");
    EXPECT_FALSE(r.evidence.rule.empty());
  }
}

TEST(Extractor, ObeysTheOntologyAndSurvivesStrangeText) {
  for (const char* text : {"", " ", "))))((((«»«»——", "подписал подписал подписал и и и ,,,", "51% 51% 51 % млрд руб. 2020 2020-21 гг. 31 февраля", "Мэр мэр мэр мэра мэру."}) {
    const auto got = Bench::get().extract(text);
    for (const auto& r : got.relations)
      EXPECT_TRUE(Bench::get().ontology().allows(r.type, got.mentions[r.subject].type, got.mentions[r.object].type));
  }
}

TEST(Extractor, GivesTheSameAnswerTwice) {
  const char* text = "Мэр Самары Олег Петров и ректор Омского университета Иван Сидоров подписали соглашение о сотрудничестве.";
  EXPECT_EQ(facts(text), facts(text));
}

}  // namespace
}  // namespace citypact
