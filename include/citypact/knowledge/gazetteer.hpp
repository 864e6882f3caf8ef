#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/ontology.hpp"

namespace citypact {

/// One thing that the gazetteer knows. Views point into the mapped file.
struct GazetteerEntry {
  std::uint32_t index = 0;       // stable within one compiled file; tables of one's own count on
  std::string_view type;         // ontology class: "City", "University"
  std::string_view id;           // QID ("Q649"), else "geonames:524901", "ror:…", "iso3166-2:RU-MOS", "name:…"; "institution:…" below
  std::string_view qid;          // empty where unknown
  std::string_view country;      // ISO 3166-1 alpha-2, may be empty
  std::string_view region;       // ISO 3166-2, may be empty
  std::uint64_t population = 0;
  bool own = false;              // from a table of the user's own: believed before what ships
  /// What every country has of its own (a ministry of finance): not one thing, but one a country (Gazetteer::body_of).
  bool is_institution() const;
};

/// The key under which a thing of the gazetteer is resolved; its IRI is a hash of it where it has no QID.
inline std::string entry_key(std::string_view id) { return "id\t" + std::string(id); }

/// What the row behind an entry says of where its thing lies, and whose row it is. Views point into the mapped file.
struct GazetteerRecord {
  std::string_view dataset, version, licence, address;  // of the table's own file name where it is the user's
  std::string_view id;                                  // of the row within its data set
  /// Column ("country", "region", "city"), its value as the row has it, and the entries meant: the nearest place first.
  struct Place {
    std::string_view column, value;
    std::vector<GazetteerEntry> entries;
  };
  std::vector<Place> places;
};

/// Names in Russian, English and Chinese with identifiers, compiled from data/gazetteer while building (gazetteer_compiler.hpp).
///
/// Thread safety: const and shared. Cost: a look-up takes about a microsecond; the file is mapped.
class Gazetteer {
 public:
  explicit Gazetteer(const std::filesystem::path& path);  // throws Error
  ~Gazetteer();
  Gazetteer(Gazetteer&&) noexcept;

  /// Adds a table of the user's own (gazetteer_compiler.hpp says what it looks like): its entries come first, its facts win,
  /// among several the one added first. Throws Error with file and line. Not to be called while others read.
  void add(const std::filesystem::path& table, const Ontology& ontology);
  bool has_own() const;

  /// Everything that bears this name in any language, case of letters, ё/е; most populous or best known first.
  /// Acronyms count as names. `name` is nominative; callers that have another case form pass its lemma too.
  std::vector<GazetteerEntry> find(std::string_view name) const;
  GazetteerEntry entry(std::uint32_t index) const;
  /// Display names by language ("ru", "en", "zh"), the first of each; languages that an entry of one's own lacks come from
  /// others of its identifier.
  LanguageMap labels(std::uint32_t index) const;
  std::vector<std::string> names(std::uint32_t index, std::string_view language) const;
  GazetteerRecord record(std::uint32_t index) const;
  /// Entries with this identifier as GazetteerEntry::id has it: "Q649", "geonames:524901". A QID may stand twice, as City and
  /// as Country (Singapore). Places also by "geonames:…", "iso3166-1:RU" and "iso3166-2:RU-MOS" where they have a QID.
  std::vector<GazetteerEntry> with_id(std::string_view id) const;
  /// The body that an institution (GazetteerEntry::id) is in a country (ISO 3166-1), where the gazetteer knows one of its own.
  std::optional<GazetteerEntry> body_of(std::string_view institution, std::string_view country) const;
  /// What the tables of facts say about a word (fold_name'd): kind "given" (gender m, f, fm, ?), "surname", "surname-zh" (pinyin),
  /// "palladius" (pinyin of a syllable), "country-adjective", "country-genitive" (QID), "legal-form", "head-noun" ...
  /// The view lives as long as the gazetteer.
  std::optional<std::string_view> fact(std::string_view kind, std::string_view folded) const;
  std::size_t size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
