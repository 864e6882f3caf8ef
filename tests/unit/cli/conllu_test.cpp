#include "conllu.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "citypact/pipeline/pipeline.hpp"

namespace citypact::cli {
namespace {

/// Two sentences glued together: «Омск.Тула 5\u001b!», the first parsed.
AnalyzedDocument document() {
  AnalyzedDocument result;
  result.document.id = "a\tb";
  result.document.language = "ru";
  result.document.text = "Омск рад.Тула \x1B!";
  const auto add = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t head, std::string_view relation, Upos upos) {
    Token token;
    token.span = {begin, end};
    token.head = head;
    token.relation = relation;
    token.upos = upos;
    result.tokens.push_back(token);
  };
  add(0, 8, 1, "nsubj", Upos::propn);
  add(9, 15, no_head, "root", Upos::adj);
  add(15, 16, 1, "punct", Upos::punct);
  add(16, 24, no_head, "", Upos::x);
  add(25, 27, no_head, "", Upos::x);
  result.sentences.push_back({{0, 16}, {0, 3}, Sentence::Kind::prose, true});
  result.sentences.push_back({{16, 27}, {3, 5}, Sentence::Kind::title, false});
  result.names.push_back({{0, 8}, {0, 1}, "City", 1, false});
  return result;
}

template <class Make>
void write(Make make_writer, const AnalyzedDocument& document, std::ostream& out) {
  make_writer(out)->write({document});
}

std::string conllu() {
  std::ostringstream out;
  write(make_conllu_writer, document(), out);
  return out.str();
}

TEST(Conllu, HoldsIdsTextsAndRangesInCodePoints) {
  const auto text = conllu();
  EXPECT_NE(text.find("# newdoc id = a b\n# sent_id = a b-1\n# text = Омск рад.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("1\tОмск\tОмск\tPROPN\t_\t_\t2\tnsubj\t_\tNER=B-City|TokenRange=0:4\n"), std::string::npos) << text;
  EXPECT_NE(text.find("3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No|TokenRange=8:9\n"), std::string::npos) << text;
}
TEST(Conllu, ASentenceThatWasNotParsedHangsOnItsFirstToken) {
  const auto text = conllu();
  EXPECT_NE(text.find("1\tТула\tТула\tX\t_\t_\t0\troot\t_"), std::string::npos) << text;
  EXPECT_NE(text.find("\t1\tdep\t_\tTokenRange="), std::string::npos) << text;
}
TEST(Conllu, ControlCharactersOfTheTextNeverComeOut) {
  EXPECT_EQ(conllu().find('\x1B'), std::string::npos);
  EXPECT_NE(conllu().find("\\u001b!"), std::string::npos);
}
std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

/// What the format asks of one sentence's rows: ten full columns, ids from 1 on, one root, a tree; ranges that hold the forms.
void expect_valid(const std::vector<std::vector<std::string>>& rows, const std::u32string& text) {
  std::vector<std::size_t> heads;
  int roots = 0;
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 10u);
    for (const auto& column : row) EXPECT_FALSE(column.empty());
    EXPECT_EQ(row[0], std::to_string(heads.size() + 1));
    heads.push_back(std::stoul(row[6]));
    roots += heads.back() == 0;
    EXPECT_EQ(heads.back() == 0, row[7] == "root");
    EXPECT_LE(heads.back(), rows.size());
    const auto range = split(row[9].substr(row[9].find("TokenRange=") + 11), ':');
    ASSERT_EQ(range.size(), 2u);
    EXPECT_LT(std::stoul(range[0]), std::stoul(range[1]));
    EXPECT_LE(std::stoul(range[1]), text.size());
  }
  EXPECT_EQ(roots, 1);
  for (std::size_t node = 1; node <= heads.size(); ++node) {
    std::size_t at = node, steps = 0;
    while (at != 0 && ++steps <= heads.size()) at = heads[at - 1];
    ASSERT_EQ(at, 0u) << "a cycle";
  }
}

TEST(Conllu, IsWellFormedWhateverTheText) {
  if (!std::filesystem::exists(CITYPACT_SHARE "/models/slovnet-syntax.bin")) GTEST_SKIP() << "no models; scripts/fetch-models makes them";
  PipelineOptions options;
  options.language = "ru";
  Pipeline pipeline(CITYPACT_SHARE, options);
  std::string endless = "Перечислим:";
  for (int i = 0; i < 600; ++i) endless += " город, улица и";
  for (const std::string& text :
       {std::string("Мэр Казани Ильсур Метшин подписал соглашение с Шанхаем.\nЕго ждали."), std::string("12.05.2031\n\n***\n\nПарк «Заря»\tоткрыт!\r\nhttps://example.org/a?b=c"),
        std::string("A\u200Bb _ \x01 \"\" -- ... 5 000 % № 7|NER=B-City"), std::string("№"), std::string("深圳 и 北京"), endless}) {
    Document input{.id = "an id\twith\nbreaks", .source = "", .title = "", .published = {}, .language = "ru", .text = text};
    const AnalyzedDocument analyzed = pipeline.analyze(input);
    std::ostringstream out;
    write(make_conllu_writer, analyzed, out);
    std::u32string characters;
    for (const unsigned char byte : text)
      if ((byte & 0xC0) != 0x80) characters += U'x';
    std::vector<std::vector<std::string>> rows;
    std::size_t sentences = 0;
    for (const auto& line : split(out.str(), '\n')) {
      if (line.empty()) expect_valid(rows, characters), rows.clear(), ++sentences;
      else if (line[0] != '#' || line.find('\t') != std::string::npos) rows.push_back(split(line, '\t'));
    }
    EXPECT_TRUE(rows.empty());
    EXPECT_EQ(sentences, analyzed.sentences.size()) << text.substr(0, 60);
    EXPECT_TRUE(out.str().ends_with("\n\n"));
  }
}
/// What a writer makes of some documents on two threads, when those of more than `whole_up_to` bytes come in parts.
std::string written(std::unique_ptr<AnalysisWriter> (*make_writer)(std::ostream&), const std::string& folder, std::size_t whole_up_to, std::size_t& parts) {
  PipelineOptions options;
  options.whole_up_to = whole_up_to;
  options.threads = 2;
  Pipeline pipeline(CITYPACT_SHARE, options);
  Diagnostics diagnostics;
  std::ostringstream out;
  const auto writer = make_writer(out);
  parts = 0;
  const auto summary = pipeline.analyze({folder}, diagnostics, nullptr, [&](const AnalyzedPart& part) { ++parts, writer->write(part); });
  EXPECT_EQ(summary.documents, 3u);
  EXPECT_EQ(summary.failed, 0u);
  return out.str();
}

TEST(AnalysisWriters, WriteTheSameBytesPartByPartAndWhole) {
  if (!std::filesystem::exists(CITYPACT_SHARE "/models/slovnet-syntax.bin")) GTEST_SKIP() << "no models; scripts/fetch-models makes them";
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "parts";
  std::filesystem::create_directories(folder);
  std::string text = "Парки растут\n\n";
  for (int i = 0; i < 480; ++i) text += "Мэр Казани Ильсур Метшин подписал соглашение с парком «Заря».Его ждали " + std::to_string(i) + " дней, 深圳 тоже. ";
  std::ofstream(folder / "1.txt") << "Тула ждала гостей.";
  std::ofstream(folder / "2.txt") << text;
  std::ofstream(folder / "3.txt") << "Омск открыл музей.";
  for (const auto make_writer : {make_conllu_writer, make_analysis_json_writer, make_names_writer}) {
    std::size_t parts = 0;
    const auto whole = written(make_writer, folder, text.size(), parts);
    EXPECT_EQ(parts, 3u);
    const auto streamed = written(make_writer, folder, text.size() - 1, parts);
    EXPECT_EQ(parts, 4u);
    EXPECT_TRUE(streamed == whole);
    EXPECT_GT(whole.size(), 30'000u);
  }
}
TEST(AnalysisWriters, WhatTheyThrowEndsTheRun) {
  if (!std::filesystem::exists(CITYPACT_SHARE "/models/slovnet-syntax.bin")) GTEST_SKIP() << "no models; scripts/fetch-models makes them";
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "one.txt";
  std::ofstream(file) << "Тула ждала гостей.";
  for (const std::size_t whole_up_to : {std::size_t{0}, std::size_t{1000}}) {
    PipelineOptions options;
    options.whole_up_to = whole_up_to;
    Pipeline pipeline(CITYPACT_SHARE, options);
    Diagnostics diagnostics;
    EXPECT_THROW(pipeline.analyze({file.string()}, diagnostics, nullptr, [](const AnalyzedPart&) { throw Error("the disk is full"); }), Error);
    EXPECT_TRUE(diagnostics.take().empty());
  }
}
TEST(AnalysisJson, IsJsonWithTheSameRanges) {
  std::ostringstream out;
  write(make_analysis_json_writer, document(), out);
  const auto json = nlohmann::json::parse(out.str());
  EXPECT_EQ(json["sentences"][0]["tokens"][1]["begin"], 5);
  EXPECT_EQ(json["sentences"][0]["tokens"][0]["head"], 2);
  EXPECT_EQ(json["sentences"][1]["kind"], "title");
  EXPECT_EQ(json["names"][0]["kind"], "City");
}
TEST(Names, StandOneALine) {
  std::ostringstream out;
  write(make_names_writer, document(), out);
  EXPECT_EQ(out.str(), "a b\t0:4\tCity\tОмск\n");
}

}  // namespace
}  // namespace citypact::cli
