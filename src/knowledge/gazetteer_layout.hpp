#pragma once
#include <cstdint>
#include <string>
#include <string_view>

// What the compiler writes and the reader maps: kind "gazetteer", sections
//   strings (bytes), offsets (u32, one more than there are strings): string i is strings[offsets[i], offsets[i+1])
//   entries (u32 x 11 a row, Row below), sources (u32 x 4: name, version, licence, address), names (u32 x 2: language, string), languages (u32: strings)
//   groups (u32 x 3: key string, first posting, number of postings), postings (u32: entries, best known first)
//   (the posting of a fact is the string of its value)
//   slots (u32, a power of two): group + 1 under the key's hash, linear probing, 0 is empty
namespace citypact::gazetteer {

inline constexpr std::string_view kind = "gazetteer";
inline constexpr std::uint32_t version = 3;

struct Row {
  std::uint32_t type, id, qid, country, region;  // strings; string 0 is empty
  std::uint32_t population;
  std::uint32_t names_begin, names_end;
  std::uint32_t city;            // string: identifier of the city that the row names
  std::uint32_t source, record;  // place in the sources, string: the row's id there
};
inline constexpr std::size_t row_width = 11;
inline constexpr std::size_t source_width = 4;

/// Identifiers share the index of names under a prefix that no folded name has.
inline constexpr char id_prefix = '\x01';

/// Places are also found by what other rows say of them: "geonames:524901", "iso3166-1:RU", "iso3166-2:RU-MOS".
inline constexpr std::string_view geonames_prefix = "geonames:", country_prefix = "iso3166-1:", region_prefix = "iso3166-2:";

/// Facts about words and the bodies of one country by institution share it too.
inline std::string fact_key(std::string_view fact, std::string_view folded) { return '\x02' + std::string(fact) + '\x02' + std::string(folded); }
inline constexpr std::string_view institution_prefix = "institution:";
inline std::string institution_key(std::string_view institution, std::string_view country) {
  return '\x03' + std::string(country) + '\x03' + std::string(institution);
}

/// FNV-1a, 64 bit.
constexpr std::uint64_t hash(std::string_view key) {
  std::uint64_t value = 0xcbf29ce484222325;
  for (unsigned char byte : key) value = (value ^ byte) * 0x100000001b3;
  return value ^ value >> 29;
}

}  // namespace citypact::gazetteer
