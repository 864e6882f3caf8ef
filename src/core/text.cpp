#include "citypact/core/text.hpp"

namespace citypact {
namespace {

constexpr bool is_continuation(unsigned byte) { return (byte & 0xC0) == 0x80; }

/// Length of the well-formed sequence at `at` (Unicode 15, table 3-7), or 0.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return is_continuation(byte(1)) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && is_continuation(byte(2)) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && is_continuation(byte(2)) && is_continuation(byte(3)) ? 4 : 0;
  }
  return 0;
}

std::uint32_t count_code_points(std::string_view bytes) {
  std::uint32_t count = 0;
  for (unsigned char byte : bytes) count += !is_continuation(byte);
  return count;
}

constexpr std::uint32_t block = 64;

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  before_.reserve(text.size() / block + 1);
  std::uint32_t count = 0;
  for (std::size_t at = 0; at <= text.size(); at += block) {
    before_.push_back(count);
    count += count_code_points(text.substr(at, block));
  }
}

std::uint32_t CodePointIndex::code_point(std::uint32_t byte) const {
  const std::uint32_t start = byte / block * block;
  return before_[byte / block] + count_code_points(text_.substr(start, byte - start));
}

}  // namespace citypact
