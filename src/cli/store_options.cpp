#include "store_options.hpp"

#include "command.hpp"

namespace citypact::cli {

const char* const program_version = "citypact " CITYPACT_VERSION;

void StoreTarget::declare(CLI::App& app) {
  app.add_option("STORE", path, "the store, by custom graph.citypact")->required()->type_name("");
  app.add_option("--wait", wait, "seconds to wait for another process that writes to the store (default 10)")->type_name("S")->check(CLI::Range(0, 86400).description(""));
}

StoreOptions StoreTarget::options(StoreOptions::Access access) const {
  StoreOptions options;
  options.access = access;
  options.patience_milliseconds = static_cast<int>(wait) * 1000;
  return options;
}

void account(const KeeperSummary& summary, Console& console) {
  const StoreChanges& c = summary.changes;
  std::string line;
  const auto count = [&](std::size_t number, const char* what, bool always) {
    if (number > 0 || always) line += (line.empty() ? "" : ", ") + std::to_string(number) + " " + what;
  };
  const bool adding = c.removed == 0;
  count(c.added, "new", adding);
  count(c.replaced, "replaced", adding);
  count(summary.unchanged, "unchanged", adding);
  count(c.removed, "removed", !adding);
  count(summary.failed, "failed", adding);
  console.note("documents: " + line + "; nodes: " + std::to_string(c.nodes_added) + " added, " + std::to_string(c.nodes_removed) + " removed; edges: " +
               std::to_string(c.edges_added) + " added, " + std::to_string(c.edges_removed) + " removed");
}

int end_of_run(const KeeperSummary& summary, Reporter& reporter) {
  ReadSummary read;
  read.failed = summary.failed;
  return reporter.finish(read);
}

}  // namespace citypact::cli
