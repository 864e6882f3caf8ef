#pragma once
#include <string>
#include <vector>

#include "citypact/resolve/explain.hpp"
#include "citypact/resolve/resolve.hpp"

namespace citypact {

/// Two appearances of which a person should say whether they are one thing.
struct DoubtfulPair {
  std::size_t first_document = 0, second_document = 0;  // indices into the extractions given
  std::uint32_t first_entity = 0, second_entity = 0;    // Mention::entity there
  bool one = false;                                     // what resolution has made of them
  double use = 0;                                       // the more, the more an answer changes: doubt, times mentions concerned
  IdentityComparison comparison;
};

/// Pairs that resolution is unsure of, most useful first, at most `most`: different nodes of one block with much in common, and
/// nodes whose members have little. What decisions (in `options`) have settled is left out; decisions that contradict each other
/// or whose mention is gone are reported. Mentions that decisions tell apart get entities of their own in `extractions`.
/// Cost: that of resolve(), and pairs of the 40 most mentioned nodes of each block.
std::vector<DoubtfulPair> doubtful_pairs(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology,
                                         const ResolveOptions& options, std::size_t most);

}  // namespace citypact
