#pragma once
#include <cstddef>
#include <string_view>

namespace citypact::write {

/// A number of bytes at the begin of `text`, a multiple of 16, none of which is special: what may be copied without a look at each.
/// `special` is a plain comparison of one byte, without branches, so that the compiler makes vector instructions of the loop.
template <class Special>
std::size_t plain_bytes(std::string_view text, Special special) {
  constexpr std::size_t block = 16;
  std::size_t at = 0;
  for (; at + block <= text.size(); at += block) {
    unsigned char any = 0;
    for (std::size_t i = 0; i < block; ++i) any |= static_cast<unsigned char>(special(static_cast<unsigned char>(text[at + i])));
    if (any != 0) break;
  }
  return at;
}

}  // namespace citypact::write
