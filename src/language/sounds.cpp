#include "sounds.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>

#include "citypact/core/diagnostics.hpp"
#include "unicode.hpp"

namespace citypact::sounds {
namespace {

constexpr std::uint8_t no_letter = 0xFF;

/// What letters in a row become; tools/compile_sounds.cpp makes it.
struct Transducer {
  std::span<const std::string_view> strings;
  std::span<const std::uint8_t> letter_of, after_kind, next_state;  // by code point; by letter; by state and letter, an ideograph last
  std::span<const std::uint16_t> cells;                             // by state, letter and kind of the next letter: places in `strings`
  std::size_t letter_count, after_count;

  std::uint8_t letter(char32_t c) const { return c < letter_of.size() ? letter_of[c] : no_letter; }
  /// How the letter at `at`, or the end of a word there, acts on the one before it.
  std::uint8_t kind(std::u32string_view text, std::size_t at) const {
    const std::uint8_t next = at < text.size() ? letter(text[at]) : no_letter;
    return next == no_letter ? 0 : after_kind[next];
  }
  std::string_view made(std::size_t state, std::uint8_t of, std::uint8_t next) const { return strings[cells[(state * letter_count + of) * after_count + next]]; }
  std::uint8_t next(std::size_t state, std::size_t of) const { return next_state[state * (letter_count + 1) + of]; }
};

namespace table {
#include "sound_table.inc"
}

bool ideographic(char32_t c) {
  return c >= table::keys::ideographs_begin && c - table::keys::ideographs_begin < std::size(table::keys::ideographs);
}

/// The place in `strings` of what an ideograph becomes. `rest` begins with it; ICU's rules of pairs let a space stand between the two.
std::uint16_t ideograph(std::u32string_view rest) {
  const std::size_t second = rest.size() > 1 && rest[1] == U' ' ? 2 : 1;
  const char32_t next = second < rest.size() ? rest[second] : U' ';
  const auto pair = std::ranges::find_if(table::keys::pairs, [&](const auto& p) { return p.first == rest[0] && p.second == next; });
  return pair != std::end(table::keys::pairs) ? pair->made : table::keys::ideographs[rest[0] - table::keys::ideographs_begin];
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
    const auto& keys = table::keys::transducer;
    if (word) {
      const std::uint16_t made = ideograph(folded.substr(i));
      if (made == table::keys::ask) return std::nullopt;
      key += keys.strings[made];
      state = keys.next(state, keys.letter_count);
      continue;
    }
    const std::uint8_t letter = keys.letter(c);
    if (letter == no_letter) return std::nullopt;
    key += keys.made(state, letter, keys.kind(folded, i + 1));
    state = keys.next(state, letter);
  }
  return key;
}

std::optional<std::string> latin_by_table(std::u32string_view small) {
  const auto& latin = table::latin::transducer;
  const auto parts = [](char32_t c) { return c < 0x80 ? c < U'A' || c > U'Z' : c == U'\u00ab' || c == U'\u00bb' || (c >= U'\u2010' && c <= U'\u201f'); };
  std::string made;
  std::size_t state = 0;
  for (std::size_t i = 0; i < small.size(); ++i) {
    if (const std::uint8_t letter = latin.letter(small[i]); letter != no_letter) {
      made += latin.made(state, letter, latin.kind(small, i + 1));
      state = latin.next(state, letter);
    } else if (parts(small[i])) {
      made += to_utf8({&small[i], 1});
      state = 0;
    } else {
      return std::nullopt;
    }
  }
  return made;
}

}  // namespace citypact::sounds
