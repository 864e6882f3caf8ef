#include "plain_bytes.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace citypact::write {

namespace {

constexpr bool may_need_escape(unsigned char byte) {
  return (byte < 0x20) | (byte == '"') | (byte == '\\') | (byte == '&') | (byte == '<') | (byte == '>') | (byte == 0xEF);  // EF: of U+FFFE, U+FFFF
}

constexpr auto special_bytes = [] {
  std::array<unsigned char, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) table[byte] = may_need_escape(static_cast<unsigned char>(byte));
  return table;
}();

template <class Word>
std::uint64_t load(const char* at) {
  Word word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Whether one of eight bytes may need an escape: each test leaves the highest bit of a byte that passes it (Bit Twiddling Hacks,
/// "Determine if a word has a byte less than n"; exact as to whether there is one).
bool any_special(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101, highest = 0x8080808080808080;
  const auto below = [](std::uint64_t x, std::uint64_t n) { return (x - ones * n) & ~x; };
  const auto equal = [&](std::uint64_t c) { return below(word ^ (ones * c), 1); };
  return ((below(word, 0x20) | equal('"') | equal('\\') | equal('&') | equal('<') | equal('>') | equal(0xEF)) & highest) != 0;
}

/// The same for less than 16 bytes, most texts there are.
bool any_special_in_short(std::string_view text) {
  const char *at = text.data(), *end = at + text.size();
  if (text.size() >= 8) return any_special(load<std::uint64_t>(at)) || any_special(load<std::uint64_t>(end - 8));
  if (text.size() >= 4) return any_special(load<std::uint32_t>(at) | load<std::uint32_t>(end - 4) << 32);
  unsigned char any = 0;
  for (; at < end; ++at) any |= special_bytes[static_cast<unsigned char>(*at)];
  return any != 0;
}

}  // namespace

bool needs_no_escape(std::string_view text) {
  constexpr std::size_t block = 16;
  if (text.size() < block) return !any_special_in_short(text);
  const auto special = [](unsigned char byte) { return may_need_escape(byte); };
  const std::size_t left = text.size() - plain_bytes(text, special);
  return left == 0 || (left < block && plain_bytes(text.substr(text.size() - block), special) == block);
}

}  // namespace citypact::write
