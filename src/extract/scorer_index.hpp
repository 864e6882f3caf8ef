#pragma once
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace citypact::extract {

/// Finds the row of a 32-bit hash: a probe or two where a binary search takes sixteen. Const after it is built.
class RowIndex {
 public:
  static constexpr std::uint32_t none = 0xffffffff;

  /// Row i bears keys[i]; the first of equal keys counts.
  void build(std::span<const std::uint32_t> keys);
  /// Begins to fetch what operator[] will read: of many keys, those fetched before the first is asked for come together.
  void prefetch(std::uint32_t key) const { __builtin_prefetch(cells_.data() + (key & (cells_.size() - 1))); }
  std::uint32_t operator[](std::uint32_t key) const {
    const std::size_t mask = cells_.size() - 1;
    auto at = key & mask;
    while (cells_[at].row != none && cells_[at].key != key) at = (at + 1) & mask;
    return cells_[at].row;
  }

 private:
  struct Cell {
    std::uint32_t key = 0, row = none;
  };
  std::vector<Cell> cells_{Cell{}};  // open addressing; a power of two
};

/// Rows in ascending order, each once, in time linear in their number: a set of bits with a summary above it.
class RowSet {
 public:
  explicit RowSet(std::size_t rows = 0) : bits_((rows + 63) / 64), summary_((bits_.size() + 63) / 64) {}
  void insert(std::uint32_t row) {
    bits_[row / 64] |= std::uint64_t{1} << row % 64;
    summary_[row / 4096] |= std::uint64_t{1} << row / 64 % 64;
  }
  /// Calls visit(row) for each and empties the set.
  template <class Visit>
  void drain(const Visit& visit) {
    for (std::size_t s = 0; s < summary_.size(); ++s)
      for (; summary_[s] != 0; summary_[s] &= summary_[s] - 1) {
        const std::size_t w = s * 64 + static_cast<std::size_t>(std::countr_zero(summary_[s]));
        for (; bits_[w] != 0; bits_[w] &= bits_[w] - 1) visit(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(bits_[w]))));
      }
  }

 private:
  std::vector<std::uint64_t> bits_, summary_;
};

}  // namespace citypact::extract
