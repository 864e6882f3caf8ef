#pragma once
#include <string>
#include <vector>

#include "citypact/core/extraction.hpp"
#include "citypact/core/ontology.hpp"
#include "citypact/store/store.hpp"

namespace citypact::cli {

/// The extractions behind a graph, as far as identity needs them: mentions with IRIs, relations with roles, evidence. `path` is a
/// store or resolved JSON Lines (`build -o graph.jsonl`). Where lines hold no text, Document::text has what mentions and evidence
/// say at its place and spaces elsewhere, so that every offset counts. Throws Error naming file and line.
std::vector<Extraction> read_graph_mentions(const std::string& path, const Ontology& ontology);

/// Of a store, the extractions of the documents that name one of these nodes, by document id: nothing else is read.
std::vector<Extraction> read_mentions_of(const Store& store, const std::vector<std::string>& nodes);

/// The sentence of a mention, or what is known of it, with the mention in square brackets.
std::string shown_in_sentence(const Extraction& extraction, Span mention);

}  // namespace citypact::cli
