#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading.hpp"
#include "row_order.hpp"

/// Everything in the order of edges.
namespace citypact::store {

/// Texts by row id in little memory: their bytes, and at most twelve beside them for each text, whatever the ids.
class KeyedTexts {
 public:
  /// `rows` gives id and text, by id; `prefix` is what all texts begin with. Throws Error, which begins with `file`, for an id below 0
  /// or above `greatest`.
  KeyedTexts(Query& rows, std::string prefix, std::int64_t greatest, const std::string& file);
  /// Empty for an id that is none.
  void assign(std::int64_t id, std::string& into) const;
  /// Texts lie anywhere. Has the memory come near in which it stands where the text of an id is; and, called later, that of the text.
  void prefetch_place(std::int64_t id) const;
  void prefetch(std::int64_t id) const;

 private:
  /// The place in begins_ of an id, that of the end for none.
  std::size_t place_of(std::int64_t id) const;
  void index_by_id();

  std::string prefix_, texts_;         // texts without the prefix
  std::vector<std::int64_t> ids_;      // sorted; empty when begins_ goes by id
  std::vector<std::uint32_t> begins_;  // in texts_; one more at the end
};

/// Evidence of all edges by edge, with its texts, which are read for some hundred thousand pieces at a time in the order in which
/// they lie. Memory: some 40 MB, and the ids of all documents.
class EvidenceWalk {
 public:
  explicit EvidenceWalk(Store::State& state);
  /// The edge that the next piece belongs to; nothing behind the last.
  std::optional<std::int64_t> edge();
  /// The next piece; there must be one.
  void read(EdgeEvidence& into);
  void skip() { ++at_; }

 private:
  struct Piece {
    std::int64_t edge, text;  // text: text_id of where the sentence begins
    std::uint32_t end, trigger_begin, trigger_end;
    float confidence;
    std::optional<std::uint32_t> speaker;  // a mention
    std::uint32_t rule, also;              // places in rules_; in also_, behind the first, which is for none
    std::uint32_t sentence_size, trigger_size;  // bytes
    const char* texts;                          // both, in texts_
  };
  struct Place {
    std::int64_t text;
    std::uint32_t piece;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  void read_block();
  void gather(const Query& row);
  void find_texts();
  void keep(TextPiece& text, Piece& piece);
  std::string_view find(TextPiece& text, std::int64_t document, std::uint32_t begin, std::uint32_t end, std::string& scratch);
  std::uint32_t rule_number(std::string_view rule);

  Store::State& state_;
  KeyedTexts documents_;
  std::shared_ptr<Query> rows_;
  bool more_;
  FallingRows texts_by_place_;
  Passages elsewhere_;  // what does not lie in the piece of text with the sentence
  std::vector<Piece> block_;
  std::vector<Place> places_;
  ByteStore texts_;
  std::string sentence_, trigger_;
  std::vector<std::vector<Passage>> also_;
  std::vector<std::string> rules_;
  std::map<std::string, std::uint32_t, std::less<>> rule_numbers_;
  std::size_t at_ = 0;
};

/// All edges in the order of their IRIs, each table read from front to back. Memory: that of EvidenceWalk, and the IRIs of all nodes.
class EdgeWalk {
 public:
  explicit EdgeWalk(Store::State& state);
  /// Nothing behind the last. Valid until the next call.
  const Edge* next();

 private:
  struct Numbers {
    std::int64_t edge, source, target;  // rows
  };
  void read_block();
  void read_evidence(std::int64_t id, std::vector<EdgeEvidence>& evidence);

  Store::State& state_;
  std::string iri_begin_;
  KeyedTexts nodes_;
  std::shared_ptr<Query> rows_;
  bool more_;
  EvidenceWalk evidence_;
  std::vector<Edge> block_;  // what its edges have allocated is used again
  std::vector<Numbers> numbers_;
  std::size_t at_ = 0;
};

}  // namespace citypact::store
