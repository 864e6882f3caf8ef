#include "characters.hpp"

#include <array>
#include <string_view>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace citypact::segmentation {
namespace {

CharacterClass punctuation_class(char32_t c) {
  constexpr std::u32string_view stops = U".!?…", hyphens = U"-‑−", dashes = U"–—‒―", opening = U"«“‘„‚‹「『", closing = U"»”’›」』",
                                plain = U"\"'", marks = U"#*=~|_";
  const auto in = [c](std::u32string_view set) { return set.find(c) != set.npos; };
  if (in(stops)) return CharacterClass::stop;
  if (in(hyphens)) return CharacterClass::hyphen;
  if (in(dashes)) return CharacterClass::dash;
  if (in(opening)) return CharacterClass::open_quote;
  if (in(closing)) return CharacterClass::close_quote;
  if (in(plain)) return CharacterClass::plain_quote;
  if (in(marks)) return CharacterClass::mark;
  if (c == U':') return CharacterClass::colon;
  return CharacterClass::punctuation;
}

CharacterClass compute(char32_t c) {
  const auto character = static_cast<UChar32>(c);
  if (u_isUWhiteSpace(character) || c == 0x200B || c == 0xFEFF || c == 0x2060) return CharacterClass::space;
  switch (u_charType(character)) {
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SPACE_SEPARATOR:
      return CharacterClass::space;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
      return CharacterClass::extend;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharacterClass::digit;
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
      if (c < 0x80) return CharacterClass::latin;
      if (c >= 0x400 && c <= 0x52F) return CharacterClass::cyrillic;
      return CharacterClass::letter;
    case U_START_PUNCTUATION:
    case U_INITIAL_PUNCTUATION: {
      const auto special = punctuation_class(c);
      return special == CharacterClass::punctuation ? CharacterClass::open_bracket : special;
    }
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION: {
      const auto special = punctuation_class(c);
      return special == CharacterClass::punctuation ? CharacterClass::close_bracket : special;
    }
    case U_DASH_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_MATH_SYMBOL: {
      const auto special = punctuation_class(c);
      const bool unknown_symbol = u_charType(character) == U_MATH_SYMBOL && special == CharacterClass::punctuation;
      return unknown_symbol ? CharacterClass::symbol : special;
    }
    default:
      return CharacterClass::symbol;
  }
}

constexpr std::size_t table_size = 0x530;  // Latin, Greek, Cyrillic: nearly all of what is read

}  // namespace

CharacterClass classify(char32_t c) {
  static const auto table = [] {
    std::array<CharacterClass, table_size> result{};
    for (std::size_t i = 0; i < table_size; ++i) result[i] = compute(static_cast<char32_t>(i));
    return result;
  }();
  return c < table_size ? table[c] : compute(c);
}

Character character_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t end = at;
  UChar32 character;
  U8_NEXT(bytes, end, text.size(), character);
  return {character < 0 ? U'\uFFFD' : static_cast<char32_t>(character), static_cast<std::uint32_t>(end - at)};
}

bool follows_line_break(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] != '\n') {
    for (--at; at > 0 && U8_IS_TRAIL(text[at]); --at) {}
    const auto kind = classify(character_at(text, at).value);
    if (kind != CharacterClass::space && kind != CharacterClass::extend) return false;
  }
  return true;
}

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }

std::string lowered(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = character_at(text, at);
    char bytes[4];
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, u_tolower(static_cast<UChar32>(value)));
    result.append(bytes, static_cast<std::size_t>(length));
    at += size;
  }
  return result;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  return count;
}

}  // namespace citypact::segmentation
