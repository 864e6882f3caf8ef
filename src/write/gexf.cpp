// GEXF 1.3, the format in which Gephi knows kinds of edges, colours, sizes, positions and times.
//
// A time is a spell of full days: 2020 is 2020-01-01 to 2020-12-31; an open end is left out. What has no time is always there.
#include <array>

#include "display.hpp"
#include "formats.hpp"
#include "layout.hpp"
#include "output.hpp"
#include "xml_text.hpp"

namespace citypact::write {

namespace {

struct Column {
  std::string_view name, type;
};
constexpr std::array node_columns{Column{"iri", "string"}, Column{"type", "string"}, Column{"subtype", "string"}, Column{"qid", "string"},
                                  Column{"aliases", "string"}, Column{"date", "string"}, Column{"mentions", "integer"}};
constexpr std::array edge_columns{Column{"iri", "string"}, Column{"relation", "string"}, Column{"status", "string"}, Column{"date", "string"},
                                  Column{"role", "string"}, Column{"role_text", "string"}, Column{"instrument", "string"}, Column{"topic", "string"},
                                  Column{"amount", "string"}, Column{"share", "string"}, Column{"deal", "string"}, Column{"confidence", "double"},
                                  Column{"document", "string"}, Column{"sentence", "string"}, Column{"documents", "string"}};

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

std::string joined(const std::vector<std::string>& strings) {
  std::string all;
  for (const std::string& string : strings) all += (all.empty() ? "" : " | ") + string;
  return all;
}

class GexfWriter {
 public:
  GexfWriter(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out)
      : graph_(graph), options_(options), display_(graph, ontology), positions_(lay_out(graph)), out_(out) {}

  void write() {
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n"
            "<meta><creator>citypact</creator></meta>\n"
            "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n";
    columns("node", node_columns);
    columns("edge", edge_columns);
    out_ << "<nodes>\n";
    graph_.for_each_node([this](const Node& node) { this->node(node); });
    out_ << "</nodes>\n<edges>\n";
    graph_.for_each_edge([this](const Edge& edge) { this->edge(edge); });
    out_ << "</edges>\n</graph>\n</gexf>\n";
  }

 private:
  template <class Columns>
  void columns(std::string_view owner, const Columns& columns) {
    out_ << "<attributes class=\"" << owner << "\">\n";
    for (const Column& column : columns) out_ << "<attribute id=\"" << column.name << "\" title=\"" << column.name << "\" type=\"" << column.type << "\"/>\n";
    if (owner == "node") {
      for (const std::string& language : display_.languages()) {
        line_.clear();
        append_escaped(line_, "label_" + language, true);
        out_ << "<attribute id=\"" << line_ << "\" title=\"" << line_ << "\" type=\"string\"/>\n";
      }
    }
    out_ << "</attributes>\n";
  }
  void attribute(std::string_view name, std::string_view value) {
    ((line_ += ' ') += name) += "=\"";
    append_escaped(line_, value, true);
    line_ += '"';
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
  std::vector<Position> positions_;
  std::size_t next_position_ = 0;
  Output out_;
  std::string line_;
  KindCounter kinds_;
};

void GexfWriter::node(const Node& node) {
  line_ = "<node id=\"";
  append_token(line_, node.iri, options_.base);
  line_ += '"';
  attribute("label", display_.label(node));
  line_ += "><attvalues>";
  value("iri", node.iri);
  value("type", node.type);
  value("subtype", node.subtype);
  value("qid", node.qid);
  value("aliases", joined(node.aliases));
  if (node.time) value("date", to_edtf(*node.time));
  value("mentions", std::to_string(node.mentions));
  for (const auto& [language, label] : node.labels) value("label_" + language, label);
  line_ += "</attvalues>";
  spell(node.time);
  color(display_.color(node));
  const Position at = positions_[next_position_++];
  line_ += "<viz:position x=\"" + decimals(at.x) + "\" y=\"" + decimals(at.y) + "\" z=\"0\"/><viz:size value=\"" + decimals(display_.size(node)) + "\"/>";
  out_ << line_ << "</node>\n";
}

void GexfWriter::edge(const Edge& edge) {
  line_ = "<edge";
  attribute("id", edge.id);
  line_ += " source=\"";
  append_token(line_, edge.source, options_.base);
  line_ += "\" target=\"";
  append_token(line_, edge.target, options_.base);
  const std::uint32_t number = kinds_.next(edge);
  line_ += "\" type=\"directed\"";
  attribute("kind", number > 1 ? edge.relation + " (" + std::to_string(number) + ")" : edge.relation);
  attribute("label", edge.relation);
  attribute("weight", std::to_string(edge.evidence.empty() ? 1 : edge.evidence.size()));
  line_ += "><attvalues>";
  value("iri", edge.iri);
  value("relation", edge.relation);
  value("status", to_string(edge.status));
  if (edge.time) value("date", to_edtf(*edge.time));
  value("role", edge.role);
  value("role_text", edge.role_text);
  value("instrument", edge.instrument);
  value("topic", edge.topic);
  value("amount", edge.amount);
  value("share", edge.share);
  value("deal", edge.deal);
  value("confidence", two_decimals(edge.confidence));
  if (!edge.evidence.empty()) {
    value("document", edge.evidence.front().document);
    value("sentence", edge.evidence.front().sentence);
    std::vector<std::string> documents;
    for (const EdgeEvidence& evidence : edge.evidence) {
      if (documents.empty() || documents.back() != evidence.document) documents.push_back(evidence.document);
    }
    value("documents", joined(documents));
  }
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
