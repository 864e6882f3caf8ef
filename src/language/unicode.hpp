#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace citypact {

/// Text as code points and back; invalid bytes become U+FFFD.
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view code_points);
/// The first and the last code point of a text that is not empty.
char32_t first_of(std::string_view utf8);
char32_t last_of(std::string_view utf8);

/// Simple case mapping, one code point to one (so that positions stay).
char32_t to_lower(char32_t c);
char32_t to_upper(char32_t c);
bool is_upper(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_latin(char32_t c);
bool is_cyrillic(char32_t c);
bool is_space(char32_t c);

std::string lower(std::string_view utf8);
std::u32string lower(std::u32string_view text);

}  // namespace citypact
