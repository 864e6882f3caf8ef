#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "citypact/analyze/analyze.hpp"
#include "citypact/core/diagnostics.hpp"

namespace citypact {
namespace {

namespace fs = std::filesystem;

const fs::path share = CITYPACT_SHARE;

/// Loaded once for all tests; null without models.
const Analyzer* analyzer() {
  if (!fs::exists(share / "models/slovnet-syntax.bin") || !fs::exists(share / "models/opencorpora.bin")) return nullptr;
  static const Language language(share, "ru");
  static const Analyzer loaded(language, nullptr, share);
  return &loaded;
}

#define NEEDS_MODELS() \
  if (!analyzer()) GTEST_SKIP() << "no models; scripts/fetch-models makes them"

AnalyzedDocument analyze(std::string text, const AnalysisOptions& options = {}) {
  Document document;
  document.text = std::move(text);
  return analyzer()->analyze(std::move(document), options);
}

/// Everything that an analysis says, to compare two.
std::string print(const AnalyzedDocument& document) {
  std::ostringstream out;
  for (const Token& t : document.tokens) {
    out << t.span.begin << ' ' << t.span.end << ' ' << t.lemma << ' ' << to_string(t.upos) << ' ' << to_conllu(t.features) << ' ' << t.head << ' '
        << t.relation << ' ' << t.in_dictionary << '\n';
  }
  for (const NameSpan& n : document.names) out << n.span.begin << ' ' << n.span.end << ' ' << n.kind << ' ' << n.score << ' ' << n.adjective << '\n';
  return out.str();
}

const std::vector<std::string> texts{
    "Мэр Казани Ильсур Метшин подписал соглашение с правительством Шанхая.\nСтороны договорились о совместных проектах в области медицины.",
    "В Томске прошёл форум «Города будущего». Его организовал Томский политехнический университет; участвовали 15 делегаций.",
    "Совет директоров одобрил сделку. Сумма — 2,5 млрд рублей!",
    "Заметка без единого имени, зато с длинным предложением, в котором перечислены парки, скверы, бульвары и набережные.",
    "", "…", "ООН", "Shenzhen and Казань: a twinned pair, 深圳."};

TEST(Analyzer, TellsWordsNamesAndTheTreeOfASentence) {
  NEEDS_MODELS();
  const auto document = analyze("Губернатор Анна Петрова подписала соглашение.");
  ASSERT_EQ(document.sentences.size(), 1u);
  ASSERT_EQ(document.tokens.size(), 6u);
  const Token& verb = document.tokens[3];
  EXPECT_EQ(verb.lemma, "подписать");
  EXPECT_EQ(verb.upos, Upos::verb);
  EXPECT_EQ(verb.features.tense, Tense::past);
  EXPECT_EQ(verb.head, no_head);
  EXPECT_EQ(verb.relation, "root");
  EXPECT_EQ(document.tokens[0].head, 3u);
  EXPECT_EQ(document.tokens[0].relation, "nsubj");
  EXPECT_EQ(document.tokens[4].relation, "obj");
  ASSERT_FALSE(document.names.empty());
  bool found = false;
  for (const NameSpan& name : document.names) found |= name.kind == "Person" && document.surface(name.span) == "Анна Петрова";
  EXPECT_TRUE(found);
}

TEST(Analyzer, GivesADocumentTheSameBytesAloneAmongOthersAndOnTwoThreads) {
  NEEDS_MODELS();
  std::vector<std::string> alone;
  for (const std::string& text : texts) {
    const Language language(share, "ru");
    const Analyzer fresh(language, nullptr, share);
    Document document;
    document.text = text;
    alone.push_back(print(fresh.analyze(std::move(document))));
  }
  const auto compare = [&](std::size_t first) {
    for (std::size_t i = 0; i < 3 * texts.size(); ++i) {
      const std::size_t at = (first + i * 5) % texts.size();
      ASSERT_EQ(print(analyze(texts[at])), alone[at]) << texts[at];
    }
  };
  compare(0);
  std::thread other(compare, 1);
  compare(2);
  other.join();
}

TEST(Analyzer, GivesEveryParsedSentenceOneRootAndNoCycle) {
  NEEDS_MODELS();
  for (const std::string& text : texts) {
    const auto document = analyze(text);
    for (const Sentence& sentence : document.sentences) {
      if (!sentence.parsed) continue;
      int roots = 0;
      for (auto i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        roots += document.tokens[i].head == no_head;
        EXPECT_EQ(document.tokens[i].head == no_head, document.tokens[i].relation == "root");
        std::uint32_t node = i;
        for (std::uint32_t steps = 0; node != no_head; node = document.tokens[node].head) ASSERT_LE(++steps, sentence.tokens.size());
      }
      EXPECT_EQ(roots, 1) << document.surface(sentence.span);
    }
  }
}

TEST(Analyzer, KeepsItsPromisesAboutOrder) {
  NEEDS_MODELS();
  for (const std::string& text : texts) {
    const auto document = analyze(text);
    std::uint32_t token = 0;
    for (const Sentence& sentence : document.sentences) {
      EXPECT_EQ(sentence.tokens.begin, token);
      token = sentence.tokens.end;
    }
    EXPECT_EQ(token, document.tokens.size());
    for (std::size_t i = 1; i < document.names.size(); ++i) EXPECT_LE(document.names[i - 1].span.begin, document.names[i].span.begin);
    for (const Token& t : document.tokens) EXPECT_FALSE(t.lemma.empty());
  }
}

std::string head_of(const AnalyzedDocument& document, std::string_view word) {
  for (const Token& token : document.tokens)
    if (document.surface(token) == word) return token.head == no_head ? "" : std::string(document.surface(document.tokens[token.head]));
  return "?";
}

TEST(Analyzer, HangsNounsOnWhatIsNearAndAgrees) {
  NEEDS_MODELS();
  const auto ties = analyze("Договор о побратимских связях Самары с Ереваном действует не первый год, и теперь глава области говорит с гостями о технопарках.");
  EXPECT_EQ(head_of(ties, "Ереваном"), "связях");
  EXPECT_EQ(head_of(ties, "Договор"), "действует");
  const auto twins = analyze("Стамбул и Самара — побратимы с 2002 года, с 2017-го тем же статусом обладает Анкара, чей мэр Яваш встречался в Самаре с гостями.");
  EXPECT_EQ(head_of(twins, "Стамбул"), "побратимы");
}

TEST(Analyzer, TakesTheDictionarysWordForWhatAFormCannotBe) {
  NEEDS_MODELS();
  const auto document = analyze("Подъём грунтовых вод подмыло у самой кромки.");
  const auto of = [&](std::string_view word) {
    return *std::find_if(document.tokens.begin(), document.tokens.end(), [&](const Token& t) { return document.surface(t) == word; });
  };
  EXPECT_EQ(of("кромки").upos, Upos::noun);
  EXPECT_EQ(of("подмыло").features.tense, Tense::past);
}

TEST(Analyzer, SkipsTheTreeWhereOnlyNamesAreWanted) {
  NEEDS_MODELS();
  for (const AnalysisOptions& options : {AnalysisOptions{.names_only = true}, AnalysisOptions{.parse = false}}) {
    const auto document = analyze(texts[0], options);
    EXPECT_FALSE(document.names.empty());
    EXPECT_FALSE(document.sentences[0].parsed);
    EXPECT_TRUE(document.tokens[0].relation.empty());
  }
}

TEST(Analyzer, ParsesOnlySentencesWithNamesOnRequestAndThoseAsEver) {
  NEEDS_MODELS();
  const std::string text = "Погода была хорошей. Анна Петрова приехала в Казань. Потом пошёл дождь.";
  const auto all = analyze(text), some = analyze(text, {.parse_named_only = true});
  ASSERT_EQ(some.sentences.size(), 3u);
  EXPECT_FALSE(some.sentences[0].parsed);
  EXPECT_TRUE(some.sentences[1].parsed);
  EXPECT_FALSE(some.sentences[2].parsed);
  for (auto i = some.sentences[1].tokens.begin; i < some.sentences[1].tokens.end; ++i) {
    EXPECT_EQ(some.tokens[i].head, all.tokens[i].head);
    EXPECT_EQ(some.tokens[i].relation, all.tokens[i].relation);
  }
}

TEST(Analyzer, ReadsLongTextsInBlocksWithTheSameResult) {
  NEEDS_MODELS();
  const std::string part = "В парке «Заря» открыли новый корпус, который построила компания из Пекина. ";
  std::string text;
  for (int i = 0; i < 1500; ++i) text += part;
  const auto document = analyze(text);
  const std::size_t size = analyze(part).tokens.size();
  ASSERT_EQ(document.tokens.size(), 1500 * size);
  for (std::size_t i = 2 * size; i + size < document.tokens.size(); ++i) {
    ASSERT_EQ(document.tokens[i].lemma, document.tokens[i - size].lemma);
    ASSERT_EQ(document.tokens[i].upos, document.tokens[i - size].upos);
    const auto head = document.tokens[i - size].head;
    ASSERT_EQ(document.tokens[i].head, head == no_head ? no_head : head + size) << i;
  }
}

TEST(Analyzer, GivesALongDocumentInPartsAsItGivesTheWhole) {
  NEEDS_MODELS();
  std::string text = "Новости науки\n\n", list = "Участвовали Тула";
  for (int i = 0; i < 700; ++i) text += texts[static_cast<std::size_t>(i) % 3] + (i % 7 == 0 ? "\n\n" : i % 5 == 0 ? "" : " ");
  for (int i = 0; i < 5000; ++i) list += ", Омск";
  text += list + ".Мэр Казани уехал";
  AnalyzedDocument joined;
  std::string found;
  std::size_t parts = 0, sentences = 0, tokens = 0;
  bool ended = false;
  analyzer()->analyze_parts(Document{.id = "", .source = "", .title = "", .published = {}, .language = "", .text = text}, {}, [&](const AnalyzedPart& part) {
    EXPECT_FALSE(ended);
    EXPECT_EQ(part.sentences_before, sentences);
    EXPECT_EQ(part.analysis.document.text, text);
    EXPECT_TRUE(part.analysis.tokens.size() <= 8192 || part.analysis.sentences.size() == 1);
    AnalyzedDocument shifted;  // as if it stood behind the parts before it
    shifted.tokens = part.analysis.tokens, shifted.names = {};
    for (Token& token : shifted.tokens) token.head += token.head == no_head ? 0 : static_cast<std::uint32_t>(tokens);
    found += print(shifted);
    ++parts, sentences += part.analysis.sentences.size(), tokens += part.analysis.tokens.size(), ended = part.last;
    const std::uint32_t end = part.analysis.tokens.back().span.end;
    EXPECT_EQ(part.touches_next, !part.last && text[end] != ' ' && text[end] != '\n') << parts;
    for (const NameSpan& name : part.analysis.names) EXPECT_EQ(part.analysis.span(name.tokens), name.span);
  });
  EXPECT_TRUE(ended);
  EXPECT_EQ(parts, 4u);
  const auto whole = analyze(text);
  EXPECT_EQ(whole.sentences.size(), sentences);
  EXPECT_EQ(whole.tokens.size(), tokens);
  std::string expected = print(whole);
  expected.resize(std::min(expected.size(), found.size()));  // names follow the tokens
  EXPECT_TRUE(found == expected);
  for (const NameSpan& name : whole.names) EXPECT_EQ(whole.span(name.tokens), name.span);
  for (const Sentence& sentence : whole.sentences) EXPECT_EQ(whole.span(sentence.tokens), sentence.span);
}

TEST(Analyzer, GivesAnEmptyDocumentAsOneEmptyPart) {
  NEEDS_MODELS();
  std::size_t parts = 0;
  analyzer()->analyze_parts({}, {}, [&](const AnalyzedPart& part) { parts += part.last && part.analysis.tokens.empty(); });
  EXPECT_EQ(parts, 1u);
}

TEST(Analyzer, TakesAnEndlessSentence) {
  NEEDS_MODELS();
  std::string text = "Участвовали";
  for (int i = 0; i < 20000; ++i) text += " город и";
  const auto document = analyze(text);
  EXPECT_EQ(document.tokens.size(), 40001u);
  EXPECT_EQ(document.tokens[1].lemma, "город");
}

TEST(Analyzer, WorksForALanguageWithoutModels) {
  const fs::path toy = fs::path(testing::TempDir()) / "toy-share";
  fs::create_directories(toy / "data/xx");
  std::ofstream(toy / "data/xx/language.yaml") << "code: xx\n";
  const Language language(toy, "xx");
  const Analyzer analyzer_of_toy(language, nullptr, toy);
  Document document;
  document.text = "Kala Mika tok Suno. Ala li!";
  const auto analyzed = analyzer_of_toy.analyze(std::move(document));
  ASSERT_FALSE(analyzed.tokens.empty());
  EXPECT_EQ(analyzed.tokens[0].lemma, "kala");
  EXPECT_FALSE(analyzed.sentences[0].parsed);
}

TEST(Analyzer, SaysWhichModelIsMissing) {
  const fs::path toy = fs::path(testing::TempDir()) / "broken-share";
  fs::create_directories(toy / "data/xx/words");
  std::ofstream(toy / "data/xx/language.yaml") << "code: xx\n";
  std::ofstream(toy / "data/xx/words/models.tsv") << "embeddings\tnone.bin\n";
  const Language language(toy, "xx");
  try {
    Analyzer broken(language, nullptr, toy);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("none.bin"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace citypact
