#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace citypact::segmentation {

/// Classes of characters that tokenization tells apart.
enum class CharacterClass : std::uint8_t {
  space,     // white space, control characters, zero-width space
  extend,    // combining marks, soft hyphen, joiners: belong to what stands before
  cyrillic,
  latin,     // a-z
  letter,    // any other letter; sticks to either
  digit,
  stop,      // . ! ? …
  hyphen,    // - ‑ −
  dash,      // – —
  open_quote,
  close_quote,
  plain_quote,
  open_bracket,
  close_bracket,
  colon,
  mark,      // # * = ~ |
  punctuation,
  symbol,
};

CharacterClass classify(char32_t character);

/// A character at byte `at` of valid UTF-8 text, and how many bytes it takes.
struct Character {
  char32_t value = 0;
  std::uint32_t size = 0;
};
Character character_at(std::string_view text, std::size_t at);

bool is_upper(char32_t character);
bool is_lower(char32_t character);

/// Whether nothing but characters that belong to no token stands between byte `at` and a line break, or the beginning, before it.
bool follows_line_break(std::string_view text, std::size_t at);

/// Lower case, one code point to one.
std::string lowered(std::string_view text);
/// Code points of valid UTF-8.
std::size_t count_characters(std::string_view text);

}  // namespace citypact::segmentation
