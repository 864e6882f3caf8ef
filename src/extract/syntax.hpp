#pragma once
#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/analysis.hpp"

namespace citypact::extract {

/// Questions about one document's dependency trees. Built once a document; cost linear in its tokens.
/// Of a sentence that was not parsed every list is empty. Views of the document: it must outlive this.
class Syntax {
 public:
  explicit Syntax(const AnalyzedDocument& document);

  std::span<const std::uint32_t> children(std::uint32_t token) const {
    return {children_.data() + first_[token], first_[token + 1] - first_[token]};
  }
  /// Relation without its subtype: "nsubj" for "nsubj:pass".
  std::string_view base(std::uint32_t token) const { return bases_[token]; }
  bool is(std::uint32_t token, std::string_view base_relation) const { return base(token) == base_relation; }
  std::uint32_t head(std::uint32_t token) const { return document_.tokens[token].head; }
  const Token& token(std::uint32_t index) const { return document_.tokens[index]; }

  /// The adposition that governs a noun, or no_head; a coordinated noun shares the first one's.
  std::uint32_t preposition(std::uint32_t token) const;
  /// A token and everything coordinated with it further on, in text order.
  std::vector<std::uint32_t> coordination(std::uint32_t token) const;
  /// First token of the coordination that `token` is part of.
  std::uint32_t first_conjunct(std::uint32_t token) const;
  /// True when `ancestor` is reached from `token` by going up.
  bool below(std::uint32_t token, std::uint32_t ancestor) const;
  bool negated(std::uint32_t token) const;
  /// Index of the sentence that holds a token.
  std::uint32_t sentence_of(std::uint32_t token) const { return sentence_[token]; }

 private:
  const AnalyzedDocument& document_;
  std::vector<std::uint32_t> first_, children_, sentence_;
  std::vector<std::string_view> bases_;
};

/// Of valid UTF-8.
std::u32string code_points(std::string_view text);
/// Lower case of Latin, Greek-free Cyrillic and ASCII letters in UTF-8, ё kept. Linear; other characters stay.
std::string fold_case(std::string_view text);
/// True when the first character is an upper-case Latin or Cyrillic letter.
bool is_capitalized(std::string_view text);
/// Two capitals or more in one word: «УрГУ», «IIT».
bool is_short_form(std::string_view word);
inline bool listed(std::string_view word, const std::vector<std::string>& words) { return std::find(words.begin(), words.end(), word) != words.end(); }
bool is_verb(const Token& token);
bool is_noun(const Token& token);
/// «2006»: what may be a year.
inline bool is_four_digits(std::string_view word) { return word.size() == 4 && word.find_first_not_of("0123456789") == std::string_view::npos; }
bool is_finite(const Token& token);
/// A participle or reflexive verb whose grammatical subject is what is acted upon.
bool is_passive(const Token& token);

}  // namespace citypact::extract
