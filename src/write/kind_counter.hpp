#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact::write {

/// Gephi merges edges of one kind between one pair and takes the label for the kind; so the second edge of a relation between a
/// pair (another date, another status) is labelled "signed-with (2)". 11 to 22 bytes an edge; two pairs of one 64-bit hash would
/// only have a number too much.
class KindCounter {
 public:
  explicit KindCounter(std::size_t edges);
  /// The relation for the first edge of it between a pair, "signed-with (2)" for the second. A view until the next call.
  std::string_view kind(const Edge& edge) { return kind(edge, approach(edge)); }
  /// The same in two steps, between which there is something else to do: the memory that `kind` looks at comes near meanwhile.
  std::uint64_t approach(const Edge& edge) const;
  std::string_view kind(const Edge& edge, std::uint64_t approached);

 private:
  std::uint32_t next(std::uint64_t hash);
  void grow(std::size_t slots);
  std::size_t first_slot_of(std::uint64_t hash) const { return (hash ^ hash >> 32) & (slots_.size() - 1); }
  std::uint64_t& slot_of(std::uint64_t hash);

  std::vector<std::uint64_t> slots_;  // open addressing, a power of two; 0 is free
  std::size_t taken_ = 0;
  std::string kind_;
  std::unordered_map<std::uint64_t, std::uint32_t> repeated_;  // counts from the second on
};

}  // namespace citypact::write
