#pragma once
#include <string>
#include <string_view>

#include "console.hpp"

namespace citypact::cli {

/// What a piece of text is, for the eye. On a terminal each is a colour or weight, elsewhere nothing.
enum class Paint : char { plain = 'p', strong = 's', faint = 'f', good = 'g', bad = 'b', doubtful = 'd', accent = 'a' };

/// `text` between marks that DescriptorBuffer turns into colour; `text` alone where the console shows none. `text` must have
/// gone through printable(), so that only what this function marks is ever coloured. Marks take no cells.
std::string painted(const Console& console, Paint paint, std::string_view text);

/// A mark is this byte, which is in no UTF-8, and a letter of Paint.
inline constexpr char paint_mark = '\xFF';

/// The terminal's sequence for a letter of Paint; empty for any other byte.
std::string_view terminal_sequence(char paint);

}  // namespace citypact::cli
