#pragma once
#include <cstdint>
#include <string_view>

// What the compiler writes and the reader maps: kind "gazetteer", sections
//   strings (bytes), offsets (u32, one more than there are strings): string i is strings[offsets[i], offsets[i+1])
//   entries (u32 x 8 a row, Row below), names (u32 x 2: language, string), languages (u32: strings)
//   groups (u32 x 3: key string, first posting, number of postings), postings (u32: entries, best known first)
//   slots (u32, a power of two): group + 1 under the key's hash, linear probing, 0 is empty
namespace citypact::gazetteer {

inline constexpr std::string_view kind = "gazetteer";
inline constexpr std::uint32_t version = 1;

struct Row {
  std::uint32_t type, id, qid, country, region;  // strings; string 0 is empty
  std::uint32_t population;
  std::uint32_t names_begin, names_end;
};

/// Identifiers share the index of names under a prefix that no folded name has.
inline constexpr char id_prefix = '\x01';

/// FNV-1a, 64 bit.
constexpr std::uint64_t hash(std::string_view key) {
  std::uint64_t value = 0xcbf29ce484222325;
  for (unsigned char byte : key) value = (value ^ byte) * 0x100000001b3;
  return value ^ value >> 29;
}

}  // namespace citypact::gazetteer
