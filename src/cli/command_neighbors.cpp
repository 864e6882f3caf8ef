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
  std::string name, direction, since, until;
  NeighborOptions query;
  bool json = false, csv = false;
};

/// The lines of the table, each followed by the sentence that proves it.
void write_text(const std::vector<Neighbor>& found, const OpenGraph& open, unsigned depth, const Console& console) {
  Table table({"EDGE", "", "RELATION", "NEIGHBOUR", "TYPE", "STATUS", "TIME", depth > 1 ? "STEPS" : "", "ROLE"});
  for (const auto& one : found) {
    table.add({{one.edge.id, Paint::faint}, arrow(one.edge, one.outgoing, open.ontology()), one.edge.relation, {open.label(one.node), Paint::strong}, type_of(one.node),
               {std::string(to_string(one.edge.status)), paint_of(one.edge.status)}, time_text(one.edge.time), depth > 1 ? std::to_string(one.distance) : "", one.edge.role},
              proof(one.edge, console));
  }
  table.write(console, console.out);
}

Json to_json(const Neighbor& one, const OpenGraph& open) {
  return {{"edge", one.edge.id},
          {"direction", direction_text(one.edge, one.outgoing, open.ontology())},
          {"relation", one.edge.relation},
          {"role", one.edge.role},
          {"time", time_text(one.edge.time)},
          {"status", to_string(one.edge.status)},
          {"confidence", confidence_value(one.edge.confidence)},
          {"distance", one.distance},
          {"node", node_json(one.node, open)},
          {"evidence", evidence_json(one.edge)}};
}

std::vector<std::string> to_csv(const Neighbor& one, const OpenGraph& open) {
  const EdgeEvidence* best = best_evidence(one.edge);
  return {one.edge.id, direction_text(one.edge, one.outgoing, open.ontology()), one.edge.relation, open.label(one.node), type_of(one.node), one.node.iri, one.node.qid,
          std::string(to_string(one.edge.status)), time_text(one.edge.time), std::to_string(one.distance), one.edge.role, confidence_text(one.edge.confidence),
          std::to_string(one.edge.evidence.size()), best ? best->source() : "", best ? best->statement() : ""};
}

int run(Options options, Console& console) {
  if (!options.since.empty()) options.query.since = parse_day("--since", options.since);
  if (!options.until.empty()) options.query.until = parse_day("--until", options.until);
  const OpenGraph open(options.graph, console);
  require_type(options.query.type, open.ontology());
  for (const std::string& relation : options.edges.relations) require_relation(relation, open.ontology());
  options.query.relations = options.edges.relations;
  options.query.statuses = options.edges.chosen_statuses(), options.query.min_confidence = options.edges.chosen_confidence();
  if (options.direction == "out") options.query.direction = Direction::outgoing;
  if (options.direction == "in") options.query.direction = Direction::incoming;
  const auto start = open.find(options.name);
  if (!start) return exit_bad_data;

  const auto found = neighbors(open.graph(), start->iri, open.ontology(), options.query);
  if (options.json) {
    Json result = Json::array();
    for (const auto& one : found) result.push_back(to_json(one, open));
    write_json(result, console.out);
  } else if (options.csv) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : found) rows.push_back(to_csv(one, open));
    write_csv({"edge", "direction", "relation", "neighbour", "type", "iri", "qid", "status", "time", "steps", "role", "confidence", "evidence", "document", "sentence"}, rows, console.out);
  } else if (found.empty()) {
    console.note(open.label(*start) + " has no such neighbours");
  } else {
    console.out << painted(console, Paint::strong, printable(open.label(*start))) << " (" << printable(type_of(*start)) << ")\n\n";
    write_text(found, open, options.query.depth, console);
  }
  return exit_fine;
}

}  // namespace

const char* const neighbors_examples =
    "NAME may stand in any case form, script or language that the graph or the gazetteer knows; an IRI or Wikidata id\n"
    "will do too. Each line is an edge: -> leads from NAME, <- to it, -- both ways; below it the sentence that proves it.\n"
    "Nearest first, then by relation, the newest first.\n\n"
    "--as-of DAY --known: what documents published by that day say (what --as-of means alone).\n"
    "--as-of DAY --held: what held on that day, whenever it was published: ties that had begun and were not over.\n"
    "With both: what held on that day as far as it was known on that day.\n"
    "--since and --until ask for something else: edges whose own time touches those days.\n\n"
    "Examples:\n"
    "  citypact neighbors graph.graphml Beijing\n"
    "  citypact neighbors graph.jsonl Q956 --type Organization --relation signed-with --since 2020\n"
    "  citypact neighbors graph.graphml Beijing --as-of 2020-12-31 --held --min-confidence 0.8\n"
    "  citypact neighbors graph.graphml Beijing --depth 2 --limit 50 --json";

Run set_up_neighbors(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->graph.declare(app);
  app.add_option("NAME", options->name, "whose neighbours to show")->required()->type_name("");
  app.add_option("--type", options->query.type, "only neighbours of this type or its subtypes, see 'citypact types'")->type_name("TYPE");
  options->edges.declare(app, "only edges of this relation, see 'citypact types'; several with a comma");
  app.add_option("--direction", options->direction, "only edges from NAME (out) or to it (in), as seen from the nearer node")
      ->type_name("out|in")
      ->check(CLI::IsMember({"out", "in", "both"}).description(""));
  app.add_option("--since", options->since, "only edges whose time touches this day or a later one")->type_name("DATE");
  app.add_option("--until", options->until, "only edges whose time touches this day or an earlier one")->type_name("DATE");
  options->graph.declare_as_of(app);
  options->graph.declare_knowledge(app);
  app.add_option("--depth", options->query.depth, "edges to go from NAME, 1 to 9 (default 1)")->type_name("N")->check(CLI::Range(1, 9).description(""));
  app.add_option("--limit", options->query.limit, "at most so many edges")->type_name("N")->check(CLI::PositiveNumber.description(""));
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON array instead of text");
  app.add_flag("--csv", options->csv, "a table for spreadsheets instead of text")->excludes(json);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
