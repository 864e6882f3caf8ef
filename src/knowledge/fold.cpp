#include "citypact/knowledge/fold.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace citypact {
namespace {

constexpr UChar32 dropped = -1;

/// Where a character goes; `dropped` for quotes. Folding is by simple case folding (one character to one).
UChar32 fold(UChar32 c) {
  if (c < 0x80) {
    if (c == '"' || c == '\'' || c == '`') return dropped;
    return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  }
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c == 0x401 || c == 0x451) return 0x435;  // io as ie
  if (c >= 0x430 && c <= 0x44F) return c;
  if (u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK)) return dropped;
  if (u_charType(c) == U_DASH_PUNCTUATION) return '-';
  if (u_isUWhiteSpace(c)) return ' ';
  return u_foldCase(c, U_FOLD_CASE_DEFAULT);
}

void append(std::string& out, UChar32 c) {
  char buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  out.append(buffer, static_cast<std::size_t>(length));
}

}  // namespace

std::string fold_name(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(name.size());) {
    UChar32 c;
    U8_NEXT(name.data(), at, static_cast<std::int32_t>(name.size()), c);
    c = c < 0 ? 0xFFFD : fold(c);
    if (c == dropped || (c == ' ' && (out.empty() || out.back() == ' '))) continue;
    append(out, c);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::string> name_words(std::string_view folded) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : folded) {
    if (static_cast<unsigned char>(c) < 0x80 && std::string_view(" -.,()/").find(c) != std::string_view::npos) end_word();
    else word += c;
  }
  end_word();
  return words;
}

}  // namespace citypact
