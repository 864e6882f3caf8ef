#include "citypact/assemble/assemble.hpp"

#include <algorithm>
#include <tuple>

#include "citypact/core/graph_builder.hpp"
#include "state.hpp"

namespace citypact {

namespace {

bool lies_in(Span span, const std::string& text) { return span.begin <= span.end && span.end <= text.size(); }

/// One document's statements in the terms of the graph: IRIs for mentions, code points for bytes.
class Translator {
 public:
  Translator(const Extraction& extraction, GraphBuilder& builder, Diagnostics& diagnostics)
      : extraction_(extraction), index_(extraction.document.text), builder_(builder), diagnostics_(diagnostics) {}

  void translate() {
    for (const Relation& relation : extraction_.relations) add(relation);
    for (const Attribute& attribute : extraction_.attributes) add(attribute);
  }

 private:
  void add(const Relation& relation);
  void add(const Attribute& attribute);
  EdgeEvidence evidence(const TextEvidence& from) const;
  const std::string* iri(std::uint32_t mention) const {
    return mention < extraction_.mentions.size() ? &extraction_.mentions[mention].iri : nullptr;
  }
  std::string speaker(const std::optional<std::uint32_t>& mention) const {
    const std::string* found = mention ? iri(*mention) : nullptr;
    return found != nullptr ? *found : std::string();
  }
  bool is_sound(const TextEvidence& evidence) const {
    const auto& text = extraction_.document.text;
    return lies_in(evidence.sentence, text) && lies_in(evidence.trigger, text) && !evidence.sentence.empty() &&
           std::ranges::all_of(evidence.also, [&](Span span) { return lies_in(span, text); });
  }
  void refuse(const std::string& reason) { diagnostics_.warning(extraction_.document.id, reason + "; not taken into the graph"); }

  const Extraction& extraction_;
  CodePointIndex index_;
  GraphBuilder& builder_;
  Diagnostics& diagnostics_;
};

EdgeEvidence Translator::evidence(const TextEvidence& from) const {
  const std::string& text = extraction_.document.text;
  const Span sentence = index_.code_points(from.sentence), trigger = index_.code_points(from.trigger);
  EdgeEvidence result;
  result.document = extraction_.document.id;
  result.begin = sentence.begin, result.end = sentence.end;
  result.trigger_begin = trigger.begin, result.trigger_end = trigger.end;
  result.sentence = surface(text, from.sentence);
  result.trigger = surface(text, from.trigger);
  result.rule = from.rule;
  result.confidence = from.confidence;
  for (Span span : from.also) {
    const Span place = index_.code_points(span);
    result.also.push_back({place.begin, place.end, std::string(surface(text, span))});
  }
  return result;
}

void Translator::add(const Relation& relation) {
  const std::string *source = iri(relation.subject), *target = iri(relation.object);
  if (source == nullptr || target == nullptr) return refuse(relation.type + ": an end is no mention of the document");
  if (!is_sound(relation.evidence)) return refuse(relation.type + ": no sentence proves it");
  Edge edge;
  edge.relation = relation.type;
  edge.source = *source, edge.target = *target;
  edge.status = relation.status;
  edge.time = relation.time;
  const Qualifiers& q = relation.qualifiers;
  edge.role = q.role, edge.role_text = q.role_text, edge.instrument = q.instrument, edge.topic = q.topic;
  edge.amount = q.amount, edge.share = q.share, edge.deal = q.deal;
  edge.evidence = {evidence(relation.evidence)};
  edge.evidence.front().speaker = speaker(q.speaker);
  if (const auto reason = builder_.add(std::move(edge))) refuse(*reason);
}

void Translator::add(const Attribute& attribute) {
  const std::string* node = iri(attribute.mention);
  if (node == nullptr) return refuse(attribute.property + ": belongs to no mention of the document");
  if (!is_sound(attribute.evidence)) return refuse(attribute.property + ": no sentence proves it");
  NodeAttribute result{attribute.property, attribute.value, attribute.unit, attribute.bound, attribute.time,
                       speaker(attribute.speaker), evidence(attribute.evidence)};
  result.evidence.speaker = result.speaker;
  if (!builder_.add(*node, std::move(result))) refuse(attribute.property + ": its mention stands for no node of the graph");
}

void sort_by_document(std::vector<Extraction>& extractions, Diagnostics& diagnostics) {
  const auto key = [](const Extraction& e) { return std::tie(e.document.id, e.document.source, e.document.text); };
  std::ranges::sort(extractions, [&](const Extraction& a, const Extraction& b) { return key(a) < key(b); });
  const auto same = [](const Extraction& a, const Extraction& b) { return a.document.id == b.document.id; };
  for (auto second = extractions.begin(); second != extractions.end(); ++second) {
    if (second != extractions.begin() && same(*std::prev(second), *second)) {
      diagnostics.error(second->document.source, "a second document with the id '" + second->document.id + "'; only the first is taken");
    }
  }
  extractions.erase(std::unique(extractions.begin(), extractions.end(), same), extractions.end());
}

}  // namespace

KnowledgeGraph assemble(std::vector<Node> nodes, std::vector<Extraction> extractions, const Ontology& ontology, const std::string& base,
                        Diagnostics& diagnostics) {
  KnowledgeGraph result;
  KnowledgeGraph::State& state = result.state();
  sort_by_document(extractions, diagnostics);

  GraphBuilder builder(std::move(nodes), ontology, base);
  for (const Extraction& extraction : extractions) {
    Translator(extraction, builder, diagnostics).translate();
    const Document& document = extraction.document;
    state.documents.push_back({document_iri(base, document.id),
                               {document.id, document.source, document.title, document.published, document.language, {}}});
  }
  std::ranges::sort(state.documents, {}, &GraphDocument::iri);
  state.extractions = std::move(extractions);

  GraphParts parts = std::move(builder).finish();
  for (Node& node : parts.nodes) boost::add_vertex(std::move(node), state.graph);
  state.edges.reserve(parts.edges.size());
  for (Edge& edge : parts.edges) {
    const auto source = *find_vertex(state.graph, edge.source), target = *find_vertex(state.graph, edge.target);
    state.edges.push_back(boost::add_edge(source, target, std::move(edge), state.graph).first);
  }
  return result;
}

}  // namespace citypact
