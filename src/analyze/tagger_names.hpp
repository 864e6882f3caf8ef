#pragma once
#include <cstdint>
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

/// What a dictionary knows of the tokens.
class TokenFacts {
 public:
  virtual ~TokenFacts() = default;
  virtual bool only_adjective(std::uint32_t token) const = 0;
  virtual bool noun(std::uint32_t token) const = 0;
  /// The kind of body whose phrase has the noun `token` as its head («технопарк»: "Park"), where `first` is the phrase's
  /// first token; empty when the noun does not tell.
  virtual std::string_view body_kind(std::uint32_t first, std::uint32_t token) const = 0;
  /// Whether the person behind this word gave a body its name («им.», «имени»).
  virtual bool named_after(std::uint32_t token) const = 0;
};

/// Turns the heads' spans, which know nothing of one another, into names by the rules of the convention.
std::vector<NameSpan> to_names(AnalyzedDocument& document, const std::vector<HeadSpan>& found, const TokenFacts& facts);

}  // namespace citypact
