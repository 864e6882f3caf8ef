// What large inputs cost: bench_analysis_limits SHARE [NEWS.jsonl | parts | whole]
// Texts of 5, 10 and 20 MB and sentences of 50,000 and 100,000 words must take linear time and give what short ones give; the
// memory of a run over the documents of NEWS.jsonl must not grow.
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>

#include "citypact/citypact.hpp"

namespace {

using namespace citypact;

double seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

long megabytes_now() {
  std::ifstream file("/proc/self/statm");
  long all = 0, resident = 0;
  file >> all >> resident;
  return resident * (sysconf(_SC_PAGESIZE) / 1024) / 1024;
}

long megabytes_at_most() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

AnalyzedDocument analyze(Pipeline& pipeline, std::string text) {
  return pipeline.analyze(Document{.id = "large", .source = "", .title = "", .published = {}, .language = "ru", .text = std::move(text)});
}

/// Whether every token is analyzed as the one `period` before it, away from both ends.
bool repeats(const std::vector<Token>& tokens, std::size_t period) {
  const std::size_t margin = period + 30;
  for (std::size_t i = margin; i + margin < tokens.size(); ++i) {
    const Token &a = tokens[i], &b = tokens[i - period];
    const bool same_head = (a.head == no_head) == (b.head == no_head) && (a.head == no_head || a.head - b.head == period);
    if (a.lemma != b.lemma || a.upos != b.upos || to_conllu(a.features) != to_conllu(b.features) || !same_head) return false;
  }
  return true;
}

void report(const std::string& what, double start, std::size_t tokens, bool same) {
  std::cout << std::left << std::setw(34) << what << std::fixed << std::setprecision(1) << seconds() - start << " s, peak " << megabytes_at_most() << " MB, " << tokens
            << " tokens, " << (same ? "same result" : "OTHER RESULT") << std::endl;
}

void measure_long_sentences(Pipeline& pipeline) {
  const std::string part = " город и";
  for (const int words : {50'000, 100'000}) {
    std::string text = "Участвовали";
    for (int i = 0; i < words / 2; ++i) text += part;
    const double start = seconds();
    const auto document = analyze(pipeline, text);
    report("one sentence of " + std::to_string(words) + " words", start, document.tokens.size(), repeats(document.tokens, 2));
  }
}

const std::string part = "В парке «Заря» открыли новый корпус, который построила компания из Пекина. Губернатор Анна Петрова осталась довольна.\n";

std::string long_text(std::size_t megabytes) {
  std::string text;
  while (text.size() < megabytes * 1'000'000) text += part;
  return text;
}

void measure_long_texts(Pipeline& pipeline) {
  const std::size_t period = analyze(pipeline, part).tokens.size();
  for (const std::size_t size : {5, 10, 20}) {
    const double start = seconds();
    const auto document = analyze(pipeline, long_text(size));
    report("a text of " + std::to_string(size) + " MB in memory", start, document.tokens.size(), repeats(document.tokens, period));
  }
}

/// As `citypact analyze` reads them: from files, in parts.
void measure_long_files(Pipeline& pipeline) {
  const std::size_t period = analyze(pipeline, part).tokens.size();
  const auto path = std::filesystem::temp_directory_path() / ("citypact-limits-" + std::to_string(getpid()) + ".txt");
  for (const std::size_t size : {5, 10, 20}) {
    {
      std::ofstream file(path);  // piece by piece: the memory measured is the analysis's
      for (std::size_t written = 0; written < size * 1'000'000; written += part.size()) file << part;
    }
    const double start = seconds();
    std::size_t tokens = 0;
    bool same = true;
    Diagnostics diagnostics;
    pipeline.analyze({path.string()}, diagnostics, nullptr, [&](const AnalyzedPart& some) {
      tokens += some.analysis.tokens.size();
      same = same && repeats(some.analysis.tokens, period);
    });
    report("a file of " + std::to_string(size) + " MB in parts", start, tokens, same);
  }
  std::filesystem::remove(path);
}

void measure_many_documents(Pipeline& pipeline, const char* news) {
  Diagnostics diagnostics;
  std::size_t count = 0;
  const double start = seconds();
  pipeline.extract({news}, diagnostics, nullptr, [&](const Extraction&) {
    if (++count % 3000 == 0) std::cout << "memory after " << std::setw(6) << count << " documents        " << megabytes_now() << " MB, peak " << megabytes_at_most() << " MB" << std::endl;
  });
  std::cout << std::fixed << std::setprecision(0) << "extract, " << count << " documents: " << static_cast<double>(count) / (seconds() - start) << " a second of processor time\n";
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return std::cerr << "usage: bench_analysis_limits SHARE [NEWS.jsonl | parts | whole]\n", 2;
  citypact::PipelineOptions options;
  options.threads = 1;
  citypact::Pipeline pipeline(arguments[1], options);
  const std::string what = count > 2 ? arguments[2] : "";
  if (!what.empty() && what != "parts" && what != "whole") return measure_many_documents(pipeline, arguments[2]), 0;
  if (what != "whole") measure_long_sentences(pipeline), measure_long_files(pipeline);  // peaks only grow: the smaller ones first
  if (what != "parts") measure_long_texts(pipeline);
}
