// GraphML by the profile of schemas/graphml-profile.md: what Gephi, NetworkX, igraph, Cytoscape and Boost all read.
// Two passes over the nodes (languages and degrees first), one over documents and edges.
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
      : graph_(graph), options_(options), display_(graph, ontology), out_(out) {}

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
    if (value.empty()) return;
    (((line_ += "<data key=\"") += owner) += '_') += name;
    line_ += "\">";
    append_escaped(line_, value, false);
    line_ += "</data>";
  }
  template <class Owner>
  void fields(char owner, const std::vector<Field<Owner>>& table, const Owner& item) {
    for (const Field<Owner>& field : table) data(owner, field.name, field.value(item, scratch_));
  }
  void color(char owner, Rgb rgb) {
    data(owner, "r", std::to_string(rgb.red));
    data(owner, "g", std::to_string(rgb.green));
    data(owner, "b", std::to_string(rgb.blue));
  }

  const GraphSource& graph_;
  const WriteOptions& options_;
  Display display_;
  std::vector<Field<Node>> node_fields_ = node_fields(graph_);
  std::vector<Field<Edge>> edge_fields_ = edge_fields(graph_);
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
  fields('n', node_fields_, node);
  color('n', display_.color(node));
  data('n', "size", decimals(display_.size(node)));
  out_ << line_ << "</node>\n";
}

void GraphmlWriter::edge(const Edge& edge) {
  line_ = "<edge id=\"";
  append_escaped(line_, edge.id, true);
  line_ += "\" source=\"";
  append_token(line_, edge.source, options_.base);
  line_ += "\" target=\"";
  append_token(line_, edge.target, options_.base);
  if (!options_.strict) {
    line_ += "\" label=\"";
    append_escaped(line_, kinds_.kind(edge), true);
  }
  line_ += "\">";
  data('e', "edgelabel", edge.relation);
  data('e', "interaction", edge.relation);
  fields('e', edge_fields_, edge);
  if (!edge.evidence.empty()) data('e', "evidence", evidence_json(edge.evidence));
  color('e', display_.color(edge));
  out_ << line_ << "</edge>\n";
}

}  // namespace

void write_graphml(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  GraphmlWriter(graph, ontology, options, out).write();
}

}  // namespace citypact::write
