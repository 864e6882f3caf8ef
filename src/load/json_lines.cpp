// Resolved JSON Lines (`build -o graph.jsonl`): mentions with IRIs become nodes, relations statements.
#include <algorithm>
#include <map>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/graph_builder.hpp"
#include "citypact/load/load.hpp"
#include "json_fields.hpp"
#include "memory_graph.hpp"

namespace citypact::load {

namespace {

/// A node in the making: every name that was seen, counted, by language.
struct Seen {
  Node node;
  std::map<std::string, std::map<std::string, std::size_t>> names;
};

class JsonLinesReader {
 public:
  JsonLinesReader(const std::filesystem::path& path, const Ontology& ontology) : path_(path), ontology_(ontology) {}

  std::unique_ptr<MemoryGraph> read(std::string_view bytes);

 private:
  void each_line(std::string_view bytes, const std::function<void(const Json&)>& use);
  void see_document(const Json& line);
  void see_mention(const Json& mention, const std::string& language);
  std::vector<Node> nodes() const;
  static std::string label(const std::string& type, const std::map<std::string, std::size_t>& names);
  std::string base() const;

  const std::filesystem::path& path_;
  const Ontology& ontology_;
  std::map<std::string, Seen> seen_;
  std::map<std::string, GraphDocument> documents_;
};

void JsonLinesReader::each_line(std::string_view bytes, const std::function<void(const Json&)>& use) {
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    try {
      use(parse_json(line));
    } catch (const BadValue& bad) {
      throw Error(path_.string() + ":" + std::to_string(number) + ": " + bad.what());
    }
  }
}

void JsonLinesReader::see_mention(const Json& mention, const std::string& language) {
  const std::string iri = text_of(mention, "iri");
  if (iri.empty()) throw BadValue("mention " + text_of(mention, "id") + " has no iri; `build` writes resolved JSON Lines, `extract` does not");
  Seen& seen = seen_[iri];
  Node& node = seen.node;
  node.iri = iri, node.type = text_of(mention, "type");
  if (const std::string subtype = text_of(mention, "subtype"); node.subtype.empty() || (!subtype.empty() && subtype < node.subtype)) node.subtype = subtype;
  if (const std::string qid = text_of(mention, "qid"); !qid.empty()) node.qid = qid;
  ++node.mentions;
  ++seen.names[language][text_of(mention, "name")];
}

void JsonLinesReader::see_document(const Json& line) {
  if (line.is_object() && line.contains("knowledge")) return;
  GraphDocument document = read_document(object_of(line, "document"));
  const Document& d = document.document;
  if (d.id.empty()) throw BadValue("no document with an id");
  for (const Json& mention : array_of(line, "mentions")) see_mention(mention, d.language.empty() ? "und" : d.language);
  for (const auto& [iri, olds] : object_of(line, "replaced").items())
    if (const auto seen = seen_.find(iri); seen != seen_.end()) {
      seen->second.node.replaced = read_strings(olds);
      for (std::string& old : seen->second.node.replaced) old.insert(0, iri, 0, iri.size() - last_part(iri).size());
    }
  if (!documents_.emplace(d.id, document).second) throw BadValue("a second document with the id '" + d.id + "'");
}

std::string JsonLinesReader::base() const {
  if (seen_.empty()) return {};
  const std::string& iri = seen_.begin()->first;
  return iri.substr(0, std::min(iri.find("/id/"), iri.size()));
}

/// The commonest name, of people among those of more words than one.
std::string JsonLinesReader::label(const std::string& type, const std::map<std::string, std::size_t>& names) {
  const auto rank = [&](const auto& name) { return std::pair(type == "Person" && name.first.find(' ') != std::string::npos, name.second); };
  return std::ranges::max_element(names, [&](const auto& a, const auto& b) { return rank(a) < rank(b); })->first;
}

std::vector<Node> JsonLinesReader::nodes() const {
  std::vector<Node> nodes;
  for (const auto& [iri, seen] : seen_) {
    Node node = seen.node;
    std::map<std::string, bool> others;
    for (const auto& [language, names] : seen.names) {
      node.labels[language] = label(node.type, names);
      for (const auto& [name, count] : names) {
        if (name != node.labels[language]) others[name] = true;
      }
    }
    for (const auto& [name, unused] : others) node.aliases.push_back(name);
    nodes.push_back(std::move(node));
  }
  return nodes;
}

class LineStatements {
 public:
  LineStatements(const Json& line, GraphBuilder& builder) : line_(line), builder_(builder), document_(text_of(object_of(line, "document"), "id")) {
    for (const Json& mention : array_of(line, "mentions")) iris_[text_of(mention, "id")] = text_of(mention, "iri");
  }
  void add() {
    if (line_.contains("knowledge")) return add_knowledge();
    for (const Json& relation : array_of(line_, "relations")) add_relation(relation);
    for (const Json& attribute : array_of(line_, "attributes")) add_attribute(attribute);
  }

 private:
  void add_knowledge() {
    for (const Json& relation : array_of(line_, "relations")) {
      Edge edge;
      edge.relation = text_of(relation, "type"), edge.source = text_of(relation, "subject"), edge.target = text_of(relation, "object");
      edge.status = status_of(relation);
      EdgeEvidence evidence;
      evidence.knowledge = read_knowledge(object_of(line_, "knowledge"));
      evidence.knowledge->record = text_of(relation, "record"), evidence.knowledge->says = text_of(relation, "says");
      evidence.confidence = confidence_of(relation);
      edge.evidence = {std::move(evidence)};
      builder_.add(std::move(edge));
    }
  }
  static Status status_of(const Json& relation) {
    const auto status = parse_status(text_of(relation, "status"));
    if (!status) throw BadValue("unknown status '" + text_of(relation, "status") + "'");
    return *status;
  }
  std::string iri(const Json& object, const char* member) const {
    const std::string id = text_of(object, member);
    if (id.empty()) return {};
    const auto found = iris_.find(id);
    if (found == iris_.end()) throw BadValue("'" + id + "' is no mention of its document");
    return found->second;
  }
  EdgeEvidence evidence(const Json& owner, std::string speaker) const {
    const Json& json = object_of(owner, "evidence");
    EdgeEvidence e;
    e.document = document_;
    e.begin = number_of(json, "begin"), e.end = number_of(json, "end"), e.sentence = text_of(json, "text");
    e.trigger = text_of(json, "trigger");
    e.trigger_begin = number_of(json, "trigger_begin"), e.trigger_end = number_of(json, "trigger_end");
    e.rule = text_of(owner, "rule"), e.confidence = confidence_of(owner);
    e.speaker = std::move(speaker);
    e.also = passages_of(json);
    return e;
  }
  void add_relation(const Json& relation) {
    const Json& q = object_of(relation, "qualifiers");
    Edge edge;
    edge.relation = text_of(relation, "type");
    edge.source = iri(relation, "subject"), edge.target = iri(relation, "object");
    edge.status = status_of(relation), edge.time = date_of(relation, "time");
    edge.role = text_of(q, "role"), edge.role_text = text_of(q, "role_text"), edge.instrument = text_of(q, "instrument");
    edge.topic = text_of(q, "topic"), edge.amount = text_of(q, "amount"), edge.share = text_of(q, "share"), edge.deal = text_of(q, "deal");
    edge.evidence = {evidence(relation, iri(q, "speaker"))};
    builder_.add(std::move(edge));  // what the ontology refuses, `build` refused too and said so
  }
  void add_attribute(const Json& attribute) {
    NodeAttribute a{text_of(attribute, "property"), text_of(attribute, "value"), text_of(attribute, "unit"), bound_of(attribute),
                    date_of(attribute, "time"), iri(attribute, "speaker"), {}};
    a.evidence = evidence(attribute, a.speaker);
    builder_.add(iri(attribute, "mention"), std::move(a));
  }

  const Json& line_;
  GraphBuilder& builder_;
  std::string document_;
  std::map<std::string, std::string> iris_;
};

std::unique_ptr<MemoryGraph> JsonLinesReader::read(std::string_view bytes) {
  each_line(bytes, [this](const Json& line) { see_document(line); });
  const std::string base = this->base();
  GraphBuilder builder(nodes(), ontology_, base);
  each_line(bytes, [&](const Json& line) { LineStatements(line, builder).add(); });
  GraphParts parts = std::move(builder).finish();
  auto graph = std::make_unique<MemoryGraph>();
  graph->nodes = std::move(parts.nodes), graph->edges = std::move(parts.edges);
  graph->knowledge = std::ranges::any_of(graph->edges, &Edge::is_knowledge);
  for (auto& [id, document] : documents_) {
    document.iri = document_iri(base, id);
    graph->documents.push_back(std::move(document));
  }
  return graph;
}

}  // namespace

std::unique_ptr<MemoryGraph> read_json_lines(const std::filesystem::path& path, std::string bytes, const Ontology& ontology) {
  return JsonLinesReader(path, ontology).read(bytes);
}

}  // namespace citypact::load
