#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "citypact/core/graph.hpp"

namespace citypact::write {

/// Text for XML 1.0. Only what must be is escaped (white space between two entities vanishes under Java's own parser);
/// characters that XML cannot hold become U+FFFD.
void append_escaped(std::string& into, std::string_view text, bool in_attribute);

/// Two decimals, whatever the locale.
std::string decimals(double value);

/// Gephi merges edges of one kind between one pair and takes the label for the kind; so the second edge of a relation between a
/// pair (another date, another status) is labelled "signed-with (2)". About 40 bytes an edge; two pairs of one 64-bit hash would
/// only have a number too much.
class KindCounter {
 public:
  std::uint32_t next(const Edge& edge) { return ++counts_[hash(edge.relation, hash(edge.target, hash(edge.source, 0xcbf29ce484222325)))]; }

 private:
  static std::uint64_t hash(std::string_view text, std::uint64_t value) {
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;  // FNV-1a
    return (value ^ 0xff) * 0x100000001b3;
  }
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
};

}  // namespace citypact::write
