#include "citypact/core/files.hpp"
#include "commands.hpp"
#include "store_options.hpp"

namespace citypact::cli {
namespace {

struct Options {
  StoreTarget store;
  InputOptions input;
  std::string texts;
};

int run(const Options& options, Console& console) {
  auto wanted = options.store.options(StoreOptions::Access::create);
  if (options.texts == "evidence") wanted.texts = TextPolicy::evidence;
  Pipeline pipeline(find_share(), options.input.pipeline);
  Reporter reporter(console);
  StoreKeeper keeper(pipeline, options.store.path, wanted, program_version, reporter.diagnostics());
  if (!options.texts.empty() && keeper.store().texts() != wanted.texts)
    throw Error(options.store.path + ": keeps its texts the other way, which was settled when it was made; make another store for --texts " + options.texts);
  KeeperSummary summary;
  if (!options.input.pipeline.decisions.empty()) {
    std::vector<Decision> decisions;
    for (const auto& file : options.input.pipeline.decisions) {
      const auto decided = read_decisions(file);
      decisions.insert(decisions.end(), decided.begin(), decided.end());
    }
    summary.changes += keeper.set_decisions(decisions);
  }
  const KeeperSummary added = keeper.add(options.input.inputs, &reporter);
  summary.changes += added.changes, summary.unchanged = added.unchanged, summary.failed = added.failed;
  const int code = end_of_run(summary, reporter);
  account(summary, console);
  if (const auto stale = keeper.store().stale_count(keeper.fingerprint()); stale > 0)
    console.note(std::to_string(stale) + (stale == 1 ? " document was" : " documents were") + " read by another version, rules or options; 'citypact refresh' reads " +
                 (stale == 1 ? "it" : "them") + " again");
  return code;
}

}  // namespace

const char* const add_examples =
    "The store is made where there is none. A document that is there already is passed over; one whose text, title, date or\n"
    "language changed is replaced. What is done is kept at every moment: interrupted, the same command goes on.\n"
    "Decisions stay in the store until others are given.\n\n"
    "Examples:\n"
    "  citypact add graph.citypact news/\n"
    "  citypact add graph.citypact week.jsonl --decisions decisions.tsv\n"
    "  citypact add small.citypact news/ --texts evidence        # only what proves something is kept of a text";

Run set_up_add(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->store.declare(app);
  options->input.declare(app);
  app.add_option("--texts", options->texts, "what to keep of texts in a new store: full (default) or evidence")
      ->type_name("WHAT")
      ->check(CLI::IsMember({"full", "evidence"}).description(""));
  app.add_option("--decisions", options->input.pipeline.decisions, "what you decided about names (same, different, rename, drop); may be given more than once")
      ->type_name("FILE")
      ->allow_extra_args(false);
  options->input.declare_extraction(app);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
