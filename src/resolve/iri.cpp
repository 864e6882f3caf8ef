#include "iri.hpp"

namespace citypact::identity {
namespace {

std::uint64_t fnv1a(std::string_view key, std::uint64_t value) {
  for (unsigned char byte : key) value = (value ^ byte) * 0x100000001b3;
  value ^= value >> 32;
  value *= 0xd6e8feb86659fd93;  // spreads the last bytes over all bits
  return value ^ value >> 32;
}

}  // namespace

std::string short_hash(std::string_view key) {
  const std::uint64_t halves[] = {fnv1a(key, 0xcbf29ce484222325), fnv1a(key, 0x84222325cbf29ce4)};
  std::string out;
  for (std::uint64_t half : halves)
    for (int i = 0; i < 8; ++i, half >>= 5) out += "abcdefghijklmnopqrstuvwxyz234567"[half & 31];
  return out;
}

}  // namespace citypact::identity
