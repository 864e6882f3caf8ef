#include "edge_number.hpp"

#include <algorithm>
#include <optional>

namespace citypact::store {

namespace {

constexpr std::size_t letters = 13;  // of five bits; the last three of these 65 are dropped

/// The digits 2 to 7 come before the letters, as in the order of bytes.
std::optional<std::uint64_t> value_of(char c) {
  if ('2' <= c && c <= '7') return static_cast<std::uint64_t>(c - '2');
  if ('a' <= c && c <= 'z') return static_cast<std::uint64_t>(c - 'a' + 6);
  return std::nullopt;
}

/// Where the prefix ends, `rest` stands for the letters that are not known.
std::optional<std::int64_t> number_of(std::string_view prefix, std::uint64_t rest) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < letters; ++i) {
    const auto value = i < prefix.size() ? value_of(prefix[i]) : std::optional(rest);
    if (!value) return std::nullopt;
    number = i + 1 < letters ? number << 5 | *value : number << 2 | *value >> 3;
  }
  return static_cast<std::int64_t>(number);
}

}  // namespace

std::int64_t edge_number(std::string_view hash) { return number_of(hash, 0).value_or(0); }

std::pair<std::int64_t, std::int64_t> edge_numbers(std::string_view prefix) {
  const auto least = number_of(prefix, 0), greatest = number_of(prefix, 31);
  return least && greatest ? std::pair(*least, *greatest) : std::pair<std::int64_t, std::int64_t>(1, 0);
}

}  // namespace citypact::store
