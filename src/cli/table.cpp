#include "table.hpp"

#include <algorithm>

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

}  // namespace citypact::cli
