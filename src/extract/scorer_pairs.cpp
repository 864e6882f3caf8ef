#include "scorer_pairs.hpp"

namespace citypact::extract {
namespace {

constexpr std::size_t most_sums = 2048;  // half a megabyte
constexpr std::uint32_t parts = 6;       // of a site as first or second, near or far; of the verbs of one sentence or two

}  // namespace

template <class Read>
void PairScorer::add_shared(std::uint32_t of, std::uint32_t part, std::uint32_t kinds, const Read& read) {
  const std::size_t width = model_.width();
  const auto [at, fresh] = starts_.try_emplace((std::uint64_t{of} * parts + part) << 32 | kinds, sums_.size());
  if (fresh) {
    sums_.resize(sums_.size() + width);
    features_.sparse.clear(), features_.words.clear();
    read(features_);
    model_.add(features_, std::span(sums_).last(width), buffers_);
  }
  for (std::size_t k = 0; k < width; ++k) sum_[k] += sums_[at->second + k];
}

std::span<const float> PairScorer::score(Pair pair, std::uint32_t kinds, float least) {
  if (starts_.size() > most_sums) starts_.clear(), sums_.clear();
  const auto first = scene_.sites[pair.first].sentence, second = scene_.sites[pair.second].sentence;
  const bool far = second > first + 1, across = second != first;
  sum_.assign(model_.width(), 0.0f);
  add_shared(pair.first, 0 + far, kinds, [&](PairFeatures& f) { featurizer_.read_end(pair.first, false, kinds, far, f); });
  add_shared(pair.second, 2 + far, kinds, [&](PairFeatures& f) { featurizer_.read_end(pair.second, true, kinds, far, f); });
  if (!far) add_shared(first, 4 + across, kinds, [&](PairFeatures& f) { featurizer_.read_verbs(first, across, kinds, f); });
  featurizer_.read_own(pair, kinds, features_);
  model_.add(features_, sum_, buffers_);
  return model_.answer(sum_, buffers_, least);
}

}  // namespace citypact::extract
