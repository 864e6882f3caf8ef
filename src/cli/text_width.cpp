#include "text_width.hpp"

#include <cstdio>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "paint.hpp"

namespace citypact::cli {
namespace {

constexpr UChar32 a_mark = -1;  // of paint.hpp: two bytes that take no cell

/// Calls `visit(code point, bytes)` for each character; invalid bytes come as U+FFFD, one a byte, marks as `a_mark`.
template <class Visit>
void for_each_character(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    if (text[begin] == paint_mark && begin + 1 < text.size() && !terminal_sequence(text[begin + 1]).empty()) {
      visit(a_mark, text.substr(begin, 2));
      begin += 2;
      continue;
    }
    UChar32 character;
    U8_NEXT(bytes, end, text.size(), character);
    if (character < 0) visit(UChar32{0xFFFD}, std::string_view("\xEF\xBF\xBD"));
    else visit(character, text.substr(begin, end - begin));
    begin = end;
  }
}

bool reorders(UChar32 c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F; }

unsigned cells(UChar32 c) {
  if (c == a_mark) return 0;
  const auto category = u_charType(c);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR || category == U_CONTROL_CHAR)
    return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for_each_character(text, [&](UChar32 c, std::string_view bytes) {
    if (c == a_mark) {
      (result += "\xEF\xBF\xBD") += printable(bytes.substr(1));  // no text may paint
    } else if (c == '\n' || c == '\t' || c == '\r') {
      result += ' ';
    } else if (c == 0x2028 || c == 0x2029) {
      result += ' ';
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      char escaped[16];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
      result += escaped;
    } else if (!reorders(c)) {
      result += bytes;
    }
  });
  return result;
}

unsigned cell_width(std::string_view text) {
  unsigned sum = 0;
  for_each_character(text, [&](UChar32 c, std::string_view) { sum += cells(c); });
  return sum;
}

std::string padded(std::string_view text, unsigned width) {
  std::string result(text);
  const unsigned used = cell_width(text);
  if (used < width) result.append(width - used, ' ');
  return result;
}

std::vector<std::string> wrapped(std::string_view text, unsigned width) {
  if (width == 0) width = 1;
  std::vector<std::string> lines;
  std::string line, word;
  unsigned line_cells = 0, word_cells = 0;
  const auto end_line = [&] {
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
    line_cells = 0;
  };
  const auto end_word = [&] {
    if (word.empty()) return;
    if (line_cells > 0 && line_cells + 1 + word_cells > width) end_line();
    if (line_cells > 0) line += ' ', ++line_cells;
    line += word;
    line_cells += word_cells;
    word.clear();
    word_cells = 0;
  };
  for_each_character(text, [&](UChar32 c, std::string_view bytes) {
    if (c == ' ' || c == '\n' || c == '\t') return end_word();
    const unsigned own = cells(c);
    if (word_cells + own > width) end_word(), end_line();
    word += bytes;
    word_cells += own;
  });
  end_word();
  end_line();
  return lines;
}

}  // namespace citypact::cli
