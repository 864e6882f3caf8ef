#include "citypact/core/graph_check.hpp"

#include <cmath>
#include <unordered_map>

#include "citypact/core/graph_law.hpp"

namespace citypact {

namespace {

std::uint32_t length(std::string_view text) { return CodePointIndex(text).code_point(static_cast<std::uint32_t>(text.size())); }

class Checker {
 public:
  Checker(const GraphSource& graph, const Ontology& ontology) : graph_(graph), ontology_(ontology) {}

  std::vector<Breach> run() {
    graph_.for_each_document([&](const GraphDocument& document) { in_order("document", document.iri), documents_.emplace(document.document.id, true); });
    last_.clear();
    graph_.for_each_node([&](const Node& node) { check(node); });
    last_.clear();
    graph_.for_each_edge([&](const Edge& edge) { check(edge); });
    for (const auto& [iri, known] : nodes_) {
      if (known.degree != known.edges) breach(iri, "has " + std::to_string(known.edges) + " edges, not " + std::to_string(known.degree));
    }
    graph_.for_each_extraction([&](const Extraction& extraction) { check(extraction); });
    return std::move(breaches_);
  }

 private:
  struct Known {
    std::string type, subtype;
    std::uint32_t degree = 0, edges = 0;
  };

  void breach(const std::string& place, std::string message) { breaches_.push_back({place, std::move(message)}); }
  void in_order(const char* what, const std::string& iri) {
    if (!last_.empty() && iri <= last_) breach(iri, std::string("a ") + what + " that stands twice or out of order");
    last_ = iri;
  }
  void check(const Node& node);
  void check(const Edge& edge);
  void check(const std::string& place, const EdgeEvidence& evidence);
  void check(const Extraction& extraction);

  const GraphSource& graph_;
  const Ontology& ontology_;
  std::vector<Breach> breaches_;
  std::string last_;
  std::unordered_map<std::string, bool> documents_;
  std::unordered_map<std::string, Known> nodes_;
};

void Checker::check(const Node& node) {
  in_order("node", node.iri);
  if (ontology_.type(node.type) == nullptr) breach(node.iri, "'" + node.type + "' is no type of the ontology");
  if (!node.subtype.empty() && ontology_.type(node.subtype) == nullptr) breach(node.iri, "'" + node.subtype + "' is no type of the ontology");
  if (node.labels.empty()) breach(node.iri, "has no label");
  if (node.mentions == 0) breach(node.iri, "is an orphan: no document mentions it");
  for (const NodeAttribute& attribute : node.attributes) check(node.iri, attribute.evidence);
  nodes_[node.iri] = {node.type, node.subtype, node.degree, 0};
}

void Checker::check(const Edge& edge) {
  in_order("edge", edge.iri);
  const auto source = nodes_.find(edge.source), target = nodes_.find(edge.target);
  if (source == nodes_.end() || target == nodes_.end()) return breach(edge.id, "ends at no node");
  ++source->second.edges, ++target->second.edges;
  if (edge.evidence.empty()) return breach(edge.id, "has no evidence");
  Node from, to;
  from.iri = edge.source, from.type = source->second.type, from.subtype = source->second.subtype;
  to.iri = edge.target, to.type = target->second.type, to.subtype = target->second.subtype;
  Edge statement = edge;
  statement.evidence.resize(1);
  if (const auto reason = law::refuse(statement, &from, &to, ontology_)) breach(edge.id, *reason);
  else if (statement.source != edge.source) breach(edge.id, "a symmetric relation whose ends are not in IRI order");
  else if (edge.count == 0 && !edge.iri.ends_with(law::edge_hash(edge))) breach(edge.id, "its IRI is not that of its relation, ends, status, time and role");
  float best = 0;
  for (const EdgeEvidence& evidence : edge.evidence) {
    if (evidence.knowledge.has_value() != edge.is_knowledge()) breach(edge.id, "rests on documents and data sets at once");
    check(edge.id, evidence);
    best = std::max(best, evidence.confidence);
  }
  if (per_cent(best) != per_cent(edge.confidence)) breach(edge.id, "its confidence is not that of its best evidence");
}

void Checker::check(const std::string& place, const EdgeEvidence& e) {
  if (e.knowledge) {
    if (e.knowledge->dataset.empty() || e.knowledge->record.empty()) breach(place, "evidence from a data set without its name or record");
    if (!e.document.empty() || !e.sentence.empty()) breach(place, "evidence from a data set and a document at once");
    return;
  }
  if (!documents_.contains(e.document)) breach(place, "evidence from a document '" + e.document + "' that is not there");
  if (e.sentence.empty() || e.begin >= e.end) return breach(place, "evidence without a sentence");
  if (e.sentence.find_first_not_of(' ') == std::string::npos) return breach(place, "evidence at a place of " + e.document + " where no text is kept");
  if (length(e.sentence) != e.end - e.begin) breach(place, "a sentence of " + e.document + " that is not as long as its place says");
  if (e.trigger_begin == e.trigger_end) return;
  if (e.trigger_begin < e.begin || e.trigger_end > e.end || length(e.trigger) != e.trigger_end - e.trigger_begin) {
    breach(place, "a trigger in " + e.document + " that lies outside of its sentence");
  } else if (e.sentence.find(e.trigger) == std::string::npos) {
    breach(place, "a trigger in " + e.document + " that its sentence does not hold");
  }
}

void Checker::check(const Extraction& extraction) {
  const std::string &id = extraction.document.id, &text = extraction.document.text;
  if (!documents_.contains(id)) breach(id, "an extraction without its document");
  for (const Mention& mention : extraction.mentions) {
    if (mention.span.begin >= mention.span.end || mention.span.end > text.size()) breach(id, "a mention of '" + mention.name + "' outside of the text");
    if (!mention.iri.empty() && !nodes_.contains(mention.iri)) breach(id, "a mention of '" + mention.name + "' that stands for no node of the graph");
  }
}

}  // namespace

std::vector<Breach> check_graph(const GraphSource& graph, const Ontology& ontology) { return Checker(graph, ontology).run(); }

}  // namespace citypact
