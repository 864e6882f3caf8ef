#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "citypact/language/language.hpp"

namespace citypact {

/// Remembers the dictionary's answers: three quarters of a text's words have been seen before, and an answer costs a
/// microsecond and several allocations. Language::lease_readings hands it from stage to stage, for they ask for the same words.
///
/// Thread safety: none, one a thread. Answers never depend on what was asked before.
class ReadingCache {
 public:
  /// `dictionary` may be null: no form has readings then.
  explicit ReadingCache(const Dictionary* dictionary) : dictionary_(dictionary) {}

  /// Readings of a form as it is written. Valid until trim().
  const std::vector<Reading>& of(std::string_view form);
  /// Forgets everything, and says so, when more than `capacity` forms are kept; call between blocks of text.
  bool trim(std::size_t capacity = 12000);
  /// Grows when something is forgotten: what was given in an earlier era is not valid any more.
  std::uint64_t era() const { return era_; }

 private:
  const Dictionary* dictionary_;
  std::uint64_t era_ = 0;
  std::unordered_map<std::string, std::vector<Reading>, WordHash, std::equal_to<>> readings_;
};

}  // namespace citypact
