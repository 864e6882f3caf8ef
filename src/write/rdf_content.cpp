// What a graph is in RDF, without blank nodes; the formats (nquads.cpp, turtle.cpp, json_ld.cpp) only spell it.
//
// A document's named graph (its IRI is the document's) holds all that the document says: for each relation a statement
// {edge IRI} with status, time, confidence and qualifiers, the direct triple where the status is asserted, measurements, and the
// evidence as Web Annotation selectors; so dropping the graph retracts the document. What no document says by itself (types,
// labels, Wikidata ids of nodes) stands in the default graph. What a data set of the knowledge base says stands in the graph of
// that data set ({base}/id/Dataset/{hash}), with its licence and, as evidence, the id of its record. Evidence, selectors and measurements are fragments of the IRI
// of their edge or node.
#include <algorithm>
#include <map>
#include <ranges>
#include <span>
#include <tuple>
#include <unordered_map>

#include "citypact/core/graph_builder.hpp"
#include "citypact/core/hash.hpp"
#include "citypact/language/names.hpp"
#include "node_index.hpp"
#include "output.hpp"
#include "rdf_content.hpp"
#include "rdf_terms.hpp"

namespace citypact::write {

namespace {

constexpr std::string_view transliterated_language = "ru", transliteration_tag = "ru-latn";

/// Terms that every line wants, made once.
struct Predicates {
  std::string type = rdf::iri(rdf::type), label = rdf::iri(rdf::label), alt_label = rdf::iri(rdf::alt_label), same_as = rdf::iri(rdf::same_as);
  std::string subject = rdf::iri(rdf::rdf, "subject"), predicate = rdf::iri(rdf::rdf, "predicate"), object = rdf::iri(rdf::rdf, "object");
  std::string statement = rdf::iri(rdf::own, "Statement"), measurement_class = rdf::iri(rdf::own, "Measurement");
  std::string evidence_class = rdf::iri(rdf::own, "Evidence"), document_class = rdf::iri(rdf::own, "Document");
  std::string status = rdf::iri(rdf::own, "status"), confidence = rdf::iri(rdf::own, "confidence"), time = rdf::iri(rdf::own, "time");
  std::string begin = rdf::iri(rdf::own, "begin"), end = rdf::iri(rdf::own, "end"), role = rdf::iri(rdf::own, "role");
  std::string role_text = rdf::iri(rdf::own, "roleText"), instrument = rdf::iri(rdf::own, "instrument"), topic = rdf::iri(rdf::own, "topic");
  std::string amount = rdf::iri(rdf::own, "amount"), share = rdf::iri(rdf::own, "share"), deal = rdf::iri(rdf::own, "deal");
  std::string through = rdf::iri(rdf::own, "through"), count = rdf::iri(rdf::own, "count");
  std::string speaker = rdf::iri(rdf::own, "speaker"), evidence = rdf::iri(rdf::own, "evidence"), trigger = rdf::iri(rdf::own, "trigger");
  std::string rule = rdf::iri(rdf::own, "rule"), mentions = rdf::iri(rdf::own, "mentions"), measurement = rdf::iri(rdf::own, "measurement");
  std::string property = rdf::iri(rdf::own, "property"), value = rdf::iri(rdf::own, "value"), unit = rdf::iri(rdf::own, "unit");
  std::string bound = rdf::iri(rdf::own, "bound"), derived_from = rdf::iri(rdf::derived_from), quoted_from = rdf::iri(rdf::quoted_from);
  std::string specific_resource = rdf::iri(rdf::oa, "SpecificResource"), has_source = rdf::iri(rdf::oa, "hasSource");
  std::string has_selector = rdf::iri(rdf::oa, "hasSelector"), position_class = rdf::iri(rdf::oa, "TextPositionSelector");
  std::string quote_class = rdf::iri(rdf::oa, "TextQuoteSelector"), start = rdf::iri(rdf::oa, "start"), oa_end = rdf::iri(rdf::oa, "end");
  std::string exact = rdf::iri(rdf::oa, "exact"), identifier = rdf::iri(rdf::dcterms, "identifier"), source = rdf::iri(rdf::dcterms, "source");
  std::string dataset_class = rdf::iri(rdf::own, "Dataset"), record_class = rdf::iri(rdf::own, "KnowledgeRecord"), says = rdf::iri(rdf::own, "says");
  std::string license = rdf::iri(rdf::dcterms, "license"), version = rdf::iri(rdf::own, "version"), see_also = rdf::iri(rdf::see_also);
  std::string title = rdf::iri(rdf::dcterms, "title"), replaces = rdf::iri(rdf::dcterms, "replaces"), issued = rdf::iri(rdf::dcterms, "issued"), language = rdf::iri(rdf::dcterms, "language");
};

/// By what evidence of one source is known: the document's id, or the data set (no id has the character before it).
std::string source_key(const EdgeEvidence& evidence) {
  return evidence.knowledge ? '\x1f' + evidence.knowledge->dataset + '\x1f' + evidence.knowledge->version : evidence.document;
}

std::string source_iri(std::string_view base, const EdgeEvidence& evidence) {
  if (!evidence.knowledge) return document_iri(base, evidence.document);
  return std::string(base) + "/id/Dataset/" + stable_hash(source_key(evidence));
}

/// Positions that one pass over all of it gives: the direct triples by their source, and whether IRIs come in an order that
/// lets them stream. 16 bytes a direct triple, ids and IRIs of nodes and documents (see NodeIndex).
class Plan {
 public:
  Plan(const GraphSource& graph, const Ontology& ontology, const std::string& base);

  struct Direct {
    std::uint32_t source, target, document;
    std::uint32_t relation;
  };
  bool streams() const { return streams_; }
  std::string_view node(std::uint32_t index) const { return nodes_[index]; }
  std::uint32_t node_count() const { return nodes_.size(); }
  std::span<const Direct> direct(std::uint32_t source) const {
    const auto range = std::ranges::equal_range(direct_, source, {}, &Direct::source);
    return {range.begin(), range.end()};
  }
  /// The term of the document or data set, whether or not the graph lists it.
  std::string source_term(const EdgeEvidence& evidence) const {
    const auto found = document_index_.find(source_key(evidence));
    return found != document_index_.end() ? document_terms_[found->second] : rdf::iri(source_iri(base_, evidence));
  }
  /// Data sets by their IRIs.
  const std::map<std::string, KnowledgeRecord>& datasets() const { return datasets_; }
  const std::string& document_term(std::uint32_t index) const { return document_terms_[index]; }
  const std::string& relation_term(std::uint32_t index) const { return relation_terms_[index]; }
  /// Nodes before the documents, between documents and edges (or the other way round), behind both: ends of index ranges.
  std::uint32_t nodes_before(std::string_view iri) const {
    return *std::ranges::lower_bound(std::views::iota(0U, nodes_.size()), iri, {}, [this](std::uint32_t i) { return nodes_[i]; });
  }
  std::string first_document, last_document, first_edge, last_edge;

 private:
  void note(const std::string& iri) { streams_ = streams_ && rdf::is_plain_iri(iri); }
  void add_document(const std::string& id, const std::string& iri);
  void add_direct(const Edge& edge, std::uint32_t relation);
  bool is_crossed(std::string_view first, std::string_view last) const {
    const std::uint32_t next = nodes_before(first);
    return next < nodes_.size() && nodes_[next] <= last;
  }

  const std::string& base_;
  bool streams_ = true;
  NodeIndex nodes_;  // in IRI order
  std::vector<std::string> document_terms_, relation_terms_;  // documents and data sets
  std::map<std::string, KnowledgeRecord> datasets_;
  std::unordered_map<std::string, std::uint32_t> document_index_;
  std::vector<Direct> direct_;
};

Plan::Plan(const GraphSource& graph, const Ontology& ontology, const std::string& base) : base_(base) {
  graph.for_each_document([&](const GraphDocument& document) {
    note(document.iri);
    if (first_document.empty()) first_document = document.iri;
    last_document = document.iri;
    add_document(document.document.id, document.iri);
  });
  nodes_.reserve(graph.node_count());
  graph.for_each_node([&](const Node& node) { note(node.iri), nodes_.add(node.iri); });
  std::unordered_map<std::string_view, std::uint32_t> relations;
  for (const auto* types : {&ontology.relations, &ontology.derived}) {
    for (const RelationType& relation : *types) {
      relations.emplace(relation.name, static_cast<std::uint32_t>(relation_terms_.size()));
      relation_terms_.push_back(rdf::iri(rdf::own, relation.name));
    }
  }
  graph.for_each_edge([&](const Edge& edge) {
    note(edge.iri);
    if (first_edge.empty()) first_edge = edge.iri;
    last_edge = edge.iri;
    for (const EdgeEvidence& evidence : edge.evidence) {
      const std::string key = source_key(evidence);
      if (document_index_.contains(key)) continue;
      const std::string iri = source_iri(base, evidence);
      add_document(key, iri);
      if (evidence.knowledge) datasets_.emplace(iri, *evidence.knowledge);
    }
    const auto relation = relations.find(edge.relation);
    if (relation != relations.end() && edge.status == Status::asserted) add_direct(edge, relation->second);
  });
  std::ranges::sort(direct_, {}, [](const Direct& d) { return std::tuple(d.source, d.target, d.relation, d.document); });
  for (const auto& [iri, dataset] : datasets_) {  // are written before the documents
    note(iri);
    streams_ = streams_ && (last_document.empty() || iri < last_document);
    if (first_document.empty() || iri < first_document) first_document = iri;
    if (last_document.empty()) last_document = datasets_.rbegin()->first;
  }
  const bool overlap = !(last_document < first_edge || last_edge < first_document) && !first_edge.empty() && !first_document.empty();
  streams_ = streams_ && !overlap && !is_crossed(first_document, last_document) && !is_crossed(first_edge, last_edge);
}

void Plan::add_document(const std::string& id, const std::string& iri) {
  document_index_.emplace(id, static_cast<std::uint32_t>(document_terms_.size()));
  document_terms_.push_back(rdf::iri(iri));
}

void Plan::add_direct(const Edge& edge, std::uint32_t relation) {
  const std::uint32_t source = nodes_.find(edge.source), target = nodes_.find(edge.target);
  if (source == NodeIndex::none || target == NodeIndex::none) return;
  for (std::size_t i = 0; i < edge.evidence.size(); ++i) {
    const std::string key = source_key(edge.evidence[i]);
    if (i > 0 && key == source_key(edge.evidence[i - 1])) continue;
    direct_.push_back({source, target, document_index_.at(key), relation});
  }
}

class RdfContent {
 public:
  RdfContent(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const SinkMaker& make_sink)
      : graph_(graph), plan_(graph, ontology, options.base), sink_(make_sink(plan_.streams())) {}

  void write() {
    const bool documents_first = plan_.first_document <= plan_.first_edge;
    const auto before_documents = plan_.nodes_before(plan_.first_document), before_edges = plan_.nodes_before(plan_.first_edge);
    nodes(0, std::min(before_documents, before_edges));
    documents_first ? documents() : edges();
    nodes(std::min(before_documents, before_edges), std::max(before_documents, before_edges));
    documents_first ? edges() : documents();
    nodes(std::max(before_documents, before_edges), plan_.node_count());
    sink_->finish();
  }

 private:
  void nodes(std::uint32_t begin, std::uint32_t end);
  void datasets();
  void documents();
  void edges();
  void node(const Node& node, std::uint32_t index);
  void measurement(const Node& node, const NodeAttribute& attribute);
  void edge(const Edge& edge);
  void statement(const Edge& edge, float confidence, std::string_view graph);
  std::string evidence(const std::string& owner, const EdgeEvidence& evidence, std::string_view graph);
  std::string record(const std::string& owner, const EdgeEvidence& evidence, std::string_view graph);
  void selectors(const std::string& iri, const EdgeEvidence& evidence, std::string_view graph);
  void times(bool fragment, std::string_view subject, const std::optional<Date>& time, std::string_view graph);

  void text(bool fragment, std::string_view subject, std::string_view predicate, std::string_view value, std::string_view graph) {
    if (!value.empty()) sink_->add(fragment, subject, predicate, rdf::string(value), graph);
  }

  const GraphSource& graph_;
  Plan plan_;
  std::unique_ptr<StatementSink> sink_;
  Predicates p_;
};

void RdfContent::nodes(std::uint32_t begin, std::uint32_t end) {
  if (begin == end) return;
  std::uint32_t index = 0;
  graph_.for_each_node([&](const Node& node) {
    if (begin <= index && index < end) this->node(node, index);
    ++index;
  });
}

void RdfContent::datasets() {
  for (const auto& [iri, dataset] : plan_.datasets()) {
    const std::string subject = rdf::iri(iri);
    sink_->begin_subject(iri);
    sink_->add(false, subject, p_.type, p_.dataset_class, subject);
    text(false, subject, p_.title, dataset.dataset, subject);
    text(false, subject, p_.version, dataset.version, subject);
    text(false, subject, p_.license, dataset.licence, subject);
    if (!dataset.address.empty()) sink_->add(false, subject, p_.see_also, rdf::iri(dataset.address), subject);
    sink_->end_subject();
  }
}

void RdfContent::documents() {
  datasets();
  graph_.for_each_document([this](const GraphDocument& item) {
    const Document& document = item.document;
    const std::string subject = rdf::iri(item.iri);
    sink_->begin_subject(item.iri);
    sink_->add(false, subject, p_.type, p_.document_class, subject);
    text(false, subject, p_.identifier, document.id, subject);
    text(false, subject, p_.source, document.source, subject);
    if (!document.title.empty()) sink_->add(false, subject, p_.title, rdf::tagged(document.title, document.language), subject);
    if (document.published && document.published->begin) sink_->add(false, subject, p_.issued, rdf::date_literal(*document.published->begin), subject);
    text(false, subject, p_.language, document.language, subject);
    sink_->end_subject();
  });
}

void RdfContent::edges() {
  graph_.for_each_edge([this](const Edge& edge) { this->edge(edge); });
}

void RdfContent::times(bool fragment, std::string_view subject, const std::optional<Date>& time, std::string_view graph) {
  if (!time) return;
  sink_->add(fragment, subject, p_.time, rdf::edtf_literal(*time), graph);
  if (time->begin) sink_->add(fragment, subject, p_.begin, rdf::date_literal(*time->begin), graph);
  if (time->end) sink_->add(fragment, subject, p_.end, rdf::date_literal(*time->end), graph);
}

void RdfContent::node(const Node& node, std::uint32_t index) {
  const std::string subject = rdf::iri(node.iri);
  sink_->begin_subject(node.iri);
  sink_->add(false, subject, p_.type, rdf::iri(rdf::own, node.type));
  if (!node.subtype.empty()) sink_->add(false, subject, p_.type, rdf::iri(rdf::own, node.subtype));
  for (const auto& [language, label] : node.labels) {
    sink_->add(false, subject, p_.label, rdf::tagged(label, language));
    if (language != transliterated_language) continue;
    if (const std::string latin = to_latin(label); latin != label) sink_->add(false, subject, p_.label, rdf::tagged(latin, transliteration_tag));
  }
  for (const std::string& alias : node.aliases) sink_->add(false, subject, p_.alt_label, rdf::string(alias));
  for (const std::string& old : node.replaced) sink_->add(false, subject, p_.replaces, rdf::iri(old));
  if (!node.qid.empty()) sink_->add(false, subject, p_.same_as, rdf::iri(rdf::wikidata, node.qid));
  if (node.mentions > 0) sink_->add(false, subject, p_.mentions, rdf::typed(std::to_string(node.mentions), "integer"));
  times(false, subject, node.time, {});
  for (const NodeAttribute& attribute : node.attributes) measurement(node, attribute);
  for (const Plan::Direct& direct : plan_.direct(index)) {
    sink_->add(false, subject, plan_.relation_term(direct.relation), rdf::iri(plan_.node(direct.target)), plan_.document_term(direct.document));
  }
  sink_->end_subject();
}

void RdfContent::measurement(const Node& node, const NodeAttribute& a) {
  const std::string graph = plan_.source_term(a.evidence);
  const std::string time = a.time ? to_edtf(*a.time) : "";
  std::string key;
  for (std::string_view part : {std::string_view(a.property), std::string_view(a.value), std::string_view(a.unit), to_string(a.bound),
                                std::string_view(time), std::string_view(a.speaker), std::string_view(a.evidence.document)}) {
    key.append(part).push_back('\x1f');
  }
  const std::string subject = rdf::iri(node.iri + "#m-", stable_hash(key, 12));
  sink_->add(false, rdf::iri(node.iri), p_.measurement, subject, graph);
  sink_->add(true, subject, p_.type, p_.measurement_class, graph);
  text(true, subject, p_.property, a.property, graph);
  sink_->add(true, subject, p_.value, rdf::decimal(a.value), graph);
  text(true, subject, p_.unit, a.unit, graph);
  text(true, subject, p_.bound, to_string(a.bound), graph);
  times(true, subject, a.time, graph);
  if (!a.speaker.empty()) sink_->add(true, subject, p_.speaker, rdf::iri(a.speaker), graph);
  sink_->add(true, subject, p_.evidence, evidence(node.iri, a.evidence, graph), graph);
}

void RdfContent::edge(const Edge& edge) {
  sink_->begin_subject(edge.iri);
  const std::string subject = rdf::iri(edge.iri);
  // Evidence is in document order: the pieces of one document stand together.
  for (std::size_t i = 0; i < edge.evidence.size();) {
    const std::string id = source_key(edge.evidence[i]);
    const std::string graph = plan_.source_term(edge.evidence[i]);
    float confidence = 0;
    for (; i < edge.evidence.size() && source_key(edge.evidence[i]) == id; ++i) {
      confidence = std::max(confidence, edge.evidence[i].confidence);
      sink_->add(false, subject, p_.evidence, evidence(edge.iri, edge.evidence[i], graph), graph);
    }
    statement(edge, confidence, graph);
  }
  sink_->end_subject();
}

void RdfContent::statement(const Edge& edge, float confidence, std::string_view graph) {
  const std::string subject = rdf::iri(edge.iri);
  sink_->add(false, subject, p_.type, p_.statement, graph);
  sink_->add(false, subject, p_.subject, rdf::iri(edge.source), graph);
  sink_->add(false, subject, p_.predicate, rdf::iri(rdf::own, edge.relation), graph);
  sink_->add(false, subject, p_.object, rdf::iri(edge.target), graph);
  sink_->add(false, subject, p_.derived_from, graph, graph);
  sink_->add(false, subject, p_.status, rdf::string(to_string(edge.status)), graph);
  sink_->add(false, subject, p_.confidence, rdf::decimal(two_decimals(confidence)), graph);
  times(false, subject, edge.time, graph);
  text(false, subject, p_.role, edge.role, graph);
  text(false, subject, p_.role_text, edge.role_text, graph);
  text(false, subject, p_.instrument, edge.instrument, graph);
  text(false, subject, p_.topic, edge.topic, graph);
  text(false, subject, p_.amount, edge.amount, graph);
  text(false, subject, p_.share, edge.share, graph);
  text(false, subject, p_.deal, edge.deal, graph);
  text(false, subject, p_.through, edge.through, graph);
  if (edge.count > 0) sink_->add(false, subject, p_.count, rdf::typed(std::to_string(edge.count), "integer"), graph);
}

/// Writes one piece of evidence as fragments of its owner; gives its term.
std::string RdfContent::evidence(const std::string& owner, const EdgeEvidence& e, std::string_view graph) {
  if (e.knowledge) return record(owner, e, graph);
  std::string key = e.document;
  for (const std::uint32_t number : {e.begin, e.end, e.trigger_begin, e.trigger_end}) (key += '\x1f') += std::to_string(number);
  for (const std::string* part : {&e.rule, &e.speaker, &e.sentence, &e.trigger}) (key += '\x1f') += *part;
  const std::string iri = owner + "#v-" + stable_hash(key, 12);
  const std::string subject = rdf::iri(iri);
  sink_->add(true, subject, p_.type, p_.evidence_class, graph);
  sink_->add(true, subject, p_.type, p_.specific_resource, graph);
  sink_->add(true, subject, p_.has_source, graph, graph);
  sink_->add(true, subject, p_.quoted_from, graph, graph);
  text(true, subject, p_.rule, e.rule, graph);
  sink_->add(true, subject, p_.confidence, rdf::decimal(two_decimals(e.confidence)), graph);
  if (!e.speaker.empty()) sink_->add(true, subject, p_.speaker, rdf::iri(e.speaker), graph);
  selectors(iri, e, graph);
  return subject;
}

std::string RdfContent::record(const std::string& owner, const EdgeEvidence& e, std::string_view graph) {
  const KnowledgeRecord& k = *e.knowledge;
  const std::string subject = rdf::iri(owner + "#v-", stable_hash(k.record + '\x1f' + k.says, 12));
  sink_->add(true, subject, p_.type, p_.record_class, graph);
  sink_->add(true, subject, p_.derived_from, graph, graph);
  text(true, subject, p_.identifier, k.record, graph);
  text(true, subject, p_.says, k.says, graph);
  sink_->add(true, subject, p_.confidence, rdf::decimal(two_decimals(e.confidence)), graph);
  return subject;
}

void RdfContent::selectors(const std::string& iri, const EdgeEvidence& e, std::string_view graph) {
  const std::string owner = rdf::iri(iri);
  const auto position = [&](const std::string& subject, std::uint32_t begin, std::uint32_t end) {
    sink_->add(true, subject, p_.type, p_.position_class, graph);
    sink_->add(true, subject, p_.start, rdf::typed(std::to_string(begin), "nonNegativeInteger"), graph);
    sink_->add(true, subject, p_.oa_end, rdf::typed(std::to_string(end), "nonNegativeInteger"), graph);
  };
  const auto quote = [&](const std::string& subject, const std::string& exact) {
    if (exact.empty()) return;
    sink_->add(true, subject, p_.type, p_.quote_class, graph);
    sink_->add(true, subject, p_.exact, rdf::string(exact), graph);
  };
  const auto both = [&](const std::string& predicate, const std::string& name, std::uint32_t begin, std::uint32_t end, const std::string& exact) {
    const std::string place = rdf::iri(iri, name + "p"), words = rdf::iri(iri, name + "q");
    sink_->add(true, owner, predicate, place, graph);
    position(place, begin, end);
    if (!exact.empty()) sink_->add(true, owner, predicate, words, graph);
    quote(words, exact);
  };
  both(p_.has_selector, "-", e.begin, e.end, e.sentence);
  if (e.trigger_begin != e.trigger_end) both(p_.trigger, "-t", e.trigger_begin, e.trigger_end, e.trigger);
  for (std::size_t i = 0; i < e.also.size(); ++i) {
    both(p_.has_selector, "-a" + std::to_string(i + 1), e.also[i].begin, e.also[i].end, e.also[i].text);
  }
}

}  // namespace

void write_rdf(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const SinkMaker& make_sink) {
  RdfContent(graph, ontology, options, make_sink).write();
}

}  // namespace citypact::write
