// GraphML by the profile of schemas/graphml-profile.md: what Gephi, NetworkX, igraph, Cytoscape and Boost all read.
// Two passes over the nodes (languages and degrees first), one over documents and edges.
#include <array>
#include <map>

#include "display.hpp"
#include "fields.hpp"
#include "formats.hpp"
#include "json_text.hpp"
#include "kind_counter.hpp"
#include "output.hpp"
#include "xml_text.hpp"

namespace citypact::write {

namespace {

// The key's id is the owner's first letter, '_' and the name. `r`, `g`, `b` and `size` are Gephi's own; `interaction` is Cytoscape's.
constexpr std::string_view type_names[] = {"string", "int", "double"};  // by FieldType

class GraphmlWriter {
 public:
  GraphmlWriter(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out)
      : graph_(graph), options_(options), display_(graph, ontology, options.size), out_(out) {}

  void write() {
    head();
    documents();
    graph_.for_each_node([this](const Node& node) { this->node(node); });
    graph_.for_each_edge([this](const Edge& edge) { this->edge(edge); });
    out_ << "</graph>\n</graphml>\n";
  }

 private:
  void head();
  void documents();
  void node(const Node& node);
  void edge(const Edge& edge);

  void key(std::string_view owner, std::string_view name, std::string_view type) {
    line_.clear();
    append_escaped(line_, name, true);
    out_ << "<key id=\"" << owner[0] << '_' << line_ << "\" for=\"" << owner << "\" attr.name=\"" << line_ << "\" attr.type=\"" << type << "\"/>\n";
  }
  void data(char owner, std::string_view name, std::string_view value) {
    if (!value.empty()) data(opening(owner, name), value);
  }
  void data(std::string_view opening, std::string_view value) { data(line_, opening, value); }
  static void data(std::string& into, std::string_view opening, std::string_view value) {
    into += opening;
    append_escaped(into, value, false);
    into += "</data>";
  }
  static std::string opening(char owner, std::string_view name) { return ((std::string("<data key=\"") += owner) += '_').append(name) += "\">"; }
  template <class Owner>
  static std::vector<std::string> openings(char owner, const std::vector<Field<Owner>>& table) {
    std::vector<std::string> all;
    for (const Field<Owner>& field : table) all.push_back(opening(owner, field.name));
    return all;
  }
  template <class Owner>
  void fields(std::string& into, const std::vector<Field<Owner>>& table, const std::vector<std::string>& openings, const Owner& item) {
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (const auto value = table[i].value(item, scratch_); !value.empty()) data(into, openings[i], value);
    }
  }
  void color(char owner, Rgb rgb) {
    data(owner, "r", std::to_string(rgb.red));
    data(owner, "g", std::to_string(rgb.green));
    data(owner, "b", std::to_string(rgb.blue));
  }

  /// What all edges of a relation that texts say, or that knowledge says, have in common: written once.
  struct OfRelation {
    std::string names, color;
  };
  const OfRelation& of_relation(const Edge& edge);

  const GraphSource& graph_;
  const WriteOptions& options_;
  Display display_;
  std::size_t number_ = 0;  // of the next node
  std::vector<Field<Node>> node_fields_ = node_fields(graph_);
  std::vector<Field<Edge>> edge_fields_ = edge_fields(graph_);
  std::vector<std::string> node_openings_ = openings('n', node_fields_), edge_openings_ = openings('e', edge_fields_);
  const std::string evidence_opening_ = opening('e', "evidence");
  std::array<std::map<std::string, OfRelation, std::less<>>, 2> relations_;  // what texts say, what knowledge says: paler
  Output out_;
  std::string line_, scratch_;
  KindCounter kinds_{graph_.edge_count()};
};

void GraphmlWriter::head() {
  out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
          "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  key("graph", "documents", "string");
  for (const char* name : {"label", "aliases", "replaced", "attributes"}) key("node", name, "string");
  for (const std::string& language : display_.languages()) key("node", "label_" + language, "string");
  for (const Field<Node>& field : node_fields_) key("node", field.name, type_names[static_cast<int>(field.type)]);
  for (const char* name : {"r", "g", "b"}) key("node", name, "int");
  key("node", "size", "double");
  if (display_.has_ranks()) key("node", "pagerank", "double");
  for (const char* name : {"edgelabel", "interaction", "evidence"}) key("edge", name, "string");
  for (const Field<Edge>& field : edge_fields_) key("edge", field.name, type_names[static_cast<int>(field.type)]);
  for (const char* name : {"r", "g", "b"}) key("edge", name, "int");
  out_ << "<graph id=\"citypact\" edgedefault=\"directed\">\n";
}

void GraphmlWriter::documents() {
  std::string_view separator = "<data key=\"g_documents\">[";
  bool any = false;
  graph_.for_each_document([&](const GraphDocument& document) {
    line_.clear();
    append_escaped(line_, document_json(document), false);
    out_ << separator << line_;
    separator = ",\n", any = true;
  });
  if (any) out_ << "]</data>\n";
}

void GraphmlWriter::node(const Node& node) {
  line_ = "<node id=\"";
  append_token(line_, node.iri, options_.base);
  line_ += "\"><desc>";
  append_escaped(line_, display_.label(node), false);
  line_ += "</desc>";
  data('n', "label", display_.label(node));
  for (const auto& [language, label] : node.labels) {
    scratch_ = "label_";
    append_escaped(scratch_, language, true);
    data('n', scratch_, label);
  }
  if (!node.aliases.empty()) data('n', "aliases", strings_json(node.aliases));
  if (!node.replaced.empty()) data('n', "replaced", strings_json(node.replaced));
  if (!node.attributes.empty()) data('n', "attributes", attributes_json(node.attributes));
  fields(line_, node_fields_, node_openings_, node);
  color('n', display_.color(node));
  data('n', "size", decimals(display_.size(node, number_)));
  if (display_.has_ranks()) data('n', "pagerank", decimals(display_.rank(number_)));
  ++number_;
  out_ << line_ << "</node>\n";
}

const GraphmlWriter::OfRelation& GraphmlWriter::of_relation(const Edge& edge) {
  auto& relations = relations_[edge.is_knowledge()];
  const auto known = relations.find(edge.relation);
  if (known != relations.end()) return known->second;
  OfRelation common;
  line_.swap(common.names);
  data('e', "edgelabel", edge.relation);
  data('e', "interaction", edge.relation);
  line_.swap(common.names);
  line_.swap(common.color);
  color('e', display_.color(edge));
  line_.swap(common.color);
  return relations.emplace(edge.relation, std::move(common)).first->second;
}

void GraphmlWriter::edge(const Edge& edge) {
  const std::uint64_t kind = options_.strict ? 0 : kinds_.approach(edge);
  const OfRelation& common = of_relation(edge);
  std::string& out = out_.buffer();
  out += "<edge id=\"";
  append_escaped(out, edge.id, true);
  out += "\" source=\"";
  append_token(out, edge.source, options_.base);
  out += "\" target=\"";
  append_token(out, edge.target, options_.base);
  if (!options_.strict) {
    out += "\" label=\"";
    append_escaped(out, kinds_.kind(edge, kind), true);
  }
  out += "\">";
  out += common.names;
  fields(out, edge_fields_, edge_openings_, edge);
  if (!edge.evidence.empty()) {
    out += evidence_opening_;
    evidence_json(edge.evidence, out, JsonText::Within::xml);
    out += "</data>";
  }
  out += common.color;
  out += "</edge>\n";
  out_.flush_when_full();
}

}  // namespace

void write_graphml(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  GraphmlWriter(graph, ontology, options, out).write();
}

}  // namespace citypact::write
