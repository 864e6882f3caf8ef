#include "scorer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "citypact/core/diagnostics.hpp"

namespace citypact::extract {
namespace {

float logistic(float x) { return 1.0f / (1.0f + std::exp(-x)); }

/// Index of a key in a sorted section, or nothing.
std::optional<std::size_t> position(std::span<const std::uint32_t> keys, std::uint32_t key) {
  const auto at = std::lower_bound(keys.begin(), keys.end(), key);
  if (at == keys.end() || *at != key) return std::nullopt;
  return static_cast<std::size_t>(at - keys.begin());
}

/// Lines "heads>" (the first of the pair is the subject) and "heads<".
std::vector<Verdict> read_verdicts(std::string_view lines) {
  std::vector<Verdict> verdicts;
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = std::min(lines.find('\n', begin), lines.size());
    if (end > begin + 1) verdicts.push_back({std::string(lines.substr(begin, end - begin - 1)), lines[end - 1] == '>', 0});
    begin = end + 1;
  }
  return verdicts;
}

}  // namespace

PairModel::PairModel(const std::filesystem::path& path) : file_(path, "pair-scorer", 3) {
  verdicts_ = read_verdicts(file_.bytes("verdicts"));
  const auto support = file_.floats("support");
  for (std::size_t v = 0; v < std::min(verdicts_.size(), support.size()); ++v) verdicts_[v].support = support[v];
  feature_keys_ = file_.uint32s("features.keys");
  feature_rows_ = file_.int8s("features.rows");
  feature_scales_ = file_.floats("features.scales");
  word_keys_ = file_.uint32s("words.keys");
  word_rows_ = file_.int8s("words.rows");
  word_scales_ = file_.floats("words.scales");
  slots_ = file_.floats("slots");
  bias_ = file_.floats("bias");
  output_ = file_.floats("output");
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
                    slots_.size() == std::size_t{width_} * word_slots * word_width_ && output_.size() == verdicts_.size() * width_ &&
                    output_bias_.size() == verdicts_.size() && status_rows_.size() == 5 * status_keys_.size() && status_bias_.size() == 5 && calibration_.size() == 2;
  if (fits) {
    table_.assign(std::bit_ceil(2 * feature_keys_.size() + 1), 0);
    for (std::uint32_t i = 0; i < feature_keys_.size(); ++i) {
      auto at = feature_keys_[i] & (table_.size() - 1);
      while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
      table_[at] = i + 1;
    }
  }
  if (!fits) throw Error(path.string() + ": sections do not fit together; make it again with training/relations/train.py");
}

std::optional<std::uint32_t> PairModel::feature_row(std::uint32_t key) const {
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = key & mask; table_[at] != 0; at = (at + 1) & mask)
    if (feature_keys_[table_[at] - 1] == key) return table_[at] - 1;
  return std::nullopt;
}

std::vector<float> PairModel::hidden(const PairFeatures& features) const {
  std::vector<float> hidden(bias_.begin(), bias_.end());
  for (const auto key : features.sparse) {
    const auto at = feature_row(key);
    if (!at) continue;
    const std::int8_t* row = feature_rows_.data() + std::size_t{*at} * width_;
    const float scale = feature_scales_[*at];
    for (std::uint32_t k = 0; k < width_; ++k) hidden[k] += scale * static_cast<float>(row[k]);
  }
  add_words(features, hidden);
  for (float& h : hidden) h = std::max(h, 0.0f);
  return hidden;
}

/// The mean of each slot's word vectors, through the slot's matrix.
void PairModel::add_words(const PairFeatures& features, std::vector<float>& hidden) const {
  std::vector<float> mean(word_width_);
  for (std::uint32_t slot = 0; slot < word_slots; ++slot) {
    std::fill(mean.begin(), mean.end(), 0.0f);
    std::uint32_t count = 0;
    for (const auto& [where, key] : features.words) {
      if (where != slot) continue;
      const auto at = position(word_keys_, key);
      if (!at) continue;
      ++count;
      for (std::uint32_t k = 0; k < word_width_; ++k) mean[k] += word_scales_[*at] * static_cast<float>(word_rows_[*at * word_width_ + k]);
    }
    if (count == 0) continue;
    for (float& m : mean) m /= static_cast<float>(count);
    for (std::uint32_t k = 0; k < word_width_; ++k) {  // the layer lies innermost, so that the compiler may use vectors
      const float* row = slots_.data() + (std::size_t{slot} * word_width_ + k) * width_;
      for (std::uint32_t h = 0; h < width_; ++h) hidden[h] += mean[k] * row[h];
    }
  }
}

bool PairModel::worth(std::string_view kinds) const { return position(kinds_, feature_hash(kinds)).has_value(); }

std::vector<float> PairModel::score(const PairFeatures& features) const {
  const std::vector<float> h = hidden(features);
  std::vector<float> scores(output_bias_.begin(), output_bias_.end());
  for (std::uint32_t k = 0; k < width_; ++k) {
    if (h[k] == 0) continue;
    const float* row = output_.data() + std::size_t{k} * scores.size();
    for (std::size_t v = 0; v < scores.size(); ++v) scores[v] += h[k] * row[v];
  }
  for (float& score : scores) score = logistic(calibration_[0] * score + calibration_[1]);
  return scores;
}

std::array<float, 5> PairModel::status(const PairFeatures& features, std::string_view relation) const {
  std::array<float, 5> scores{};
  std::copy(status_bias_.begin(), status_bias_.end(), scores.begin());
  const auto add = [&](std::uint32_t key) {
    if (const auto at = position(status_keys_, key))
      for (std::size_t s = 0; s < scores.size(); ++s) scores[s] += status_rows_[*at * scores.size() + s];
  };
  const std::uint32_t kind = feature_hash(relation);
  add(kind);
  for (const auto key : features.status) add(key), add((key ^ kind) * 16777619u);
  const float top = *std::max_element(scores.begin(), scores.end());
  float total = 0;
  for (float& s : scores) total += s = std::exp(s - top);
  for (float& s : scores) s /= total;
  return scores;
}

}  // namespace citypact::extract
