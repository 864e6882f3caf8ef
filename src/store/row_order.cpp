#include "row_order.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <limits>
#include <utility>

#include "citypact/core/diagnostics.hpp"

namespace citypact::store {

namespace {

// A packed row: for each column where it begins, counted from the row, with its kind in the lowest two bits; where the last one ends;
// the values.
enum Kind : std::uint64_t { null = 0, whole = 1, bytes = 2 };
using Mark = std::uint64_t;

Mark mark_of(const char* row, int column) {
  Mark mark = 0;
  std::memcpy(&mark, row + sizeof mark * static_cast<std::size_t>(column), sizeof mark);
  return mark;
}

}  // namespace

FallingRows::FallingRows(Database& database, const std::string& select, std::int64_t near)
    : rows_(database.own_query(select + " WHERE id <= ? ORDER BY id DESC")), near_(near), asked_(std::numeric_limits<std::int64_t>::min()) {}

void FallingRows::seek(std::int64_t id) {
  rows_->with(id);
  step();
}

void FallingRows::step() {
  there_ = rows_->step();
  if (there_) id_ = rows_->integer(0);
}

const Query* FallingRows::at_most(std::int64_t id) {
  if (id > asked_) seek(id);
  asked_ = id;
  for (int steps = 0; there_ && id_ > id; ++steps) {
    if (steps < most_steps && id_ - near_ <= id) step();
    else seek(id);
  }
  return there_ ? rows_.get() : nullptr;
}

bool PackedRow::is_null(int column) const { return (mark_of(row_, column) & 3) == null; }

std::string_view PackedRow::view(int column) const {
  const std::size_t begin = mark_of(row_, column) >> 2, end = mark_of(row_, column + 1) >> 2;
  return {row_ + begin, end - begin};
}

std::int64_t PackedRow::integer(int column) const {
  std::int64_t number = 0;
  const std::string_view value = view(column);
  if ((mark_of(row_, column) & 3) == whole) std::memcpy(&number, value.data(), sizeof number);
  else std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

const char* ByteStore::add(std::string_view bytes, std::string_view more) {
  const std::size_t wanted = bytes.size() + more.size();
  while (wanted > left_ || free_ == nullptr) {
    if (used_ == blocks_.size()) {
      const std::size_t size = std::max(usual, wanted);
      blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
    }
    free_ = blocks_[used_].bytes.get(), left_ = blocks_[used_].size;
    ++used_;
  }
  std::copy(more.begin(), more.end(), std::copy(bytes.begin(), bytes.end(), free_));
  left_ -= wanted;
  return std::exchange(free_, free_ + wanted);
}

const char* PackedRows::add(const Query& row, int columns) {
  row_.resize(sizeof(Mark) * static_cast<std::size_t>(columns + 1));
  const auto set_mark = [&](int column, Kind kind) {
    const Mark mark = row_.size() << 2 | kind;
    std::memcpy(row_.data() + sizeof mark * static_cast<std::size_t>(column), &mark, sizeof mark);
  };
  for (int column = 0; column < columns; ++column) {
    const int type = row.type(column);
    if (type == SQLITE_NULL) {
      set_mark(column, null);
    } else if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
      set_mark(column, whole);
      const std::int64_t number = row.integer(column);
      row_.append(reinterpret_cast<const char*>(&number), sizeof number);
    } else {
      set_mark(column, bytes);
      row_ += row.view(column);
    }
  }
  set_mark(columns, null);
  return rows_.add(row_);
}

RowsInOrder::RowsInOrder(Database& database, const std::string& ids, const std::string& select, int columns)
    : file_(database.path().string()), ids_(database.own_query(ids)), more_(ids_->step()), rows_(database, select), columns_(columns) {}

bool RowsInOrder::next() {
  constexpr std::size_t ahead = 8;
  if (at_ + ahead < rows_in_order_.size()) __builtin_prefetch(rows_in_order_[at_ + ahead]), __builtin_prefetch(rows_in_order_[at_ + ahead] + 128);
  if (at_ + 1 < rows_in_order_.size()) return ++at_, true;
  if (!more_) return false;
  read_block();
  return true;
}

void RowsInOrder::read_block() {
  keys_.clear(), packed_.clear();
  for (; more_ && keys_.size() < most; more_ = ids_->step()) keys_.emplace_back(ids_->integer(0), keys_.size());
  std::ranges::sort(keys_, std::greater());
  rows_in_order_.resize(keys_.size());
  for (const auto& [id, place] : keys_) {
    const Query* row = rows_.at_most(id);
    if (row == nullptr || rows_.id() != id) throw Error(file_ + ": is damaged: an index with a row that its table has not; 'citypact validate' says more");
    rows_in_order_[place] = packed_.add(*row, columns_);
  }
  at_ = 0;
}

}  // namespace citypact::store
