// What training's own code makes of the test sentences (training/tagger/record.py): features, emissions, spans.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "../../../src/analyze/segmenter.hpp"
#include "../../../src/analyze/tagger_features.hpp"

namespace citypact {
namespace {

namespace fs = std::filesystem;

const fs::path share = CITYPACT_SHARE, here = fs::path(CITYPACT_SOURCE_DIR) / "tests/unit/tagger/data";

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class RecordedTagger : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(share / "models/slovnet-ner.bin") || !fs::exists(share / "knowledge.bin")) GTEST_SKIP() << "no models; scripts/fetch-models makes them";
    const Language language(share, "ru");
    const Gazetteer gazetteer(share / "knowledge.bin");
    embeddings = std::make_unique<neural::Embeddings>(share / "models/navec.bin");
    const neural::SlovnetNer slovnet(*embeddings, share / "models/slovnet-ner.bin");
    document.document.text = read_file(here / "sentences.txt");
    Segmenter(language).segment(document);
    std::vector<neural::WordInput> words;
    for (const Token& token : document.tokens) words.push_back(embeddings->read(document.surface(token)));
    ReadingCache readings(language.dictionary());
    TaggerFeatures::Buffers buffers;
    TaggerFeatures(slovnet, &gazetteer).compute(document, {0, static_cast<std::uint32_t>(words.size())}, words, readings, buffers, input);
  }

  std::unique_ptr<neural::Embeddings> embeddings;
  AnalyzedDocument document;
  neural::TaggerInput input;
  nlohmann::json recorded = nlohmann::json::parse(read_file(here / "recorded.json"));
};

TEST_F(RecordedTagger, SeesWhatTrainingSaw) {
  ASSERT_EQ(recorded.size(), document.sentences.size());
  for (std::size_t s = 0; s < recorded.size(); ++s) {
    const TokenRange part = document.sentences[s].tokens;
    const auto& row = recorded[s];
    ASSERT_EQ(row["word"].size(), part.size()) << s;
    for (std::uint32_t i = 0; i < part.size(); ++i) {
      const std::size_t t = part.begin + i;
      EXPECT_EQ(input.words[t].word, row["word"][i].get<std::uint32_t>());
      for (std::size_t h = 0; h < neural::TaggerInput::hashes; ++h) EXPECT_EQ(input.hash[t * neural::TaggerInput::hashes + h], row["hash"][i][h].get<std::uint16_t>());
      for (std::size_t f = 0; f < TaggerFeatures::flags; ++f) {
        const bool gazetteer = f >= TaggerFeatures::gazetteer_begin && f < TaggerFeatures::gazetteer_end;  // its tables may grow
        if (gazetteer) continue;
        EXPECT_EQ('0' + input.flags[t * TaggerFeatures::flags + f], row["flags"][i].get_ref<const std::string&>()[f]) << t << ' ' << f;
      }
      if (!row.contains("numbers")) continue;
      for (std::size_t n = 0; n < TaggerFeatures::numbers; ++n) EXPECT_NEAR(input.numbers[t * TaggerFeatures::numbers + n], row["numbers"][i][n].get<float>(), 1e-3);
    }
  }
}

TEST_F(RecordedTagger, AnswersWhatTrainingAnswered) {
  const neural::TaggerNetwork network(*embeddings, share / "data/ru/models/tagger.bin");
  neural::TaggerNetwork::Buffers buffers;
  std::vector<float> emissions;
  input.flags.clear();
  for (const auto& row : recorded) {
    for (const auto& flags : row["flags"]) {
      for (const char flag : flags.get_ref<const std::string&>()) input.flags.push_back(flag == '1');
    }
  }
  network.run(input, buffers, emissions);
  const std::size_t stride = network.heads().size() * neural::TaggerNetwork::tags;
  for (std::size_t s = 0; s < recorded.size(); ++s) {
    const TokenRange part = document.sentences[s].tokens;
    const std::span<const float> rows(emissions.data() + part.begin * stride, part.size() * stride);
    for (std::uint32_t i = 0; i < part.size(); ++i) {
      for (std::size_t e = 0; e < stride; ++e) EXPECT_NEAR(rows[i * stride + e], recorded[s]["emissions"][i][e].get<float>(), 1e-3);
    }
    nlohmann::json spans = nlohmann::json::array();
    for (const neural::TagSpan& span : network.decode(rows)) spans.push_back({network.heads()[span.head], span.begin, span.end});
    EXPECT_EQ(spans, recorded[s]["spans"]) << s;
  }
}

}  // namespace
}  // namespace citypact
