#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/language/language.hpp"
#include "citypact/language/reading_cache.hpp"

namespace citypact {

/// Where a document's names are read from, and what they ask of it again and again. Thread safety: none.
struct NameSource {
  NameSource(const AnalyzedDocument& its_document, const Language& its_language, ReadingCache& its_readings)
      : document(its_document), language(its_language), readings(its_readings) {}

  const AnalyzedDocument& document;
  const Language& language;
  ReadingCache& readings;

  /// Whether a token stands in a sentence of capitals. Cost: the sentence, once.
  bool in_headline(std::uint32_t token);

  /// Calls visit(token) for every token whose third and fourth byte are those of `word` (its second letter, in most scripts), and for some
  /// others, in no order. Cost: the document, once; then a 256th of it.
  template <class Visit>
  void alike(std::string_view word, const Visit& visit) {
    if (next_.empty()) index();
    for (auto at = first_[cell(word)]; at != none; at = next_[at]) visit(at);
  }

 private:
  static constexpr std::uint32_t none = 0xffffffff;
  static std::uint8_t cell(std::string_view word) { return static_cast<std::uint8_t>(static_cast<unsigned char>(word[2]) * 61 + static_cast<unsigned char>(word[3])); }
  void index();

  std::vector<std::int8_t> headlines_;      // by sentence: -1 where not asked yet
  std::array<std::uint32_t, 256> first_{};  // a token by its cell
  std::vector<std::uint32_t> next_;         // by token: another of its cell
};

}  // namespace citypact
