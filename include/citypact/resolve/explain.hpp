#pragma once
#include <string>
#include <vector>

#include "citypact/core/extraction.hpp"
#include "citypact/knowledge/gazetteer.hpp"

namespace citypact {

/// One thing that speaks for or against two names being one thing.
struct IdentitySignal {
  std::string name;    // "surname", "country", "identifier", "company" ...
  std::string value;   // what was seen: "equal", "Q649 and Q1489"
  double weight = 0;   // above 0 speaks for, below 0 against
};

struct IdentityComparison {
  std::string first, second;  // the names compared
  std::vector<IdentitySignal> signals;
  double score = 0;           // sum of weights: joined about above 2, never below 0
};

/// Why an entity of one document and one of another (or of the same) are, or are not, one thing: the signals that `resolve`
/// weighs, seen for these two alone. `resolve` sees all documents of a block, so it may join over a third document what
/// these two alone do not. Entities are Mention::entity. Cost: that of resolving the two documents.
IdentityComparison explain_identity(const Extraction& first, std::uint32_t first_entity, const Extraction& second, std::uint32_t second_entity,
                                    const Gazetteer* gazetteer);

}  // namespace citypact
