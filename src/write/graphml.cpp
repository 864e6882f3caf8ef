// GraphML by the profile of schemas/graphml-profile.md: what Gephi, NetworkX, igraph, Cytoscape and Boost all read.
// Two passes over the nodes (languages and degrees first), one over documents and edges.
#include <array>
#include <charconv>
#include <unordered_map>

#include "display.hpp"
#include "formats.hpp"
#include "json_text.hpp"
#include "output.hpp"

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

/// Text for XML 1.0. Only what must be is escaped (white space between two entities vanishes under Java's own parser);
/// characters that XML cannot hold become U+FFFD.
void append_escaped(std::string& into, std::string_view text, bool in_attribute) {
  std::size_t plain = 0;
  const auto put = [&](std::size_t at, std::size_t length, std::string_view replacement) {
    into.append(text, plain, at - plain).append(replacement);
    plain = at + length;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte > '>' && byte != 0xEF) continue;
    if (byte == '&') put(i, 1, "&amp;");
    else if (byte == '<') put(i, 1, "&lt;");
    else if (byte == '>' && text.substr(0, i).ends_with("]]")) put(i, 1, "&gt;");
    else if (byte == '\r') put(i, 1, "&#13;");
    else if (in_attribute && byte == '"') put(i, 1, "&quot;");
    else if (in_attribute && byte == '\n') put(i, 1, "&#10;");
    else if (in_attribute && byte == '\t') put(i, 1, "&#9;");
    else if (byte < 0x20 && byte != '\n' && byte != '\t') put(i, 1, "\xEF\xBF\xBD");
    else if (byte == 0xEF && (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF")) put(i, 3, "\xEF\xBF\xBD"), i += 2;
  }
  into.append(text, plain);
}

std::string decimals(double value) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2).ptr;
  return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

/// Gephi merges edges of one kind between one pair and takes the label for the kind; so the second edge of a relation between a
/// pair (another date, another status) is labelled "signed-with (2)". About 40 bytes an edge; two pairs of one 64-bit hash would
/// only have a number too much.
class KindCounter {
 public:
  std::uint32_t next(const Edge& edge) { return ++counts_[hash(edge.relation, hash(edge.target, hash(edge.source, 0xcbf29ce484222325)))]; }

 private:
  static std::uint64_t hash(std::string_view text, std::uint64_t value) {
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;  // FNV-1a
    return (value ^ 0xff) * 0x100000001b3;
  }
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
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
