#include "citypact/core/files.hpp"
#include "commands.hpp"
#include "store_options.hpp"

namespace citypact::cli {
namespace {

struct Options {
  StoreTarget store;
  InputOptions input;
  bool dry_run = false;
};

int run(const Options& options, Console& console) {
  Pipeline pipeline(find_share(), options.input.pipeline);
  Reporter reporter(console);
  StoreKeeper keeper(pipeline, options.store.path, options.store.options(StoreOptions::Access::write), program_version, reporter.diagnostics());
  if (options.dry_run) {
    for (const auto& id : keeper.store().stale(keeper.fingerprint())) console.out << id << '\n';
    return exit_fine;
  }
  const KeeperSummary summary = keeper.refresh(&reporter);
  if (summary.without_text > 0) {
    for (const auto& source : summary.needed) console.out << source << '\n';
    throw Error(options.store.path + ": keeps only the sentences that prove something; add the sources above again with 'citypact add'");
  }
  const int code = end_of_run(summary, reporter);
  account(summary, console);
  return code;
}

}  // namespace

const char* const refresh_examples =
    "Documents that another version of the program, other models, rules, knowledge or options have read are read again from the\n"
    "text in the store; the end is that of adding them all anew. Interrupted, the same command goes on. Where only evidence was\n"
    "kept, the sources that are needed again are listed.\n\n"
    "Examples:\n"
    "  citypact refresh graph.citypact --dry-run\n"
    "  citypact refresh graph.citypact --rules my-rules/";

Run set_up_refresh(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->store.declare(app);
  app.add_flag("--dry-run", options->dry_run, "only list the documents that would be read again");
  options->input.declare_extraction(app);
  options->input.declare_knowledge(app);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
