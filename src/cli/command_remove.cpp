#include "citypact/core/files.hpp"
#include "commands.hpp"
#include "store_options.hpp"

namespace citypact::cli {
namespace {

struct Options {
  StoreTarget store;
  std::vector<std::string> names;
};

int run(const Options& options, Console& console) {
  Pipeline pipeline(find_share());
  Reporter reporter(console);
  StoreKeeper keeper(pipeline, options.store.path, options.store.options(StoreOptions::Access::write), program_version, reporter.diagnostics());
  const KeeperSummary summary = keeper.remove(options.names);
  const int code = end_of_run(summary, reporter);
  account(summary, console);
  return code;
}

}  // namespace

const char* const remove_examples =
    "Exactly what only these documents said goes; what others said too stays with their sentences. What is removed is\n"
    "overwritten in the file. When a name is unknown, nothing is removed.\n\n"
    "Examples:\n"
    "  citypact remove graph.citypact news/2024-03-14.txt\n"
    "  citypact remove graph.citypact https://example.org/a https://example.org/b";

Run set_up_remove(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->store.declare(app);
  app.add_option("ID", options->names, "ids as 'citypact list' prints them, or sources")->required()->type_name("");
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
