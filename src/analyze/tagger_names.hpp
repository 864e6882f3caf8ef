#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "citypact/core/analysis.hpp"

namespace citypact {

/// A span of one of the network's heads, named as in training ("Person", "places:City").
struct HeadSpan {
  std::string_view head;
  TokenRange tokens;
  float score = 0;
};

/// Whether a token can only be an adjective, by the dictionary.
using AdjectiveTest = std::function<bool(std::uint32_t token)>;

/// Turns the heads' spans, which know nothing of one another, into names by the rules of the convention.
std::vector<NameSpan> to_names(AnalyzedDocument& document, const std::vector<HeadSpan>& found, const AdjectiveTest& is_adjective);

}  // namespace citypact
