#include <algorithm>
#include <cstring>

#include "rows.hpp"

namespace citypact::store {

namespace {

/// The byte at which the code point begins that is `count` behind the one at byte `from`; the end where there is none.
std::size_t advance(std::string_view text, std::size_t from, std::uint32_t count) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  for (std::uint64_t block = 0; count >= sizeof block && from + sizeof block <= text.size(); from += sizeof block) {
    std::memcpy(&block, text.data() + from, sizeof block);
    count -= sizeof block - static_cast<std::uint32_t>((block >> 7 & ~(block >> 6) & ones) * ones >> 56);  // bytes 10xxxxxx begin nothing; a sum of bytes
  }
  for (; from < text.size(); ++from) {
    if ((static_cast<unsigned char>(text[from]) & 0xC0) != 0x80 && count-- == 0) break;
  }
  return from;
}

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

std::optional<std::string_view> TextPiece::find(std::uint32_t begin, std::uint32_t end) {
  if (begin < begin_) return std::nullopt;
  const std::uint32_t point = begin - begin_;
  const bool behind_last = point >= last_point_;
  const std::size_t from = behind_last ? advance(body_, last_byte_, point - last_point_) : advance(body_, 0, point);
  if (from >= body_.size()) return std::nullopt;
  last_point_ = point, last_byte_ = from;
  return body_.substr(from, advance(body_, from, end - begin) - from);
}

bool Passages::open(std::int64_t document, std::uint32_t begin) {
  Query& row = database_.query("SELECT id, body FROM text WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1").with(text_id(document, 0), text_id(document, begin));
  const bool found = row.step();
  if (found) document_ = document, body_ = row.view(1), piece_ = TextPiece(row.number(0), body_);
  row.reset();
  return found;
}

void Passages::assign(std::int64_t document, std::uint32_t begin, std::uint32_t end, std::string& into) {
  into.clear();
  if (begin >= end) return;
  std::optional<std::string_view> found;
  if (document == document_) found = piece_.find(begin, end);
  if (!found && open(document, begin)) found = piece_.find(begin, end);  // another piece
  if (found) into = *found;
  else into.assign(end - begin, ' ');
}

void Passages::fill(std::int64_t document, EdgeEvidence& evidence) {
  assign(document, evidence.begin, evidence.end, evidence.sentence);
  assign(document, evidence.trigger_begin, evidence.trigger_end, evidence.trigger);
  for (Passage& passage : evidence.also) assign(document, passage.begin, passage.end, passage.text);
}

std::string whole_text(Database& database, std::int64_t document) {
  std::string text;
  std::uint32_t at = 0;
  Query& rows = database.query("SELECT id, body FROM text WHERE id BETWEEN ? AND ? ORDER BY id").with(text_id(document, 0), text_id(document, last_point));
  while (rows.step()) {
    const std::uint32_t begin = rows.number(0);  // the lower half of the id
    text.append(begin - at, ' ');
    text += rows.view(1);
    at = begin + code_points(rows.view(1));
  }
  rows.reset();
  return text;
}

}  // namespace citypact::store
