#pragma once
#include <cstdint>
#include <string_view>
#include <utility>

namespace citypact::store {

/// The first 62 bits of an edge's hash (base 32 as stable_hash writes it) as a number: orders as the hash does. Two edges of one
/// number, which one store of a million edges in ten million has, lie one behind the other in the order in which they came.
std::int64_t edge_number(std::string_view hash);

/// The least and the greatest number of hashes that begin with `prefix`; the first is greater than the second when none can.
std::pair<std::int64_t, std::int64_t> edge_numbers(std::string_view prefix);

/// How many edges of one number a store takes.
inline constexpr std::int64_t most_of_one_number = 8;

}  // namespace citypact::store
