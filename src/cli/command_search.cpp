#include "commands.hpp"
#include "graph_json.hpp"
#include "graph_options.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

struct Options {
  GraphOptions graph;
  std::string text;
  SearchOptions query;
  bool json = false, csv = false;
};

int run(const Options& options, Console& console) {
  const OpenGraph open(options.graph, console);
  require_type(options.query.type, open.ontology());
  const auto hits = search_names(open.graph(), options.text, open.ontology(), open.names(), options.query);
  if (options.json) {
    Json result = Json::array();
    for (const SearchHit& hit : hits) {
      Json node = node_json(hit.node, open);
      node["degree"] = hit.node.degree;
      result.push_back({{"name", hit.name}, {"likeness", to_string(hit.likeness)}, {"node", std::move(node)}});
    }
    write_json(result, console.out);
  } else if (options.csv) {
    std::vector<std::vector<std::string>> rows;
    for (const SearchHit& hit : hits) {
      rows.push_back({open.label(hit.node), type_of(hit.node), hit.node.iri, hit.node.qid, std::to_string(hit.node.degree), std::string(to_string(hit.likeness)), hit.name});
    }
    write_csv({"label", "type", "iri", "qid", "edges", "likeness", "name"}, rows, console.out);
  } else if (!hits.empty()) {
    Table table({"LABEL", "TYPE", "EDGES", "LIKENESS", "ID", "FOUND AS"});
    for (const SearchHit& hit : hits) {
      const std::string label = open.label(hit.node);
      table.add({{label, Paint::strong}, type_of(hit.node), number(hit.node.degree), std::string(to_string(hit.likeness)),
                 {hit.node.qid.empty() ? hit.node.iri : hit.node.qid, Paint::faint}, hit.name == label ? "" : hit.name});
    }
    table.write(console, console.out);
  }
  if (!hits.empty()) return exit_fine;
  console.error(options.graph.path, "no name is like '" + options.text + "'");
  return exit_bad_data;
}

}  // namespace

const char* const search_examples =
    "Names are found by their begin, by the begins of their words, with a slip in four letters, and in any script. LIKENESS says how:\n"
    "same, begins, words, sounds (another script) or similar. Of equals the best connected come first.\n\n"
    "Examples:\n"
    "  citypact search graph.graphml mosc\n"
    "  citypact search graph.graphml 'innov clust' --type Cluster\n"
    "  citypact search graph.graphml Bejing --json";

Run set_up_search(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->graph.declare(app);
  app.add_option("TEXT", options->text, "what to look for")->required()->type_name("");
  app.add_option("--type", options->query.type, "only nodes of this type or its subtypes, see 'citypact types'")->type_name("TYPE");
  app.add_option("--limit", options->query.limit, "at most so many (default 20)")->type_name("N")->check(CLI::Range(1, 10000).description(""));
  options->graph.declare_as_of(app);
  CLI::Option* json = app.add_flag("--json", options->json, "a JSON array instead of text");
  app.add_flag("--csv", options->csv, "a table for spreadsheets instead of text")->excludes(json);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
