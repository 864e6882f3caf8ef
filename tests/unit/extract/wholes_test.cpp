// Bodies within the names of their organs.
#include <gtest/gtest.h>

#include <algorithm>

#include "bench.hpp"

namespace citypact {
namespace {

using test::facts;
using test::has;

TEST(Wholes, OrganIsPartOfTheBodyWithinItsName) {
  EXPECT_TRUE(has(facts("Учёный совет Самарского университета одобрил устав.", "part-of"),
                  {"Учёный совет Самарского университета", "part-of", "Самарский университет", "asserted", ""}));
  EXPECT_TRUE(has(facts("Олега Петрова ввели в экспертный совет кластера лёгких сплавов.", "part-of"),
                  {"экспертный совет кластера лёгких сплавов", "part-of", "кластер лёгких сплавов", "asserted", ""}));
  EXPECT_TRUE(has(facts("Консульский департамент МИД России открыл приём заявок.", "part-of"),
                  {"Консульский департамент МИД России", "part-of", "МИД России", "asserted", ""}));
}

TEST(Wholes, PlaceWithinANameIsNoWhole) {
  EXPECT_EQ(facts("Городской совет Казани одобрил бюджет.", "part-of").size(), 0u);
  EXPECT_EQ(facts("Министерство науки России одобрило бюджет.", "part-of").size(), 0u);
}

TEST(Wholes, WhoHeadsTheOrganDoesNotHeadTheWhole) {
  const auto heads = facts("Председатель наблюдательного совета фонда «Заря» Олег Петров открыл выставку.", "heads");
  ASSERT_EQ(heads.size(), 1u);
  EXPECT_EQ(heads[0].object, "наблюдательный совет фонда «Заря»");
}

TEST(Wholes, NameWithinIsPrintedOnlyWhereARelationNeedsIt) {
  const auto e = test::Bench::get().extract("Студенческий комитет Самарского университета молчит.");
  EXPECT_TRUE(std::none_of(e.mentions.begin(), e.mentions.end(), [](const Mention& m) { return m.name == "Самарский университет"; }));
}

TEST(Wholes, OrgansThatNewsSeldomMeansToPlaceStayBelowTheDefaultConfidence) {
  const char* text = "Кафедра истории Самарского университета переехала.";
  EXPECT_EQ(facts(text, "part-of").size(), 0u);
  ExtractOptions all;
  all.min_confidence = 0.05f;
  EXPECT_TRUE(has(test::Bench::get().facts(text, "part-of", all), {"Кафедра истории Самарского университета", "part-of", "Самарский университет", "asserted", ""}));
}

TEST(Wholes, PossessiveTellsWhoseOrganItIs) {
  EXPECT_TRUE(has(facts("Похожий орган есть у Самарского университета, и его Учёный совет ведёт Олег Петров.", "part-of"),
                  {"Учёный совет", "part-of", "Самарский университет", "asserted", ""}));
}

TEST(Wholes, CorporationIsNoCouncil) {
  const auto found = facts("Совет молодых учёных «Луча» поддержал проект. Соглашение с корпорацией заключил завод «Маяк».", "party-to");
  EXPECT_TRUE(std::none_of(found.begin(), found.end(), [](const auto& f) { return f.subject.starts_with("Совет"); }));
}

TEST(Wholes, SubjectIsNotWhatItsVerbPutsItInto) {
  EXPECT_TRUE(has(facts("«Росатом» поддержал проект, сказал Олег Петров, директор «Русэнерго». Компания входит в госкорпорацию «Росатом».", "part-of"),
                  {"Русэнерго", "part-of", "госкорпорация «Росатом»", "asserted", ""}));
}

TEST(Wholes, PartiesToAnAgreementOfManyAreNotTiedPairByPair) {
  const char* text = "Соглашение о сотрудничестве с компанией «Ромашка» подписали Самарский университет, Томский университет, Казанский университет и Уральский университет.";
  EXPECT_EQ(facts(text, "signed-with").size(), 0u);
  EXPECT_EQ(facts(text, "party-to").size(), 5u);
}

TEST(Wholes, ListBeforeAPluralVerbFoundedWhatStandsBehindIt) {
  const auto found = facts("Завод «Маяк», Lotus и министерство экономики Самарской области, а с ними УрГУ и Самарский университет учредили «Волжский ИТ-кластер».", "founded");
  EXPECT_EQ(found.size(), 5u);
  EXPECT_TRUE(std::all_of(found.begin(), found.end(), [](const auto& f) { return f.object == "Волжский ИТ-кластер"; }));
}

TEST(Wholes, BodyWithinAnAgreementsNameIsToBeFounded) {
  EXPECT_TRUE(has(facts("Ректор Самарского университета Олег Петров подписал с Томским университетом договор о создании общего центра лазерной физики.", "founded"),
                  {"Самарский университет", "founded", "общий центр лазерной физики", "planned", ""}));
}

TEST(Wholes, ListGoesOnBehindAClauseAboutItsItem) {
  const auto found = facts("Резиденты технопарка «Искра» — компания «Ромашка», выпускающая моторы, и завод «Маяк».", "resident-of");
  EXPECT_TRUE(has(found, {"завод «Маяк»", "resident-of", "технопарк «Искра»", "asserted", ""}));
}

TEST(Wholes, TradeBeforeANameStandsForTheBody) {
  EXPECT_TRUE(has(facts("Инвестор Lotus Group, входящий в холдинг «Искра», показал завод.", "part-of"), {"Lotus Group", "part-of", "холдинг «Искра»", "asserted", ""}));
}

TEST(Wholes, AdjectiveOfAPlaceBeforeAParkTellsWhereItLies) {
  EXPECT_TRUE(has(facts("Самара дружит с тбилисским университетом.", "located-in"), {"тбилисский университет", "located-in", "Тбилиси", "asserted", ""}));
  EXPECT_TRUE(has(facts("Чебоксарский электротехнический кластер «Ток» вырос.", "located-in"), {"Чебоксарский электротехнический кластер «Ток»", "located-in", "Чебоксары", "asserted", ""}));
  EXPECT_TRUE(facts("Самарский государственный университет вырос.", "located-in").empty());
}

/// The class of the body of this name.
std::string class_of(const char* text, std::string_view name) {
  const auto e = test::Bench::get().extract(text);
  for (const Mention& m : e.mentions)
    if (m.name == name) return m.type;
  return "";
}

TEST(Wholes, HeadAndEndingOfANameTellItsClass) {
  EXPECT_EQ(class_of("Институт биологии моря открыл выставку.", "Институт биологии моря"), "Organization");
  EXPECT_EQ(class_of("Самарский институт кино открыл выставку.", "Самарский институт кино"), "University");
  EXPECT_EQ(class_of("Цифровую платформу «Заря» сопровождает компания «Искра».", "Цифровая платформа «Заря»"), "Platform");
  EXPECT_EQ(class_of("Технопарк «Заря» рад. Новый цех открыл «Омск-Сервис».", "Омск-Сервис"), "Organization");
  EXPECT_EQ(class_of("Московская компания «Ромашка» нашла поставщика.", "компания «Ромашка»"), "Organization");
  EXPECT_EQ(class_of("В тот же день парк высоких технологий «Заря» заключил соглашение об обмене резидентами с технополисом «Самара».", "технополис «Самара»"), "Park");
  EXPECT_EQ(class_of("Технопарк «Заря» рад. Новую линию открыла тульская «Ромашка».", "тульская «Ромашка»"), "Organization");
}

TEST(Wholes, SomebodyOfAPartyIsNoBody) {
  for (const Mention& m : test::Bench::get().extract("Он обвинил выборщиков-республиканцев в обмане, а демократы молчат.").mentions) EXPECT_NE(m.type, "Organization") << m.name;
}

TEST(Wholes, TwoCommonNounsOfDifferentCaseNameTwoThings) {
  EXPECT_EQ(class_of("Управляет парком компания «Волга-Развитие», учреждённая в 2012 году.", "компания «Волга-Развитие»"), "Organization");
}

TEST(Wholes, CommonNounThatAConjunctionJoinsIsNoPartOfTheName) {
  const auto found = facts("Фонд «Заря» основали завод «Маяк», Самарский институт вакцин и город.", "founded");
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const auto& f) { return f.subject == "Самарский институт вакцин"; }));
}

TEST(Wholes, ThingsBeforeABodyAreNoPartOfItsName) {
  EXPECT_TRUE(has(facts("Станки заводу «Маяк» поставляет компания «Луч».", "supplies"), {"компания «Луч»", "supplies", "завод «Маяк»", "asserted", ""}));
}

TEST(Wholes, FrontedPlaceHungOnTheHelpingWordIsTheInfinitives) {
  EXPECT_TRUE(has(facts("В технопарк «Заря» намерена перебраться компания «Луч».", "resident-of"), {"компания «Луч»", "resident-of", "технопарк «Заря»", "planned", ""}));
}

TEST(Wholes, JointBodyIsOneBeforeItHasAName) {
  const auto found = facts("Самарский университет и завод «Маяк» создадут совместное предприятие.", "founded");
  EXPECT_TRUE(has(found, {"Самарский университет", "founded", "совместное предприятие", "planned", ""}));
  EXPECT_TRUE(has(found, {"завод «Маяк»", "founded", "совместное предприятие", "planned", ""}));
}

TEST(Wholes, ListIsToldInTheNextSentenceOrOneByOne) {
  const auto named = facts("Технопарк «Заря» пополнился резидентами. Это завод «Маяк» и фирма «Ромашка».", "resident-of");
  EXPECT_TRUE(has(named, {"завод «Маяк»", "resident-of", "Технопарк «Заря»", "asserted", ""}));
  EXPECT_TRUE(has(named, {"фирма «Ромашка»", "resident-of", "Технопарк «Заря»", "asserted", ""}));
  EXPECT_EQ(facts("У технопарка «Заря» два новых резидента. Первый — завод «Маяк», второй — фирма «Ромашка».", "resident-of").size(), 2u);
  EXPECT_EQ(facts("У технопарка «Заря» два новых резидента. Первый, завод «Маяк», строится, вторым стала фирма «Ромашка».", "resident-of").size(), 2u);
  EXPECT_TRUE(facts("Технопарк «Заря» пополнился резидентом. Это не последний завод «Маяк».", "resident-of").empty());
}

TEST(Wholes, WhoIsToGetSomethingIsWhatHeIsAlready) {
  EXPECT_TRUE(has(facts("Крупный грант достанется резиденту технопарка «Заря» — компании «Луч».", "resident-of"), {"компания «Луч»", "resident-of", "технопарк «Заря»", "asserted", ""}));
}

TEST(Wholes, WhatIsCalledAnInventionIsDenied) {
  EXPECT_TRUE(has(facts("Неправда, что завод «Маяк» купил компанию «Луч».", "acquired"), {"завод «Маяк»", "acquired", "компания «Луч»", "denied", ""}));
  EXPECT_TRUE(has(facts("Сообщение о том, что завод «Маяк» купил компанию «Луч», — вымысел.", "acquired"), {"завод «Маяк»", "acquired", "компания «Луч»", "denied", ""}));
}

TEST(Wholes, QuotedNameBehindAVerbIsItsObjectThoughThePersonsSlotIsOpen) {
  EXPECT_TRUE(has(facts("Омское управление антимонопольной службы наказало «Маяк» на 2 млн рублей.", "fined"),
                  {"Омское управление антимонопольной службы", "fined", "Маяк", "asserted", ""}));
  EXPECT_TRUE(has(facts("Иван Петров был одним из создателей технопарка «Заря».", "founded"), {"Иван Петров", "founded", "технопарк «Заря»", "asserted", ""}));
}

}  // namespace
}  // namespace citypact
