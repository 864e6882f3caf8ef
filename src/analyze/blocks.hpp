#pragma once
#include <algorithm>
#include <vector>

#include "citypact/core/analysis.hpp"

namespace citypact {

/// A long document is analyzed in parts of whole sentences with at most so many tokens (a longer sentence is a part of its own).
/// Within one the tagger's tokens know of one another; nothing reaches from one part into another.
inline constexpr std::uint32_t part_tokens = 8192;

/// Parts go through the models in blocks, so that memory stays bounded. A block carries the neighbours that the
/// encoder's three convolutions reach, so its tokens get the same bytes as in one piece.
inline constexpr std::uint32_t block_tokens = 4096;
inline constexpr std::uint32_t encoder_reach = 3;

/// Calls visit(core, around) for consecutive ranges of tokens; `around` holds `core` and up to three more on either side.
template <typename Visit>
void for_blocks(std::uint32_t tokens, Visit visit) {
  for (std::uint32_t begin = 0; begin < tokens; begin += block_tokens) {
    const TokenRange core{begin, std::min(tokens, begin + block_tokens)};
    visit(core, TokenRange{core.begin - std::min(core.begin, encoder_reach), std::min(tokens, core.end + encoder_reach)});
  }
}

/// The parts of sentences inside `around`, counted from its begin.
inline void clip_sentences(const std::vector<Sentence>& sentences, TokenRange around, std::vector<TokenRange>& out) {
  out.clear();
  auto sentence = std::partition_point(sentences.begin(), sentences.end(), [&](const Sentence& s) { return s.tokens.end <= around.begin; });
  for (; sentence != sentences.end() && sentence->tokens.begin < around.end; ++sentence) {
    out.push_back({std::max(sentence->tokens.begin, around.begin) - around.begin, std::min(sentence->tokens.end, around.end) - around.begin});
  }
}

}  // namespace citypact
