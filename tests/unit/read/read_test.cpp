#include "citypact/read/read.hpp"

#include <unistd.h>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace citypact {
namespace {

using Ids = std::vector<std::string>;

testing::AssertionResult holds(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << part << "' is not in: " << text;
}


struct Result {
  std::vector<Document> documents;
  std::vector<Diagnostic> diagnostics;
  ReadSummary summary;

  std::vector<std::string> ids() const {
    std::vector<std::string> result;
    for (const auto& document : documents) result.push_back(document.id);
    return result;
  }
  std::string message() const { return diagnostics.empty() ? "" : diagnostics[0].place + ": " + diagnostics[0].message; }
};

Result read(const std::vector<std::string>& inputs, std::string_view format = "", std::size_t max_bytes = 1 << 20) {
  Result result;
  Diagnostics diagnostics;
  result.summary = read_documents(inputs, format, {max_bytes}, diagnostics, [&](Document document) {
    result.documents.push_back(std::move(document));
    return true;
  });
  result.diagnostics = diagnostics.take();
  return result;
}

/// The message for a file of these bytes.
std::string complaint(const std::string& bytes, const std::string& name = "a.txt", std::size_t max_bytes = 1 << 20) {
  const TemporaryFolder folder;
  const auto result = read({folder.write(name, bytes)}, "", max_bytes);
  EXPECT_TRUE(result.documents.empty());
  EXPECT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.summary.failed, 1u);
  return result.message();
}

// ---- text

TEST(ReadText, KeepsEveryByteButTheByteOrderMark) {
  const TemporaryFolder folder;
  const auto result = read({folder.write("a.txt", "\xEF\xBB\xBF \r\nТула \t\n\n")});
  ASSERT_EQ(result.documents.size(), 1u);
  EXPECT_EQ(result.documents[0].text, " \r\nТула \t\n\n");
  EXPECT_EQ(result.documents[0].id, "a.txt");
  EXPECT_EQ(result.documents[0].source, folder / "a.txt");
}
TEST(ReadText, SaysWhereBytesAreNotUtf8AndHowToConvertThem) {
  EXPECT_TRUE(holds(complaint("Abc\xFFz"), "a.txt: not UTF-8 at byte 3; convert it"));
  EXPECT_TRUE(holds(complaint("\xC3\xEE\xF0\xEE\xE4 \xEF\xE0\xF0\xEA \xE7\xE0\xE2\xEE\xE4"), "iconv -f windows-1251"));
  EXPECT_TRUE(holds(complaint("\xE7\xCF\xD2\xCF\xC4 \xD0\xC1\xD2\xCB \xDA\xC1\xD7\xCF\xC4"), "iconv -f koi8-r"));
  EXPECT_TRUE(holds(complaint(std::string("\xFF\xFE\x13\x04", 4)), "UTF-16"));
  EXPECT_TRUE(holds(complaint(std::string("\x13\x04\x3E\x04\x40\x04\x3E\x04\x34\x04\x20\x00", 12)), "UTF-16"));
}
TEST(ReadText, RefusesWhatIsNoText) {
  EXPECT_TRUE(holds(complaint(""), "is empty"));
  EXPECT_TRUE(holds(complaint("\xEF\xBB\xBF"), "is empty"));
  EXPECT_TRUE(holds(complaint(" \n\t"), "only white space"));
  EXPECT_TRUE(holds(complaint(std::string("ab\0cd", 5)), "NUL at byte 2"));
  EXPECT_TRUE(holds(complaint("\x01\x02\x03\x04 noise"), "control characters"));
  EXPECT_TRUE(holds(complaint("\x1F\x8B\x08", "a.gz"), "gunzip"));
  EXPECT_TRUE(holds(complaint("PK\x03\x04", "a.docx"), "office document"));
  EXPECT_TRUE(holds(complaint("%PDF-1.5", "a.pdf"), "pdftotext"));
  EXPECT_TRUE(holds(complaint("\n<!DOCTYPE HTML><p>", "a.html"), "is HTML"));
}
TEST(ReadText, LimitsTheSize) {
  EXPECT_TRUE(holds(complaint(std::string(1001, 'a'), "a.txt", 1000), "1,001 bytes, more than the limit of 1,000"));
  const TemporaryFolder folder;
  EXPECT_EQ(read({folder.write("a.txt", std::string(1000, 'a'))}, "", 1000).documents.size(), 1u);
}
TEST(ReadText, EscapeSequencesAreText) {
  const TemporaryFolder folder;
  EXPECT_EQ(read({folder.write("a.txt", "\x1B[31mred")}).documents.size(), 1u);
}

// ---- JSON Lines

TEST(ReadJsonLines, TakesTheFieldsThatTheRecordGives) {
  const TemporaryFolder folder;
  const auto result = read({folder.write("a.jsonl", R"({"id":"n1","source":"https://example.org/1","title":"T","published":"2020-09-18T10:00:00Z","language":"ru","text":"Тула","more":[1]})"
                                                    "\r\n\n" R"({"source":"https://example.org/2","text":"Омск"})" "\n" R"({"id":7,"text":"Орёл","title":null})" "\n" R"({"text":"Псков"})")});
  EXPECT_TRUE(result.diagnostics.empty());
  EXPECT_EQ(result.ids(), (Ids{"n1", "https://example.org/2", "7", "a.jsonl#5"}));
  EXPECT_EQ(result.documents[0].title, "T");
  EXPECT_EQ(to_edtf(*result.documents[0].published), "2020-09-18");
  EXPECT_EQ(result.documents[3].source, folder / "a.jsonl");
}
TEST(ReadJsonLines, OneBadLineDoesNotStopTheOthers) {
  const TemporaryFolder folder;
  const auto result = read({folder.write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\n[1]\n{\"text\":5}\n{}\n{\"text\":\"b\\u0000\"}\n{\"text\":\"\xFF\"}\n{\"text\":\"z\"}\n")});
  EXPECT_EQ(result.ids(), (Ids{"a.jsonl#1", "a.jsonl#8"}));
  EXPECT_EQ(result.summary.failed, 6u);
  EXPECT_TRUE(holds(result.message(), "a.jsonl:2: no JSON (column 9)"));
}
TEST(ReadJsonLines, RefusesHalfASurrogatePair) {
  EXPECT_FALSE(complaint(R"({"text":"a\ud83d"})", "a.jsonl").empty());
  EXPECT_FALSE(complaint(R"({"text":"\ude80 b"})", "a.jsonl").empty());
  EXPECT_FALSE(complaint("{\"text\":\"\xED\xA0\xBD\"}", "a.jsonl").empty());
  const TemporaryFolder folder;
  const auto result = read({folder.write("a.jsonl", R"({"text":"\ud83d\ude80"})")});
  ASSERT_EQ(result.documents.size(), 1u);
  EXPECT_EQ(result.documents[0].text, "\xF0\x9F\x9A\x80");
}
TEST(ReadJsonLines, LimitsDepthAndLength) {
  EXPECT_TRUE(holds(complaint("{\"a\":" + std::string(100000, '[') + "}", "a.jsonl"), "nested deeper"));
  const TemporaryFolder folder;
  const auto result = read({folder.write("a.jsonl", "{\"text\":\"" + std::string(300000, 'a') + "\"}\n{\"text\":\"b\"}\n")}, "", 100000);
  EXPECT_EQ(result.ids(), (Ids{"a.jsonl#2"}));
  EXPECT_TRUE(holds(result.message(), "a.jsonl:1: a line of more than 100,000 bytes"));
}
TEST(ReadJsonLines, KeepsADocumentWhoseDateIsNotUnderstood) {
  const TemporaryFolder folder;
  const auto result = read({folder.write("a.jsonl", R"({"text":"a","published":"last week"})")});
  EXPECT_EQ(result.documents.size(), 1u);
  EXPECT_EQ(result.summary.failed, 0u);
  EXPECT_TRUE(holds(result.message(), "'published' is no date"));
}
TEST(ReadJsonLines, ReportsTheSecondDocumentOfOneId) {
  const TemporaryFolder folder;
  const auto result = read({folder.write("a.jsonl", "{\"id\":\"x\",\"text\":\"a\"}\n{\"id\":\"x\",\"text\":\"b\"}\n")});
  EXPECT_EQ(result.documents.size(), 1u);
  EXPECT_TRUE(holds(result.message(), "a.jsonl:2: a document with the id 'x' came before"));
}

// ---- folders

TEST(ReadFolder, GivesItsFilesSortedAndCountsOthersAsIgnored) {
  const TemporaryFolder folder;
  folder.write("b.txt", "b");
  folder.write("a/z.TXT", "z");
  folder.write("a.txt", "a");
  folder.write("c.jsonl", "{\"text\":\"c\"}");
  folder.write("page.html", "<html>");
  folder.write(".hidden.txt", "h");
  folder.write(".git/x.txt", "h");
  const auto result = read({folder.path()});
  EXPECT_EQ(result.ids(), (Ids{"a.txt", "a/z.TXT", "b.txt", "c.jsonl#1"}));
  EXPECT_EQ(result.summary.ignored, 2u);
  EXPECT_TRUE(result.diagnostics.empty());
}
TEST(ReadFolder, SaysWhenNothingInItCanBeRead) {
  const TemporaryFolder folder;
  EXPECT_TRUE(holds(read({folder.path()}).message(), "holds no file to read (.txt, .text, .jsonl, .ndjson)"));
  folder.write("a.png", "x");
  EXPECT_TRUE(holds(read({folder.path()}).message(), "1 of other kinds"));
}
TEST(ReadFolder, LinksInACircleEnd) {
  const TemporaryFolder folder;
  folder.write("a/x.txt", "x");
  std::filesystem::create_directory_symlink(folder.path(), folder / "a/up");
  std::filesystem::create_symlink(folder / "self.txt", folder / "self.txt");
  const auto result = read({folder.path()});
  EXPECT_EQ(result.ids(), (Ids{"a/x.txt"}));
  EXPECT_TRUE(holds(result.message(), "self.txt: is a link that leads nowhere"));
}
TEST(ReadFolder, AFileThatMayNotBeReadDoesNotStopTheOthers) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  std::filesystem::permissions(folder.write("a.txt", "a"), std::filesystem::perms::none);
  folder.write("b.txt", "b");
  const auto result = read({folder.path()});
  EXPECT_EQ(result.ids(), (Ids{"b.txt"}));
  EXPECT_TRUE(holds(result.message(), "a.txt: may not be read"));
}

// ---- inputs

TEST(ReadInputs, AFileNamedOnTheCommandLineIsAlwaysRead) {
  const TemporaryFolder folder;
  EXPECT_EQ(read({folder.write("news", "Тула")}).documents.size(), 1u);
  EXPECT_EQ(read({folder.write("lines", "\n {\"text\":\"a\"}")}).ids(), (Ids{"lines#2"}));
  EXPECT_EQ(read({folder.write("a.html", "<html>")}, "text").documents.size(), 1u);
}
TEST(ReadInputs, AMissingFileDoesNotStopTheOthers) {
  const TemporaryFolder folder;
  const auto result = read({folder / "none.txt", folder.write("a.txt", "a")});
  EXPECT_EQ(result.ids(), (Ids{"a.txt"}));
  EXPECT_TRUE(holds(result.message(), "none.txt: no such file or folder; check the path"));
}
TEST(ReadInputs, StopWhenTheTakerHasEnough) {
  const TemporaryFolder folder;
  folder.write("a.txt", "a");
  folder.write("b.txt", "b");
  Diagnostics diagnostics;
  int count = 0;
  const auto summary = read_documents({folder.path()}, "", {}, diagnostics, [&](Document) { return ++count < 1; });
  EXPECT_EQ(count, 1);
  EXPECT_EQ(summary.documents, 1u);
}
TEST(ReadInputs, UnknownFormatIsAnError) {
  Diagnostics diagnostics;
  EXPECT_THROW(read_documents({}, "docx", {}, diagnostics, [](Document) { return true; }), Error);
}

TEST(ReadPublished, UnderstandsTheDatesOfFeedsAndMail) {
  EXPECT_EQ(to_edtf(*parse_published("2020-09")), "2020-09");
  EXPECT_EQ(to_edtf(*parse_published("Wed, 24 Aug 2022 07:33:20 +0300")), "2022-08-24");
  EXPECT_FALSE(parse_published("soon"));
}

TEST(CompleteDocument, TakesTheDateLineAtTheHeadWhereTheInputGaveNone) {
  if (!std::filesystem::exists(CITYPACT_SHARE "/models/opencorpora.bin")) GTEST_SKIP() << "models/opencorpora.bin is absent; scripts/demo fetches it";
  const Languages languages(CITYPACT_SHARE);
  Document document;
  document.text = "\n3 марта 2021 года\nГород открыл новый технопарк, в котором будут работать учёные.";
  complete_document(document, languages);
  EXPECT_EQ(document.language, "ru");
  ASSERT_TRUE(document.published);
  EXPECT_EQ(to_edtf(*document.published), "2021-03-03");
}

}  // namespace
}  // namespace citypact
