#pragma once
#include <span>
#include <vector>

#include "citypact/core/analysis.hpp"

namespace citypact {

/// What agreement, names and brackets say of who governs whom, added to the parser's scores. Slovnet's parser sees three words to either
/// side of a word and neither distance nor case: in a long sentence it hangs a noun on any verb of it.
///
/// Thread safety: none; one a thread. Cost: the square of a sentence's length, some additions an arc.
class ArcPrior {
 public:
  explicit ArcPrior(const AnalyzedDocument& document);

  /// scores[(d - first) * stride + 1 + h - first] is the score of token h as head of token d, both of `sentence`; column 0 is the root.
  void apply(TokenRange sentence, std::span<float> scores, std::size_t stride);

 private:
  struct Word {
    bool noun = false, finite = false, modifier = false, coordinated = false, bare = false;
    std::uint32_t preposition = no_head;   // before the noun and its modifiers
    std::uint32_t begin = 0;               // of the noun with its modifiers and quotes
    std::uint32_t finite_before = 0;       // finite verbs before this word in the document
    std::uint32_t stops_before = 0, commas_before = 0, dashes_before = 0;
    std::uint32_t bracket = 0;             // its opening bracket's token + 1, 0 outside
    std::uint32_t name = 0;                // number of its name + 1
    bool name_head = false;
  };
  void read(TokenRange sentence);
  float of_arc(std::uint32_t head, std::uint32_t dependent) const;
  float agreement(std::uint32_t head, std::uint32_t dependent) const;
  void coordinate(std::uint32_t dependent, TokenRange sentence, std::span<float> scores, std::size_t stride) const;
  void hang_genitive(std::uint32_t dependent, TokenRange sentence, std::span<float> scores, std::size_t stride) const;

  const AnalyzedDocument& document_;
  std::vector<Word> words_;  // by token
  std::vector<float> logarithms_;
};

}  // namespace citypact
