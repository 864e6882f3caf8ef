#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "segmenter.hpp"
#include "tokenizer.hpp"

// The parts of the segmenter: tokens -> quotes -> line breaks -> boundaries.
namespace citypact::segmentation {

/// Line break structure of a text.
struct Lines {
  bool wrapped = false;     // lines were broken by hand to a width: one line break is a space
  std::size_t width = 0;    // bytes of the longest wrapped line
};
Lines examine_lines(std::string_view text);

/// Turns plain quotes into opening and closing ones, by the spaces around them and what is open; parity starts anew at
/// every line break.
class QuoteResolver {
 public:
  explicit QuoteResolver(std::string_view text) : text_(text) {}
  /// Tokens [begin, end), which follow those of the last call. Of their neighbours one on either side is looked at.
  void resolve(std::vector<RawToken>& tokens, std::size_t begin, std::size_t end);

 private:
  std::string_view text_;
  bool open_ = false, low_open_ = false;  // a plain quote; a low quote „ that “ closes
};

/// Marks the gaps (before token i) inside quotations of at most `longest` tokens: names such as «Что? Где? Когда?».
std::vector<bool> inside_short_quotes(std::span<const RawToken> tokens, std::size_t longest);

/// Decides where sentences end.
class Boundaries {
 public:
  /// Tokens that a decision may look at on either side, beyond the sentence before it.
  static constexpr std::size_t reach = 16;

  /// `tokens` are some of the text's, `first` the one of them that begins a sentence; `reach` tokens before it are there, or all.
  Boundaries(std::string_view text, std::span<const RawToken> tokens, std::size_t first, const SegmenterLists& lists, const Lines& lines);

  /// Index of the first token of every sentence, ascending, from `first` on. Those within `reach` tokens of the end hold only
  /// when the text ends there.
  std::vector<std::size_t> starts();

 private:
  struct Gap {
    std::size_t lines = 0, spaces = 0;
  };
  /// What a sentence may begin with, seen from token `at` over quotes, brackets and dashes.
  struct Opening {
    std::size_t word = 0;   // index of the first word; tokens_.size() when there is none near
    bool capital = false;   // an upper-case letter, or an address
    bool lower = false;
    bool number = false;
    bool dash = false;      // a dash stands before the word
    bool quote = false;     // an opening quote or bracket stands before the word
  };

  bool before(std::size_t at) const;
  bool at_line_break(std::size_t at, const Gap& gap) const;
  bool after_stop(std::size_t stop, std::size_t at, const Gap& gap) const;
  bool after_full_stop(std::size_t stop, std::size_t at, const Gap& gap, const Opening& opening) const;
  bool after_abbreviation(const SegmenterLists::Abbreviation& abbreviation, std::size_t left, const Opening& opening) const;
  bool after_initial(std::size_t left, const Opening& opening) const;
  bool glued(std::size_t left, std::size_t at, const Opening& opening) const;
  bool opens_speech(std::size_t at, const Gap& gap) const;

  const SegmenterLists::Abbreviation* abbreviation(std::size_t left) const;
  Gap gap(std::size_t at) const;
  Opening opening(std::size_t at) const;
  bool is_initial(std::size_t token) const;
  bool is_function_word(std::size_t token) const;
  bool only_genitive(std::size_t token) const;
  std::string_view surface(std::size_t token) const { return citypact::surface(text_, tokens_[token].span); }
  TokenKind kind(std::size_t token) const { return tokens_[token].kind; }
  bool touches(std::size_t token) const { return tokens_[token - 1].span.end == tokens_[token].span.begin; }

  std::string_view text_;
  std::span<const RawToken> tokens_;
  const SegmenterLists& lists_;
  Lines lines_;
  std::vector<bool> quoted_;
  std::size_t start_;  // first token of the current sentence
};

}  // namespace citypact::segmentation
