#include <gtest/gtest.h>

#include <cmath>

#include "../../../src/extract/scorer.hpp"
#include "citypact/core/diagnostics.hpp"

namespace citypact::extract {
namespace {

const std::filesystem::path model_file = std::filesystem::path(CITYPACT_SOURCE_DIR) / "data/ru/models/relations.bin";

/// The next pair of the recording: keys in the order of training/relations/record.py.
PairFeatures next_pair(std::span<const std::uint32_t> lengths, std::span<const std::uint32_t> keys, std::size_t& at) {
  PairFeatures features;
  for (std::uint32_t i = 0; i < lengths[0]; ++i) features.sparse.push_back(keys[at++]);
  for (std::uint32_t i = 0; i < lengths[1]; ++i, at += 2) features.words.emplace_back(keys[at], keys[at + 1]);
  for (std::uint32_t i = 0; i < lengths[2]; ++i) features.status.push_back(keys[at++]);
  return features;
}

TEST(PairModel, SaysOfAThousandPairsWhatTrainingSays) {
  const PairModel model(model_file);
  PairModel::Buffers buffers;
  const MappedFile recorded(std::filesystem::path(CITYPACT_SOURCE_DIR) / "tests/unit/extract/data/pairs.bin", "pair-answers", 1);
  const auto lengths = recorded.uint32s("lengths"), keys = recorded.uint32s("keys");
  const auto scores = recorded.floats("scores"), status = recorded.floats("status");
  const std::size_t verdicts = model.verdicts().size(), count = lengths.size() / 3;
  ASSERT_EQ(scores.size(), count * verdicts);
  ASSERT_GE(count, 1000u);
  std::size_t at = 0;
  double worst = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const PairFeatures features = next_pair(lengths.subspan(3 * i, 3), keys, at);
    const auto ours = model.score(features, buffers);
    for (std::size_t v = 0; v < verdicts; ++v) worst = std::max<double>(worst, std::abs(ours[v] - scores[i * verdicts + v]));
    const auto likely = model.status(features, recorded.bytes("relation"));
    for (std::size_t s = 0; s < 5; ++s) worst = std::max<double>(worst, std::abs(likely[s] - status[i * 5 + s]));
  }
  EXPECT_LT(worst, 1e-4);
}

TEST(PairModel, ProbabilitiesLieBetweenNoughtAndOne) {
  const PairModel model(model_file);
  PairModel::Buffers buffers;
  PairFeatures nothing_known;
  nothing_known.sparse = {1, 2, 3};
  nothing_known.words = {{0, 7}, {13, 9}};
  for (const float p : model.score(nothing_known, buffers)) EXPECT_TRUE(p >= 0 && p <= 1);
  float total = 0;
  for (const float p : model.status(nothing_known, "heads")) total += p;
  EXPECT_NEAR(total, 1, 1e-5);
}

TEST(PairModel, ComplainsOfAFileThatIsNone) {
  EXPECT_THROW(PairModel(std::filesystem::path(CITYPACT_SOURCE_DIR) / "README.md"), Error);
}

}  // namespace
}  // namespace citypact::extract
