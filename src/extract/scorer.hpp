#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/mapped_file.hpp"
#include "pairs.hpp"
#include "scorer_index.hpp"
#include "scorer_sums.hpp"

namespace citypact::extract {

/// One thing that the model can say of a pair.
struct Verdict {
  std::string relation;
  bool forward = true;  // the first of the pair is the subject
};

/// The learned pair model: a sum of feature rows and of word vectors by slot, one hidden layer of rectified units, one
/// logistic output a verdict; and a linear model of the status. Trained by training/relations/train.py, whose arithmetic
/// this repeats (tests/unit/extract/scorer_test.cpp holds both together).
///
/// Weights are 8-bit with a scale a row. Thread safety: const and shared. Cost: features times the width of the hidden
/// layer (64) products a pair, some 3 microseconds; the file is mapped, its keys are indexed anew (2 MB).
class PairModel {
 public:
  /// What scoring by one model writes to, so that it need not allocate: one a thread.
  struct Buffers {
    RowSet rows;
    std::vector<ScaledBytes> bytes;
    std::vector<ScaledFloats> floats, vectors;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> words;  // (slot, row) of the known ones
    std::array<std::uint32_t, word_slots> counts{};              // of them, by slot
    /// Word vectors through the matrices of their slots: the words of a sentence come with each of its pairs. One place for
    /// many keys; the last stays.
    std::vector<std::uint32_t> projected_keys;
    std::vector<float> projected;
    std::vector<float> scores;
    /// What the ontology and the lexicon say of each verdict's relation: filled by judge_pairs.
    struct Relation {
      bool post = false, symmetric = false;
    };
    std::vector<Relation> relations;
  };

  /// Throws Error when the file is absent, cut or of another version.
  explicit PairModel(const std::filesystem::path& path);

  const std::vector<Verdict>& verdicts() const { return verdicts_; }
  /// Whether pairs of these kinds (PairFeaturizer::kinds) bear relations often enough in the training texts to be scored at all.
  bool worth(std::uint32_t kinds) const;
  /// Whether the training texts had this rule's readings; what it thinks of another's pairs, it thinks without what the rule says.
  bool knows(std::string_view rule) const;
  /// Probability of each verdict, as verdicts() orders them; each on its own, for a pair may bear several relations.
  /// Features that come more than once count once. Valid until the buffers are used again.
  std::span<const float> score(const PairFeatures& features, Buffers& buffers) const;
  /// The same in steps, for who adds up what pairs share: add() of parts that have no feature and no slot of words in common,
  /// each into width() numbers from nought, and answer() of their sum.
  std::size_t width() const { return width_; }
  void add(const PairFeatures& features, std::span<float> sum, Buffers& buffers) const;
  std::span<const float> answer(std::span<const float> sum, Buffers& buffers, float least = 0) const;  // empty: no verdict is as likely
  /// Probability of each Status of this relation between the two, if it is stated at all; sums to 1.
  std::array<float, 5> status(const PairFeatures& features, std::string_view relation) const;

 private:
  void add_features(const PairFeatures& features, std::span<float> sum, Buffers& buffers) const;
  void add_words(const PairFeatures& features, std::span<float> sum, Buffers& buffers) const;
  void project(std::uint32_t slot, std::uint32_t row, std::span<float> out, Buffers& buffers) const;

  MappedFile file_;
  RowIndex feature_index_, word_index_, status_index_;
  std::uint32_t width_ = 0, word_width_ = 0;
  std::vector<Verdict> verdicts_;
  std::span<const std::uint32_t> feature_keys_, word_keys_, status_keys_, kinds_;
  std::span<const std::int8_t> feature_rows_, word_rows_;
  std::span<const float> feature_scales_, word_scales_, slots_, bias_, output_bias_, status_rows_, status_bias_, calibration_;
  std::vector<float> output_;  // a row for each hidden unit, as wide as scores_width_: the verdicts and noughts
  std::uint32_t scores_width_ = 0;
};

/// How the model and the rules settle what a document says; chosen on development data.
struct JudgeOptions {
  float own = 0.35f;      // probability from which the model proposes what no rule said
  float again = 0.45f;    // confidence from which the model repeats what a rule says of the two elsewhere
  float against = 0.95f;  // confidence from which the model proposes what the rules' reading of the sentence speaks against
  std::size_t most_parties = 3;  // of one sentence, beyond which the model states no ties between parties (guidelines)
};

/// Tells the rules' proposals what the model thinks of their pairs and adds what it alone believes ("model.heads").
/// Cost: one score a candidate pair.
void judge_pairs(const Scene& scene, const PairModel& model, const JudgeOptions& options, PairModel::Buffers& buffers,
                 std::vector<Proposal>& proposals);

}  // namespace citypact::extract
