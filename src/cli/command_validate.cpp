#include <nlohmann/json.hpp>

#include "citypact/core/files.hpp"
#include "citypact/core/graph_check.hpp"
#include "citypact/load/load.hpp"
#include "commands.hpp"
#include "store_options.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string graph;
  InputOptions input;
  bool json = false, csv = false;
};

int run(const Options& options, Console& console) {
  const Pipeline pipeline(find_share(), options.input.pipeline);
  const bool is_store = Store::is_store(options.graph) || !std::filesystem::exists(options.graph);
  std::vector<Breach> breaches;
  std::size_t stale = 0;
  std::unique_ptr<GraphSource> graph;
  if (is_store) {
    auto store = std::make_unique<Store>(options.graph, pipeline.ontology());
    for (const auto& message : store->check()) breaches.push_back({options.graph, message});
    stale = store->stale_count(pipeline.fingerprint(program_version));
    graph = std::move(store);
  } else {
    graph = load_graph(options.graph, pipeline.ontology());
  }
  if (breaches.empty())  // else its tables cannot be relied on
    for (auto& breach : check_graph(*graph, pipeline.ontology())) breaches.push_back(std::move(breach));
  if (options.json) {
    Json list = Json::array();
    for (const auto& breach : breaches) list.push_back({{"place", breach.place}, {"message", breach.message}});
    console.out << Json{{"valid", breaches.empty()}, {"breaches", std::move(list)}, {"stale", stale}}.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  } else {
    std::vector<std::vector<std::string>> rows;
    for (const auto& breach : breaches) rows.push_back({breach.place, breach.message});
    if (options.csv) write_csv({"place", "message"}, rows, console.out);
    else write_table(rows, console.width, console.out);
    if (breaches.empty()) console.note(options.graph + ": " + std::to_string(graph->node_count()) + " nodes and " + std::to_string(graph->edge_count()) + " edges, all in order");
    if (stale > 0) console.note(std::to_string(stale) + " documents are stale: read by another version, rules or options; 'citypact refresh' reads them again");
  }
  return breaches.empty() ? exit_fine : exit_bad_data;
}

}  // namespace

const char* const validate_examples =
    "Looks at types, relations and their ends (the ontology), evidence and its places in the texts, orphans, and in a store at\n"
    "its tables and at what is stale. Prints what breaks a law, one a line. Exit status: 0 all in order, 1 not.\n\n"
    "Examples:\n"
    "  citypact validate graph.citypact\n"
    "  citypact validate graph.graphml --json";

Run set_up_validate(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph, "a store, or a .graphml or .jsonl that 'citypact build' wrote")->required()->type_name("");
  auto* json = app.add_flag("--json", options->json, "a JSON object instead of text");
  app.add_flag("--csv", options->csv, "a table for spreadsheets instead of text")->excludes(json);
  options->input.declare_extraction(app);
  options->input.declare_knowledge(app);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
