#pragma once
#include <string_view>

#include "citypact/core/analysis.hpp"
#include "citypact/knowledge/gazetteer.hpp"

namespace citypact {

/// City, Region or Country of a place's name, by the first entry of the gazetteer that bears its nominative (the lemmas)
/// or the words as written; City when it knows none. `gazetteer` may be null. Needs lemmas.
std::string_view place_kind(const AnalyzedDocument& document, TokenRange tokens, const Gazetteer* gazetteer);

}  // namespace citypact
