#pragma once
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

/// Tells which rows came before, since it was last emptied.
class RowSet {
 public:
  explicit RowSet(std::size_t rows = 0) : bits_((rows + 63) / 64) {}
  /// Whether the row is new.
  bool insert(std::uint32_t row) {
    auto& bits = bits_[row / 64];
    const auto before = bits;
    bits |= std::uint64_t{1} << row % 64;
    if (bits == before) return false;
    rows_.push_back(row);
    return true;
  }
  /// Those that it holds, as they came.
  std::span<const std::uint32_t> list() const { return rows_; }
  /// In time linear in them.
  void clear() {
    for (const auto row : rows_) bits_[row / 64] = 0;
    rows_.clear();
  }

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> rows_;
};

}  // namespace citypact::extract
