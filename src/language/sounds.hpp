#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace citypact::sounds {

/// What names are keyed by: small Latin letters, digits and spaces (and BGN's interpunct), without apostrophes.
/// ICU's way: any script, but the first call of a process takes some 15 ms, in which ICU makes its registry of transliterators.
/// Throws Error where ICU lacks its data.
std::string by_icu(std::u32string_view folded);

/// The same for Russian letters, ASCII and the usual ideographs from a table that was made of ICU's answers when the program was built
/// (tools/compile_sounds.cpp); nothing if another character is among them, or a letter beside an ideograph. `folded`: NFKC, small letters.
///
/// Thread safety: a pure function. Cost: some ns a letter.
std::optional<std::string> by_table(std::u32string_view folded);

/// Russian in Latin letters by BGN without its interpuncts, as to_latin writes it, from a table too; nothing where other than small
/// Russian and Latin letters, digits and common punctuation stand.
std::optional<std::string> latin_by_table(std::u32string_view small);

}  // namespace citypact::sounds
