#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "citypact/core/document.hpp"
#include "citypact/core/morphology.hpp"
#include "citypact/core/string_pool.hpp"
#include "citypact/core/text.hpp"

namespace citypact {

/// Index ranges into AnalyzedDocument::tokens, half open.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool contains(std::uint32_t index) const { return begin <= index && index < end; }
  friend constexpr auto operator<=>(const TokenRange&, const TokenRange&) = default;
};

/// Token::head of a sentence's root, and of every token of a sentence that was not parsed.
inline constexpr std::uint32_t no_head = 0xffffffff;

struct Token {
  Span span;
  std::string_view lemma;     // lower case, in the document's pool; names keep lower case too
  std::string_view relation;  // Universal Dependencies relation ("nsubj:pass"), in the pool; empty when not parsed
  std::uint32_t head = no_head;  // index into AnalyzedDocument::tokens
  Upos upos = Upos::x;
  bool in_dictionary = false;
  Features features;
};

struct Sentence {
  enum class Kind : std::uint8_t { prose, title, date_line, separator };
  Span span;
  TokenRange tokens;
  Kind kind = Kind::prose;
  bool parsed = false;
};

/// What the name tagger found. `kind` is an ontology class ("Person", "City"), or "Position" for the words of a post;
/// an `adjective` is a place's adjective («российский», «пекинский»).
struct NameSpan {
  Span span;
  TokenRange tokens;
  std::string_view kind;  // in the document's pool
  float score = 1;        // probability of the span, 0..1
  bool adjective = false;
};

/// A document with everything that extraction reads. Movable, not copyable: views point into `pool`.
///
/// Sentences are in text order and do not overlap; every token lies in exactly one; names are in text order by begin,
/// longer first; names of different kinds may overlap (a Position holds the Organization of «директор Фонда развития»).
struct AnalyzedDocument {
  Document document;
  StringPool pool;
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  std::vector<NameSpan> names;

  AnalyzedDocument() = default;
  AnalyzedDocument(AnalyzedDocument&&) = default;
  AnalyzedDocument& operator=(AnalyzedDocument&&) = default;

  std::string_view surface(Span span) const { return citypact::surface(document.text, span); }
  std::string_view surface(const Token& token) const { return surface(token.span); }
  /// Bytes from the first to the last token of a range; the range must not be empty.
  Span span(TokenRange range) const { return {tokens[range.begin].span.begin, tokens[range.end - 1].span.end}; }
};

}  // namespace citypact
