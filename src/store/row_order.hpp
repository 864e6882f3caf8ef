#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "database.hpp"

/// Rows of a large table in another order than that in which they lie. A walk that jumps from row to row waits for memory at each
/// step; so keys are gathered, sorted, and the table is walked past them.
namespace citypact::store {

/// The rows of a table at keys that fall from call to call. Where the next is near it walks on, which costs a tenth of finding it anew.
class FallingRows {
 public:
  static constexpr int most_steps = 16;
  /// `select` is "SELECT id, ... FROM table"; keys at most `near` below the last are walked to.
  FallingRows(Database& database, const std::string& select, std::int64_t near = most_steps);
  /// The row with the greatest id that is not above this one; nullptr for none. Valid until the next call.
  const Query* at_most(std::int64_t id);
  /// The id of the row that at_most gave.
  std::int64_t id() const { return id_; }

 private:
  void seek(std::int64_t id);
  void step();

  std::shared_ptr<Query> rows_;
  std::int64_t near_, asked_, id_ = 0;  // id_: of the row, where there is one
  bool there_ = false;
};

/// Copies of bytes that stay where they are until all are forgotten, whose memory is then used again.
class ByteStore {
 public:
  /// One behind the other.
  const char* add(std::string_view bytes, std::string_view more = {});
  void clear() { used_ = 0, free_ = nullptr, left_ = 0; }

 private:
  static constexpr std::size_t usual = 1 << 20;
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t used_ = 0;  // blocks
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

/// A copy of a row, read as the Query is that it was copied from. Refers to its PackedRows.
class PackedRow {
 public:
  PackedRow(const char* row, const std::string& file) : row_(row), file_(&file) {}
  bool is_null(int column) const;
  std::string_view view(int column) const;
  std::string text(int column) const { return std::string(view(column)); }
  std::int64_t integer(int column) const;
  std::uint32_t number(int column) const { return static_cast<std::uint32_t>(integer(column)); }
  const std::string& file() const { return *file_; }

 private:
  const char* row_;
  const std::string* file_;
};

/// Copies of rows. Numbers are kept whole, without fractions.
class PackedRows {
 public:
  void clear() { rows_.clear(); }
  /// Where the row lies: for PackedRow.
  const char* add(const Query& row, int columns);

 private:
  std::string row_;
  ByteStore rows_;
};

/// Rows in the order of an index.
class RowsInOrder {
 public:
  /// `ids` is a query for them in the wanted order, `select` "SELECT id, ... FROM table", of which the first `columns` are read.
  RowsInOrder(Database& database, const std::string& ids, const std::string& select, int columns);
  /// Steps to the next row; false behind the last. Throws Error when the index has a row that the table has not.
  bool next();
  PackedRow row() const { return {rows_in_order_[at_], file_}; }

 private:
  static constexpr std::size_t most = 1 << 17;  // rows read at once: some 30 MB
  void read_block();

  std::string file_;
  std::shared_ptr<Query> ids_;
  bool more_;
  FallingRows rows_;
  int columns_;
  std::vector<std::pair<std::int64_t, std::uint32_t>> keys_;  // id, place in the order
  std::vector<const char*> rows_in_order_;
  PackedRows packed_;
  std::size_t at_ = 0;
};

}  // namespace citypact::store
