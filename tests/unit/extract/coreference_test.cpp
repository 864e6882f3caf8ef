#include <gtest/gtest.h>

#include <algorithm>

#include "bench.hpp"

namespace citypact {
namespace {

/// Extracts from a text and answers questions about what is one thing.
class Coreference : public testing::Test {
 protected:
  static Extraction extract(std::string text, const ExtractOptions& options = {}) { return test::Bench::get().extract(std::move(text), {}, options); }
  /// The mention that stands at the n-th occurrence of a string; null when there is none.
  static const Mention* mention(const Extraction& e, std::string_view text, int n = 1) {
    std::size_t at = 0;
    for (; n > 0; --n, ++at) at = e.document.text.find(text, at);
    --at;
    for (const Mention& m : e.mentions)
      if (m.span.begin <= at && at < m.span.end) return &m;
    return nullptr;
  }
};

TEST_F(Coreference, SurnameIsTheOnePersonWhoBearsIt) {
  const auto& e = extract("Мэр Казани Ильсур Метшин открыл форум. Метшин поблагодарил гостей.");
  const Mention* full = mention(e, "Ильсур");
  const Mention* surname = mention(e, "Метшин", 2);
  ASSERT_TRUE(full && surname);
  EXPECT_EQ(full->entity, surname->entity);
  EXPECT_EQ(surname->name, full->name);
  EXPECT_EQ(surname->own_name, "Метшин");
  EXPECT_EQ(full->own_name, "");
}

TEST_F(Coreference, OwnFormOfASurnameIsNominative) {
  const auto& e = extract("Мэр Казани Ильсур Метшин открыл форум. Гости вручили Метшину грамоту. Он был рад.");
  const Mention* surname = mention(e, "Метшину");
  ASSERT_TRUE(surname);
  EXPECT_EQ(surname->name, "Ильсур Метшин");
  EXPECT_EQ(surname->own_name, "Метшин");
}

TEST_F(Coreference, SurnameAloneIsAManSWhereTheFullNameIs) {
  const auto& e = extract("Суд отправил в колонию бывшего директора завода Лотина. Дело Алексея Лотина вели полгода. Лотина арестовали весной, к Лотину пускали гостей.");
  int seen = 0;
  for (const Mention& m : e.mentions)
    if (m.type == "Person" && m.form == Form::name) {
      EXPECT_EQ(m.name, "Алексей Лотин");
      EXPECT_TRUE(m.own_name.empty() || m.own_name == "Лотин") << m.own_name;
      ++seen;
    }
  EXPECT_EQ(seen, 4);
}

TEST_F(Coreference, NominativeThatTheTextShowsIsBelievedBeforeAGuess) {
  const auto& e = extract("Асия Ланкова вышла на свободу. Адвокат Асии Ланковой рад. С Асией Ланковой увиделись дети. Асия Ланкова уехала.");
  for (const Mention& m : e.mentions)
    if (m.type == "Person" && m.form == Form::name && m.name.find(' ') != std::string::npos) {
      EXPECT_EQ(m.name, "Асия Ланкова");
      EXPECT_EQ(m.own_name, "") << surface(e.document.text, m.span);
    }
}

TEST_F(Coreference, AnEarlierAgreementIsAnotherOne) {
  const char* text = "Самара и Омск не подписали соглашение о науке. Прежнее соглашение, которое Самара заключила с Омском в 2019 году, истекло.";
  const auto found = test::facts(text, "party-to");
  EXPECT_TRUE(test::has(found, {"Самара", "party-to", "Прежнее соглашение", "ended", ""}));
  for (const auto& fact : found)
    EXPECT_EQ(fact.object == "Прежнее соглашение", fact.status == "ended") << fact.object << ' ' << fact.status;
}

TEST_F(Coreference, CommonNounWithAdjectivesIsTheBodyThatHasThemInItsName) {
  const auto& e = extract("Наблюдательный совет технопарка «Мерга» собрался в Казани. Научный совет института ушёл на каникулы. В наблюдательный совет вошёл Илья Кедров.");
  const auto member = std::find_if(e.relations.begin(), e.relations.end(), [](const Relation& r) { return r.type == "member-of"; });
  ASSERT_NE(member, e.relations.end());
  EXPECT_EQ(e.mentions[member->object].name, "Наблюдательный совет технопарка «Мерга»");
}

TEST_F(Coreference, HeadlineSurnameMeetsTheFullNameBelow) {
  const auto& e = extract("Метшин открыл форум\n\nМэр Казани Ильсур Метшин открыл в среду форум.");
  const Mention* first = mention(e, "Метшин");
  const Mention* full = mention(e, "Ильсур");
  ASSERT_TRUE(first && full);
  EXPECT_EQ(full->entity, first->entity);
}

TEST_F(Coreference, SurnameOfTwoPersonsIsNeither) {
  const auto& e = extract("На встрече были Иван Петров и Сергей Петров. Слово взял Петров.");
  const Mention* ivan = mention(e, "Иван");
  const Mention* sergey = mention(e, "Сергей");
  const Mention* last = mention(e, "Петров", 3);
  ASSERT_TRUE(ivan && sergey && last);
  EXPECT_NE(ivan->entity, sergey->entity);
  EXPECT_NE(last->entity, ivan->entity);
  EXPECT_NE(last->entity, sergey->entity);
}

TEST_F(Coreference, AcronymOfACountryIsTheCountry) {
  const auto& e = extract("Товары Китая подешевели. Посол КНР доволен.");
  const Mention* name = mention(e, "Китая");
  const Mention* acronym = mention(e, "КНР");
  ASSERT_TRUE(name && acronym);
  EXPECT_EQ(name->entity, acronym->entity);
}

TEST_F(Coreference, ShortFormOfPartsOfWordsIsTheUniversityThatHasThem) {
  const auto& e = extract("Уральский госуниверситет открыл кампус. УрГУ принял гостей.");
  const Mention* full = mention(e, "Уральский");
  const Mention* brief = mention(e, "УрГУ");
  ASSERT_TRUE(full && brief);
  EXPECT_EQ(full->entity, brief->entity);
  const auto& two = extract("Томский политехнический университет открыл кампус. ТГУ принял гостей.");
  ASSERT_TRUE(mention(two, "Томский") && mention(two, "ТГУ"));
  EXPECT_NE(mention(two, "Томский")->entity, mention(two, "ТГУ")->entity);
}

TEST_F(Coreference, OneShortWordInBracketsBehindABodyIsItsOtherName) {
  const auto& e = extract("Петербургский институт связи (ЛЭТИ) открыл кампус. ЛЭТИ принял гостей.");
  const Mention* full = mention(e, "Петербургский");
  const Mention* brief = mention(e, "ЛЭТИ", 2);
  ASSERT_TRUE(full && brief);
  EXPECT_EQ(full->entity, brief->entity);
  EXPECT_EQ(brief->type, "University");
}

TEST_F(Coreference, PronounBehindAPrepositionIsTheOneBodyOfTheSentenceBefore) {
  const auto& e = extract("Создан консорциум «Волга». В него вошли завод «Маяк» и фонд «Заря».", {.learned = false});
  ASSERT_EQ(e.relations.size(), 2u);
  for (const Relation& r : e.relations) {
    EXPECT_EQ(r.type, "member-of");
    EXPECT_EQ(e.mentions[r.object].name, "консорциум «Волга»");
  }
  EXPECT_TRUE(extract("Спорят консорциум «Волга» и союз «Заря». В него вошёл завод «Маяк».", {.learned = false}).relations.empty());
}

TEST_F(Coreference, PronounIsTheSubjectOfTheSentenceBeforeThatItAgreesWith) {
  const auto& e = extract("Компания «Заря» работает в Самаре. Она купила завод «Луч».", {.learned = false});
  ASSERT_EQ(e.relations.size(), 1u);
  EXPECT_EQ(e.relations[0].type, "acquired");
  EXPECT_EQ(e.mentions[e.relations[0].subject].name, "Компания «Заря»");
  EXPECT_TRUE(extract("Холдинг «Заря» работает в Самаре. Она купила завод «Луч».", {.learned = false}).relations.empty());
  for (const Relation& r : extract("Компания «Заря» приняла на работу Анну Петрову. Она купила завод «Луч».", {.learned = false}).relations) EXPECT_NE(r.type, "acquired");
}

TEST_F(Coreference, CommonNounIsWhatTheTextIsAbout) {
  const char* about = "«Лотос» построен в Самаре. «Лотос» выпускает краски. Летом «Лотос» принял гостей. ";
  const auto bought = [&](const char* sentence) {
    const auto& e = extract(std::string(about) + sentence, {.learned = false});
    for (const Relation& r : e.relations)
      if (r.type == "acquired") return e.mentions[r.object].name;
    return std::string();
  };
  EXPECT_EQ(bought("Завод купила компания «Восток»."), "Лотос");
  EXPECT_EQ(bought("Завод в Омске купила компания «Восток»."), "");
  EXPECT_EQ(bought("Новый завод купила компания «Восток»."), "");
}

TEST_F(Coreference, BodyOfALevelIsTheOneThatHasTheLevelInItsNameAndElseItself) {
  const auto& named = extract("Администрация Самарской области подписала соглашение с заводом «Маяк». Об этом рассказал глава областной администрации Олег Петров.");
  const Mention* full = mention(named, "Администрация Самарской");
  ASSERT_TRUE(full);
  const auto heads = std::find_if(named.relations.begin(), named.relations.end(), [](const Relation& r) { return r.type == "heads"; });
  ASSERT_NE(heads, named.relations.end());
  EXPECT_EQ(named.mentions[heads->object].entity, full->entity);
  const auto own = test::facts("Администрация Самарской области молчит. Об этом рассказал глава городской администрации Олег Петров.", "heads");
  EXPECT_EQ(own, (std::vector<test::Fact>{{"Олег Петров", "heads", "городская администрация", "asserted", "глава"}}));
}

TEST_F(Coreference, BodiesThatShareASentenceArePartedRightBeforeTheSecond) {
  const auto& e = extract("В парк вошли кластер лазеров и оптики и кластер лёгких сплавов.");
  const Mention* first = mention(e, "лазеров");
  const Mention* second = mention(e, "лёгких");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->name, "кластер лазеров и оптики");
  EXPECT_EQ(second->name, "кластер лёгких сплавов");
}

TEST_F(Coreference, CapitalOfTheFirstWordDoesNotHideWhatABodyIs) {
  EXPECT_TRUE(test::has(test::facts("Об этом рассказал директор Палаты индийского сотрудничества Иван Петров.", "heads"),
                        test::Fact{"Иван Петров", "heads", "Палата индийского сотрудничества", "asserted", "директор"}));
}

TEST_F(Coreference, EpithetsOfTownsAreTheTowns) {
  const auto& e = extract("Санкт-Петербург ждёт гостей. Северная столица и Хошимин — города-побратимы. Столица Сибири завидует.");
  const Mention* name = mention(e, "Санкт-Петербург");
  const Mention* epithet = mention(e, "Северная столица");
  ASSERT_TRUE(name && epithet);
  EXPECT_EQ(epithet->entity, name->entity);
  EXPECT_EQ(epithet->name, "Санкт-Петербург");
}

TEST_F(Coreference, OnlyParkOfATextIsTheParkHoweverFarBack) {
  const auto found = test::facts(
      "Технопарк «Заря» работает в Самаре. Погода стояла тёплая. Гости гуляли. Вечером пели песни. Потом уехали домой. Директор парка Олег Петров доволен.", "heads");
  EXPECT_TRUE(test::has(found, test::Fact{"Олег Петров", "heads", "технопарк «Заря»", "asserted", "директор"}) || test::has(found, test::Fact{"Олег Петров", "heads", "Технопарк «Заря»", "asserted", "директор"}));
}

TEST_F(Coreference, PronounIsTheOnlyPersonOfTheSentenceBeforeThoughNoSubject) {
  const auto& e = extract("Собрание утвердило директором Олега Петрова. Прежде он возглавлял завод «Маяк».", {.learned = false});
  const auto headed = std::find_if(e.relations.begin(), e.relations.end(), [](const Relation& r) { return r.type == "heads"; });
  ASSERT_NE(headed, e.relations.end());
  EXPECT_EQ(e.mentions[headed->subject].name, "Олег Петров");
  for (const Relation& r : extract("Гости хвалили Олега Петрова и Ивана Сидорова. Прежде он возглавлял завод «Маяк».", {.learned = false}).relations) EXPECT_NE(r.type, "heads");
}

TEST_F(Coreference, ShortFormOfMixedLettersIsNoTown) {
  const auto& e = extract("КубГАУ подписал соглашение с заводом «Маяк». УрФО растёт.");
  const Mention* school = mention(e, "КубГАУ");
  ASSERT_TRUE(school);
  EXPECT_EQ(school->type, "Organization");
  const Mention* district = mention(e, "УрФО");
  ASSERT_TRUE(district);
  EXPECT_EQ(district->type, "Region");
}

TEST_F(Coreference, InitialsAloneAreNobodysSurname) {
  const auto& e = extract("Мэр О. О. открыл форум. Гостей встретила О. Волкова.");
  const Mention* initials = mention(e, "О. О.");
  const Mention* surname = mention(e, "Волкова");
  ASSERT_TRUE(initials && surname);
  EXPECT_NE(initials->entity, surname->entity);
}

TEST_F(Coreference, CommonNounMeansWhatStandsForemostInTheText) {
  const std::string text = "«Заря» поменяла хозяев\n\nЗавод «Заря» сменил вывеску. Банк «Север» и холдинг «Восход» его хвалят. ";
  const auto owner = [&](const std::string& sentence) {
    for (const auto& fact : test::Bench::get().facts(text + sentence, "owns", {.learned = false}))
      if (fact.subject.find("Петров") != std::string::npos) return fact.object;
    return std::string();
  };
  EXPECT_NE(owner("До того предприятием владел Олег Петров.").find("Заря"), std::string::npos);
  EXPECT_EQ(owner("Другим предприятием владел Олег Петров."), "");
}

}  // namespace
}  // namespace citypact
