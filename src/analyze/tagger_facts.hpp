#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "citypact/language/language.hpp"
#include "citypact/language/reading_cache.hpp"
#include "tagger_names.hpp"

namespace citypact {

/// The language's list body-kinds: nouns that tell what kind of body a phrase names.
class BodyKinds {
 public:
  explicit BodyKinds(const Language& language);
  /// The kind that a noun's lemma tells after the given adjectives (lower case, space after each); empty when none.
  std::string_view find(std::string_view lemma, std::string_view adjectives) const;
  /// Whether a word is of the list named-after.
  bool named_after(std::string_view word) const { return named_after_.contains(word); }

 private:
  struct Row {
    std::string kind;
    std::vector<std::string> adjectives;  // beginnings, one of which must stand before the noun; empty: none is needed
  };
  std::unordered_map<std::string, Row> rows_;
  const WordSet& named_after_;
};

/// Facts of one document's tokens, from the dictionary.
class DictionaryFacts : public TokenFacts {
 public:
  DictionaryFacts(const AnalyzedDocument& document, ReadingCache& readings, const BodyKinds& kinds)
      : document_(document), readings_(readings), kinds_(kinds) {}
  bool only_adjective(std::uint32_t token) const override;
  bool noun(std::uint32_t token) const override;
  std::string_view body_kind(std::uint32_t first, std::uint32_t token) const override;
  bool named_after(std::uint32_t token) const override { return kinds_.named_after(document_.surface(document_.tokens[token])); }

 private:
  const std::vector<Reading>& readings(std::uint32_t token) const { return readings_.of(document_.surface(document_.tokens[token])); }

  const AnalyzedDocument& document_;
  ReadingCache& readings_;
  const BodyKinds& kinds_;
};

}  // namespace citypact
