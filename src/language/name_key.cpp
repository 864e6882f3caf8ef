#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "citypact/core/diagnostics.hpp"
#include "citypact/language/names.hpp"
#include "sounds.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

/// One transliterator a thread: ICU's are slow to make (some ms) and its rule-based ones hold state while they work.
std::string transliterate(const char* id, std::string_view text, std::unique_ptr<icu::Transliterator>& transliterator) {
  if (!transliterator) {
    UErrorCode error = U_ZERO_ERROR;
    transliterator.reset(
        icu::Transliterator::createInstance(icu::UnicodeString(id, -1, US_INV), UTRANS_FORWARD, error));
    if (U_FAILURE(error) || !transliterator)
      throw Error(std::string("ICU has no transliterator '") + id + "'; install its full data");
  }
  // ICU's cost grows with the square of the length: what is longer than any name goes through piece by piece, at spaces if there are.
  constexpr std::size_t longest = 1024;  // bytes
  std::string out;
  while (!text.empty()) {
    std::size_t end = text.size() <= longest ? text.size() : text.rfind(' ', longest);
    if (end == 0 || end == text.npos) {
      for (end = longest; (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80;) --end;
    }
    auto unicode = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(end)});
    transliterator->transliterate(unicode);
    unicode.toUTF8String(out);  // appends
    text.remove_prefix(end);
  }
  return out;
}

bool is_quote(char32_t c) {
  return c == U'"' || c == U'«' || c == U'»' || (c >= U'\u2018' && c <= U'\u201f') || c == U'\'' || c == U'`' ||
         c == U'\u2039' || c == U'\u203a';
}

/// «ООО «Ромашка»», "АО 'Ромашка'": a quoted name behind nothing but short words in capitals, which are legal forms
/// and kinds of bodies in any language; the quoted part alone is the name.
std::u32string without_legal_form(const std::u32string& name) {
  constexpr std::size_t longest_form = 5;
  const auto open = std::ranges::find_if(name, is_quote);
  if (open == name.end() || open == name.begin()) return name;
  std::size_t letters = 0;
  for (auto it = name.begin(); it != open; ++it) {
    if (is_letter(*it)) {
      if (!is_upper(*it) || ++letters > longest_form) return name;
    } else if (is_space(*it)) {
      letters = 0;
    } else {
      return name;
    }
  }
  return {open, name.end()};
}

std::u32string fold(std::string_view name) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) throw Error("ICU lacks its normalization data; install it whole");
  const std::string plain = to_utf8(without_legal_form(to_code_points(name)));
  auto folded = normalizer->normalize(
      icu::UnicodeString::fromUTF8({plain.data(), static_cast<std::int32_t>(plain.size())}), error);
  std::string utf8;
  folded.toUTF8String(utf8);
  return to_code_points(utf8);
}

}  // namespace

std::string name_key(std::string_view name) {
  std::u32string words;
  for (char32_t c : fold(name)) {
    if (is_quote(c) || c == U'\u02bc') continue;
    if (is_letter(c) || is_digit(c))
      words.push_back(c);
    else if (!words.empty() && words.back() != U' ')
      words.push_back(U' ');
  }
  while (!words.empty() && words.back() == U' ') words.pop_back();
  auto key = sounds::by_table(words);
  return key ? *key : sounds::by_icu(words);
}

const std::string& NameMemory::key(std::string_view name) {
  constexpr std::size_t most = 8000;
  if (const auto found = keys_.find(name); found != keys_.end()) return found->second;
  if (keys_.size() >= most) keys_.clear();
  return keys_.emplace(name, name_key(name)).first->second;
}

// ICU writes BGN's interpunct, which BGN lets one leave out and which no reader of Latin expects, and then takes the letters before it
// for capitals («CH·endu»). So small letters are transliterated and words get their capitals back.
std::string to_latin(std::string_view name) {
  const std::u32string source = to_code_points(name);
  const auto in_latin = [](const std::u32string& text) {
    thread_local std::unique_ptr<icu::Transliterator> latin;
    const auto known = sounds::latin_by_table(text);
    return known ? *known : transliterate("Russian-Latin/BGN; [\\u00B7] Remove", to_utf8(text), latin);
  };
  const std::u32string small = to_code_points(in_latin(lower(source)));
  std::u32string result;
  std::size_t from = 0;  // in source
  for (std::size_t to = 0; to < small.size();) {
    if (!is_letter(small[to])) {
      result += small[to++];
      continue;
    }
    while (from < source.size() && !is_letter(source[from])) ++from;
    const auto end_of_word = [](const std::u32string& text, std::size_t at) {
      while (at < text.size() && is_letter(text[at])) ++at;
      return at;
    };
    const std::size_t from_end = end_of_word(source, from), to_end = end_of_word(small, to);
    const bool all = from_end - from > 1 && std::all_of(source.begin() + from, source.begin() + from_end, is_upper);
    const bool first = from < from_end && is_upper(source[from]);
    const bool mixed = !all && from < from_end && std::any_of(source.begin() + from + 1, source.begin() + from_end, is_upper);
    if (mixed) result += to_code_points(in_latin(source.substr(from, from_end - from)));
    for (std::size_t i = to; !mixed && i < to_end; ++i) result += all || (first && i == to) ? to_upper(small[i]) : small[i];
    from = from_end, to = to_end;
  }
  return to_utf8(result);
}

}  // namespace citypact
