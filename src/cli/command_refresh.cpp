#include <cstdlib>
#include <filesystem>

#include "citypact/core/files.hpp"
#include "commands.hpp"
#include "difference_text.hpp"
#include "store_options.hpp"

namespace citypact::cli {
namespace {

struct Options {
  StoreTarget store;
  InputOptions input;
  bool dry_run = false, json = false;
};

/// A copy that goes with it.
class Copy {
 public:
  explicit Copy(const Store& store) {
    std::string folder = (std::filesystem::temp_directory_path() / "citypact-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw Error(folder + ": cannot be made; set TMPDIR to a folder with room for a copy of the store");
    folder_ = folder;
    store.copy_to(path());
  }
  ~Copy() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::string path() const { return (folder_ / "copy.citypact").string(); }

 private:
  std::filesystem::path folder_;
};

int run(const Options& options, Console& console) {
  Pipeline pipeline(find_share(), options.input.pipeline);
  Reporter reporter(console);
  StoreOptions access = options.store.options(StoreOptions::Access::write);
  std::optional<Copy> copy;
  if (options.dry_run) copy.emplace(Store(options.store.path, pipeline.ontology()));
  const std::string path = copy ? copy->path() : options.store.path;
  StoreKeeper keeper(pipeline, path, access, program_version, reporter.diagnostics());
  int code = exit_fine;
  {
    GraphOptions old;
    old.path = options.store.path;
    const OpenGraph before(old, console);
    dynamic_cast<const Store&>(before.graph()).hold();
    const KeeperSummary summary = keeper.refresh(&reporter);
    if (summary.without_text > 0) {
      for (const auto& source : summary.needed) console.out << source << '\n';
      throw Error(options.store.path + ": keeps only the sentences that prove something; add the sources above again with 'citypact add'");
    }
    code = end_of_run(summary, reporter);
    GraphOptions refreshed;
    refreshed.path = path;
    write_difference(before, OpenGraph(refreshed, console), options.json ? DifferenceForm::json : DifferenceForm::text, console);
    account(summary, console);
  }
  keeper.store().wipe_log();
  return code;
}

}  // namespace

const char* const refresh_examples =
    "Documents that another version of the program, other models, rules, knowledge or options have read are read again from the\n"
    "text in the store; the end is that of adding them all anew. What changed is printed as by 'citypact diff'. Interrupted, the same command goes on. Where only evidence was\n"
    "kept, the sources that are needed again are listed.\n\n"
    "Examples:\n"
    "  citypact refresh graph.citypact --dry-run\n"
    "  citypact refresh graph.citypact --rules my-rules/";

Run set_up_refresh(CLI::App& app) {
  auto options = std::make_shared<Options>();
  options->store.declare(app);
  app.add_flag("--dry-run", options->dry_run, "change nothing, only show what would change");
  app.add_flag("--json", options->json, "the difference as a JSON object, as 'citypact diff' prints it");
  options->input.declare_extraction(app);
  options->input.declare_knowledge(app);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
