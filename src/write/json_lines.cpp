// JSON Lines: schemas/json-lines.schema.json says what each member means. One document a line, written as it comes.
#include <map>
#include <set>
#include <tuple>

#include "citypact/core/diagnostics.hpp"
#include "formats.hpp"
#include "json_text.hpp"

namespace citypact {

namespace {

using write::JsonText;

/// IRIs by the node that has replaced them.
using Replaced = std::map<std::string, std::vector<std::string>, std::less<>>;

class ExtractionWriter {
 public:
  ExtractionWriter(const Extraction& extraction, const Replaced& replaced, std::string& line)
      : extraction_(extraction), replaced_(replaced), text_(extraction.document.text), index_(text_), json_(line) {}

  void write(bool with_text) {
    json_.open_object();
    document(with_text);
    list("mentions", extraction_.mentions, [this](const Mention& item) { mention(item); });
    list("relations", extraction_.relations, [this](const Relation& item) { relation(item); });
    list("attributes", extraction_.attributes, [this](const Attribute& item) { attribute(item); });
    replaced();
    json_.close_object();
  }

 private:
  /// Of the nodes of this document; all but the last part is that of the node's own IRI.
  void replaced() {
    std::set<std::string_view> nodes;
    for (const Mention& m : extraction_.mentions)
      if (replaced_.contains(m.iri)) nodes.insert(m.iri);
    if (nodes.empty()) return;
    json_.key("replaced"), json_.open_object();
    for (const std::string_view node : nodes) {
      json_.key(node), json_.open_array();
      for (const std::string& old : replaced_.find(node)->second) json_.string(last_part(old));
      json_.close_array();
    }
    json_.close_object();
  }
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, Write&& write_one) {
    json_.key(name), json_.open_array();
    for (const auto& item : items) json_.open_object(), write_one(item), json_.close_object();
    json_.close_array();
  }

  void document(bool with_text) {
    const Document& d = extraction_.document;
    json_.key("document"), json_.open_object();
    json_.key("id"), json_.string(d.id);
    json_.text_or_null("source", d.source);
    json_.text_or_null("title", d.title);
    time("published", d.published);
    json_.text_or_null("language", d.language);
    if (with_text) json_.key("text"), json_.string(d.text);
    json_.close_object();
  }
  void mention(const Mention& m) {
    json_.key("id"), json_.string(mention_id(static_cast<std::uint32_t>(&m - extraction_.mentions.data())));
    json_.key("type"), json_.string(m.type);
    json_.text("subtype", m.subtype);
    json_.key("form"), json_.string(to_string(m.form));
    place(m.span);
    json_.key("name"), json_.string(m.iri.empty() || m.own_name.empty() ? m.name : m.own_name);
    json_.key("entity"), json_.string(numbered('e', m.entity));
    json_.text("iri", m.iri);
    json_.text("qid", m.qid);
  }
  void relation(const Relation& r) {
    json_.key("type"), json_.string(r.type);
    json_.key("subject"), json_.string(mention_id(r.subject));
    json_.key("object"), json_.string(mention_id(r.object));
    json_.key("status"), json_.string(to_string(r.status));
    time("time", r.time);
    evidence(r.evidence);
    const Qualifiers& q = r.qualifiers;
    json_.key("qualifiers"), json_.open_object();
    json_.text("role", q.role);
    json_.text("role_text", q.role_text);
    json_.text("instrument", q.instrument);
    json_.text("topic", q.topic);
    json_.text("amount", q.amount);
    json_.text("share", q.share);
    json_.text("deal", q.deal);
    if (q.speaker) json_.text("speaker", mention_id(*q.speaker));
    json_.close_object();
  }
  void attribute(const Attribute& a) {
    json_.key("mention"), json_.string(mention_id(a.mention));
    json_.key("property"), json_.string(a.property);
    json_.key("value"), json_.string(a.value);
    json_.text_or_null("unit", a.unit);
    json_.key("bound"), json_.string(to_string(a.bound));
    time("time", a.time);
    json_.text_or_null("speaker", a.speaker ? mention_id(*a.speaker) : "");
    evidence(a.evidence);
  }
  void evidence(const TextEvidence& e) {
    json_.confidence(e.confidence);
    json_.key("rule"), json_.string(e.rule);
    json_.key("evidence"), json_.open_object();
    place(e.sentence);
    const Span trigger = index_.code_points(e.trigger);
    json_.key("trigger"), json_.string(surface(text_, e.trigger));
    json_.key("trigger_begin"), json_.number(trigger.begin);
    json_.key("trigger_end"), json_.number(trigger.end);
    if (!e.also.empty()) list("also", e.also, [this](Span span) { place(span); });
    json_.close_object();
  }
  void place(Span span) {
    const Span code_points = index_.code_points(span);
    json_.key("begin"), json_.number(code_points.begin);
    json_.key("end"), json_.number(code_points.end);
    json_.key("text"), json_.string(surface(text_, span));
  }
  void time(std::string_view name, const std::optional<Date>& date) { json_.text_or_null(name, date ? to_edtf(*date) : ""); }
  static std::string mention_id(std::uint32_t index) { return numbered('m', index); }
  static std::string numbered(char letter, std::uint32_t index) {
    std::string id(1, letter);
    return id += std::to_string(index + std::uint64_t{1});
  }

  const Extraction& extraction_;
  const Replaced& replaced_;
  const std::string& text_;
  CodePointIndex index_;
  JsonText json_;
};

/// One line a data set: what it says of nodes, by their IRIs.
class KnowledgeLines {
 public:
  void add(const Edge& edge) {
    for (const EdgeEvidence& evidence : edge.evidence) {
      const KnowledgeRecord& source = *evidence.knowledge;
      const auto [line, fresh] = lines_.try_emplace({source.dataset, source.version, source.licence, source.address});
      if (!fresh) line->second += ',';
      JsonText json(line->second);
      json.open_object();
      json.key("type"), json.string(edge.relation);
      json.key("subject"), json.string(edge.source);
      json.key("object"), json.string(edge.target);
      json.key("status"), json.string(to_string(edge.status));
      json.confidence(evidence.confidence);
      json.key("record"), json.string(source.record);
      json.key("says"), json.string(source.says);
      json.close_object();
    }
  }
  void write(std::ostream& out) const {
    for (const auto& [key, relations] : lines_) {
      const auto& [dataset, version, licence, address] = key;
      std::string line;
      JsonText json(line);
      json.open_object();
      json.key("knowledge"), json.open_object();
      json.key("dataset"), json.string(dataset);
      json.text("version", version);
      json.text("licence", licence);
      json.text("address", address);
      json.close_object();
      json.key("relations"), json.open_array(), json.raw(relations), json.close_array();
      json.close_object();
      out << line << '\n';
    }
  }

 private:
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::string> lines_;
};

void write_line(const Extraction& extraction, const Replaced& replaced, const WriteOptions& options, std::ostream& out) {
  std::string line;
  ExtractionWriter(extraction, replaced, line).write(options.with_text);
  line += '\n';
  out.write(line.data(), static_cast<std::streamsize>(line.size()));
}

}  // namespace

void write_extraction(const Extraction& extraction, const WriteOptions& options, std::ostream& out) { write_line(extraction, {}, options, out); }

namespace write {

void write_json_lines(const GraphSource& graph, const Ontology&, const WriteOptions& options, std::ostream& out) {
  bool any = false;
  Replaced replaced;
  graph.for_each_node([&](const Node& node) {
    if (!node.replaced.empty()) replaced.emplace(node.iri, node.replaced);
  });
  graph.for_each_extraction([&](const Extraction& extraction) {
    any = true;
    write_line(extraction, replaced, options, out);
  });
  if (any && graph.has_knowledge()) {
    KnowledgeLines lines;
    graph.for_each_edge([&](const Edge& edge) {
      if (edge.is_knowledge()) lines.add(edge);
    });
    lines.write(out);
  }
  if (!any && graph.edge_count() > 0) {
    throw Error("JSON Lines need the documents behind the graph, which a graph read from a file does not keep; build from the texts again");
  }
}

}  // namespace write

}  // namespace citypact
