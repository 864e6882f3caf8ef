#pragma once
#include <cstddef>
#include <string_view>

namespace citypact::query {

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) between two strings of code points;
/// `limit + 1` as soon as it must be more than `limit`. Cost: product of the lengths, less with a small limit.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);

}  // namespace citypact::query
