#include "graph_json.hpp"

#include <cstdio>

namespace citypact::cli {

Json node_json(const Node& node, const OpenGraph& open) {
  return {{"iri", node.iri}, {"type", node.type}, {"subtype", node.subtype}, {"qid", node.qid}, {"label", open.label(node)}, {"labels", node.labels}};
}

Json evidence_json(const EdgeEvidence& evidence) {
  if (evidence.knowledge) {
    const KnowledgeRecord& k = *evidence.knowledge;
    return {{"knowledge", {{"dataset", k.dataset}, {"version", k.version}, {"licence", k.licence}, {"address", k.address}, {"record", k.record}, {"says", k.says}}},
            {"confidence", confidence_value(evidence.confidence)}};
  }
  Json json{{"document", evidence.document}, {"begin", evidence.begin}, {"end", evidence.end}, {"sentence", evidence.sentence},
            {"trigger", evidence.trigger}, {"rule", evidence.rule}, {"confidence", confidence_value(evidence.confidence)}};
  if (!evidence.speaker.empty()) json["speaker"] = evidence.speaker;
  for (const Passage& passage : evidence.also) json["also"].push_back({{"begin", passage.begin}, {"end", passage.end}, {"text", passage.text}});
  return json;
}

Json evidence_json(const Edge& edge) {
  Json json = Json::array();
  for (const EdgeEvidence& evidence : edge.evidence) json.push_back(evidence_json(evidence));
  return json;
}

Json edge_json(const Edge& edge, const OpenGraph& open) {
  const auto end = [&](const std::string& iri) {
    const auto node = open.graph().find_node(iri);
    return Json{{"iri", iri}, {"label", node ? open.label(*node) : iri}};
  };
  return {{"edge", edge.id}, {"iri", edge.iri}, {"relation", edge.relation}, {"source", end(edge.source)}, {"target", end(edge.target)},
          {"status", to_string(edge.status)}, {"time", time_text(edge.time)}, {"role", edge.role}, {"confidence", confidence_value(edge.confidence)}};
}

const char* direction_text(const Edge& edge, bool outgoing, const Ontology& ontology) {
  const auto* relation = ontology.relation(edge.relation);
  return relation && relation->symmetric ? "both" : outgoing ? "out" : "in";
}

double confidence_value(float confidence) { return per_cent(confidence) / 100.0; }

std::string confidence_text(float confidence) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", confidence_value(confidence));
  return text;
}

void write_json(const Json& json, std::ostream& out) { out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n'; }

}  // namespace citypact::cli
