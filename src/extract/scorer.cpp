#include "scorer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "citypact/core/diagnostics.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t projections = 4096;  // a megabyte

float logistic(float x) { return 1.0f / (1.0f + std::exp(-x)); }

/// Lines "heads>" (the first of the pair is the subject) and "heads<".
std::vector<Verdict> read_verdicts(std::string_view lines) {
  std::vector<Verdict> verdicts;
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = std::min(lines.find('\n', begin), lines.size());
    if (end > begin + 1) verdicts.push_back({std::string(lines.substr(begin, end - begin - 1)), lines[end - 1] == '>'});
    begin = end + 1;
  }
  return verdicts;
}

}  // namespace

void RowIndex::build(std::span<const std::uint32_t> keys) {
  cells_.assign(std::bit_ceil(2 * keys.size() + 1), Cell{});
  const std::size_t mask = cells_.size() - 1;
  for (std::uint32_t row = 0; row < keys.size(); ++row) {
    auto at = keys[row] & mask;
    while (cells_[at].row != none) at = (at + 1) & mask;
    cells_[at] = {keys[row], row};
  }
}

PairModel::PairModel(const std::filesystem::path& path) : file_(path, "pair-scorer", 3) {
  verdicts_ = read_verdicts(file_.bytes("verdicts"));
  feature_keys_ = file_.uint32s("features.keys");
  feature_rows_ = file_.int8s("features.rows");
  feature_scales_ = file_.floats("features.scales");
  word_keys_ = file_.uint32s("words.keys");
  word_rows_ = file_.int8s("words.rows");
  word_scales_ = file_.floats("words.scales");
  slots_ = file_.floats("slots");
  bias_ = file_.floats("bias");
  const auto output = file_.floats("output");
  output_bias_ = file_.floats("output.bias");
  status_keys_ = file_.uint32s("status.keys");
  status_rows_ = file_.floats("status.rows");
  status_bias_ = file_.floats("status.bias");
  calibration_ = file_.floats("calibration");
  kinds_ = file_.uint32s("kinds");
  width_ = static_cast<std::uint32_t>(bias_.size());
  word_width_ = word_keys_.empty() ? 0 : static_cast<std::uint32_t>(word_rows_.size() / word_keys_.size());
  const bool fits = width_ > 0 && feature_rows_.size() == feature_keys_.size() * width_ && feature_scales_.size() == feature_keys_.size() &&
                    word_rows_.size() == word_keys_.size() * word_width_ && word_scales_.size() == word_keys_.size() &&
                    slots_.size() == std::size_t{width_} * word_slots * word_width_ && output.size() == verdicts_.size() * width_ &&
                    output_bias_.size() == verdicts_.size() && status_rows_.size() == 5 * status_keys_.size() && status_bias_.size() == 5 && calibration_.size() == 2 && calibration_[0] > 0;
  if (!fits) throw Error(path.string() + ": sections do not fit together; make it again with training/relations/train.py");
  scores_width_ = static_cast<std::uint32_t>((verdicts_.size() + 63) / 64 * 64);
  output_.assign(std::size_t{width_} * scores_width_, 0.0f);
  for (std::size_t k = 0; k < width_; ++k) std::ranges::copy(output.subspan(k * verdicts_.size(), verdicts_.size()), output_.begin() + static_cast<std::ptrdiff_t>(k * scores_width_));
  feature_index_.build(feature_keys_);
  word_index_.build(word_keys_);
  status_index_.build(status_keys_);
}

void PairModel::add_features(const PairFeatures& features, std::span<float> sum, Buffers& buffers) const {
  for (const auto key : features.sparse) feature_index_.prefetch(key);
  for (const auto key : features.sparse) {
    const auto row = feature_index_[key];
    if (row == RowIndex::none || !buffers.rows.insert(row)) continue;
    __builtin_prefetch(feature_rows_.data() + std::size_t{row} * width_);
    __builtin_prefetch(feature_scales_.data() + row);
  }
  buffers.bytes.clear();
  for (const auto row : buffers.rows.list()) buffers.bytes.push_back({feature_rows_.data() + std::size_t{row} * width_, feature_scales_[row]});
  buffers.rows.clear();
  add_rows(buffers.bytes, sum);
}

/// The mean of each slot's word vectors, through the slot's matrix: what its words give there, over their number.
void PairModel::add_words(const PairFeatures& features, std::span<float> sum, Buffers& buffers) const {
  buffers.words.clear();
  buffers.counts.fill(0);
  for (const auto& [slot, key] : features.words)
    if (const auto row = word_index_[key]; row != RowIndex::none && slot < word_slots) buffers.words.emplace_back(slot, row), ++buffers.counts[slot];
  auto& vectors = buffers.vectors;
  vectors.clear();
  for (const auto& [slot, row] : buffers.words) {
    const std::uint32_t key = row * word_slots + slot, place = key % projections;
    const auto projected = std::span(buffers.projected).subspan(std::size_t{place} * width_, width_);
    if (std::exchange(buffers.projected_keys[place], key) != key) {
      add_rows(vectors, sum), vectors.clear();  // of which one may have stood there
      project(slot, row, projected, buffers);
    }
    vectors.push_back({projected.data(), 1.0f / static_cast<float>(buffers.counts[slot])});
  }
  add_rows(vectors, sum);
}

/// A word vector through its slot's matrix.
void PairModel::project(std::uint32_t slot, std::uint32_t row, std::span<float> out, Buffers& buffers) const {
  const auto vector = word_rows_.subspan(std::size_t{row} * word_width_, word_width_);
  const float* matrix = slots_.data() + std::size_t{slot} * word_width_ * width_;
  buffers.floats.resize(word_width_);
  for (std::size_t k = 0; k < word_width_; ++k) buffers.floats[k] = {matrix + k * width_, word_scales_[row] * static_cast<float>(vector[k])};
  std::ranges::fill(out, 0.0f);
  add_rows(buffers.floats, out);
}

bool PairModel::worth(std::uint32_t kinds) const { return std::binary_search(kinds_.begin(), kinds_.end(), kinds); }

bool PairModel::knows(std::string_view rule) const {
  return feature_index_[rule_feature(rule, true)] != RowIndex::none || feature_index_[rule_feature(rule, false)] != RowIndex::none;
}

void PairModel::add(const PairFeatures& features, std::span<float> sum, Buffers& buffers) const {
  if (buffers.projected.empty()) {
    buffers.rows = RowSet(feature_keys_.size());
    buffers.projected_keys.assign(projections, RowIndex::none);
    buffers.projected.resize(std::size_t{projections} * width_);
  }
  add_features(features, sum, buffers);
  add_words(features, sum, buffers);
}

std::span<const float> PairModel::answer(std::span<const float> sum, Buffers& buffers, float least) const {
  buffers.floats.clear();
  for (std::size_t k = 0; k < width_; ++k)
    if (const float unit = bias_[k] + sum[k]; unit > 0) buffers.floats.push_back({output_.data() + k * scores_width_, unit});
  buffers.scores.assign(output_bias_.begin(), output_bias_.end());
  buffers.scores.resize(scores_width_);
  add_rows(buffers.floats, buffers.scores);
  const auto scores = std::span(buffers.scores).first(verdicts_.size());
  const auto probability = [&](float score) { return logistic(calibration_[0] * score + calibration_[1]); };
  if (probability(std::ranges::max(scores)) < least) return {};
  for (float& score : scores) score = probability(score);
  return scores;
}

std::span<const float> PairModel::score(const PairFeatures& features, Buffers& buffers) const {
  std::vector<float> sum(width_);
  add(features, sum, buffers);
  return answer(sum, buffers);
}

std::array<float, 5> PairModel::status(const PairFeatures& features, std::string_view relation) const {
  std::array<float, 5> scores{};
  std::copy(status_bias_.begin(), status_bias_.end(), scores.begin());
  const auto add = [&](std::uint32_t key) {
    if (const auto row = status_index_[key]; row != RowIndex::none)
      for (std::size_t s = 0; s < scores.size(); ++s) scores[s] += status_rows_[std::size_t{row} * scores.size() + s];
  };
  const std::uint32_t kind = feature_hash(relation);
  add(kind);
  for (const auto key : features.status) add(key), add((key ^ kind) * 16777619u);
  std::vector<std::uint32_t> words;
  for (const auto& [slot, key] : features.words) words.push_back((key ^ (slot + 1) * 2654435761u) * 16777619u);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (const auto key : words) add(key);
  const float top = *std::max_element(scores.begin(), scores.end());
  float total = 0;
  for (float& s : scores) total += s = std::exp(s - top);
  for (float& s : scores) s /= total;
  return scores;
}

}  // namespace citypact::extract
