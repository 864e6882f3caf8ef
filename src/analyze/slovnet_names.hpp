#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "citypact/core/analysis.hpp"

namespace citypact {

/// A run of BIO tags.
struct TaggedSpan {
  TokenRange tokens;
  std::string_view type;  // "PER", "LOC", "ORG"
};

/// Spans of BIO tags, as natasha reads them (I after another type or after O begins a span), cut at the ends of sentences.
/// `tags` has one entry a token of the document, indices into `names` ("O", "B-PER", ...), which must outlive the result.
std::vector<TaggedSpan> read_bio(const AnalyzedDocument& document, std::span<const std::uint8_t> tags, const std::vector<std::string>& names);

}  // namespace citypact
