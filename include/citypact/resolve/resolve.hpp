#pragma once
#include <memory>
#include <string>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/extraction.hpp"
#include "citypact/core/graph.hpp"
#include "citypact/core/resolution.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"
#include "citypact/resolve/decisions.hpp"

namespace citypact {

struct ResolveOptions {
  std::string base = "https://citypact.org";
  std::vector<Decision> decisions;     // what people decided; their order does not matter
  Diagnostics* diagnostics = nullptr;  // told of decisions that contradict each other or whose mention is gone; may be null
};

/// Joins entities of all documents. Sets Mention::iri and Mention::qid in `extractions`; returns the nodes
/// (without edges, degree and attributes) sorted by IRI; an IRI is {base}/id/{type}/{QID or hash}, never made from a label or a counter.
/// Mentions of what a person dropped have no IRI, and their relations and attributes are removed.
/// A pure function of the set of extractions, the gazetteer and the decisions: no order, thread or counter in it.
/// Cost: about 12 µs a mention, n log n (bench/resolve). Thread safety: `extractions` are written, all else is only read.
std::vector<Node> resolve(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology,
                            const ResolveOptions& options = {});

/// The steps of resolve() one by one (core/resolution.hpp). The gazetteer (may be null) and the ontology must outlive it.
/// Contradictions among the decisions are reported to `options.diagnostics` now, missing mentions to each step's own.
std::unique_ptr<Resolution> make_resolution(const Gazetteer* gazetteer, const Ontology& ontology, const ResolveOptions& options = {});

/// Removes relations and attributes of mentions without an IRI: of what a person dropped. For resolved extractions only.
void remove_dropped(Extraction& extraction);

}  // namespace citypact
