#include <algorithm>

#include "rows.hpp"

namespace citypact::store {

namespace {

/// Byte offset of a code point, looked for from byte `from`, which is code point `at`.
std::size_t advance(std::string_view text, std::size_t from, std::uint32_t count) {
  while (count > 0 && from < text.size()) {
    ++from;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
    --count;
  }
  return from;
}

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

KeptText::KeptText(Database& database, std::int64_t document) {
  Query& rows = database.query("SELECT begin, body FROM text WHERE document = ? ORDER BY begin").bind(1, document);
  while (rows.step()) pieces_.push_back({rows.number(0), rows.text(1)});
  rows.reset();
}

std::string KeptText::passage(std::uint32_t begin, std::uint32_t end) const {
  if (begin >= end) return {};
  auto piece = std::ranges::upper_bound(pieces_, begin, {}, &Piece::begin);
  if (piece == pieces_.begin()) return std::string(end - begin, ' ');
  --piece;
  const std::size_t from = advance(piece->body, 0, begin - piece->begin);
  const std::size_t to = advance(piece->body, from, end - begin);
  return piece->body.substr(from, to - from);
}

std::string KeptText::whole() const {
  if (pieces_.size() == 1 && pieces_[0].begin == 0) return pieces_[0].body;
  std::string text;
  std::uint32_t at = 0;
  for (const Piece& piece : pieces_) {
    text.append(piece.begin - at, ' ');
    text += piece.body;
    at = piece.begin + code_points(piece.body);
  }
  return text;
}

}  // namespace citypact::store
