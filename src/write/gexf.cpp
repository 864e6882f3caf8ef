// GEXF 1.3, the format in which Gephi knows kinds of edges, colours, sizes, positions and times.
//
// A time is a spell of full days: 2020 is 2020-01-01 to 2020-12-31; an open end is left out. What has no time is always there.
#include <array>

#include "display.hpp"
#include "fields.hpp"
#include "formats.hpp"
#include "kind_counter.hpp"
#include "layout.hpp"
#include "output.hpp"
#include "xml_text.hpp"

namespace citypact::write {

namespace {

constexpr std::string_view type_names[] = {"string", "integer", "double"};  // by FieldType

/// Gephi keeps the spells of an element under names of its own that begin with "time"; the EDTF string stands beside them as "date".
std::string_view column_name(std::string_view field) { return field == "time" ? "date" : field; }

/// What GEXF says by elements and attributes of its own is no column.
bool is_column(std::string_view field) { return field != "weight" && field != "degree"; }

int days_in(int year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::string first_day(PartialDate date) {
  if (date.month == 0) date.month = 1;
  if (date.day == 0) date.day = 1;
  return to_edtf({date, date});
}

std::string last_day(PartialDate date) {
  if (date.month == 0) date.month = 12, date.day = 0;
  if (date.day == 0) date.day = static_cast<std::uint8_t>(days_in(date.year, date.month));
  return to_edtf({date, date});
}

/// Gephi's XML reader refuses a file with an attribute of more than 524,288 characters; a longer value ends in "…".
constexpr std::size_t longest_value = 500'000;  // bytes, never fewer than Java's characters

std::string_view cut(std::string_view value) {
  if (value.size() <= longest_value) return value;
  std::size_t end = longest_value;
  while ((static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  return value.substr(0, end);
}

class GexfWriter {
 public:
  GexfWriter(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out)
      : graph_(graph), options_(options), display_(graph, ontology, options.size), positions_(lay_out(graph)), out_(out) {}

  void write() {
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n"
            "<meta><creator>citypact</creator></meta>\n"
            "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n";
    columns();
    out_ << "<nodes>\n";
    graph_.for_each_node([this](const Node& node) { this->node(node); });
    out_ << "</nodes>\n<edges>\n";
    graph_.for_each_edge([this](const Edge& edge) { this->edge(edge); });
    out_ << "</edges>\n</graph>\n</gexf>\n";
  }

 private:
  void columns() {
    out_ << "<attributes class=\"node\">\n";
    for (const Field<Node>& field : node_fields_) column(field.name, type_names[static_cast<int>(field.type)]);
    if (display_.has_ranks()) column("pagerank", "double");
    column("aliases", "string");
    for (const std::string& language : display_.languages()) column("label_" + language, "string");
    out_ << "</attributes>\n<attributes class=\"edge\">\n";
    column("relation", "string");
    for (const Field<Edge>& field : edge_fields_) column(field.name, type_names[static_cast<int>(field.type)]);
    column("documents", "string");
    out_ << "</attributes>\n";
  }
  void column(std::string_view name, std::string_view type) {
    if (!is_column(name)) return;
    line_ = "<attribute";
    attribute("id", column_name(name));
    attribute("title", column_name(name));
    attribute("type", type);
    out_ << line_ << "/>\n";
  }
  template <class Owner>
  void fields(const std::vector<Field<Owner>>& table, const Owner& item) {
    for (const Field<Owner>& field : table) {
      if (is_column(field.name)) value(column_name(field.name), field.value(item, scratch_));
    }
  }
  void attribute(std::string_view name, std::string_view value) {
    ((line_ += ' ') += name) += "=\"";
    const std::string_view kept = cut(value);
    append_escaped(line_, kept, true);
    line_ += kept.size() < value.size() ? "…\"" : "\"";
  }
  void value(std::string_view column, std::string_view value) {
    if (value.empty()) return;
    line_ += "<attvalue";
    attribute("for", column);
    attribute("value", value);
    line_ += "/>";
  }
  void color(Rgb rgb) {
    line_ += "<viz:color r=\"" + std::to_string(rgb.red) + "\" g=\"" + std::to_string(rgb.green) + "\" b=\"" + std::to_string(rgb.blue) + "\"/>";
  }
  void spell(const std::optional<Date>& time) {
    if (!time || (!time->begin && !time->end)) return;
    line_ += "<spells><spell";
    if (time->begin) attribute("start", first_day(*time->begin));
    if (time->end) attribute("end", last_day(*time->end));
    line_ += "/></spells>";
  }
  void node(const Node& node);
  void edge(const Edge& edge);

  const GraphSource& graph_;
  const WriteOptions& options_;
  Display display_;
  std::vector<Field<Node>> node_fields_ = node_fields(graph_);
  std::vector<Field<Edge>> edge_fields_ = edge_fields(graph_);
  std::vector<Position> positions_;
  std::size_t number_ = 0;  // of the next node
  Output out_;
  std::string line_, scratch_;
  KindCounter kinds_{graph_.edge_count()};
};

void GexfWriter::node(const Node& node) {
  line_ = "<node id=\"";
  append_token(line_, node.iri, options_.base);
  line_ += '"';
  attribute("label", display_.label(node));
  line_ += "><attvalues>";
  fields(node_fields_, node);
  if (display_.has_ranks()) value("pagerank", decimals(display_.rank(number_)));
  value("aliases", joined(node.aliases));
  for (const auto& [language, label] : node.labels) value("label_" + language, label);
  line_ += "</attvalues>";
  spell(node.time);
  color(display_.color(node));
  const Position at = positions_[number_];
  line_ += "<viz:position x=\"" + decimals(at.x) + "\" y=\"" + decimals(at.y) + "\" z=\"0\"/><viz:size value=\"" + decimals(display_.size(node, number_)) + "\"/>";
  ++number_;
  out_ << line_ << "</node>\n";
}

void GexfWriter::edge(const Edge& edge) {
  line_ = "<edge";
  attribute("id", edge.id);
  line_ += " source=\"";
  append_token(line_, edge.source, options_.base);
  line_ += "\" target=\"";
  append_token(line_, edge.target, options_.base);
  line_ += "\" type=\"directed\"";
  attribute("kind", kinds_.kind(edge));
  attribute("label", edge.relation);
  attribute("weight", std::to_string(weight_of(edge)));
  line_ += "><attvalues>";
  value("relation", edge.relation);
  fields(edge_fields_, edge);
  value("documents", documents_of(edge));
  line_ += "</attvalues>";
  spell(edge.time);
  color(display_.color(edge));
  out_ << line_ << "</edge>\n";
}

}  // namespace

void write_gexf(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  GexfWriter(graph, ontology, options, out).write();
}

}  // namespace citypact::write
