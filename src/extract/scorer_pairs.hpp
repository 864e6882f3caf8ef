#pragma once
#include <unordered_map>

#include "scorer.hpp"

namespace citypact::extract {

/// Scores the pairs of one scene. What a site says in every pair of the same kinds, and what the verbs of a sentence say, is summed
/// once: pairs come in text order, so that those of one site and sentence come together. Thread safety: none.
class PairScorer {
 public:
  PairScorer(const Scene& scene, const PairModel& model, const PairFeaturizer& featurizer, PairModel::Buffers& buffers)
      : scene_(scene), model_(model), featurizer_(featurizer), buffers_(buffers) {}

  /// PairModel::score of the pair's features but for the last bits, since the sum has another order. Valid until the next call.
  /// Empty where no verdict is as likely as `least`.
  std::span<const float> score(Pair pair, std::uint32_t kinds, float least = 0);

 private:
  template <class Read>
  void add_shared(std::uint32_t of, std::uint32_t part, std::uint32_t kinds, const Read& read);

  const Scene& scene_;
  const PairModel& model_;
  const PairFeaturizer& featurizer_;
  PairModel::Buffers& buffers_;
  PairFeatures features_;
  std::vector<float> sum_, sums_;                           // sums_: one after the other
  std::unordered_map<std::uint64_t, std::size_t> starts_;  // in sums_, by whose they are
};

}  // namespace citypact::extract
