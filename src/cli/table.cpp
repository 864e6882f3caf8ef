#include "table.hpp"

#include <algorithm>

#include "citypact/core/csv.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

constexpr unsigned gap = 2;
constexpr unsigned narrowest_last = 20;

std::vector<unsigned> column_widths(const std::vector<std::vector<std::string>>& rows) {
  std::vector<unsigned> widths;
  for (const auto& row : rows) {
    if (widths.size() < row.size()) widths.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], cell_width(row[i]));
  }
  return widths;
}

}  // namespace

void write_table(const std::vector<std::vector<std::string>>& given, unsigned width, std::ostream& out) {
  auto rows = given;
  for (auto& row : rows) {
    for (auto& cell : row) cell = printable(cell);
  }
  const auto widths = column_widths(rows);
  if (widths.empty()) return;
  unsigned before = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) before += widths[i] + gap;
  const unsigned last = std::max(narrowest_last, width > before ? width - before : 0);
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool wraps = i + 1 == widths.size();
      if (!wraps) {
        line += padded(row[i], widths[i] + gap);
        continue;
      }
      const auto pieces = wrapped(row[i], last);
      for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
        if (piece > 0) out << line << '\n', line = std::string(before, ' ');
        line += pieces[piece];
      }
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
}

Cell number(std::uint64_t value) { return {std::to_string(value), Paint::plain, true}; }

void Table::add(std::vector<Cell> cells, std::string below) {
  for (Cell& cell : cells) cell.text = printable(cell.text);
  rows_.push_back({std::move(cells), std::move(below)});
}

void Table::write(const Console& console, std::ostream& out) const {
  std::vector<unsigned> widths;
  std::vector<bool> right;
  const auto measure = [&](std::size_t column, const std::string& text) {
    if (widths.size() <= column) widths.resize(column + 1), right.resize(column + 1);
    widths[column] = std::max(widths[column], cell_width(text));
  };
  for (std::size_t i = 0; i < header_.size(); ++i) measure(i, header_[i]);
  for (const Row& row : rows_) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      measure(i, row.cells[i].text);
      if (row.cells[i].right) right[i] = true;
    }
  }
  const auto write_row = [&](const std::vector<Cell>& cells) {
    std::string line;
    unsigned owed = 0;  // spaces that stand only if something follows
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const unsigned missing = widths[i] - cell_width(cells[i].text);
      if (!cells[i].text.empty()) {
        line.append(owed + (right[i] ? missing : 0), ' ');
        line += painted(console, cells[i].paint, cells[i].text);
        owed = right[i] ? 0 : missing;
      } else {
        owed += missing;
      }
      owed += gap;
    }
    out << line << '\n';
  };
  std::vector<Cell> names;
  for (const std::string& name : header_) names.emplace_back(name, Paint::faint);
  if (!names.empty()) write_row(names);
  for (const Row& row : rows_) {
    write_row(row.cells);
    if (!row.below.empty()) write_wrapped(console, row.below, 4, out);
  }
}

void write_wrapped(const Console& console, std::string_view text, unsigned indent, std::ostream& out) {
  const unsigned width = std::max(console.width > indent ? console.width - indent : 0, narrowest_last);
  for (const std::string& line : wrapped(text, width)) out << std::string(indent, ' ') << line << '\n';
}

void write_csv(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows, std::ostream& out) {
  const auto write_row = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out << (i > 0 ? "," : "") << csv_cell(cells[i]);
    out << "\r\n";
  };
  write_row(header);
  for (const auto& row : rows) write_row(row);
}

}  // namespace citypact::cli
