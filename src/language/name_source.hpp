#pragma once
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/language/language.hpp"
#include "citypact/language/reading_cache.hpp"

namespace citypact {

class KnownNames;
struct NameWords;

/// Where a document's names are read from, and what they ask of it again and again. Thread safety: none.
struct NameSource {
  NameSource(const AnalyzedDocument& its_document, const Language& its_language, ReadingCache& its_readings, NameWords& its_words,
             const KnownNames* what_is_known)
      : document(its_document), language(its_language), readings(its_readings), words(its_words), known(what_is_known) {}

  const AnalyzedDocument& document;
  const Language& language;
  ReadingCache& readings;
  NameWords& words;
  const KnownNames* known;  // null where nothing is
  using Nominatives = std::set<std::pair<std::string, Gender>>;
  std::unordered_map<std::string, Nominatives> nominatives;  // by form, as far as it was asked

  /// Whether a token stands in a sentence of capitals. Cost: the sentence, once.
  bool in_headline(std::uint32_t token);

  /// Calls visit(token) for every token in [begin, end) whose third and fourth byte are those of `word` (its second letter, in
  /// most scripts), and for some others, ascending. `word` and the tokens visited have four bytes at least. Cost: the document,
  /// once; then a binary search and the tokens visited: some 256th of end - begin, all of it where a text is one word again and again.
  template <class Visit>
  void alike(std::string_view word, std::uint32_t begin, std::uint32_t end, const Visit& visit) {
    if (offsets_.empty()) index();
    const auto of = cell(word);
    const auto last = tokens_.begin() + offsets_[of + 1];
    for (auto at = std::lower_bound(tokens_.begin() + offsets_[of], last, begin); at != last && *at < end; ++at) visit(*at);
  }

 private:
  static constexpr std::size_t cells = 256;
  static std::uint8_t cell(std::string_view word) { return static_cast<std::uint8_t>(static_cast<unsigned char>(word[2]) * 61 + static_cast<unsigned char>(word[3])); }
  void index();

  std::vector<std::int8_t> headlines_;  // by sentence: -1 where not asked yet
  std::vector<std::uint32_t> tokens_;   // of four bytes and more, by cell, ascending within one
  std::vector<std::uint32_t> offsets_;  // into tokens_, by cell; one more for the end
};

}  // namespace citypact
