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

bool Passages::find(std::int64_t document, std::uint32_t begin) {
  Query& row = database_.query("SELECT begin, body FROM text WHERE document = ? AND begin <= ? ORDER BY begin DESC LIMIT 1").with(document, begin);
  const bool found = row.step();
  if (found) document_ = document, begin_ = row.number(0), body_ = row.view(1), last_point_ = 0, last_byte_ = 0;
  row.reset();
  return found;
}

std::string Passages::text(std::int64_t document, std::uint32_t begin, std::uint32_t end) {
  if (begin >= end) return {};
  const bool here = document == document_ && begin >= begin_ + last_point_ && last_byte_ < body_.size();
  if (!here && !find(document, begin)) return std::string(end - begin, ' ');
  std::size_t from = advance(body_, last_byte_, begin - begin_ - last_point_);
  if (from >= body_.size() && here) {  // another piece follows
    if (!find(document, begin)) return std::string(end - begin, ' ');
    from = advance(body_, 0, begin - begin_);
  }
  if (from >= body_.size()) return std::string(end - begin, ' ');
  last_point_ = begin - begin_, last_byte_ = from;
  return body_.substr(from, advance(body_, from, end - begin) - from);
}

void Passages::fill(std::int64_t document, EdgeEvidence& evidence) {
  evidence.sentence = text(document, evidence.begin, evidence.end);
  evidence.trigger = text(document, evidence.trigger_begin, evidence.trigger_end);
  for (Passage& passage : evidence.also) passage.text = text(document, passage.begin, passage.end);
}

std::string whole_text(Database& database, std::int64_t document) {
  std::string text;
  std::uint32_t at = 0;
  Query& rows = database.query("SELECT begin, body FROM text WHERE document = ? ORDER BY begin").with(document);
  while (rows.step()) {
    const std::uint32_t begin = rows.number(0);
    text.append(begin - at, ' ');
    text += rows.view(1);
    at = begin + code_points(rows.view(1));
  }
  rows.reset();
  return text;
}

}  // namespace citypact::store
