#include <algorithm>
#include <map>

#include "citypact/core/graph_labels.hpp"
#include "commands.hpp"
#include "graph_json.hpp"
#include "graph_options.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

struct Options {
  GraphOptions graph;
  std::string name;
  std::size_t limit = 100;
  bool json = false, csv = false;
};

/// Something with a date.
struct Moment {
  std::string time, what, edge;
};

/// A document that says something about the node, and how often.
struct Source {
  std::string id, published, title;
  std::size_t statements = 0;
};

/// All that is known about one node.
struct Profile {
  Node node;
  std::vector<Neighbor> edges;
  std::vector<Moment> timeline;   // the earliest first
  std::vector<Source> documents;  // the newest first, those without a date last
};

std::string attribute_text(const NodeAttribute& attribute) {
  const char* sign = attribute.bound == Bound::min ? "at least " : attribute.bound == Bound::max ? "at most " : "";
  return attribute.property + ": " + sign + attribute.value + (attribute.unit.empty() || attribute.unit == attribute.property ? "" : " " + attribute.unit);
}

std::vector<Moment> timeline(const Profile& profile, const OpenGraph& open) {
  std::vector<Moment> moments;
  if (profile.node.time) moments.push_back({to_edtf(*profile.node.time), type_of(profile.node), ""});
  for (const Neighbor& one : profile.edges) {
    if (!one.edge.time) continue;
    std::string what = one.edge.relation + (one.edge.status == Status::asserted ? "" : " (" + std::string(to_string(one.edge.status)) + ")") + " " +
                       arrow(one.edge, one.outgoing, open.ontology()) + " " + open.label(one.node) + (one.edge.role.empty() ? "" : ", " + one.edge.role);
    moments.push_back({to_edtf(*one.edge.time), std::move(what), one.edge.id});
  }
  for (const NodeAttribute& attribute : profile.node.attributes) {
    if (attribute.time) moments.push_back({to_edtf(*attribute.time), attribute_text(attribute), ""});
  }
  std::ranges::stable_sort(moments, {}, &Moment::time);
  return moments;
}

std::vector<Source> documents(const Profile& profile, const OpenGraph& open) {
  std::map<std::string, std::size_t> counts;
  for (const Neighbor& one : profile.edges) {
    for (const EdgeEvidence& evidence : one.edge.evidence)
      if (!evidence.knowledge) ++counts[evidence.document];
  }
  for (const NodeAttribute& attribute : profile.node.attributes) ++counts[attribute.evidence.document];
  std::vector<Source> sources;
  for (const auto& [id, count] : counts) {
    const auto document = open.graph().find_document(id);
    sources.push_back({id, document ? time_text(document->document.published) : "", document ? document->document.title : "", count});
  }
  std::ranges::stable_sort(sources, std::greater<>(), &Source::published);
  return sources;
}

/// "and 3 more": what a limit has hidden.
void write_rest(std::size_t all, std::size_t limit, std::ostream& out) {
  if (all > limit) out << "  and " << all - limit << " more; --limit shows them\n";
}

void write_head(const Profile& profile, const OpenGraph& open, const Console& console) {
  const Node& node = profile.node;
  console.out << painted(console, Paint::strong, printable(open.label(node))) << " (" << printable(type_of(node)) << ")\n\n";
  std::vector<std::vector<std::string>> rows;
  for (const auto& [language, name] : node.labels) rows.push_back({"  " + language, name});
  std::string aliases;
  for (const std::string& alias : node.aliases) aliases += (aliases.empty() ? "" : "; ") + alias;
  if (!aliases.empty()) rows.push_back({"  also", aliases});
  if (node.time) rows.push_back({"  time", to_edtf(*node.time)});
  if (!node.qid.empty()) rows.push_back({"  Wikidata", node.qid});
  rows.push_back({"  IRI", node.iri});
  rows.push_back({"  edges", std::to_string(node.degree)});
  rows.push_back({"  mentions", std::to_string(node.mentions)});
  write_table(rows, console.width, console.out);
}

void write_text(const Profile& profile, const OpenGraph& open, std::size_t limit, const Console& console) {
  write_head(profile, open, console);
  const auto heading = [&](const char* text) { console.out << '\n' << painted(console, Paint::accent, text) << '\n'; };
  const auto first = [limit](const auto& items) { return std::min(limit, items.size()); };
  if (!profile.node.attributes.empty()) {
    heading("Attributes");
    Table table({});
    for (std::size_t i = 0; i < first(profile.node.attributes); ++i) {
      const NodeAttribute& attribute = profile.node.attributes[i];
      table.add({"  " + attribute_text(attribute), time_text(attribute.time)},
                marked_sentence(attribute.evidence, console) + " " + painted(console, Paint::faint, "[" + printable(attribute.evidence.document) + "]"));
    }
    table.write(console, console.out);
    write_rest(profile.node.attributes.size(), limit, console.out);
  }
  if (!profile.timeline.empty()) {
    heading("Timeline");
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < first(profile.timeline); ++i) rows.push_back({"  " + profile.timeline[i].time, profile.timeline[i].edge, profile.timeline[i].what});
    write_table(rows, console.width, console.out);
    write_rest(profile.timeline.size(), limit, console.out);
  }
  if (!profile.edges.empty()) {
    heading("Edges");
    Table table({});
    for (std::size_t i = 0; i < first(profile.edges); ++i) {
      const Neighbor& one = profile.edges[i];
      table.add({{"  " + one.edge.id, Paint::faint}, arrow(one.edge, one.outgoing, open.ontology()), one.edge.relation, {open.label(one.node), Paint::strong}, type_of(one.node),
                 {std::string(to_string(one.edge.status)), paint_of(one.edge.status)}, time_text(one.edge.time), one.edge.role});
    }
    table.write(console, console.out);
    write_rest(profile.edges.size(), limit, console.out);
  }
  if (!profile.documents.empty()) {
    heading("Documents");
    Table table({});
    for (std::size_t i = 0; i < first(profile.documents); ++i) {
      const Source& source = profile.documents[i];
      table.add({"  " + source.id, source.published, number(source.statements), source.title});
    }
    table.write(console, console.out);
    write_rest(profile.documents.size(), limit, console.out);
  }
}

Json attribute_json(const NodeAttribute& attribute) {
  return {{"property", attribute.property}, {"value", attribute.value}, {"unit", attribute.unit}, {"bound", to_string(attribute.bound)},
          {"time", time_text(attribute.time)}, {"speaker", attribute.speaker}, {"evidence", evidence_json(attribute.evidence)}};
}

Json to_json(const Profile& profile, const OpenGraph& open) {
  Json json = node_json(profile.node, open);
  json["aliases"] = profile.node.aliases;
  json["time"] = time_text(profile.node.time);
  json["degree"] = profile.node.degree;
  json["mentions"] = profile.node.mentions;
  for (const char* list : {"attributes", "timeline", "edges", "documents"}) json[list] = Json::array();
  for (const NodeAttribute& attribute : profile.node.attributes) json["attributes"].push_back(attribute_json(attribute));
  for (const Moment& moment : profile.timeline) json["timeline"].push_back({{"time", moment.time}, {"what", moment.what}, {"edge", moment.edge}});
  for (const Neighbor& one : profile.edges) {
    Json edge = edge_json(one.edge, open);
    edge["direction"] = direction_text(one.edge, one.outgoing, open.ontology());
    edge["evidence"] = evidence_json(one.edge);
    json["edges"].push_back(std::move(edge));
  }
  for (const Source& source : profile.documents) {
    json["documents"].push_back({{"id", source.id}, {"published", source.published}, {"title", source.title}, {"statements", source.statements}});
  }
  return json;
}

/// All lists in one table; the timeline is the column of times.
void write_rows(const Profile& profile, const OpenGraph& open, std::ostream& out) {
  const Node& node = profile.node;
  std::vector<std::vector<std::string>> rows;
  for (const auto& [language, name] : node.labels) rows.push_back({"name", language, "", name, "", "", ""});
  for (const std::string& alias : node.aliases) rows.push_back({"alias", "", "", alias, "", "", ""});
  rows.push_back({"node", type_of(node), "", node.qid, "", time_text(node.time), node.iri});
  for (const NodeAttribute& one : profile.node.attributes) rows.push_back({"attribute", one.property, "", attribute_text(one), "", time_text(one.time), one.evidence.document});
  for (const Neighbor& one : profile.edges) {
    rows.push_back({"edge", one.edge.relation, std::string(direction_text(one.edge, one.outgoing, open.ontology())), open.label(one.node), std::string(to_string(one.edge.status)),
                    time_text(one.edge.time), one.edge.id});
  }
  for (const Source& source : profile.documents) rows.push_back({"document", std::to_string(source.statements), "", source.title, "", source.published, source.id});
  write_csv({"what", "of", "direction", "value", "status", "time", "id"}, rows, out);
}

int run(const Options& options, Console& console) {
  const OpenGraph open(options.graph, console);
  auto node = open.find(options.name);
  if (!node) return exit_bad_data;
  Profile profile;
  profile.node = std::move(*node);
  profile.edges = neighbors(open.graph(), profile.node.iri, open.ontology(), {});
  profile.timeline = timeline(profile, open);
  profile.documents = documents(profile, open);
  if (options.json) write_json(to_json(profile, open), console.out);
  else if (options.csv) write_rows(profile, open, console.out);
  else write_text(profile, open, options.limit, console);
  return exit_fine;
}

}  // namespace

const char* const show_examples =
    "Everything that the graph knows about one node: names in all languages, attributes with the sentences behind them, what\n"
    "happened when, its edges, and the documents that say something about it (with the number of statements).\n\n"
    "Examples:\n"
    "  citypact show graph.graphml Beijing\n"
    "  citypact show graph.graphml Q956 --as-of 2020-12-31\n"
    "  citypact show graph.graphml Beijing --json";

Run set_up_show(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->graph.declare(app);
  app.add_option("NAME", options->name, "a name in any form, an IRI or a Wikidata id")->required()->type_name("");
  options->graph.declare_as_of(app);
  options->graph.declare_knowledge(app);
  app.add_option("--limit", options->limit, "at most so many lines a list (default 100); JSON and CSV have all")->type_name("N")->check(CLI::PositiveNumber.description(""));
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON object instead of text");
  app.add_flag("--csv", options->csv, "a table for spreadsheets instead of text")->excludes(json);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
