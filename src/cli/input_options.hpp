#pragma once
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "citypact/pipeline/pipeline.hpp"
#include "console.hpp"

namespace citypact::cli {

/// Options of every command that reads documents.
struct InputOptions {
  std::vector<std::string> inputs;
  PipelineOptions pipeline;

  /// `writes_formats`: the command has formats of output too, and -f means those.
  void declare(CLI::App& app, bool writes_formats = false);
  /// Names of one's own and threads, which are among the options above.
  void declare_knowledge(CLI::App& app);
  /// The further options of commands that extract relations.
  void declare_extraction(CLI::App& app);
};

/// Shows what the pipeline tells: diagnostics as they come, a line of progress on a terminal.
class Reporter : public Progress {
 public:
  explicit Reporter(Console& console) : console_(console) {}
  ~Reporter() override { clear(); }

  Diagnostics& diagnostics() { return diagnostics_; }
  bool wants_total() const override { return console_.err_is_terminal && !console_.quiet; }
  void documents(std::size_t done, std::size_t known) override;
  /// Prints the diagnostics that have come so far.
  void flush();
  /// The last word on a run: what failed is counted; returns the exit code.
  int finish(const ReadSummary& summary);

 private:
  void clear();

  Console& console_;
  Diagnostics diagnostics_;
  bool drawn_ = false;
  std::size_t last_drawn_ = 0;
  long long first_time_ = 0, last_time_ = 0;  // milliseconds
  std::size_t first_done_ = 0;
  std::size_t errors_ = 0;
};

}  // namespace citypact::cli
