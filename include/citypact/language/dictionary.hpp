#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/morphology.hpp"

namespace citypact {

/// One reading of a word form.
struct Reading {
  std::string lemma;       // lower case
  Upos upos = Upos::x;
  Features features{};
  float probability = 0;   // P(tag | word) of the dictionary; sums to 1 over the readings of a form
  bool known = false;      // false: guessed from the ending
  bool given_name = false, surname = false, patronymic = false, place = false, organization = false, abbreviation = false;
  bool indeclinable = false;
  std::uint32_t paradigm = 0, form = 0;  // where the form stands in the dictionary; opaque to callers
};

/// Word forms, lemmas and inflection (OpenCorpora as packed by pymorphy3-dicts-ru, CC BY-SA; method: Korobov 2015,
/// "Morphological Analyzer and Generator for Russian and Ukrainian Languages").
///
/// Thread safety: const and shared. Cost: about a microsecond a word; mapped, not copied.
class Dictionary {
 public:
  /// Throws Error when the file is absent, cut or of another version.
  explicit Dictionary(const std::filesystem::path& path);
  ~Dictionary();
  Dictionary(Dictionary&&) noexcept;

  /// Readings of a form in any letter case (е stands for ё too), most probable first; guessed ones when it is unknown;
  /// empty only for a form without letters.
  std::vector<Reading> readings(std::string_view form) const;
  bool knows(std::string_view form) const;
  /// The form of the same word with the features of `target` that are set; the rest as in the reading; nothing when the
  /// paradigm has none. Lower case.
  std::optional<std::string> inflect(const Reading& reading, const Features& target) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
