#include "citypact/assemble/with_knowledge.hpp"
#include "citypact/core/files.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/store/store.hpp"
#include "commands.hpp"
#include "graph_options.hpp"
#include "outputs.hpp"

namespace citypact::cli {
namespace {

struct Options {
  std::string store;
  OutputOptions output;
  bool with_knowledge = false;
};

int run(const Options& options, Console& console) {
  const auto outputs = options.output.match();
  const Ontology ontology = read_ontology(find_share() / "schemas" / "ontology.ttl");
  const Store store(options.store, ontology);
  OutputOptions output = options.output;
  output.write.base = store.base();
  if (output.write.with_text && store.texts() == TextPolicy::evidence)
    throw Error(options.store + ": keeps the sentences that prove something, not the texts; leave out --with-text");
  if (!options.with_knowledge) {
    output.write_to(outputs, store, ontology, console);
    return exit_fine;
  }
  const Gazetteer gazetteer(find_share() / "knowledge.bin");
  output.write_to(outputs, GraphWithKnowledge(store, gazetteer, ontology), ontology, console);
  return exit_fine;
}

}  // namespace

const char* const export_examples =
    "Writes what 'citypact build' would write of the same documents, byte for byte.\n\n"
    "Examples:\n"
    "  citypact export graph.citypact -o graph.graphml -o graph.nq --force\n"
    "  citypact export graph.citypact -o cities.gexf --view cities\n"
    "  citypact export graph.citypact -o - -f jsonl | head -1";

Run set_up_export(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("STORE", options->store, "a store that 'citypact add' made")->required()->type_name("");
  options->output.declare(app);
  app.add_flag("--with-knowledge", options->with_knowledge, with_knowledge_help);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
