#include "difference_text.hpp"

#include "graph_json.hpp"
#include "graph_options.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

/// One line of a difference, for text and CSV.
struct Line {
  char sign = '~';         // '+' came, '-' went, '~' changed
  std::string kind, id, what;
  std::vector<FieldChange> fields;
};

std::string edge_text(const Edge& edge, const OpenGraph& open) {
  const auto end = [&](const std::string& iri) {
    const auto node = open.graph().find_node(iri);
    return node ? open.label(*node) : iri;
  };
  std::string text = end(edge.source) + " " + arrow(edge, true, open.ontology()) + " " + edge.relation + " " + arrow(edge, true, open.ontology()) + " " + end(edge.target);
  if (edge.status != Status::asserted) text += " (" + std::string(to_string(edge.status)) + ")";
  if (edge.time) text += ", " + to_edtf(*edge.time);
  if (!edge.role.empty()) text += ", " + edge.role;
  return text;
}

std::string node_text(const Node& node, const OpenGraph& open) { return open.label(node) + " (" + type_of(node) + ")"; }
std::string node_id(const Node& node) { return node.qid.empty() ? node.iri : node.qid; }

std::vector<Line> lines_of(const Difference& difference, const OpenGraph& before, const OpenGraph& after) {
  std::vector<Line> lines;
  for (const Node& node : difference.removed_nodes) lines.push_back({'-', "node", node_id(node), node_text(node, before), {}});
  for (const Node& node : difference.added_nodes) lines.push_back({'+', "node", node_id(node), node_text(node, after), {}});
  for (const NodeChange& change : difference.changed_nodes) lines.push_back({'~', "node", node_id(change.after), node_text(change.after, after), change.fields});
  for (const Edge& edge : difference.removed_edges) lines.push_back({'-', "edge", edge.id, edge_text(edge, before), {}});
  for (const Edge& edge : difference.added_edges) lines.push_back({'+', "edge", edge.id, edge_text(edge, after), {}});
  for (const auto* list : {&difference.moved_edges, &difference.changed_edges}) {
    for (const EdgeChange& change : *list) lines.push_back({'~', "edge", change.after.id, edge_text(change.after, after), change.fields});
  }
  return lines;
}

void write_text(const std::vector<Line>& lines, const Console& console) {
  Table table({});
  for (const Line& line : lines) {
    const Paint paint = line.sign == '+' ? Paint::good : line.sign == '-' ? Paint::bad : Paint::doubtful;
    std::string below;
    for (const FieldChange& field : line.fields) {
      if (field.field == "evidence") continue;  // long; --json has it
      below += (below.empty() ? "" : "; ") + printable(field.field) + ": " + (field.before.empty() ? "nothing" : printable(field.before)) + " -> " +
               (field.after.empty() ? "nothing" : printable(field.after));
    }
    if (below.empty() && !line.fields.empty()) below = "other evidence";
    table.add({{std::string(1, line.sign), paint}, line.kind, {line.what, paint}, {line.id, Paint::faint}}, below);
  }
  table.write(console, console.out);
}

void write_rows(const std::vector<Line>& lines, std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  for (const Line& line : lines) {
    const std::string change = line.sign == '+' ? "added" : line.sign == '-' ? "removed" : "changed";
    if (line.fields.empty()) rows.push_back({change, line.kind, line.id, line.what, "", "", ""});
    for (const FieldChange& field : line.fields) rows.push_back({change, line.kind, line.id, line.what, field.field, field.before, field.after});
  }
  write_csv({"change", "kind", "id", "what", "field", "before", "after"}, rows, out);
}

Json fields_json(const std::vector<FieldChange>& fields) {
  Json list = Json::array();
  for (const FieldChange& field : fields) list.push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
  return list;
}

Json to_json(const Difference& difference, const OpenGraph& before, const OpenGraph& after) {
  Json nodes{{"added", Json::array()}, {"removed", Json::array()}, {"changed", Json::array()}};
  Json edges{{"added", Json::array()}, {"removed", Json::array()}, {"moved", Json::array()}, {"changed", Json::array()}};
  for (const Node& node : difference.added_nodes) nodes["added"].push_back(node_json(node, after));
  for (const Node& node : difference.removed_nodes) nodes["removed"].push_back(node_json(node, before));
  for (const NodeChange& change : difference.changed_nodes) nodes["changed"].push_back({{"node", node_json(change.after, after)}, {"fields", fields_json(change.fields)}});
  for (const Edge& edge : difference.added_edges) edges["added"].push_back(edge_json(edge, after));
  for (const Edge& edge : difference.removed_edges) edges["removed"].push_back(edge_json(edge, before));
  for (const EdgeChange& change : difference.moved_edges) {
    edges["moved"].push_back({{"before", edge_json(change.before, before)}, {"after", edge_json(change.after, after)}, {"fields", fields_json(change.fields)}});
  }
  for (const EdgeChange& change : difference.changed_edges) edges["changed"].push_back({{"edge", edge_json(change.after, after)}, {"fields", fields_json(change.fields)}});
  return {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
}

}  // namespace

bool write_difference(const OpenGraph& before, const OpenGraph& after, DifferenceForm form, Console& console) {
  const Difference result = difference(before.graph(), after.graph());
  switch (form) {
    case DifferenceForm::json: write_json(to_json(result, before, after), console.out); break;
    case DifferenceForm::csv: write_rows(lines_of(result, before, after), console.out); break;
    case DifferenceForm::text: write_text(lines_of(result, before, after), console); break;
  }
  return !result.empty();
}

}  // namespace citypact::cli
