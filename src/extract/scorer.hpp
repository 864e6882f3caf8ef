#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "citypact/core/mapped_file.hpp"
#include "pairs.hpp"

namespace citypact::extract {

/// One thing that the model can say of a pair.
struct Verdict {
  std::string relation;
  bool forward = true;  // the first of the pair is the subject
};

/// Probabilities of one pair.
struct PairScores {
  std::vector<float> verdicts;       // as PairModel::verdicts(), calibrated, each on its own
  std::array<float, 5> status{};     // by Status, of a relation that holds; sums to 1
};

/// The learned pair model: a sum of feature rows and of word vectors by slot, one hidden layer of rectified units, one
/// logistic output a verdict. Trained by training/relations/train.py, whose arithmetic this repeats.
///
/// Weights are 8-bit with a scale a row. Thread safety: const and shared. Cost: features times the width of the hidden
/// layer (64) products a pair, about 10 microseconds; the file is mapped.
class PairModel {
 public:
  /// Throws Error when the file is absent, cut or of another version.
  explicit PairModel(const std::filesystem::path& path);

  const std::vector<Verdict>& verdicts() const { return verdicts_; }
  PairScores score(const PairFeatures& features) const;

 private:
  std::vector<float> hidden(const PairFeatures& features) const;
  void add_words(const PairFeatures& features, std::vector<float>& hidden) const;

  MappedFile file_;
  std::uint32_t width_ = 0, word_width_ = 0;
  std::vector<Verdict> verdicts_;
  std::span<const std::uint32_t> feature_keys_, word_keys_;
  std::span<const std::int8_t> feature_rows_, word_rows_;
  std::span<const float> feature_scales_, word_scales_, slots_, bias_, output_, output_bias_, status_, status_bias_, calibration_;
};

/// How the model and the rules settle what a document says; chosen on development data.
struct JudgeOptions {
  float own = 0.25f;   // probability from which the model proposes what no rule said
  float veto = 0.08f;  // probability under which a rule is not believed
};

/// Rescores the rules' proposals by the model, drops what it vetoes, adds what it alone believes ("model.heads").
/// Cost: one score a candidate pair.
void judge_pairs(const Scene& scene, const PairModel& model, const JudgeOptions& options, std::vector<Proposal>& proposals);

}  // namespace citypact::extract
