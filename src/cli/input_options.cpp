#include "input_options.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

#include "command.hpp"

namespace citypact::cli {
namespace {

std::string format_names() {
  std::string names;
  for (const auto& format : input_formats()) names += (names.empty() ? "" : ", ") + std::string(format.name);
  return names;
}

/// A validator that adds nothing to the help, which says the same in words.
CLI::Validator plain(CLI::Validator validator) { return validator.description(""); }

std::string check_format(std::string& name) {
  for (const auto& format : input_formats()) {
    if (format.name == name) return "";
  }
  return "there is no input format '" + name + "'; there are " + format_names();
}

/// "64M" becomes bytes in place; returns what is wrong.
std::string expand_size(std::string& text) {
  constexpr std::string_view units = "KMG";
  std::string_view digits = text;
  if (digits.ends_with('B')) digits.remove_suffix(1);
  const auto unit = digits.empty() ? units.npos : units.find(static_cast<char>(std::toupper(static_cast<unsigned char>(digits.back()))));
  if (unit != units.npos) digits.remove_suffix(1);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const std::size_t factor = unit == units.npos ? 1 : std::size_t{1} << (10 * (unit + 1));
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return "'" + text + "' is no size; write 500K or 64M";
  if (value == 0 || value > largest_document / factor) return "'" + text + "' is out of range; at least 1, at most 2G";
  text = std::to_string(value * factor);
  return "";
}

long long milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// "120 of 400 documents, 14.2/s, 20 s left"; speed from `since` documents in `elapsed` milliseconds.
std::string progress_line(std::size_t done, std::size_t known, std::size_t since, long long elapsed) {
  std::string line = std::to_string(done) + (known > 0 ? " of " + std::to_string(known) : "") + (done == 1 && known <= 1 ? " document" : " documents");
  if (elapsed < 1000 || since == 0) return line;
  const double speed = 1000.0 * static_cast<double>(since) / static_cast<double>(elapsed);
  char text[32];
  std::snprintf(text, sizeof text, ", %.*f/s", speed < 10 ? 1 : 0, speed);
  line += text;
  if (known <= done) return line;
  const auto seconds = static_cast<long long>(static_cast<double>(known - done) / speed) + 1;
  return line + ", " + (seconds < 120 ? std::to_string(seconds) + " s" : std::to_string(seconds / 60) + " min") + " left";
}

}  // namespace

void InputOptions::declare(CLI::App& app, bool writes_formats) {
  app.add_option("INPUT", inputs, "files, folders or - for standard input")->required()->type_name("");
  app.add_option(writes_formats ? "--input-format" : "-f,--format,--input-format", pipeline.format, "format of the input: " + format_names() + " (default: by suffix or first byte)")
      ->type_name("FORMAT")
      ->check(CLI::Validator(check_format, ""));
  app.add_option("--language", pipeline.language, "language of all documents (default: as given or detected)")->type_name("CODE");
  declare_knowledge(app);
  app.add_option("--max-size", pipeline.read.max_bytes, "largest document, such as 500K or 64M (default 64M)")
      ->type_name("BYTES")
      ->transform(CLI::Validator(expand_size, ""));
}

void InputOptions::declare_knowledge(CLI::App& app) {
  app.add_option("--gazetteer", pipeline.gazetteers, "a table of names of your own (data/gazetteer/README.md); may be given more than once")
      ->type_name("FILE")
      ->check(plain(CLI::ExistingFile))
      ->allow_extra_args(false);
  app.add_option("--threads", pipeline.threads, "threads to work with (default: the machine's cores)")->type_name("N")->check(plain(CLI::Range(1, 1024)));
}

void InputOptions::declare_extraction(CLI::App& app) {
  app.add_option("--min-confidence", pipeline.extract.min_confidence, "leave out relations below this, 0 to 1 (default 0.45)")
      ->type_name("P")
      ->check(plain(CLI::Range(0.0, 1.0)));
  app.add_option("--rules", pipeline.rule_folders, "a folder with rule files of your own; may be given more than once")
      ->type_name("DIR")
      ->check(plain(CLI::ExistingDirectory))
      ->allow_extra_args(false);
}

void Reporter::documents(std::size_t done, std::size_t known) {
  flush();
  if (!console_.err_is_terminal || console_.quiet) return;
  const auto now = milliseconds();
  if (first_time_ == 0) first_time_ = now, first_done_ = done;
  if (drawn_ && now - last_time_ < 100) return;
  last_time_ = now;
  console_.err << "\r\x1B[K" << progress_line(done, known, done - first_done_, now - first_time_) << std::flush;
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
  if (summary.failed > 0 && summary.documents > 0 && summary.failed + summary.documents > 2) {
    console_.note(std::to_string(summary.failed) + (summary.failed == 1 ? " input with errors; " : " inputs with errors; ") + std::to_string(summary.documents) +
                  (summary.documents == 1 ? " document" : " documents") + " went through");
  }
  return summary.failed > 0 || errors_ > 0 ? exit_bad_data : exit_fine;
}

}  // namespace citypact::cli
