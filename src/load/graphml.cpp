// GraphML as write/graphml.cpp makes it; also as NetworkX or Gephi write it again, as keys are known by name and not by id.
// pugixml expands no entity but the five of XML and character references, and reads no DTD.
#include <algorithm>
#include <charconv>
#include <pugixml.hpp>
#include <unordered_map>

#include "citypact/core/diagnostics.hpp"
#include "citypact/load/load.hpp"
#include "json_fields.hpp"
#include "memory_graph.hpp"

namespace citypact::load {

namespace {

std::string content(pugi::xml_node element) {
  std::string text;
  for (const auto child : element.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  }
  return text;
}

std::uint32_t to_number(const std::string& text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) throw BadValue("'" + text + "' is not a whole number");
  return value;
}

float to_confidence(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= 0 && value <= 1)) throw BadValue("'" + text + "' is not a confidence");
  return static_cast<float>(value);
}

std::string to_iri(std::string text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || text.find_first_of(" \t\r\n<>\"") != std::string::npos) throw BadValue("'" + text + "' is not an IRI");
  return text;
}

using NodeField = void (*)(Node&, std::string);
using EdgeField = void (*)(Edge&, std::string);

const std::unordered_map<std::string_view, NodeField>& node_fields() {
  static const std::unordered_map<std::string_view, NodeField> table{
      {"iri", [](Node& n, std::string v) { n.iri = to_iri(std::move(v)); }},
      {"type", [](Node& n, std::string v) { n.type = std::move(v); }},
      {"subtype", [](Node& n, std::string v) { n.subtype = std::move(v); }},
      {"qid", [](Node& n, std::string v) { n.qid = std::move(v); }},
      {"aliases", [](Node& n, std::string v) { n.aliases = read_strings(parse_json(v)); }},
      {"replaced", [](Node& n, std::string v) { n.replaced = read_strings(parse_json(v)); }},
      {"time", [](Node& n, std::string v) { n.time = parse_date(v); }},
      {"attributes", [](Node& n, std::string v) { n.attributes = read_attributes(parse_json(v)); }},
      {"mentions", [](Node& n, std::string v) { n.mentions = to_number(v); }},
      {"degree", [](Node& n, std::string v) { n.degree = to_number(v); }},
  };
  return table;
}

const std::unordered_map<std::string_view, EdgeField>& edge_fields() {
  static const std::unordered_map<std::string_view, EdgeField> table{
      {"iri", [](Edge& e, std::string v) { e.iri = to_iri(std::move(v)); }},
      {"edgelabel", [](Edge& e, std::string v) { e.relation = std::move(v); }},
      {"status",
       [](Edge& e, std::string v) {
         const auto status = parse_status(v);
         if (!status) throw BadValue("unknown status '" + v + "'");
         e.status = *status;
       }},
      {"time", [](Edge& e, std::string v) { e.time = parse_date(v); }},
      {"role", [](Edge& e, std::string v) { e.role = std::move(v); }},
      {"role_text", [](Edge& e, std::string v) { e.role_text = std::move(v); }},
      {"instrument", [](Edge& e, std::string v) { e.instrument = std::move(v); }},
      {"topic", [](Edge& e, std::string v) { e.topic = std::move(v); }},
      {"amount", [](Edge& e, std::string v) { e.amount = std::move(v); }},
      {"share", [](Edge& e, std::string v) { e.share = std::move(v); }},
      {"deal", [](Edge& e, std::string v) { e.deal = std::move(v); }},
      {"through", [](Edge& e, std::string v) { e.through = std::move(v); }},
      {"count", [](Edge& e, std::string v) { e.count = to_number(v); }},
      {"confidence", [](Edge& e, std::string v) { e.confidence = to_confidence(v); }},
      {"evidence", [](Edge& e, std::string v) { e.evidence = read_evidence(parse_json(v)); }},
  };
  return table;
}

struct Field {
  NodeField node = nullptr;
  EdgeField edge = nullptr;
  std::string language;  // of a label
  bool documents = false;
};

class GraphmlReader {
 public:
  GraphmlReader(const std::filesystem::path& path, std::string bytes) : path_(path), bytes_(std::move(bytes)) {}
  std::unique_ptr<MemoryGraph> read();

 private:
  void read_keys(pugi::xml_node root);
  void read_node(pugi::xml_node element);
  void read_edge(pugi::xml_node element);
  void read_documents(pugi::xml_node element);
  template <class Apply>
  void for_each_data(pugi::xml_node element, Apply&& apply);
  [[noreturn]] void fail(std::ptrdiff_t offset, const std::string& message) const;

  const std::filesystem::path& path_;
  std::string bytes_;
  std::unordered_map<std::string, Field> keys_;
  std::unordered_map<std::string, std::string> iris_;  // by the file's own node ids
  std::unique_ptr<MemoryGraph> graph_ = std::make_unique<MemoryGraph>();
};

void GraphmlReader::fail(std::ptrdiff_t offset, const std::string& message) const {
  const auto end = bytes_.begin() + std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(bytes_.size()));
  const auto line = 1 + std::count(bytes_.begin(), end, '\n');
  throw Error(path_.string() + ":" + std::to_string(line) + ": " + message + "; this is no graph that `build` wrote");
}

std::unique_ptr<MemoryGraph> GraphmlReader::read() {
  if (bytes_.find('\0') != std::string::npos) throw Error(path_.string() + ": binary, not GraphML");
  pugi::xml_document document;
  const auto result = document.load_buffer(bytes_.data(), bytes_.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!result) fail(result.offset, std::string("not XML: ") + result.description());
  const auto root = document.child("graphml");
  const auto graph = root.child("graph");
  if (!root || !graph) fail(0, "no <graphml> with a <graph> in it");
  read_keys(root);
  for (const auto element : graph.children()) {
    const std::string_view name = element.name();
    try {
      if (name == "node") read_node(element);
      if (name == "data") read_documents(element);
    } catch (const BadValue& bad) {
      fail(element.offset_debug(), bad.what());
    }
  }
  for (const auto element : graph.children("edge")) {
    try {
      read_edge(element);
    } catch (const BadValue& bad) {
      fail(element.offset_debug(), bad.what());
    }
  }
  return std::move(graph_);
}

void GraphmlReader::read_keys(pugi::xml_node root) {
  for (const auto key : root.children("key")) {
    const std::string name = key.attribute("attr.name").value(), owner = key.attribute("for").value();
    Field field;
    const auto node = node_fields().find(name);
    const auto edge = edge_fields().find(name);
    if (owner != "edge" && node != node_fields().end()) field.node = node->second;
    if (owner != "node" && edge != edge_fields().end()) field.edge = edge->second;
    if (owner != "edge" && name.starts_with("label_")) field.language = name.substr(6);
    field.documents = name == "documents";
    if (owner == "edge" && name == "through") graph_->view = true;
    keys_[key.attribute("id").value()] = field;
  }
}

template <class Apply>
void GraphmlReader::for_each_data(pugi::xml_node element, Apply&& apply) {
  for (const auto data : element.children("data")) {
    const auto key = keys_.find(data.attribute("key").value());
    if (key == keys_.end()) throw BadValue(std::string("undeclared key '") + data.attribute("key").value() + "'");
    apply(key->second, data);
  }
}

void GraphmlReader::read_node(pugi::xml_node element) {
  Node node;
  for_each_data(element, [&](const Field& field, pugi::xml_node data) {
    if (field.node != nullptr) field.node(node, content(data));
    if (!field.language.empty()) node.labels[field.language] = content(data);
  });
  if (node.iri.empty()) throw BadValue("a node without an IRI");
  if (!iris_.emplace(element.attribute("id").value(), node.iri).second) throw BadValue("a node id stands twice");
  graph_->nodes.push_back(std::move(node));
}

void GraphmlReader::read_edge(pugi::xml_node element) {
  Edge edge;
  edge.id = element.attribute("id").value();
  edge.relation = element.attribute("label").value();
  const auto source = iris_.find(element.attribute("source").value()), target = iris_.find(element.attribute("target").value());
  if (source == iris_.end() || target == iris_.end()) throw BadValue("an edge that ends at no node");
  edge.source = source->second, edge.target = target->second;
  for_each_data(element, [&](const Field& field, pugi::xml_node data) {
    if (field.edge != nullptr) field.edge(edge, content(data));
  });
  if (edge.iri.empty() || edge.relation.empty()) throw BadValue("an edge without an IRI or a relation");
  if (std::ranges::any_of(edge.evidence, [&](const EdgeEvidence& piece) { return piece.knowledge.has_value() != edge.is_knowledge(); }))
    throw BadValue("an edge of which both documents and knowledge say so; these are two edges");
  if (edge.id.empty()) edge.id = edge.iri.substr(edge.iri.rfind('/') + 1);
  graph_->knowledge |= edge.is_knowledge();
  graph_->edges.push_back(std::move(edge));
}

void GraphmlReader::read_documents(pugi::xml_node element) {
  const auto key = keys_.find(element.attribute("key").value());
  if (key == keys_.end() || !key->second.documents) return;
  const Json array = parse_json(content(element));
  if (!array.is_array()) throw BadValue("documents are not an array");
  for (const Json& item : array) {
    graph_->documents.push_back(read_document(item));
    graph_->documents.back().iri = to_iri(graph_->documents.back().iri);
  }
}

}  // namespace

std::unique_ptr<MemoryGraph> read_graphml(const std::filesystem::path& path, std::string bytes) {
  return GraphmlReader(path, std::move(bytes)).read();
}

}  // namespace citypact::load
