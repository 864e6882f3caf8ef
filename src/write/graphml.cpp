// GraphML by the profile of schemas/graphml-profile.md: what Gephi, NetworkX, igraph, Cytoscape and Boost all read.
// Two passes over the nodes (languages and degrees first), one over documents and edges.
#include <array>

#include "display.hpp"
#include "formats.hpp"
#include "json_text.hpp"
#include "output.hpp"
#include "xml_text.hpp"

namespace citypact::write {

namespace {

struct Key {
  std::string_view owner;  // "node", "edge", "graph"
  std::string_view name, type;
};

// The key's id is the owner's first letter, '_' and the name. `r`, `g`, `b` and `size` are Gephi's own; `interaction` is Cytoscape's.
constexpr std::array keys{
    Key{"graph", "documents", "string"},
    Key{"node", "iri", "string"}, Key{"node", "label", "string"}, Key{"node", "type", "string"}, Key{"node", "subtype", "string"},
    Key{"node", "qid", "string"}, Key{"node", "aliases", "string"}, Key{"node", "time", "string"}, Key{"node", "attributes", "string"},
    Key{"node", "mentions", "int"}, Key{"node", "degree", "int"}, Key{"node", "r", "int"}, Key{"node", "g", "int"},
    Key{"node", "b", "int"}, Key{"node", "size", "double"},
    Key{"edge", "iri", "string"}, Key{"edge", "edgelabel", "string"}, Key{"edge", "interaction", "string"}, Key{"edge", "status", "string"},
    Key{"edge", "time", "string"}, Key{"edge", "role", "string"}, Key{"edge", "role_text", "string"}, Key{"edge", "instrument", "string"},
    Key{"edge", "topic", "string"}, Key{"edge", "amount", "string"}, Key{"edge", "share", "string"}, Key{"edge", "deal", "string"},
    Key{"edge", "confidence", "double"}, Key{"edge", "weight", "double"}, Key{"edge", "r", "int"}, Key{"edge", "g", "int"},
    Key{"edge", "b", "int"}, Key{"edge", "document", "string"}, Key{"edge", "sentence", "string"}, Key{"edge", "evidence", "string"},
};

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
  void data(std::string_view key_id, std::string_view value) {
    if (value.empty()) return;
    ((line_ += "<data key=\"") += key_id) += "\">";
    append_escaped(line_, value, false);
    line_ += "</data>";
  }
  void data(std::string_view key_id, std::uint64_t value) { data(key_id, std::to_string(value)); }
  void color(char owner, Rgb rgb) {
    for (const auto& [name, value] : {std::pair{'r', rgb.red}, std::pair{'g', rgb.green}, std::pair{'b', rgb.blue}}) {
      const char id[] = {owner, '_', name};
      data({id, 3}, std::uint64_t{value});
    }
  }

  const GraphSource& graph_;
  const WriteOptions& options_;
  Display display_;
  Output out_;
  std::string line_;
  KindCounter kinds_;
};

void GraphmlWriter::head() {
  out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
          "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  for (const Key& item : keys) {
    key(item.owner, item.name, item.type);
    if (item.owner == "node" && item.name == "label") {
      for (const std::string& language : display_.languages()) key("node", "label_" + language, "string");
    }
  }
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
  data("n_iri", node.iri);
  data("n_label", display_.label(node));
  for (const auto& [language, label] : node.labels) {
    line_ += "<data key=\"n_label_";
    append_escaped(line_, language, true);
    line_ += "\">";
    append_escaped(line_, label, false);
    line_ += "</data>";
  }
  data("n_type", node.type);
  data("n_subtype", node.subtype);
  data("n_qid", node.qid);
  if (!node.aliases.empty()) data("n_aliases", strings_json(node.aliases));
  if (node.time) data("n_time", to_edtf(*node.time));
  if (!node.attributes.empty()) data("n_attributes", attributes_json(node.attributes));
  data("n_mentions", std::uint64_t{node.mentions});
  data("n_degree", std::uint64_t{node.degree});
  color('n', display_.color(node));
  data("n_size", decimals(display_.size(node)));
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
    append_escaped(line_, edge.relation, true);
    if (const std::uint32_t number = kinds_.next(edge); number > 1) line_ += " (" + std::to_string(number) + ")";
  }
  line_ += "\">";
  data("e_iri", edge.iri);
  data("e_edgelabel", edge.relation);
  data("e_interaction", edge.relation);
  data("e_status", to_string(edge.status));
  if (edge.time) data("e_time", to_edtf(*edge.time));
  data("e_role", edge.role);
  data("e_role_text", edge.role_text);
  data("e_instrument", edge.instrument);
  data("e_topic", edge.topic);
  data("e_amount", edge.amount);
  data("e_share", edge.share);
  data("e_deal", edge.deal);
  data("e_confidence", two_decimals(edge.confidence));
  data("e_weight", std::uint64_t{edge.evidence.empty() ? 1 : edge.evidence.size()});  // Gephi deletes an edge of weight 0
  color('e', display_.color(edge));
  if (!edge.evidence.empty()) {
    data("e_document", edge.evidence.front().document);
    data("e_sentence", edge.evidence.front().sentence);
    data("e_evidence", evidence_json(edge.evidence));
  }
  out_ << line_ << "</edge>\n";
}

}  // namespace

void write_graphml(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  GraphmlWriter(graph, ontology, options, out).write();
}

}  // namespace citypact::write
