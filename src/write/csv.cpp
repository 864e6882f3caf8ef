// A pair of tables (RFC 4180: CRLF, quotes doubled) for spreadsheets and for Gephi's spreadsheet import, whose names for the
// columns Id, Label, Source, Target, Type, Kind and Weight these are.
#include "citypact/core/csv.hpp"
#include "display.hpp"
#include "fields.hpp"
#include "formats.hpp"
#include "kind_counter.hpp"
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
    out_ << csv_cell(value);
    return *this;
  }
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

/// The columns Id and Weight say it already.
bool is_column(std::string_view field) { return field != "iri" && field != "weight"; }

template <class Owner>
void names(Table& table, const std::vector<Field<Owner>>& fields) {
  for (const Field<Owner>& field : fields) {
    if (is_column(field.name)) table.cell(field.name);
  }
}

template <class Owner>
void values(Table& table, const std::vector<Field<Owner>>& fields, const Owner& owner, std::string& scratch) {
  for (const Field<Owner>& field : fields) {
    if (is_column(field.name)) table.cell(field.value(owner, scratch));
  }
}

}  // namespace

void write_csv_nodes(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  const Display display(graph, ontology);
  const auto fields = node_fields(graph);
  Table table(out, options);
  table.cell("Id").cell("Label");
  names(table, fields);
  for (const std::string& language : display.languages()) table.cell("label_" + language);
  table.cell("aliases").cell("statistics");
  table.end_row();
  std::string scratch;
  graph.for_each_node([&](const Node& node) {
    table.cell(node.iri).cell(display.label(node));
    values(table, fields, node, scratch);
    for (const std::string& language : display.languages()) {
      const auto found = node.labels.find(language);
      table.cell(found == node.labels.end() ? std::string_view() : std::string_view(found->second));
    }
    std::vector<std::string> statistics;
    for (const NodeAttribute& attribute : node.attributes) statistics.push_back(measurement(attribute));
    table.cell(joined(node.aliases)).cell(joined(statistics));
    table.end_row();
  });
}

void write_csv_edges(const GraphSource& graph, const Ontology&, const WriteOptions& options, std::ostream& out) {
  const auto fields = edge_fields(graph);
  Table table(out, options);
  KindCounter kinds(graph.edge_count());
  for (const char* name : {"Source", "Target", "Type", "Kind", "Id", "Label", "Weight"}) table.cell(name);
  names(table, fields);
  table.cell("documents");
  table.end_row();
  std::string scratch;
  graph.for_each_edge([&](const Edge& edge) {
    // Gephi aborts where directed and undirected edges of one kind join one pair, so all are directed.
    table.cell(edge.source).cell(edge.target).cell("Directed").cell(kinds.kind(edge)).cell(edge.id).cell(edge.relation).cell(std::to_string(weight_of(edge)));
    values(table, fields, edge, scratch);
    table.cell(documents_of(edge));
    table.end_row();
  });
}

}  // namespace citypact::write
