#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace citypact::write {

/// Sixteen bytes that are compared at once, a vector of GCC and Clang. What they make of a loop over bytes instead is a look-up in a
/// table of bits for each, seven times the instructions.
using SixteenBytes [[gnu::vector_size(16)]] = unsigned char;

/// A number of bytes at the begin of `text`, a multiple of 16, none of which is special: what may be copied without a look at each.
/// `special` is a comparison without branches of one byte, or of a SixteenBytes each.
template <class Special>
std::size_t plain_bytes(std::string_view text, Special special) {
  std::size_t at = 0;
  const auto pass = [&]<std::size_t vectors>(std::integral_constant<std::size_t, vectors>) {
    constexpr std::size_t block = vectors * sizeof(SixteenBytes);
    for (; at + block <= text.size(); at += block) {
      SixteenBytes bytes[vectors];
      std::memcpy(bytes, text.data() + at, block);
      auto any = special(bytes[0]);
      for (std::size_t i = 1; i < vectors; ++i) any |= special(bytes[i]);
      std::uint64_t halves[2];
      std::memcpy(halves, &any, sizeof halves);
      if ((halves[0] | halves[1]) != 0) break;
    }
  };
  pass(std::integral_constant<std::size_t, 4>());
  pass(std::integral_constant<std::size_t, 1>());
  return at;
}

/// Whether neither JSON nor XML has to escape anything in `text`; sometimes false where that is so. Most texts are that plain.
bool needs_no_escape(std::string_view text);

}  // namespace citypact::write
