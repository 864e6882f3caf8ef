#include <map>
#include <optional>

#include "citypact/assemble/with_knowledge.hpp"
#include "citypact/core/files.hpp"
#include "commands.hpp"
#include "graph_options.hpp"
#include "input_options.hpp"
#include "outputs.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

struct Options {
  InputOptions input;
  OutputOptions output;
  bool with_knowledge = false;
};

/// Documents, nodes by type, edges by relation; for the person who waits at a terminal or asks for it.
void account(const GraphSource& graph, const ReadSummary& summary, Console& console) {
  std::map<std::string, std::size_t> types, relations;
  graph.for_each_node([&](const Node& node) { ++types[node.type]; });
  graph.for_each_edge([&](const Edge& edge) { ++relations[edge.relation]; });
  std::vector<std::vector<std::string>> rows{{"documents", std::to_string(summary.documents), ""},
                                             {"nodes", std::to_string(graph.node_count()), ""}};
  for (const auto& [type, count] : types) rows.push_back({"  " + type, std::to_string(count), ""});
  rows.push_back({"edges", std::to_string(graph.edge_count()), ""});
  for (const auto& [relation, count] : relations) rows.push_back({"  " + relation, std::to_string(count), ""});
  write_table(rows, console.width, console.err);
}

int run(const Options& options, Console& console) {
  const auto outputs = options.output.match();
  Pipeline pipeline(find_share(), options.input.pipeline);
  Reporter reporter(console);
  ReadSummary summary;
  const KnowledgeGraph graph = pipeline.build(options.input.inputs, reporter.diagnostics(), &reporter, &summary);
  const int code = reporter.finish(summary);
  if (summary.documents == 0) return exit_bad_data;  // what is wrong has been said; an empty graph would hide it
  std::optional<GraphWithKnowledge> more;
  if (options.with_knowledge) more.emplace(graph, *pipeline.gazetteer(), pipeline.ontology());
  const GraphSource& written = more ? static_cast<const GraphSource&>(*more) : graph;
  options.output.write_to(outputs, written, pipeline.ontology(), console);
  if (console.err_is_terminal && !console.quiet) account(written, summary, console);
  return code;
}

}  // namespace

const char* const build_examples =
    "Names are joined across documents, ties that repeat are merged and keep every sentence that proves them.\n\n"
    "Examples:\n"
    "  citypact build news/ -o graph.graphml                     # opens in Gephi\n"
    "  citypact build news/ -o cities.gexf --view cities         # only cities, tied by what they share\n"
    "  citypact build a.txt b.jsonl -o g.graphml -o g.nq -o g.csv --force\n"
    "  citypact build news/ -o graph.graphml --with-knowledge    # also which country a city lies in, said by a data set\n"
    "  cat release.txt | citypact build - -o - -f nquads | sort";

Run set_up_build(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->input.declare(app, true);
  options->output.declare(app);
  app.add_option("--decisions", options->input.pipeline.decisions, "what you decided about names (same, different, rename, drop); may be given more than once")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_flag("--with-knowledge", options->with_knowledge, with_knowledge_help);
  options->input.declare_extraction(app);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
