#include "../../../src/analyze/segment_stream.hpp"

#include <chrono>
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

namespace citypact {
namespace {

using Kind = Sentence::Kind;

class Segmentation : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists(CITYPACT_SHARE "/models/opencorpora.bin")) return;
    language_ = new Language(CITYPACT_SHARE, "ru");
    segmenter_ = new Segmenter(*language_);
  }
  static void TearDownTestSuite() {
    delete segmenter_;
    delete language_;
    segmenter_ = nullptr;
    language_ = nullptr;
  }
  void SetUp() override {
    if (!segmenter_) GTEST_SKIP() << "models/opencorpora.bin is absent; scripts/demo fetches it";
  }

  static AnalyzedDocument segment(std::string text) {
    AnalyzedDocument document;
    document.document.text = std::move(text);
    segmenter_->segment(document);
    return document;
  }
  static std::vector<std::string> sentences(std::string text) {
    const auto document = segment(std::move(text));
    std::vector<std::string> result;
    for (const auto& sentence : document.sentences) result.emplace_back(document.surface(sentence.span));
    return result;
  }
  static std::vector<std::string> tokens(std::string text) {
    const auto document = segment(std::move(text));
    std::vector<std::string> result;
    for (const auto& token : document.tokens) result.emplace_back(document.surface(token));
    return result;
  }
  static std::vector<Kind> kinds(std::string text) {
    std::vector<Kind> result;
    for (const auto& sentence : segment(std::move(text)).sentences) result.push_back(sentence.kind);
    return result;
  }
  static std::size_t count(std::string text) { return sentences(std::move(text)).size(); }

  static Language* language_;
  static Segmenter* segmenter_;
};

Language* Segmentation::language_ = nullptr;
Segmenter* Segmentation::segmenter_ = nullptr;

// ---- tokens

TEST_F(Segmentation, SplitsWordsFromPunctuation) {
  EXPECT_EQ(tokens("Казань, столица (и не только)!"), (std::vector<std::string>{"Казань", ",", "столица", "(", "и", "не", "только", ")", "!"}));
}
TEST_F(Segmentation, KeepsHyphenatedWordsWhole) {
  EXPECT_EQ(tokens("вице-мэр Йошкар-Олы из интернет- и телеком-отрасли"), (std::vector<std::string>{"вице-мэр", "Йошкар-Олы", "из", "интернет-", "и", "телеком-отрасли"}));
}
TEST_F(Segmentation, SplitsLongDashesBetweenWords) {
  EXPECT_EQ(tokens("маршрут Тверь–Псков, 2014–2016"), (std::vector<std::string>{"маршрут", "Тверь", "–", "Псков", ",", "2014–2016"}));
}
TEST_F(Segmentation, KeepsSitesAddressesAndMailWhole) {
  EXPECT_EQ(tokens("На i.gorod и Kazan.Ru, почта a.b@mail.ru: https://пример.рф/a?b=(c)."), (std::vector<std::string>{"На", "i.gorod", "и", "Kazan.Ru", ",", "почта", "a.b@mail.ru", ":", "https://пример.рф/a?b=(c)", "."}));
}
TEST_F(Segmentation, KeepsNumbersGroupedBySpacesWhole) {
  EXPECT_EQ(tokens("более 17 500 и 1\u00A0000\u00A0000 из 2019 100"), (std::vector<std::string>{"более", "17 500", "и", "1\u00A0000\u00A0000", "из", "2019", "100"}));
}
TEST_F(Segmentation, KeepsDecimalsDatesAndRangesWhole) {
  EXPECT_EQ(tokens("3,5 и 12.04.2021, 2020-21 гг., 1/2"), (std::vector<std::string>{"3,5", "и", "12.04.2021", ",", "2020-21", "гг", ".", ",", "1/2"}));
}
TEST_F(Segmentation, LeavesACommaBehindANumberApart) {
  EXPECT_EQ(tokens("в 2019, 2020 годах"), (std::vector<std::string>{"в", "2019", ",", "2020", "годах"}));
}
TEST_F(Segmentation, KeepsNamesWithAnApostropheWhole) {
  EXPECT_EQ(tokens("О’Нил из Кот-д'Ивуара"), (std::vector<std::string>{"О’Нил", "из", "Кот-д'Ивуара"}));
}
TEST_F(Segmentation, SplitsDigitsFromLettersAsTheModelsKnowThem) {
  EXPECT_EQ(tokens("2020г. 90% G20"), (std::vector<std::string>{"2020", "г", ".", "90", "%", "G", "20"}));
}
TEST_F(Segmentation, DoesNotGlueSignsToWords) { EXPECT_EQ(tokens("•Тула 5°C"), (std::vector<std::string>{"•", "Тула", "5", "°", "C"})); }
TEST_F(Segmentation, KeepsCombiningMarksWithTheirLetter) { EXPECT_EQ(tokens("за\u0301мок"), (std::vector<std::string>{"за\u0301мок"})); }

// ---- sentences

TEST_F(Segmentation, SplitsAtFullStops) { EXPECT_EQ(sentences("Мэр приехал. Совет собрался."), (std::vector<std::string>{"Мэр приехал.", "Совет собрался."})); }
TEST_F(Segmentation, SplitsSentencesThatAreGluedTogether) {
  EXPECT_EQ(sentences("Выступил ректор Ли Мин.Перед этим он сказал речь."), (std::vector<std::string>{"Выступил ректор Ли Мин.", "Перед этим он сказал речь."}));
  EXPECT_EQ(sentences("Он ждёт гостей из Индии\".Директор \"Парка\" согласился."), (std::vector<std::string>{"Он ждёт гостей из Индии\".", "Директор \"Парка\" согласился."}));
  EXPECT_EQ(count("Приняли документ ОЭСР.Заседание окончилось!В зале тихо."), 3u);
}
TEST_F(Segmentation, OpensSpeechAtADashBehindAColon) {
  EXPECT_EQ(sentences("Он назвал области техники:- Завтра мы начнём."), (std::vector<std::string>{"Он назвал области техники:", "- Завтра мы начнём."}));
}
TEST_F(Segmentation, DoesNotSplitAtAbbreviations) {
  EXPECT_EQ(count("Завод им. Кирова на ул. Ленина в г. Омске работает."), 1u);
  EXPECT_EQ(count("Это более 17 тыс. фирм, т.е. 3 млн. рублей и др. средства."), 1u);
  EXPECT_EQ(count("Сумма в 5 млн долл. США названа."), 1u);
  EXPECT_EQ(count("По ч. 2 ст. 15 закона."), 1u);
}
TEST_F(Segmentation, SplitsBehindAYearThatEndsASentence) {
  EXPECT_EQ(count("Парк открыт в 2019 г. Резиденты довольны."), 2u);
  EXPECT_EQ(count("Родился в г. Москва. Учился там же."), 2u);
  EXPECT_EQ(count("Купили столы, стулья и т.д. Комната полна."), 2u);
}
TEST_F(Segmentation, GoesOnBehindAnAbbreviationThatAGenitiveFollows) {
  EXPECT_EQ(count("Решено провести в 2024-25 гг. Годов культуры двух стран."), 1u);
}
TEST_F(Segmentation, KeepsInitialsWithTheirName) {
  EXPECT_EQ(count("Выступили А. С. Петров и И.И.Сидоров, а также О. Ким."), 1u);
  EXPECT_EQ(count("Он принял витамин C. Она не стала."), 2u);
}
TEST_F(Segmentation, SpeechAndItsAuthorAreOneSentence) {
  EXPECT_EQ(count("«Мы готовы!» — сказал мэр."), 1u);
  EXPECT_EQ(count("«Мы готовы. Начинаем работу уже завтра утром, в девять часов», — сказал мэр."), 2u);
}
TEST_F(Segmentation, NamesWithStopsInsideQuotesStayWhole) {
  EXPECT_EQ(count("Вышла передача «Кто? Что? Когда?» о науке."), 1u);
  EXPECT_EQ(count("Сервис Яндекс.Карты обновлён."), 1u);
}
TEST_F(Segmentation, NumbersOfListItemsStayWithTheItem) { EXPECT_EQ(count("1. Общие положения\n2. Права сторон\n"), 2u); }
TEST_F(Segmentation, LineBreaksEndSentencesUnlessTheTextIsWrapped) {
  EXPECT_EQ(count("Первая строка\nВторая строка"), 2u);
  EXPECT_EQ(count("В городе открылся новый\nтехнопарк, в котором будут\nработать сотни молодых\nинженеров и учёных."), 1u);
}
TEST_F(Segmentation, RunsOfSpacesStandForLineBreaks) { EXPECT_EQ(count("Главное к вечеру   Губернатор подписал указ."), 2u); }

// ---- kinds

TEST_F(Segmentation, TellsDateTitleAndSeparatorsFromProse) {
  EXPECT_EQ(kinds("12.03.2021\nКазань и Ухань станут партнёрами\n###\n***\nСоглашение подписано. Стороны довольны."), (std::vector<Kind>{Kind::date_line, Kind::title, Kind::separator, Kind::separator, Kind::prose, Kind::prose}));
  EXPECT_EQ(kinds("3 мая 2021 года, понедельник\nТекст без заголовка."), (std::vector<Kind>{Kind::date_line, Kind::prose}));
}
TEST_F(Segmentation, AddressAndDateAtTheEndAreNoProse) {
  EXPECT_EQ(kinds("Заголовок\n\nТекст новости.\n\nhttps://example.org/a/b\n\nTue, 04 May 2021 10:00:00 +0300"), (std::vector<Kind>{Kind::title, Kind::prose, Kind::separator, Kind::date_line}));
}
TEST_F(Segmentation, TextOfOneLineHasNoTitle) { EXPECT_EQ(kinds("Казань и Ухань станут партнёрами"), (std::vector<Kind>{Kind::prose})); }

// ---- laws

TEST_F(Segmentation, EveryTokenLiesInExactlyOneSentence) {
  const auto document = segment("Раз.Два «три.\n\n### …!.. 5 000 — а.б.в (г) https://x.ru\nA.");
  std::uint32_t next = 0, end = 0;
  for (const auto& sentence : document.sentences) {
    EXPECT_EQ(sentence.tokens.begin, next);
    EXPECT_LT(sentence.tokens.begin, sentence.tokens.end);
    EXPECT_EQ(sentence.span, document.span(sentence.tokens));
    EXPECT_GE(sentence.span.begin, end);
    next = sentence.tokens.end;
    end = sentence.span.end;
  }
  EXPECT_EQ(next, document.tokens.size());
}
TEST_F(Segmentation, AnEllipsisThatOpensASentenceBelongsToIt) { EXPECT_EQ(count("…Слово дано."), 1u); }
TEST_F(Segmentation, EmptyTextHasNoSentences) {
  EXPECT_EQ(count(""), 0u);
  EXPECT_EQ(count(" \n\t\u200B"), 0u);
}
/// One line a sentence: its kind, its span and its tokens' spans.
void print(const AnalyzedDocument& document, std::string& out) {
  for (const auto& sentence : document.sentences) {
    out += std::to_string(static_cast<int>(sentence.kind)) + ' ' + std::to_string(sentence.span.begin) + '-' + std::to_string(sentence.span.end) + ':';
    for (auto t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      out += ' ' + std::to_string(document.tokens[t].span.begin) + '-' + std::to_string(document.tokens[t].span.end);
    }
    out += '\n';
  }
}

/// A text of pieces that look at their neighbours: quotes, signs between words, abbreviations, line breaks.
std::string tangle(unsigned seed, std::size_t pieces) {
  static const std::vector<std::string> all{"Город",  " строит", " парк",   ".",    ". ",   "!\n",  "\n\n", "\n",  " «",   "»",    "\"",  " \"",   "-",     " -",   "- ",
                                            "5",      " 17",     " 000",    " г.",  " А. Б. ", ": ", " – ",  "…",   "?",    "„",    "“",   "(",    ")",     " И",   "и",
                                            "Что? Где? Когда?", " www.example.org", "\u0301", "\u200B", "   ", "№ ", "12.05.2031\n", "***\n", " 2020 г. Тула"};
  std::mt19937 random(seed);
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += all[random() % all.size()];
  return text;
}

TEST_F(Segmentation, RunByRunGivesTheSameSentences) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::string text = tangle(seed, 4000);
    if (seed % 3 == 0) text = "Заголовок без точки" + std::string(seed % 2, '\n') + text;
    if (seed % 5 == 0) text.insert(text.size() / 2, tangle(seed, 1) + std::string(3000, 'x') + std::string(1500, '('));
    const auto whole = segment(text);
    std::string expected, found;
    print(whole, expected);
    AnalyzedDocument run;
    run.document.text = text;
    auto stream = segmenter_->stream(text);
    std::size_t runs = 0, tokens = 0;
    for (; stream.next(SegmentStream::least, run); ++runs) {
      print(run, found);
      tokens += run.tokens.size();
      EXPECT_TRUE(run.tokens.size() <= SegmentStream::least || run.sentences.size() == 1);
      EXPECT_EQ(stream.ended(), tokens == whole.tokens.size());
      EXPECT_EQ(stream.touches_next(), tokens < whole.tokens.size() && whole.tokens[tokens - 1].span.end == whole.tokens[tokens].span.begin);
    }
    EXPECT_GT(runs, 3u);
    ASSERT_EQ(found, expected) << seed;
  }
}
TEST_F(Segmentation, ATitleBeyondTheFirstRunIsFound) {
  std::string text;
  for (std::size_t i = 0; i + 3 < SegmentStream::least; ++i) text += "***\n\n";
  text += "Казань! И Ухань\n\nТекст новости. Ещё один.\n";
  AnalyzedDocument run;
  auto stream = segmenter_->stream(text);
  std::size_t titles = 0, prose = 0;
  while (stream.next(SegmentStream::least, run)) {
    for (const auto& sentence : run.sentences) titles += sentence.kind == Kind::title, prose += sentence.kind == Kind::prose;
  }
  EXPECT_EQ(titles, 2u);
  EXPECT_EQ(prose, 2u);
}
TEST_F(Segmentation, CostGrowsLinearlyWithHostileText) {
  for (const std::string piece : {"а.", "a.a@", "\"«(", "»)", "https://a/(", ". - ", "1 000 "}) {
    const auto seconds = [&](std::size_t bytes) {
      std::string text;
      while (text.size() < bytes) text += piece;
      const auto start = std::chrono::steady_clock::now();
      segment(std::move(text));
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    EXPECT_LT(seconds(1 << 20), 40 * seconds(1 << 17) + 0.5) << piece;  // 8 times the text
  }
}

}  // namespace
}  // namespace citypact
