#include <algorithm>
#include <limits>

#include "citypact/neural/tree.hpp"

namespace citypact::neural {
namespace {

constexpr float lowest = -std::numeric_limits<float>::infinity();

/// Tables of the best trees over the words i..j: `open` ones still miss a side below j, `closed` ones are whole; leftward ones hang on
/// j, rightward ones on i. Closed ones are kept twice, so that both factors of every sum lie in rows.
class Eisner {
 public:
  Eisner(std::span<const float> scores, std::size_t size, std::size_t stride) : scores_(scores), size_(size), stride_(stride) {
    for (auto* table : {&left_, &left_by_end_, &right_, &right_by_end_, &open_left_, &open_right_by_end_}) table->assign(size * size, lowest);
    for (std::size_t i = 0; i < size; ++i) left_[at(i, i)] = left_by_end_[at(i, i)] = right_[at(i, i)] = right_by_end_[at(i, i)] = 0;
    for (std::size_t width = 1; width < size; ++width)
      for (std::size_t i = 0; i + width < size; ++i) fill(i, i + width);
  }

  void solve(std::uint32_t* heads) const {
    std::size_t root = 0;
    float best = lowest;
    for (std::size_t r = 0; r < size_; ++r)
      if (const float sum = left_[at(0, r)] + right_[at(r, size_ - 1)] + scores_[r * stride_]; sum > best) best = sum, root = r;
    heads[root] = 0;
    close_left(0, root, heads);
    close_right(root, size_ - 1, heads);
  }

 private:
  std::size_t at(std::size_t row, std::size_t column) const { return row * size_ + column; }
  float arc(std::size_t head, std::size_t dependent) const { return scores_[dependent * stride_ + head + 1]; }

  /// The k of [begin, end) with the greatest a[k] + b[k], and the sum.
  static std::pair<std::size_t, float> best(const float* a, const float* b, std::size_t begin, std::size_t end) {
    std::size_t place = begin;
    float most = lowest;
    for (std::size_t k = begin; k < end; ++k)
      if (a[k] + b[k] > most) most = a[k] + b[k], place = k;
    return {place, most};
  }
  std::pair<std::size_t, float> split(std::size_t i, std::size_t j) const { return best(&right_[at(i, 0)], &left_by_end_[at(j, 0)] + 1, i, j); }
  std::pair<std::size_t, float> split_left(std::size_t i, std::size_t j) const { return best(&left_[at(i, 0)], &open_left_[at(j, 0)], i, j); }
  std::pair<std::size_t, float> split_right(std::size_t i, std::size_t j) const { return best(&open_right_by_end_[at(i, 0)], &right_by_end_[at(j, 0)], i + 1, j + 1); }

  void fill(std::size_t i, std::size_t j) {
    const float inner = split(i, j).second;
    open_left_[at(j, i)] = inner + arc(j, i);            // by end: the row is j
    open_right_by_end_[at(i, j)] = inner + arc(i, j);
    left_[at(i, j)] = left_by_end_[at(j, i)] = split_left(i, j).second;
    right_[at(i, j)] = right_by_end_[at(j, i)] = split_right(i, j).second;
  }

  void open(std::size_t i, std::size_t j, std::uint32_t* heads) const {
    const auto k = split(i, j).first;
    close_right(i, k, heads);
    close_left(k + 1, j, heads);
  }
  /// All words i..j-1 hang, directly or not, on j.
  void close_left(std::size_t i, std::size_t j, std::uint32_t* heads) const {
    if (i == j) return;
    const auto k = split_left(i, j).first;
    heads[k] = static_cast<std::uint32_t>(j + 1);
    close_left(i, k, heads);
    open(k, j, heads);
  }
  void close_right(std::size_t i, std::size_t j, std::uint32_t* heads) const {
    if (i == j) return;
    const auto k = split_right(i, j).first;
    heads[k] = static_cast<std::uint32_t>(i + 1);
    open(i, k, heads);
    close_right(k, j, heads);
  }

  std::span<const float> scores_;
  const std::size_t size_, stride_;
  std::vector<float> left_, left_by_end_, right_, right_by_end_, open_left_, open_right_by_end_;
};

}  // namespace

bool is_projective(std::span<const std::uint32_t> heads) {
  for (std::size_t d = 0; d < heads.size(); ++d) {
    if (heads[d] == 0) continue;
    const std::size_t h = heads[d] - 1, begin = std::min(d, h), end = std::max(d, h);
    for (std::size_t k = begin + 1; k < end; ++k)
      if (heads[k] == 0 || heads[k] - 1 < begin || heads[k] - 1 > end) return false;
  }
  return true;
}

void best_projective_tree(std::span<const float> scores, std::size_t size, std::size_t stride, std::uint32_t* heads) {
  if (size > 0) Eisner(scores, size, stride).solve(heads);
}

}  // namespace citypact::neural
