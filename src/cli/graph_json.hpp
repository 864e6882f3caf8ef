#pragma once
#include <ostream>
#include <string>

#include <nlohmann/json.hpp>

#include "citypact/core/graph.hpp"
#include "graph_options.hpp"

namespace citypact::cli {

using Json = nlohmann::ordered_json;

// The values of schemas/answers.schema.json that several commands print.

/// {iri, type, subtype, qid, label, labels}
Json node_json(const Node& node, const OpenGraph& open);
/// {document, begin, end, sentence, trigger, rule, confidence, speaker?, also?}
Json evidence_json(const EdgeEvidence& evidence);
Json evidence_json(const Edge& edge);
/// {edge, iri, relation, source, target, status, time, role, confidence}; ends as {iri, label}
Json edge_json(const Edge& edge, const OpenGraph& open);
/// "both" for a symmetric relation, else "out" or "in"
const char* direction_text(const Edge& edge, bool outgoing, const Ontology& ontology);
/// Two decimals, as everywhere where a confidence leaves the program.
double confidence_value(float confidence);
std::string confidence_text(float confidence);

/// Two spaces an indent, bytes that are no UTF-8 replaced.
void write_json(const Json& json, std::ostream& out);

}  // namespace citypact::cli
