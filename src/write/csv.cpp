// A pair of tables (RFC 4180: CRLF, quotes doubled) for spreadsheets and for Gephi's spreadsheet import, whose names for the
// columns Id, Label, Source, Target, Type and Weight these are.
#include "display.hpp"
#include "formats.hpp"
#include "output.hpp"

namespace citypact::write {

namespace {

class Table {
 public:
  Table(std::ostream& stream, const WriteOptions& options) : out_(stream) {
    if (options.byte_order_mark) out_ << "\xEF\xBB\xBF";
  }

  Table& cell(std::string_view value) {
    if (!first_) out_ << ',';
    first_ = false;
    // A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it text (OWASP, "CSV Injection").
    const bool formula = !value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos;
    if (!formula && value.find_first_of(",\"\r\n") == std::string_view::npos) {
      out_ << value;
      return *this;
    }
    out_ << '"';
    if (formula) out_ << '\'';
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t quote = std::min(value.find('"', begin), value.size());
      out_ << value.substr(begin, quote - begin);
      if (quote < value.size()) out_ << "\"\"";
      begin = quote + 1;
    }
    out_ << '"';
    return *this;
  }
  Table& cell(std::uint64_t value) { return cell(std::string_view(std::to_string(value))); }
  Table& cell(const std::optional<Date>& date) { return cell(std::string_view(date ? to_edtf(*date) : "")); }
  void end_row() { out_ << "\r\n", first_ = true; }

 private:
  Output out_;
  bool first_ = true;
};

std::string measurement(const NodeAttribute& a) {
  const std::string_view sign = a.bound == Bound::min ? ">= " : a.bound == Bound::max ? "<= " : "";
  std::string text = a.property + ": " + std::string(sign) + a.value;
  if (!a.unit.empty()) text += " " + a.unit;
  if (a.time) text += " (" + to_edtf(*a.time) + ")";
  return text;
}

template <class Items, class Text>
std::string joined(const Items& items, Text&& text) {
  std::string result;
  for (const auto& item : items) {
    if (!result.empty()) result += " | ";
    result += text(item);
  }
  return result;
}

}  // namespace

void write_csv_nodes(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  const Display display(graph, ontology);
  Table table(out, options);
  for (const char* name : {"Id", "Label", "type", "subtype", "qid"}) table.cell(std::string_view(name));
  for (const std::string& language : display.languages()) table.cell("label_" + language);
  for (const char* name : {"aliases", "time", "statistics", "mentions", "degree"}) table.cell(std::string_view(name));
  table.end_row();
  graph.for_each_node([&](const Node& node) {
    table.cell(node.iri).cell(display.label(node)).cell(node.type).cell(node.subtype).cell(node.qid);
    for (const std::string& language : display.languages()) {
      const auto found = node.labels.find(language);
      table.cell(found == node.labels.end() ? std::string_view() : std::string_view(found->second));
    }
    table.cell(joined(node.aliases, [](const std::string& alias) { return alias; })).cell(node.time);
    table.cell(joined(node.attributes, measurement)).cell(std::uint64_t{node.mentions}).cell(std::uint64_t{node.degree});
    table.end_row();
  });
}

void write_csv_edges(const GraphSource& graph, const Ontology&, const WriteOptions& options, std::ostream& out) {
  Table table(out, options);
  for (const char* name : {"Source", "Target", "Type", "Id", "Label", "Weight", "status", "time", "role", "role_text", "instrument", "topic", "amount",
                           "share", "deal", "confidence", "document", "sentence", "documents"}) {
    table.cell(std::string_view(name));
  }
  table.end_row();
  graph.for_each_edge([&](const Edge& edge) {
    // Gephi aborts where directed and undirected edges of one kind join one pair, so all are directed.
    table.cell(edge.source).cell(edge.target).cell(std::string_view("Directed"));
    table.cell(edge.id).cell(edge.relation).cell(std::uint64_t{edge.evidence.empty() ? 1 : edge.evidence.size()});
    table.cell(to_string(edge.status)).cell(edge.time).cell(edge.role).cell(edge.role_text).cell(edge.instrument).cell(edge.topic);
    table.cell(edge.amount).cell(edge.share).cell(edge.deal).cell(std::string_view(two_decimals(edge.confidence)));
    const bool proven = !edge.evidence.empty();
    table.cell(std::string_view(proven ? edge.evidence.front().document : "")).cell(std::string_view(proven ? edge.evidence.front().sentence : ""));
    table.cell(joined(edge.evidence, [](const EdgeEvidence& evidence) { return evidence.document; }));
    table.end_row();
  });
}

}  // namespace citypact::write
