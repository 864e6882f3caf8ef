#include "commands.hpp"
#include "graph_json.hpp"
#include "graph_options.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

struct Options {
  GraphOptions graph;
  EdgeOptions edges;
  std::string from, to;
  PathOptions query;
  bool json = false, csv = false;
};

Json to_json(const Path& path, const OpenGraph& open) {
  Json nodes = Json::array(), steps = Json::array();
  for (const Node& node : path.nodes) nodes.push_back(node_json(node, open));
  for (const PathStep& step : path.steps) {
    Json json = edge_json(step.edge, open);
    json["direction"] = direction_text(step.edge, step.forward, open.ontology());
    json["others"] = step.others;
    json["evidence"] = evidence_json(step.edge);
    steps.push_back(std::move(json));
  }
  return {{"length", path.steps.size()}, {"nodes", std::move(nodes)}, {"steps", std::move(steps)}};
}

void write_text(const std::vector<Path>& paths, const OpenGraph& open, const Console& console) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Path& path = paths[i];
    if (i > 0) console.out << '\n';
    for (std::size_t n = 0; n < path.nodes.size(); ++n) {
      console.out << (n > 0 ? " - " : "") << painted(console, Paint::strong, printable(open.label(path.nodes[n])));
    }
    console.out << " (" << path.steps.size() << (path.steps.size() == 1 ? " step)\n\n" : " steps)\n\n");
    Table table({"EDGE", "FROM", "", "RELATION", "TO", "STATUS", "TIME", "ROLE"});
    for (std::size_t s = 0; s < path.steps.size(); ++s) {
      const PathStep& step = path.steps[s];
      const std::string others = step.others > 0 ? step.edge.relation + " +" + std::to_string(step.others) : step.edge.relation;
      table.add({{step.edge.id, Paint::faint}, open.label(path.nodes[s]), arrow(step.edge, step.forward, open.ontology()), others, open.label(path.nodes[s + 1]),
                 {std::string(to_string(step.edge.status)), paint_of(step.edge.status)}, time_text(step.edge.time), step.edge.role},
                proof(step.edge, console));
    }
    table.write(console, console.out);
  }
}

void write_rows(const std::vector<Path>& paths, const OpenGraph& open, std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (std::size_t s = 0; s < paths[i].steps.size(); ++s) {
      const PathStep& step = paths[i].steps[s];
      const Node &from = paths[i].nodes[s], &to = paths[i].nodes[s + 1];
      const EdgeEvidence* best = best_evidence(step.edge);
      rows.push_back({std::to_string(i + 1), std::to_string(s + 1), step.edge.id, open.label(from), from.iri, direction_text(step.edge, step.forward, open.ontology()), step.edge.relation,
                      open.label(to), to.iri, std::string(to_string(step.edge.status)), time_text(step.edge.time), step.edge.role, confidence_text(step.edge.confidence),
                      std::to_string(step.others), best ? best->source() : "", best ? best->statement() : ""});
    }
  }
  write_csv({"path", "step", "edge", "from", "from_iri", "direction", "relation", "to", "to_iri", "status", "time", "role", "confidence", "others", "document", "sentence"}, rows, out);
}

int run(Options options, Console& console) {
  const OpenGraph open(options.graph, console);
  for (const std::string& relation : options.edges.relations) require_relation(relation, open.ontology());
  options.query.relations = options.edges.relations, options.query.min_confidence = options.edges.chosen_confidence();
  if (!options.edges.statuses.empty()) options.query.statuses = options.edges.chosen_statuses();
  const auto from = open.find(options.from);
  if (!from) return exit_bad_data;
  const auto to = open.find(options.to);
  if (!to) return exit_bad_data;
  if (from->iri == to->iri) throw Error("'" + options.from + "' and '" + options.to + "' are one node; name two");

  const auto paths = find_paths(open.graph(), from->iri, to->iri, options.query);
  if (options.json) {
    Json result = Json::array();
    for (const Path& path : paths) result.push_back(to_json(path, open));
    write_json(result, console.out);
  } else if (options.csv) {
    write_rows(paths, open, console.out);
  } else {
    write_text(paths, open, console);
  }
  if (!paths.empty()) return exit_fine;
  console.error(options.graph.path, "nothing leads from " + open.label(*from) + " to " + open.label(*to) + (options.edges.relations.empty() ? "" : " along these relations"));
  return exit_bad_data;
}

}  // namespace

const char* const path_examples =
    "Edges are walked in either direction; a denied tie leads nowhere unless --status asks for it. The shortest way comes first,\n"
    "of equally long ones the best proven. '+2' behind a relation: two more edges join the same two nodes.\n\n"
    "Examples:\n"
    "  citypact path graph.graphml Kazan Beijing\n"
    "  citypact path graph.graphml Kazan Beijing -k 3 --relation signed-with,cooperates-with\n"
    "  citypact path graph.graphml Q900 Q956 --json";

Run set_up_path(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->graph.declare(app);
  app.add_option("A", options->from, "where to begin")->required()->type_name("");
  app.add_option("B", options->to, "where to go")->required()->type_name("");
  app.add_option("-k,--paths", options->query.count, "how many ways, 1 to 100 (default 1)")->type_name("N")->check(CLI::Range(1, 100).description(""));
  options->edges.declare(app, "only through this relation, see 'citypact types'; several with a comma");
  options->graph.declare_as_of(app);
  options->graph.declare_knowledge(app);
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON array instead of text");
  app.add_flag("--csv", options->csv, "a table for spreadsheets instead of text")->excludes(json);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
