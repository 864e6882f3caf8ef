#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "citypact/knowledge/gazetteer.hpp"

namespace citypact::identity {

/// A person's name taken apart; parts are folded (fold_name) and in the script of the text, empty where the name lacks them.
struct PersonForm {
  std::string given, patronymic, surname, suffix;
  bool initial = false;         // `given` is one letter
  char script = 'o';            // of the text: (l)atin, (c)yrillic, (h)an, (o)ther
  bool chinese = false;         // surname and given are pinyin, so that three scripts meet
  std::string surname_key;      // skeleton of the surname: the block
  std::string surname_plain;    // spelling folded: э as е, doubled letters single
  std::string given_plain;      // the same, and short forms as the full one
};

/// An organization's name taken apart.
struct BodyForm {
  std::string base;             // folded, without legal form, head noun of a proper name, and country
  std::string country;          // ISO 3166-1 that the name itself says, or empty
  std::string plain;            // spelling folded
  std::string syllables;        // pinyin of the base where it is Chinese in any script, else empty
  std::string key;              // skeleton: the block
  bool descriptive = false;     // common words («верховный суд») rather than a proper name
  bool numbered = false;        // told apart by a number in its place only: «школа № 5»
};

/// Takes names apart with what the gazetteer knows about words. Remembers what it has read.
/// Thread safety: none; one reader a thread. The gazetteer may be null: then names are compared as written.
class NameReader {
 public:
  explicit NameReader(const Gazetteer* gazetteer) : gazetteer_(gazetteer) {}

  /// fold_name, and Latin letters in a Cyrillic word that only look Cyrillic replaced («Cергей» with a Latin C).
  std::string fold(std::string_view name) const;
  /// Spellings of a place one letter away that transliterations differ in («Мериленд», «Мэриленд»).
  std::vector<std::string> spellings(std::string_view folded) const;
  const PersonForm& person(const std::string& name);
  const BodyForm& body(const std::string& name);
  /// Sounds that spellings of a word share across scripts: vowels dropped, voiced as voiceless.
  std::string skeleton(std::string_view folded) const;
  /// The skeleton by which names of bodies and places meet: of the pinyin where a name of more than five letters, or one in
  /// Chinese characters, can be read so.
  std::string sound(std::string_view folded) const;
  std::string plain(std::string_view folded) const;
  /// Pinyin of a word in Palladius's Cyrillic («чжунгуаньцунь») or in Chinese characters; empty when it is neither.
  std::string pinyin(std::string_view folded) const;
  std::string country_of(std::string_view qid) const;  // ISO code, from a country's QID
  bool has(std::string_view kind, std::string_view folded) const { return fact(kind, folded).has_value(); }
  std::optional<std::string_view> fact(std::string_view kind, std::string_view folded) const;

 private:
  PersonForm read_person(std::string_view name) const;
  PersonForm read_chinese(std::string_view han) const;
  BodyForm read_body(std::string_view name) const;
  void strip_country(std::vector<std::string>& words, std::string& country) const;
  bool has_suffix(std::string_view kind, std::string_view word) const;
  bool is_turned(const std::vector<std::string>& words) const;
  bool is_patronymic(std::string_view word) const;
  bool is_east_asian(const std::vector<std::string>& words) const;
  void finish(PersonForm& form) const;
  std::string sound(std::string_view folded, std::string_view syllables) const;

  const Gazetteer* gazetteer_;
  std::unordered_map<std::string, PersonForm> people_;
  std::unordered_map<std::string, BodyForm> bodies_;
};

/// Letters (code points) of UTF-8 text, as views of their bytes.
std::vector<std::string_view> letters(std::string_view text);
/// Levenshtein distance in letters, at most `limit` + 1.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit);
bool is_ascii(std::string_view text);
bool is_han(std::string_view text);

}  // namespace citypact::identity
