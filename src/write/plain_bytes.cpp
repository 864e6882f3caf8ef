#include "plain_bytes.hpp"

#include <cstdint>
#include <cstring>

namespace citypact::write {

namespace {

/// Of one byte, or of a SixteenBytes each.
constexpr auto may_need_escape(auto byte) {
  return (byte < 0x20) | (byte == '"') | (byte == '\\') | (byte == '&') | (byte == '<') | (byte == '>') | (byte == 0xEF);  // EF: of U+FFFE, U+FFFF
}

template <class Word>
std::uint64_t load(const char* at) {
  Word word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

bool any_special(const std::uint64_t (&halves)[2]) {
  SixteenBytes bytes;
  std::memcpy(&bytes, halves, sizeof bytes);
  const auto special = may_need_escape(bytes);
  std::uint64_t found[2];
  std::memcpy(found, &special, sizeof found);
  return (found[0] | found[1]) != 0;
}

/// The same for less than 16 bytes, most texts there are: from both ends, which may meet.
bool any_special_in_short(std::string_view text) {
  constexpr std::uint64_t plain = 0x2020202020202020;
  const char *at = text.data(), *end = at + text.size();
  if (text.size() >= 8) return any_special({load<std::uint64_t>(at), load<std::uint64_t>(end - 8)});
  if (text.size() >= 4) return any_special({load<std::uint32_t>(at) | load<std::uint32_t>(end - 4) << 32, plain});
  bool any = false;
  for (; at < end; ++at) any |= may_need_escape(static_cast<unsigned char>(*at));
  return any;
}

}  // namespace

bool needs_no_escape(std::string_view text) {
  constexpr std::size_t block = sizeof(SixteenBytes);
  if (text.size() < block) return !any_special_in_short(text);
  const std::size_t left = text.size() - plain_bytes(text, [](auto byte) { return may_need_escape(byte); });
  const char* last = text.data() + text.size() - block;
  return left < block && !any_special({load<std::uint64_t>(last), load<std::uint64_t>(last + block / 2)});
}

}  // namespace citypact::write
