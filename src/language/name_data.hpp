#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "citypact/core/morphology.hpp"

namespace citypact {

class Language;

/// A row of words/name-endings.tsv: how names with an ending decline.
struct NameEnding {
  std::string ending;
  std::u32string before{};  // letters one of which precedes the ending; empty: any
  std::string nominative{};
  std::vector<Case> cases{};
  Number number = Number::none;
  Gender gender = Gender::none;  // none: any
  float weight = 1;
};

/// Lists of a language that names need, in the shape in which they are asked.
struct NameData {
  /// Throws Error naming the list and the row of a mistake.
  explicit NameData(const Language& language);
  std::vector<NameEnding> endings;
  std::unordered_map<std::string, std::string>
      place_of_adjective;                  // lower-case lemma -> place («российский» -> «Россия»)
  std::unordered_set<std::string> places;  // their places, lower case
  std::unordered_map<std::string, std::string> ordinal_endings;  // gender or "Plur" -> ending of ordinals in digits
};

}  // namespace citypact
