#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "world.hpp"

namespace citypact {
namespace {

using namespace testing_world;

TEST(Resolve, GivesEveryMentionANode) {
  const auto r = resolved({document("a", {{"Person", "Мария Волгина"}, {"City", "Казань"}, {"Event", "встреча", Form::nominal}})});
  for (std::size_t m = 0; m < 3; ++m) EXPECT_EQ(r.node(0, m).iri, r.iri(0, m));
  EXPECT_EQ(r.nodes.size(), 3u);
  EXPECT_TRUE(std::is_sorted(r.nodes.begin(), r.nodes.end(), [](const Node& a, const Node& b) { return a.iri < b.iri; }));
}

TEST(Resolve, JoinsNamesOfOneCountryAndCity) {
  const auto r = resolved({document("a", {{"Country", "США"}, {"City", "Пекин"}}),
                           document("b", {{"Country", "Соединённые Штаты Америки"}, {"Country", "американский", Form::adjective}, {"City", "Beijing"}}),
                           document("c", {{"City", "北京"}}, {}, "zh")});
  EXPECT_TRUE(r.same(0, 0, 1, 0));
  EXPECT_TRUE(r.same(0, 0, 1, 1));
  EXPECT_TRUE(r.same(0, 1, 1, 2));
  EXPECT_TRUE(r.same(0, 1, 2, 0));
  EXPECT_EQ(r.qid(0, 1), "Q956");
  EXPECT_TRUE(r.iri(0, 1).ends_with("/id/City/Q956"));
  EXPECT_EQ(r.node(0, 1).labels.at("zh"), "北京");
}

TEST(Resolve, JoinsShortAndLongFormsOfAMinistry) {
  const auto r = resolved({document("a", {{"Country", "Россия"}, {"Organization", "Минфин"}}),
                           document("b", {{"Organization", "Министерство финансов РФ"}}),
                           document("c", {{"Country", "США"}, {"Organization", "Минфин США"}})});
  EXPECT_TRUE(r.same(0, 1, 1, 0));
  EXPECT_FALSE(r.same(0, 1, 2, 1));
  EXPECT_EQ(r.qid(2, 1), "Q648666");
}

TEST(Resolve, TakesTheSupremeCourtOfTheCountryTheDocumentIsAbout) {
  const auto r = resolved({document("a", {{"Country", "Пакистан"}, {"Organization", "Верховный суд"}}),
                           document("b", {{"Country", "США"}, {"Organization", "Верховный суд"}}),
                           document("c", {{"Organization", "Верховный суд Пакистана"}})});
  EXPECT_FALSE(r.same(0, 1, 1, 1));
  EXPECT_TRUE(r.same(0, 1, 2, 0));
}

TEST(Resolve, KeepsSchoolsOfOneNumberApart) {
  const auto r = resolved({document("a", {{"City", "Казань"}, {"Organization", "школа № 5"}}), document("b", {{"City", "Омск"}, {"Organization", "школа № 5"}}),
                           document("c", {{"Organization", "Завод № 5 имени Орлова"}}), document("d", {{"Organization", "Завод № 5 имени Орлова"}})});
  EXPECT_FALSE(r.same(0, 1, 1, 1));
  EXPECT_TRUE(r.same(2, 0, 3, 0));
}

TEST(Resolve, JoinsASurnameToTheOnlyFullNameOfTheDocument) {
  const auto r = resolved({document("a", {{"Person", "Мария Волгина"}, {"Person", "Волгина"}, {"Person", "Мария"}})});
  EXPECT_TRUE(r.same(0, 0, 0, 1));
  EXPECT_TRUE(r.same(0, 0, 0, 2));
}

TEST(Resolve, LeavesASurnameAloneWhereTwoBearIt) {
  const auto r = resolved({document("a", {{"Person", "Мария Волгина"}, {"Person", "Анна Волгина"}, {"Person", "Волгина"}})});
  EXPECT_FALSE(r.same(0, 0, 0, 1));
  EXPECT_FALSE(r.same(0, 0, 0, 2));
  EXPECT_FALSE(r.same(0, 1, 0, 2));
}

TEST(Resolve, DoesNotJoinAUsualSurnameToAStranger) {
  const auto r = resolved({document("a", {{"Person", "Иван Кузнецов"}, {"City", "Пермь"}}), document("b", {{"Person", "Кузнецов"}, {"City", "Сочи"}})});
  EXPECT_FALSE(r.same(0, 0, 1, 0));
}

TEST(Resolve, KeepsNamesakesInOneOfficeOfTwoCitiesApart) {
  const auto r = resolved({document("a", {{"Person", "Роман Заречный"}, {"City", "Тверь"}}, {{0, 1, "heads", "мэр"}}),
                           document("b", {{"Person", "Роман Заречный"}, {"City", "Рязань"}}, {{0, 1, "heads", "мэр"}})});
  EXPECT_FALSE(r.same(0, 0, 1, 0));
}

TEST(Resolve, KeepsOnePersonInTwoRolesTogether) {
  const auto r = resolved({document("a", {{"Person", "Роман Заречный"}, {"City", "Тверь"}}, {{0, 1, "heads", "мэр"}}),
                           document("b", {{"Person", "Роман Заречный"}, {"Organization", "Волжский банк"}, {"City", "Тверь"}}, {{0, 1, "heads", "директор"}})});
  EXPECT_TRUE(r.same(0, 0, 1, 0));
}

TEST(Resolve, MeetsAcrossScripts) {
  const auto r = resolved({document("a", {{"Person", "Борис Джонсон"}, {"Organization", "Норд Стрим 2"}, {"Organization", "Газпром"}}),
                           document("b", {{"Person", "Boris Johnson"}, {"Organization", "Nord Stream 2"}, {"Organization", "Gazprom"}}, {}, "en")});
  EXPECT_TRUE(r.same(0, 0, 1, 0));
  EXPECT_TRUE(r.same(0, 1, 1, 1));
  EXPECT_EQ(r.node(0, 0).labels.at("en"), "Boris Johnson");
  EXPECT_EQ(r.node(0, 0).labels.at("ru"), "Борис Джонсон");
}

TEST(Resolve, LinksWhomEverybodyKnows) {
  const auto r = resolved({document("a", {{"Person", "Си Цзиньпин"}, {"Person", "Си"}}), document("b", {{"Person", "习近平"}}, {}, "zh"), document("c", {{"Person", "Xi Jinping"}}, {}, "en"),
                           document("d", {{"Person", "Пушкин"}, {"City", "Пушкин"}, {"Country", "Россия"}})});
  EXPECT_EQ(r.qid(0, 0), "Q15031");
  EXPECT_TRUE(r.same(0, 0, 0, 1));
  EXPECT_TRUE(r.same(0, 0, 1, 0));
  EXPECT_TRUE(r.same(0, 0, 2, 0));
  EXPECT_FALSE(r.same(3, 0, 3, 1));
  EXPECT_EQ(r.qid(3, 0), "");
}

TEST(Resolve, APlaceIsWhatTheNounBeforeItsNameSays) {
  const Resolved world = resolved({document("a", {{"Region", "провинция Хубэй"}, {"Region", "штат Вашингтон"}}), document("b", {{"Region", "Хубэй"}, {"City", "Вашингтон"}})});
  EXPECT_TRUE(world.same(0, 0, 1, 0));
  EXPECT_EQ(world.qid(0, 1), "Q1223");  // the state
  EXPECT_EQ(world.qid(1, 1), "Q61");    // the city
}

TEST(Resolve, APlaceThatIsADistrictToTheGazetteerStaysWhatTextsSay) {  // the ontology has no District
  const Resolved world = resolved({document("a", {{"City", "Никольское"}, {"Country", "Россия"}, {"Country", "Украина"}}), document("b", {{"Region", "Никольское"}, {"Country", "Украина"}})});
  for (const Node& node : world.nodes) EXPECT_NE(ontology().type(node.type), nullptr) << node.type;
}

TEST(Resolve, TakesTheTownOfTheDocumentsCountry) {
  const auto r = resolved({document("a", {{"City", "Москва"}, {"Country", "Россия"}}), document("b", {{"City", "Moscow"}, {"Region", "Idaho"}, {"Country", "USA"}}, {}, "en"),
                           document("c", {{"City", "Вашингтон"}, {"Country", "США"}}), document("d", {{"Region", "Вашингтон"}, {"Country", "США"}})});
  EXPECT_EQ(r.qid(0, 0), "Q649");
  EXPECT_EQ(r.qid(2, 0), "Q61");
  EXPECT_EQ(r.qid(3, 0), "Q1223");
}

/// A collection with namesakes, surnames alone, short forms and three scripts.
std::vector<Extraction> collection() {
  std::vector<Extraction> documents;
  const std::vector<std::vector<Named>> texts = {
      {{"Person", "Мария Волгина"}, {"City", "Казань"}, {"Organization", "Минфин"}},
      {{"Person", "Волгина"}, {"Organization", "Министерство финансов"}, {"Country", "Россия"}},
      {{"Person", "М. Волгина"}, {"Organization", "МИД"}, {"Country", "Китай"}, {"Country", "Россия"}},
      {{"Person", "Анна Волгина"}, {"Organization", "Верховный суд"}, {"Country", "Пакистан"}},
      {{"Person", "Чэнь Сюй"}, {"City", "Шэньчжэнь"}}, {{"Person", "Chen Xu"}, {"City", "Shenzhen"}}, {{"Person", "陈旭"}, {"City", "深圳"}},
      {{"Person", "Асия Биби"}, {"Person", "Биби"}}, {{"Person", "Азия Биби"}, {"Organization", "Верховный суд Пакистана"}, {"City", "Лахор"}},
      {{"Event", "форум", Form::nominal}, {"Organization", "компания", Form::nominal}}, {{"Event", "форум", Form::nominal}, {"City", "Лахор"}}};
  for (std::size_t i = 0; i < texts.size(); ++i) documents.push_back(document("d" + std::to_string(i), texts[i]));
  return documents;
}

std::string bytes(std::vector<Extraction> documents) {
  auto r = resolved(std::move(documents));
  std::sort(r.documents.begin(), r.documents.end(), [](const auto& a, const auto& b) { return a.document.id < b.document.id; });
  std::string out;
  for (const Node& node : r.nodes) {
    out += node.iri + " " + node.type + " " + node.qid + " " + std::to_string(node.mentions);
    for (const auto& [language, label] : node.labels) out += " " + language + "=" + label;
    for (const std::string& alias : node.aliases) out += " " + alias;
    for (const std::string& old : node.replaced) out += " " + old;
    out += "\n";
  }
  for (const Extraction& extraction : r.documents)
    for (const Mention& mention : extraction.mentions) out += extraction.document.id + " " + mention.iri + "\n";
  return out;
}

TEST(Resolve, DependsOnTheSetOfDocumentsAlone) {
  const std::string expected = bytes(collection());
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    auto documents = collection();
    std::shuffle(documents.begin(), documents.end(), random);
    ASSERT_EQ(bytes(std::move(documents)), expected) << "round " << round;
  }
}

TEST(Resolve, KeepsTheIrisOfWhatANewDocumentDoesNotConcern) {
  auto documents = collection();
  const auto before = resolved(documents);
  documents.insert(documents.begin(), document("0", {{"Person", "Пётр Заводской"}, {"City", "Омск"}}));
  const auto after = resolved(std::move(documents));
  for (std::size_t d = 0; d < before.documents.size(); ++d)
    for (std::size_t m = 0; m < before.documents[d].mentions.size(); ++m) EXPECT_EQ(before.iri(d, m), after.iri(d + 1, m));
}

bool replaces(const Node& node, const std::string& iri) { return std::ranges::find(node.replaced, iri) != node.replaced.end(); }

TEST(Resolve, KeepsTheIriFromBeforeAnIdentifierWasKnown) {
  const auto surname = resolved({document("b", {{"Person", "Путин"}, {"City", "Пермь"}})});
  const auto both = resolved({document("a", {{"Person", "Владимир Путин"}, {"City", "Пермь"}}), document("b", {{"Person", "Путин"}, {"City", "Пермь"}})});
  EXPECT_EQ(surname.qid(0, 0), "");
  ASSERT_TRUE(both.same(0, 0, 1, 0));
  EXPECT_TRUE(replaces(both.node(0, 0), surname.iri(0, 0)));
}

TEST(Resolve, KeepsTheIriFromBeforeANamesakeCame) {
  const auto a = document("a", {{"Person", "Роман Заречный"}, {"City", "Тверь"}}, {{0, 1, "heads", "мэр"}});
  const auto alone = resolved({a});
  const auto two = resolved({a, document("b", {{"Person", "Роман Заречный"}, {"City", "Рязань"}}, {{0, 1, "heads", "мэр"}})});
  ASSERT_FALSE(two.same(0, 0, 1, 0));
  ASSERT_NE(two.iri(0, 0), alone.iri(0, 0));
  EXPECT_TRUE(replaces(two.node(0, 0), alone.iri(0, 0)));
  EXPECT_TRUE(replaces(alone.node(0, 0), two.iri(0, 0))) << "should the namesake go again";
}

TEST(Resolve, KeepsTheIrisOfAllSpellings) {
  const auto before = resolved({document("b", {{"Person", "Boris Grishechkin"}}, {}, "en")});
  const auto after = resolved({document("a", {{"Person", "Борис Гришечкин"}}), document("b", {{"Person", "Boris Grishechkin"}}, {}, "en"), document("c", {{"Person", "Борис Гришечкин"}})});
  ASSERT_TRUE(after.same(0, 0, 1, 0));
  ASSERT_NE(after.iri(1, 0), before.iri(0, 0));
  EXPECT_TRUE(replaces(after.node(1, 0), before.iri(0, 0)));
}

TEST(Resolve, SurvivesNamesThatAreNoNames) {
  const auto r = resolved({document("a", {{"Person", ""}, {"Person", "."}, {"Organization", "«»"}, {"City", "-"}, {"Organization", "(ООО)"}, {"Person", "\xF0\x9F\x99\x82"}, {"", ""}})});
  for (std::size_t m = 0; m < 7; ++m) EXPECT_FALSE(r.iri(0, m).empty());
}

TEST(Resolve, LinksABodyByAnyOfItsNames) {
  Extraction text = document("a", {{"University", "Шуйму Юань"}, {"University", "Шуйму Юань"}, {"University", "Университет Цинхуа"}});
  text.mentions[2].entity = text.mentions[0].entity;  // the text said that it is the same
  const auto r = resolved({std::move(text)});
  EXPECT_EQ(r.qid(0, 0), "Q16955") << "its commonest name is in no table";
  EXPECT_TRUE(r.same(0, 0, 0, 2));
}

TEST(Resolve, WorksWithoutAGazetteer) {
  std::vector<Extraction> documents{document("a", {{"Person", "Борис Джонсон"}, {"City", "Казань"}}), document("b", {{"Person", "Борис Джонсон"}, {"City", "Казань"}})};
  const auto nodes = resolve(documents, nullptr, ontology());
  EXPECT_EQ(nodes.size(), 2u);
  EXPECT_TRUE(resolve(*std::make_unique<std::vector<Extraction>>(), nullptr, ontology()).empty());
}

}  // namespace
}  // namespace citypact
