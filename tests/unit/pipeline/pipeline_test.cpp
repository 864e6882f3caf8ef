#include "citypact/pipeline/pipeline.hpp"

#include <gtest/gtest.h>

#include "../../../src/pipeline/channel.hpp"
#include "../read/temporary_folder.hpp"

#include <sstream>
#include <thread>

#include "citypact/write/write.hpp"

namespace citypact {
namespace {

class PipelineRun : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(CITYPACT_SHARE "/models/opencorpora.bin")) GTEST_SKIP() << "the models are absent; scripts/demo fetches them";
  }
  static Pipeline make(unsigned threads) {
    PipelineOptions options;
    options.threads = threads;
    return Pipeline(CITYPACT_SHARE, options);
  }
  /// Forty documents of different lengths, every tenth bad.
  static void fill(const TemporaryFolder& folder) {
    for (int i = 10; i < 50; ++i) {
      std::string text;
      for (int k = 0; k < i % 7 + 1; ++k) text += "Мэр города Тула Пётр Иванов открыл технопарк. ";
      folder.write("d" + std::to_string(i) + ".txt", i % 10 == 0 ? "\xFF" : text);
    }
  }
};

TEST_F(PipelineRun, GivesDocumentsAndReportsInInputOrderWhateverTheThreads) {
  const TemporaryFolder folder;
  fill(folder);
  std::string first;
  for (const unsigned threads : {1u, 2u, 4u}) {
    auto pipeline = make(threads);
    Diagnostics diagnostics;
    std::ostringstream log;
    const auto summary = pipeline.extract({folder.path()}, diagnostics, nullptr, [&](Extraction extraction) {
      for (const auto& item : diagnostics.take()) log << item.place << ' ' << item.message << '\n';
      write_extraction(extraction, {}, log);
    });
    EXPECT_EQ(summary.documents, 36u);
    EXPECT_EQ(summary.failed, 4u);
    if (first.empty()) first = log.str();
    EXPECT_EQ(log.str(), first) << threads << " threads";
  }
}
TEST_F(PipelineRun, ADocumentInALanguageWithoutDataIsReportedAndKept) {
  const TemporaryFolder folder;
  folder.write("en.txt", "The mayor of the city opened a science park where many young engineers will work.");
  auto pipeline = make(1);
  Diagnostics diagnostics;
  std::vector<Extraction> kept;
  const auto summary = pipeline.extract({folder.path()}, diagnostics, nullptr, [&](Extraction extraction) { kept.push_back(std::move(extraction)); });
  EXPECT_EQ(summary.documents, 1u);
  EXPECT_EQ(summary.failed, 1u);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_TRUE(kept[0].relations.empty());
  EXPECT_EQ(kept[0].document.language, "en");
}
TEST_F(PipelineRun, ATableOfOnesOwnFindsNamesAndSaysWhoTheyAre) {
  const TemporaryFolder folder;
  folder.write("a.txt", "Мэр города Тула Пётр Иванов побывал в Мурлындии. Тула и Мурлындия подписали соглашение о дружбе.");
  const auto table = folder.write("mine.tsv", "type\tqid\tcountry\tnames_ru\tnames_en\nCountry\tQ999999999\tXY\tМурлындия\tMurlyndia\n");
  PipelineOptions options;
  options.threads = 1;
  options.gazetteers = {table};
  Pipeline pipeline(CITYPACT_SHARE, options);
  Diagnostics diagnostics;
  const auto graph = pipeline.build({folder.path() + "/a.txt"}, diagnostics, nullptr, nullptr);
  std::string label;
  graph.for_each_node([&](const Node& node) {
    if (node.qid == "Q999999999") label = node.type + " " + node.labels.at("en");
  });
  EXPECT_EQ(label, "Country Murlyndia");
}
TEST_F(PipelineRun, WhatTheTakerThrowsComesThrough) {
  const TemporaryFolder folder;
  fill(folder);
  auto pipeline = make(2);
  Diagnostics diagnostics;
  struct Enough {};
  EXPECT_THROW(pipeline.extract({folder.path()}, diagnostics, nullptr, [](Extraction) { throw Enough{}; }), Enough);
}
TEST_F(PipelineRun, RunsAgain) {
  const TemporaryFolder folder;
  folder.write("a.txt", "Мэр открыл парк.");
  auto pipeline = make(2);
  for (int i = 0; i < 2; ++i) {
    Diagnostics diagnostics;
    EXPECT_EQ(pipeline.analyze({folder.path()}, diagnostics, nullptr, [](const AnalyzedPart&) {}).documents, 1u);
  }
}
TEST_F(PipelineRun, UnknownLanguageIsAnErrorAtTheStart) {
  PipelineOptions options;
  options.language = "xx";
  EXPECT_THROW(Pipeline(CITYPACT_SHARE, options), Error);
}

TEST(Channel, PassesItemsInOrderAndEnds) {
  Channel<int> channel(2);
  std::thread filler([&] {
    for (int i = 0; i < 100; ++i) channel.push(i);
    channel.finish();
  });
  for (int i = 0; i < 100; ++i) EXPECT_EQ(channel.pop(), i);
  EXPECT_FALSE(channel.pop());
  filler.join();
}
TEST(Channel, AClosedOneTakesNoMore) {
  Channel<int> channel(1);
  std::thread filler([&] {
    while (channel.push(1)) {
    }
  });
  channel.close();
  filler.join();
  EXPECT_FALSE(channel.pop());
}

}  // namespace
}  // namespace citypact
