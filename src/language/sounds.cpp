#include "sounds.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>

#include "citypact/core/diagnostics.hpp"

namespace citypact::sounds {
namespace {

namespace table {
#include "sound_table.inc"
}

std::uint8_t letter_of(char32_t c) { return c < std::size(table::letter_of) ? table::letter_of[c] : table::no_letter; }
bool ideographic(char32_t c) {
  return c >= table::ideographs_begin && c - table::ideographs_begin < std::size(table::ideographs);
}

/// `rest` begins with the ideograph; ICU's rules of pairs let a space stand between the two.
std::uint16_t ideograph(std::u32string_view rest) {
  const std::size_t second = rest.size() > 1 && rest[1] == U' ' ? 2 : 1;
  const char32_t next = second < rest.size() ? rest[second] : U' ';
  const auto pair = std::ranges::find_if(table::pairs, [&](const auto& p) { return p.first == rest[0] && p.second == next; });
  return pair != std::end(table::pairs) ? pair->made : table::ideographs[rest[0] - table::ideographs_begin];
}

/// How the letter at `at`, or the end of a word there, acts on the one before it.
std::uint8_t kind_of(std::u32string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const std::uint8_t letter = letter_of(text[at]);
  return letter == table::no_letter ? 0 : table::after_kind[letter];
}

}  // namespace

std::string by_icu(std::u32string_view folded) {
  // One transliterator a thread: rule-based ones hold state while they work.
  thread_local std::unique_ptr<icu::Transliterator> latin;
  if (!latin) {
    UErrorCode error = U_ZERO_ERROR;
    latin.reset(icu::Transliterator::createInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, error));
    if (U_FAILURE(error) || !latin) throw Error("ICU has no transliterator from any script to Latin; install its full data");
  }
  icu::UnicodeString text;
  for (char32_t c : folded) text.append(static_cast<UChar32>(c));
  latin->transliterate(text);
  std::string key;
  text.toUTF8String(key);
  std::erase_if(key, [](char c) { return c == '\'' || c == '`' || c == '"'; });
  return key;
}

std::optional<std::string> by_table(std::u32string_view folded) {
  std::string key;
  std::size_t state = 0;
  bool after_letter = false, after_ideograph = false;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char32_t c = folded[i];
    const bool word = ideographic(c), is_letter = !word && c != U' ' && (c < U'0' || c > U'9');
    if ((word && after_letter) || (is_letter && after_ideograph)) return std::nullopt;  // ICU divides them by where they stand
    if (word && after_ideograph) key += ' ';
    after_letter = is_letter, after_ideograph = word;
    if (c == U' ') {
      key += c;
      state = 0;
      continue;
    }
    const std::uint8_t letter = word ? table::letter_count : letter_of(c);
    if (letter == table::no_letter) return std::nullopt;
    const std::size_t cell = (state * table::letter_count + letter) * table::after_count + kind_of(folded, i + 1);
    const std::uint16_t made = word ? ideograph(folded.substr(i)) : table::cells[cell];
    if (made == table::ask) return std::nullopt;
    key += table::strings[made];
    state = table::next_state[state * (table::letter_count + 1) + letter];
  }
  return key;
}

}  // namespace citypact::sounds
