#pragma once
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "citypact/pipeline/store_keeper.hpp"
#include "console.hpp"
#include "input_options.hpp"

namespace citypact::cli {

/// The store that a command changes, and how long to wait for others that write to it.
struct StoreTarget {
  std::string path;
  unsigned wait = 10;  // seconds

  void declare(CLI::App& app);
  StoreOptions options(StoreOptions::Access access) const;
};

/// One line: documents by what became of them, nodes and edges that came and went. Silent when quiet.
void account(const KeeperSummary& summary, Console& console);

/// The exit code of a run: what is reported is bad data.
int end_of_run(const KeeperSummary& summary, Reporter& reporter);

/// What an extraction's fingerprint takes for the program.
extern const char* const program_version;

}  // namespace citypact::cli
