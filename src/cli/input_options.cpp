#include "input_options.hpp"

#include <chrono>

#include "command.hpp"

namespace citypact::cli {
namespace {

std::string format_names() {
  std::string names;
  for (const auto& format : input_formats()) names += (names.empty() ? "" : ", ") + std::string(format.name);
  return names;
}

long long milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

void InputOptions::declare(CLI::App& app) {
  app.add_option("INPUT", inputs, "files, folders or - for standard input")->required();
  app.add_option("--input-format", pipeline.format, "format of the input: " + format_names() + " (default: by suffix or first byte)")
      ->type_name("NAME");
  app.add_option("--language", pipeline.language, "language of all documents (default: as given or detected)")->type_name("CODE");
  app.add_option("--threads", pipeline.threads, "threads to work with (default: the machine's cores)")->type_name("N")->check(CLI::Range(1, 1024));
  app.add_option("--max-size", pipeline.read.max_bytes, "largest document, such as 500K or 64M (default 64M)")
      ->type_name("BYTES")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::Range(std::size_t{1}, largest_document));
}

void InputOptions::declare_extraction(CLI::App& app) {
  app.add_option("--min-confidence", pipeline.extract.min_confidence, "leave out relations below this, 0 to 1 (default 0.5)")
      ->type_name("P")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--rules", pipeline.rule_folders, "a folder with rule files of your own; may be given more than once")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory)
      ->allow_extra_args(false);
}

void Reporter::documents(std::size_t done, std::size_t) {
  flush();
  if (!console_.err_is_terminal || console_.quiet) return;
  const auto now = milliseconds();
  if (drawn_ && now - last_time_ < 100) return;
  last_time_ = now;
  console_.err << "\r\x1B[K" << done << (done == 1 ? " document" : " documents") << std::flush;
  drawn_ = true;
}

void Reporter::clear() {
  if (drawn_) console_.err << "\r\x1B[K" << std::flush;
  drawn_ = false;
}

void Reporter::flush() {
  const auto items = diagnostics_.take();
  if (items.empty()) return;
  clear();
  for (const auto& item : items) {
    errors_ += item.severity == Diagnostic::Severity::error;
    console_.report(item);
  }
}

int Reporter::finish(const ReadSummary& summary) {
  flush();
  clear();
  if (summary.failed > 0 && summary.documents > 0) {
    console_.note(std::to_string(summary.failed) + (summary.failed == 1 ? " input failed, " : " inputs failed, ") + std::to_string(summary.documents) +
                  (summary.documents == 1 ? " document" : " documents") + " went through");
  }
  return summary.failed > 0 || errors_ > 0 ? exit_bad_data : exit_fine;
}

}  // namespace citypact::cli
