#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace citypact::write {

/// A number of bytes at the begin of `text`, a multiple of 16, none of which is special: what may be copied without a look at each.
/// `special` is a plain comparison of one byte, without branches, so that the compiler makes vector instructions of the loops.
template <class Special>
std::size_t plain_bytes(std::string_view text, Special special) {
  std::size_t at = 0;
  const auto pass = [&]<std::size_t block>(std::integral_constant<std::size_t, block>) {
    for (; at + block <= text.size(); at += block) {
      unsigned char any = 0;
      for (std::size_t i = 0; i < block; ++i) any |= static_cast<unsigned char>(special(static_cast<unsigned char>(text[at + i])));
      if (any != 0) break;
    }
  };
  pass(std::integral_constant<std::size_t, 64>());
  pass(std::integral_constant<std::size_t, 16>());
  return at;
}

/// Whether neither JSON nor XML has to escape anything in `text`; sometimes false where that is so. Most texts are that plain.
bool needs_no_escape(std::string_view text);

}  // namespace citypact::write
