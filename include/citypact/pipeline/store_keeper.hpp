#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/pipeline/pipeline.hpp"
#include "citypact/resolve/decisions.hpp"
#include "citypact/store/store_writer.hpp"

namespace citypact {

struct KeeperSummary {
  StoreChanges changes;
  std::size_t unchanged = 0, failed = 0;
  std::size_t without_text = 0;           // stale documents that only their sources can give again
  std::vector<std::string> needed;        // these sources, sorted
};

/// Keeps a store in step with documents, the stages wired: what `add`, `remove` and `refresh` do.
///
/// Work is committed in parts of a few hundred documents or some seconds; whatever ends a run, the store is that of the last
/// part, and the same call goes on from there. The store is locked for the commits only, not while texts are analyzed.
/// Thread safety: one thread at a time.
class StoreKeeper {
 public:
  /// Opens the store; with `options.access` create it is made where there is none. `program` stands for the program's version.
  StoreKeeper(Pipeline& pipeline, std::filesystem::path path, const StoreOptions& options, std::string program, Diagnostics& diagnostics);
  ~StoreKeeper();

  Store& store();
  /// Lets these stand for what the store knows of people's decisions.
  StoreChanges set_decisions(const std::vector<Decision>& decisions);
  /// Adds the documents of inputs; documents that are there already and unchanged are not read again.
  KeeperSummary add(const std::vector<std::string>& inputs, Progress* progress);
  /// `names` are ids or sources of documents; all are removed or, when one is unknown, none: Error.
  KeeperSummary remove(const std::vector<std::string>& names);
  /// Reads the documents again whose fingerprint is another than the pipeline's. What they said before is left in the log until
  /// Store::wipe_log.
  KeeperSummary refresh(Progress* progress);
  /// That of the pipeline now.
  const std::string& fingerprint() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
