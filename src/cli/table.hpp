#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "console.hpp"
#include "paint.hpp"

namespace citypact::cli {

/// Rows of cells in columns that line up on a terminal, whatever the script. The last column is wrapped to `width`.
void write_table(const std::vector<std::vector<std::string>>& rows, unsigned width, std::ostream& out);

/// A cell: any text; control characters are made visible where it is shown.
struct Cell {
  std::string text;
  Paint paint = Paint::plain;
  bool right = false;  // numbers
  Cell(std::string value, Paint how = Paint::plain, bool to_the_right = false) : text(std::move(value)), paint(how), right(to_the_right) {}
  Cell(const char* value) : text(value) {}
};
Cell number(std::uint64_t value);

/// A table with paint and with lines below its rows.
class Table {
 public:
  explicit Table(std::vector<std::string> header) : header_(std::move(header)) {}
  /// `below` is wrapped and indented under the row; it must have gone through printable() and may be painted.
  void add(std::vector<Cell> cells, std::string below = {});
  bool empty() const { return rows_.empty(); }
  /// Rows stand on one line each, however long; so the last column is never cut from its row.
  void write(const Console& console, std::ostream& out) const;

 private:
  struct Row {
    std::vector<Cell> cells;
    std::string below;
  };
  std::vector<std::string> header_;
  std::vector<Row> rows_;
};

/// Text of many words, wrapped to the console and indented by `indent` cells; printable() and painted as the caller likes.
void write_wrapped(const Console& console, std::string_view text, unsigned indent, std::ostream& out);

/// RFC 4180 with a header; cells are what the graph holds, but for formulas, which get an apostrophe.
void write_csv(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows, std::ostream& out);

}  // namespace citypact::cli
