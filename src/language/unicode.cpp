#include "unicode.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace citypact {

std::u32string to_code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(utf8.data(), i, size, c);
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

char32_t first_of(std::string_view utf8) {
  UChar32 c;
  std::int32_t i = 0;
  U8_NEXT_OR_FFFD(utf8.data(), i, static_cast<std::int32_t>(utf8.size()), c);
  return static_cast<char32_t>(c);
}

char32_t last_of(std::string_view utf8) {
  UChar32 c;
  auto i = static_cast<std::int32_t>(utf8.size());
  U8_PREV_OR_FFFD(utf8.data(), 0, i, c);
  return static_cast<char32_t>(c);
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size() * 2);
  for (char32_t c : code_points) {
    char buffer[U8_MAX_LENGTH];
    std::int32_t size = 0;
    UBool error = false;
    U8_APPEND(buffer, size, U8_MAX_LENGTH, static_cast<UChar32>(c), error);
    if (!error) out.append(buffer, static_cast<std::size_t>(size));
  }
  return out;
}

char32_t to_lower(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }
char32_t to_upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }

static UScriptCode script(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error);
}
bool is_latin(char32_t c) { return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : script(c) == USCRIPT_LATIN; }
bool is_cyrillic(char32_t c) { return c >= 0x400 && c < 0x530 ? true : c > 0x1c7f && script(c) == USCRIPT_CYRILLIC; }

std::u32string lower(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out) c = to_lower(c);
  return out;
}

std::string lower(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto a = static_cast<unsigned char>(utf8[i]);
    const auto b = i + 1 < utf8.size() ? static_cast<unsigned char>(utf8[i + 1]) : 0u;
    if (a < 0x80) {
      out.push_back(static_cast<char>(a >= 'A' && a <= 'Z' ? a + 32 : a));
      ++i;
    } else if ((a == 0xd0 || a == 0xd1) && (b & 0xc0) == 0x80) {  // U+0400..U+047F in two bytes: the common case
      const char32_t c = to_lower(static_cast<char32_t>((a & 0x1fu) << 6 | (b & 0x3fu)));
      out.push_back(static_cast<char>(0xc0 | c >> 6));
      out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
      i += 2;
    } else {
      std::size_t end = i + 1;
      while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80) ++end;
      out += to_utf8(lower(to_code_points(utf8.substr(i, end - i))));
      i = end;
    }
  }
  return out;
}

}  // namespace citypact
