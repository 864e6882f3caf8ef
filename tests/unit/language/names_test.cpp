#include "citypact/language/names.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "plain_tokens.hpp"

namespace citypact {
namespace {

const Language& russian() {
  static const Language instance(CITYPACT_SHARE, "ru");
  return instance;
}

/// Knows the names that it is given.
class FewNames : public KnownNames {
 public:
  FewNames(std::set<std::string, std::less<>> places, std::set<std::string, std::less<>> given) : places_(std::move(places)), given_(std::move(given)) {}
  bool is_place(std::string_view name) const override { return places_.contains(name); }
  bool is_given_name(std::string_view name) const override { return given_.contains(name); }

 private:
  std::set<std::string, std::less<>> places_, given_;
};

/// The name between [ and ] in a text; the tagger's word is given by `features` (CoNLL-U) for all its tokens.
std::string canonical(std::string text, std::string_view kind, std::string_view features = "_", const KnownNames* known = nullptr,
                      Gender gender = Gender::none) {
  const auto begin = static_cast<std::uint32_t>(text.find('['));
  text.erase(begin, 1);
  const auto end = static_cast<std::uint32_t>(text.find(']'));
  text.erase(end, 1);
  AnalyzedDocument document = test::plain_tokens(text);
  const TokenRange tokens = test::tokens_of(document, {begin, end});
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) document.tokens[i].features = parse_features(features);
  NameMemory memory;
  return DocumentNames(document, russian(), memory, known).canonical(tokens, kind, gender);
}

PersonName person(std::string text, std::string_view features = "_") {
  AnalyzedDocument document = test::plain_tokens(std::move(text));
  for (Token& token : document.tokens) token.features = parse_features(features);
  return parse_person(document, {0, static_cast<std::uint32_t>(document.tokens.size())}, russian());
}

struct Case_ {
  const char *text, *kind, *name, *features = "_";
};
class Canonical : public testing::TestWithParam<Case_> {};
TEST_P(Canonical, NameIsNominative) {
  const auto& c = GetParam();
  EXPECT_EQ(canonical(c.text, c.kind, c.features), c.name) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    HeadGroups, Canonical,
    testing::Values(
        Case_{"развитие [Московского инновационного кластера]", "Cluster", "Московский инновационный кластер"},
        Case_{"глава [министерства иностранных дел Британии]", "Organization", "министерство иностранных дел Британии"},
        Case_{"по данным [Торгово-промышленной палаты]", "Organization", "Торгово-промышленная палата"},
        Case_{"в [Казанском федеральном университете]", "University", "Казанский федеральный университет"},
        Case_{"в [Фонде поддержки науки и образования]", "Organization", "Фонд поддержки науки и образования"},
        Case_{"с [Центром гигиены и эпидемиологии]", "Organization", "Центр гигиены и эпидемиологии"},
        Case_{"резиденты [особой экономической зоны «Дубна»]", "Park", "особая экономическая зона «Дубна»"},
        Case_{"в [Объединённых Арабских Эмиратах]", "Country", "Объединённые Арабские Эмираты"},
        Case_{"зритель [Первого канала]", "Organization", "Первый канал"},
        Case_{"зритель [5-го канала]", "Organization", "5-й канал"},
        Case_{"с [Высшей школой экономики]", "University", "Высшая школа экономики"},
        Case_{"на [II Казанском форуме]", "Event", "II Казанский форум"},
        Case_{"клиенты [РН Банка]", "Organization", "РН Банк"},
        Case_{"сотрудники [ситуационного центра МИДа]", "Organization", "ситуационный центр МИДа"},
        Case_{"резидент [IQ-парка]", "Park", "IQ-парк"},
        Case_{"на [Иннопроме-2023]", "Event", "Иннопром-2023", "Case=Loc|Gender=Masc|Number=Sing"},
        Case_{"Омской и [Томской областей]", "Region", "Томская область"},
        Case_{"глава [Северной Осетии — Алании]", "Region", "Северная Осетия — Алания"},
        Case_{"тренер [сборной России]", "Organization", "сборная России"},
        Case_{"с [Окружным судом Казани]", "Organization", "Окружной суд Казани"},
        Case_{"власти [Москвы и Подмосковья]", "Region", "Москва и Подмосковье"}));

INSTANTIATE_TEST_SUITE_P(Quotes, Canonical,
                         testing::Values(Case_{"совет [фонда «Развитие городов»]", "Organization",
                                               "фонд «Развитие городов»"},
                                         Case_{"акции [«Газпрома»]", "Organization", "Газпром"},
                                         Case_{"работает в [«Газпроме»]", "Organization", "Газпром"},
                                         Case_{"в компании «[Ромашка]» сообщили", "Organization", "Ромашка"},
                                         Case_{"проект фонда «[Детям мира]»", "Organization", "Детям мира"},
                                         Case_{"директор [ООО \"Ромашка\"]", "Organization", "ООО «Ромашка»"},
                                         Case_{"с [компанией „Василёк“]", "Organization", "компания «Василёк»"},
                                         Case_{"партнёр [«Северной верфи»]", "Organization", "Северная верфь"},
                                         Case_{"[компании «Ромашка] сообщили", "Organization", "компания «Ромашка»",
                                               "Case=Gen|Number=Sing"}));

INSTANTIATE_TEST_SUITE_P(Abbreviations, Canonical,
                         testing::Values(Case_{"граждане [РФ]", "Country", "РФ"}, Case_{"в [США]", "Country", "США"},
                                         Case_{"глава [МИДа]", "Organization", "МИД"},
                                         Case_{"завод [КамАЗа]", "Organization", "КамАЗ"},
                                         Case_{"в [российском МИДе]", "Organization", "российский МИД"},
                                         Case_{"с [Huawei]", "Organization", "Huawei"},
                                         Case_{"в [Минобороны]", "Organization", "Минобороны"}));

INSTANTIATE_TEST_SUITE_P(
    Places, Canonical,
    testing::Values(Case_{"в [Нижнем Новгороде]", "City", "Нижний Новгород"},
                    Case_{"из [Санкт-Петербурга]", "City", "Санкт-Петербург"},
                    Case_{"под [Ростовом-на-Дону]", "City", "Ростов-на-Дону"},
                    Case_{"в [Набережных Челнах]", "City", "Набережные Челны"},
                    Case_{"власти [Московской области]", "Region", "Московская область"},
                    Case_{"глава [Республики Татарстан]", "Region", "Республика Татарстан"},
                    Case_{"в [Нью-Йорке]", "City", "Нью-Йорк"}, Case_{"из [Хельсинки]", "City", "Хельсинки"},
                    Case_{"в [Сочи]", "City", "Сочи"}, Case_{"в [Чебоксарах]", "City", "Чебоксары"},
                    Case_{"в [Химках]", "City", "Химки"}, Case_{"с [Пекином]", "City", "Пекин"},
                    Case_{"в [Великом Новгороде]", "City", "Великий Новгород"},
                    Case_{"из [Алма-Аты]", "City", "Алма-Ата"}, Case_{"в [городе Казани]", "City", "город Казань"}));

INSTANTIATE_TEST_SUITE_P(PlaceAdjectives, Canonical,
                         testing::Values(Case_{"село [Московское] переименуют", "City", "Московское"},
                                         Case_{"[российская] компания", "Country", "Россия"},
                                         Case_{"[пекинского] района", "City", "Пекин"},
                                         Case_{"[московские] власти", "City", "Москва"},
                                         Case_{"[китайским] партнёрам", "Country", "Китай"},
                                         Case_{"[французскому] институту", "Country", "Франция"},
                                         Case_{"[шанхайской] биржи", "City", "Шанхай"},
                                         Case_{"[татарстанский] технопарк", "Region", "Татарстан"},
                                         Case_{"[нижегородский] кластер", "City", "Нижний Новгород"}));

INSTANTIATE_TEST_SUITE_P(
    People, Canonical,
    testing::Values(
        Case_{"визит [Сергея Семёновича Собянина]", "Person", "Сергей Семёнович Собянин"},
        Case_{"слова [С. С. Собянина]", "Person", "С. С. Собянин", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"речь [Макрона]", "Person", "Макрон", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"с [Джо Байденом]", "Person", "Джо Байден", "Case=Ins|Gender=Masc|Number=Sing"},
        Case_{"слова [Ангелы Меркель]", "Person", "Ангела Меркель", "Case=Gen|Gender=Fem|Number=Sing"},
        Case_{"речь [Си Цзиньпина]", "Person", "Си Цзиньпин", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"письмо [Ким Чен Ына]", "Person", "Ким Чен Ын", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"встреча с [Анной Шмидт]", "Person", "Анна Шмидт", "Case=Ins|Gender=Fem|Number=Sing"},
        Case_{"речь [Барака Обамы]", "Person", "Барак Обама", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"доклад [Марии Ивановой]", "Person", "Мария Иванова", "Case=Gen|Gender=Fem|Number=Sing"},
        Case_{"доклад [Ольги Шевченко]", "Person", "Ольга Шевченко", "Case=Gen|Gender=Fem|Number=Sing"},
        Case_{"роман [Салтыкова-Щедрина]", "Person", "Салтыков-Щедрин", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"слова [Урсулы фон дер Ляйен]", "Person", "Урсула фон дер Ляйен", "Case=Gen|Gender=Fem|Number=Sing"},
        Case_{"речь [Жан-Клода Юнкера]", "Person", "Жан-Клод Юнкер", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"приказ [Алексея Навального]", "Person", "Алексей Навальный", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"вместе с [Касым-Жомартом Токаевым]", "Person", "Касым-Жомарт Токаев",
              "Case=Ins|Gender=Masc|Number=Sing"},
        Case_{"доклад [Майкла О'Лири]", "Person", "Майкл О'Лири", "Case=Gen|Gender=Masc|Number=Sing"},
        Case_{"дом [Ольгу Ткачеву]", "Person", "Ольга Ткачева", "Case=Acc|Gender=Fem|Number=Sing"},
        Case_{"музей [Скрипалей]", "Person", "Скрипали", "Case=Gen|Gender=Masc|Number=Plur"},
        Case_{"с [John Smith]", "Person", "John Smith"}));

INSTANTIATE_TEST_SUITE_P(
    JoinedByHyphens, Canonical,
    testing::Values(Case_{"жители [Берёзовска-Заречного]", "City", "Берёзовск-Заречный", "Case=Gen|Gender=Masc|Number=Sing"},
                    Case_{"под [Рябиновкой-на-Каме]", "City", "Рябиновка-на-Каме", "Case=Ins|Gender=Fem|Number=Sing"},
                    Case_{"договор с [Ракетой-Сервис]", "Organization", "Ракета-Сервис", "Case=Ins|Gender=Fem|Number=Sing"},
                    Case_{"доля [Радуги-Хим]", "Organization", "Радуга-Хим", "Case=Gen|Gender=Fem|Number=Sing"},
                    Case_{"резидент [Вектор-Парка]", "Park", "Вектор-Парк", "Case=Gen|Gender=Masc|Number=Sing"},
                    Case_{"в [ТД-Холдинге]", "Organization", "ТД-Холдинг", "Case=Loc|Gender=Masc|Number=Sing"},
                    Case_{"глава [Торгово-ремесленной палаты]", "Organization", "Торгово-ремесленная палата"}));

INSTANTIATE_TEST_SUITE_P(
    RarerForms, Canonical,
    testing::Values(Case_{"президент [Республики Сербской]", "Country", "Республика Сербская"},
                    Case_{"с [Фабрикой Северной]", "Organization", "Фабрика Северная"},
                    Case_{"страны [Западных Балкан]", "Region", "Западные Балканы"},
                    Case_{"с лидерами группы — [Норвегией], Данией", "Country", "Норвегия"},
                    Case_{"память [Сергея Дубового]", "Person", "Сергей Дубовой", "Case=Gen|Gender=Masc|Number=Sing"},
                    Case_{"с [Павлом Ляховцом]", "Person", "Павел Ляховец", "Case=Ins|Gender=Masc|Number=Sing"},
                    Case_{"труд [Карла Шварца]", "Person", "Карл Шварц", "Case=Gen|Gender=Masc|Number=Sing"}));

TEST(CanonicalName, IsThatOfAPlaceThatThereIs) {
  const FewNames known({"Зелендона", "Видовое", "Цзынань"}, {});
  EXPECT_EQ(canonical("в [Зелендоне]", "City", "Case=Loc|Gender=Masc|Number=Sing"), "Зелендон");
  EXPECT_EQ(canonical("в [Зелендоне]", "City", "Case=Loc|Gender=Masc|Number=Sing", &known), "Зелендона");
  EXPECT_EQ(canonical("в [Цзынани]", "City", "Case=Loc|Gender=Fem|Number=Sing", &known), "Цзынань");
  EXPECT_EQ(canonical("из [Казани]", "City", "_", &known), "Казань");
}

TEST(CanonicalName, IsThatOfAGivenNameThatThereIs) {
  const FewNames known({}, {"эсия"});
  EXPECT_EQ(canonical("адвокат [Эсии Ланковой]", "Person", "Case=Gen|Gender=Fem|Number=Sing", &known), "Эсия Ланкова");
}

TEST(CanonicalName, FitsTheOtherFormsOfTheDocument) {
  EXPECT_EQ(canonical("в [Кармолде]", "City", "Case=Loc|Number=Sing"), "Кармолд");
  EXPECT_EQ(canonical("Поезд в Кармолду опоздал, мэр Кармолды извинился; в [Кармолде]", "City", "Case=Loc|Number=Sing"), "Кармолда");
  EXPECT_EQ(canonical("Поезд к Кармолду опоздал, мэр рад Кармолдом; в [Кармолде]", "City", "Case=Loc|Number=Sing"), "Кармолд");
}

TEST(CanonicalName, IsAManSSurnameWhereItIsAMan) {
  EXPECT_EQ(canonical("в отношении [Лотина]", "Person", "Case=Nom|Number=Sing"), "Лотина");
  EXPECT_EQ(canonical("в отношении [Лотина]", "Person", "Case=Nom|Number=Sing", nullptr, Gender::masc), "Лотин");
  EXPECT_EQ(canonical("в отношении [Лотина]", "Person", "Case=Nom|Gender=Fem|Number=Sing", nullptr, Gender::masc), "Лотин");
}

TEST(CanonicalName, ReadsHeadlinesInCapitals) {
  EXPECT_EQ(canonical("ДЕЛЕГАЦИЯ [КАЗАНСКОГО УНИВЕРСИТЕТА] ПОСЕТИЛА ТЕХНОПАРК", "University"), "Казанский университет");
}

TEST(CanonicalName, HasNothingForAnEmptyRange) {
  AnalyzedDocument document = test::plain_tokens("Казань");
  EXPECT_EQ(canonical_name(document, {1, 1}, "City", russian()), "");
  EXPECT_EQ(canonical_name(document, {7, 9}, "City", russian()), "");
  EXPECT_EQ(canonical_name(document, {0, 9}, "City", russian()), "Казань");
}

TEST(CanonicalName, SurvivesAnyRangeOfAnyText) {
  const std::string text =
      "«»«« \"О‘Нил\" С.С. -- — А-Б-В 5-го 12-й №7 ООО«Ёж»» МИДа мида Ъ ь-ь é中国 Нью‑Йорка II-го ... 'Ы' X-арк "
      "И и И, и-и Ванем Ии Ию ию ЁЁЁЁ Ёёёё город города городу Рек реки-озера \xf0\x9f\x98\x80 имени им. М.В. "
      "Ломоносова";
  AnalyzedDocument document = test::plain_tokens(text);
  const auto size = static_cast<std::uint32_t>(document.tokens.size());
  const char* features[] = {"_", "Case=Gen|Gender=Fem|Number=Sing", "Case=Ins|Number=Plur", "Foreign=Yes"};
  for (const char* tagged : features) {
    for (Token& token : document.tokens) token.features = parse_features(tagged);
    for (std::uint32_t begin = 0; begin < size; ++begin)
      for (std::uint32_t end = begin + 1; end <= std::min(size, begin + 6); ++end)
        for (const char* kind : {"Person", "City", "Organization"}) {
          const std::string name = canonical_name(document, {begin, end}, kind, russian());
          EXPECT_EQ(first_invalid_utf8(name), std::nullopt) << name;
          EXPECT_FALSE(name.empty());
          parse_person(document, {begin, end}, russian());
        }
  }
}

TEST(ParsePerson, TellsGivenNamePatronymicAndSurname) {
  const PersonName name = person("Сергея Семёновича Собянина");
  EXPECT_EQ(name.given, "Сергей");
  EXPECT_EQ(name.patronymic, "Семёнович");
  EXPECT_EQ(name.surname, "Собянин");
  EXPECT_EQ(name.gender, Gender::masc);
  EXPECT_FALSE(name.surname_first);
  EXPECT_EQ(name.full(), "Сергей Семёнович Собянин");
}

TEST(ParsePerson, TellsTheSurnameThatStandsFirst) {
  const PersonName russian_order = person("Кузнецовой Марии Петровны");
  EXPECT_EQ(russian_order.surname, "Кузнецова");
  EXPECT_EQ(russian_order.given, "Мария");
  EXPECT_EQ(russian_order.gender, Gender::fem);
  EXPECT_TRUE(russian_order.surname_first);
  const PersonName eastern = person("Си Цзиньпина", "Case=Gen|Gender=Masc|Number=Sing");
  EXPECT_EQ(eastern.surname, "Си");
  EXPECT_EQ(eastern.given, "Цзиньпин");
  EXPECT_TRUE(eastern.surname_first);
  EXPECT_EQ(eastern.full(), "Си Цзиньпин");
}

TEST(ParsePerson, KeepsInitialsAndParticles) {
  const PersonName initials = person("С. С. Собянин");
  EXPECT_EQ(initials.initials, "С. С.");
  EXPECT_EQ(initials.surname, "Собянин");
  EXPECT_EQ(initials.full(), "С. С. Собянин");
  const PersonName particle = person("Урсула фон дер Ляйен");
  EXPECT_EQ(particle.given, "Урсула");
  EXPECT_EQ(particle.particle, "фон дер");
  EXPECT_EQ(particle.surname, "Ляйен");
}

TEST(ParsePerson, TakesALoneWordForTheSurname) { EXPECT_EQ(person("Собянин").surname, "Собянин"); }

TEST(NameKey, FoldsLetterCaseQuotesHyphensAndLegalForms) {
  EXPECT_EQ(name_key("ООО «Ромашка»"), name_key("Ромашка"));
  EXPECT_EQ(name_key("«РОМАШКА»"), name_key("ромашка"));
  EXPECT_EQ(name_key("Королёв"), name_key("Королев"));
  EXPECT_EQ(name_key("Нью-Йорк"), name_key("Нью Йорк"));
  EXPECT_EQ(name_key("Gazprom"), name_key("Газпром"));
  EXPECT_NE(name_key("Ромашка"), name_key("Василёк"));
  EXPECT_EQ(name_key(""), "");
}

TEST(NameKey, OfAWholePageIsThatOfItsWords) {
  std::string page, expected;
  for (int i = 0; i < 700; ++i) page += i % 7 == 0 ? "Щёлково " : "Юг ", expected += name_key(i % 7 == 0 ? "Щёлково" : "Юг") + ' ';
  expected.pop_back();
  EXPECT_EQ(name_key(page), expected);
}
/// One token of a hostile text: ten seconds a million letters when ICU got it in one piece.
TEST(NameKey, CostGrowsLinearlyWithTheName) {
  const auto seconds = [](std::size_t letters) {
    std::string name;
    for (std::size_t i = 0; i < letters; ++i) name += "Щ";
    const auto start = std::chrono::steady_clock::now();
    EXPECT_GT(name_key(name).size(), letters);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  EXPECT_LT(seconds(400'000), 40 * seconds(50'000) + 0.5);  // 8 times the letters
}
TEST(ToLatin, WritesRussianInLatinLetters) { EXPECT_EQ(to_latin("Москва"), "Moskva"); }
TEST(ToLatin, PutsNoDotsBetweenLetters) {
  EXPECT_EQ(to_latin("Чэнду"), "Chendu");
  EXPECT_EQ(to_latin("Лю Чжэньхуа"), "Lyu Chzhenʹkhua");
  EXPECT_EQ(to_latin("Хэ Юймин, Тяньлэй"), "Khe Yuymin, Tyanʹley");
  EXPECT_EQ(to_latin("НИУ ВШЭ, парк «Идель-Юг» и i.moscow 2"), "NIU VSHE, park «Idelʹ-Yug» i i.moscow 2");
  EXPECT_EQ(to_latin("МосГУ"), "MosGU");
  EXPECT_EQ(to_latin(""), "");
}

}  // namespace
}  // namespace citypact
