#pragma once
#include <string>
#include <vector>

#include "citypact/core/extraction.hpp"
#include "citypact/core/graph.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

struct ResolveOptions {
  std::string base = "https://citypact.org";
};

/// Joins entities of all documents. Sets Mention::iri and Mention::qid in `extractions`; returns the nodes
/// (without edges, degree and attributes) sorted by IRI; an IRI is {base}/id/{type}/{QID or hash}, never made from a label or a counter.
/// A pure function of the set of extractions and the gazetteer: no order, thread or counter in it. Cost: n log n in mentions.
std::vector<Node> resolve(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology,
                            const ResolveOptions& options = {});

}  // namespace citypact
