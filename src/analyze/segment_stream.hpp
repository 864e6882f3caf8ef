#pragma once
#include <string_view>
#include <vector>

#include "segmentation.hpp"

namespace citypact {

/// The sentences of one text, run by run: the same as in one piece, while only one run is held.
///
/// Cost: linear in the text. Memory: 12 bytes a token of a run, whatever the length of the text.
class SegmentStream {
 public:
  /// The least that can be asked for in one run, in tokens.
  static constexpr std::size_t least = 512;

  /// `text` and `lists` must outlive the stream; `language` may be null.
  SegmentStream(std::string_view text, const SegmenterLists& lists, const Language* language);

  /// Fills `sentences` and `tokens` with the next sentences, as many as have `most` tokens together, or one that is longer.
  /// Spans only; token indices begin at 0. False, and nothing is filled, when the text has ended.
  bool next(std::size_t most, AnalyzedDocument& document);
  /// Whether no sentence is left.
  bool ended() const;
  /// Whether the next sentence's first token touches the last one given.
  bool touches_next() const;

 private:
  void fill(std::size_t count);
  std::vector<std::size_t> find_starts(std::size_t most);
  Sentence sentence(std::size_t begin, std::size_t end) const;
  void tell_title(std::vector<Sentence>& sentences);

  std::string_view text_;
  const SegmenterLists& lists_;
  const Language* language_;
  segmentation::Lines lines_;
  segmentation::Tokenizer tokenizer_;
  segmentation::QuoteResolver quotes_;
  std::vector<segmentation::RawToken> raw_;  // those of the next sentences, and some before them
  std::size_t begin_ = 0;                    // the first token of the next sentence, in raw_
  std::size_t resolved_ = 0;                 // tokens of raw_ whose quotes are resolved
  bool ended_ = false;                       // raw_ holds the text's last token
  bool title_told_ = false;
};

}  // namespace citypact
