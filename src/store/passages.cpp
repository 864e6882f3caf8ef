#include <algorithm>
#include <bit>
#include <cstring>

#include "rows.hpp"

namespace citypact::store {

namespace {

/// The byte at which the code point begins that is `count` behind the one at byte `from`; the end where there is none.
std::size_t advance(std::string_view text, std::size_t from, std::uint32_t count) {
  for (std::uint64_t block = 0; count >= sizeof block && from + sizeof block <= text.size(); from += sizeof block) {
    std::memcpy(&block, text.data() + from, sizeof block);
    count -= sizeof block - static_cast<std::uint32_t>(std::popcount(block >> 7 & ~(block >> 6) & 0x0101010101010101));  // bytes 10xxxxxx begin nothing
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

bool Passages::find(std::int64_t document, std::uint32_t begin) {
  Query& row = database_.query("SELECT id, body FROM text WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1").with(text_id(document, 0), text_id(document, begin));
  const bool found = row.step();
  if (found) document_ = document, begin_ = row.number(0), body_ = row.view(1), last_point_ = 0, last_byte_ = 0;
  row.reset();
  return found;
}

void Passages::assign(std::int64_t document, std::uint32_t begin, std::uint32_t end, std::string& into) {
  into.clear();
  if (begin >= end) return;
  const bool here = document == document_ && begin >= begin_ + last_point_ && last_byte_ < body_.size();
  std::size_t from = body_.size();
  if (here) from = advance(body_, last_byte_, begin - begin_ - last_point_);
  if (from >= body_.size() && find(document, begin)) from = advance(body_, 0, begin - begin_);  // another piece
  if (from >= body_.size()) return into.assign(end - begin, ' '), void();
  last_point_ = begin - begin_, last_byte_ = from;
  into.assign(body_, from, advance(body_, from, end - begin) - from);
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
