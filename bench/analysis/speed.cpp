// Analyzes the text files of a folder and prints how fast, in characters (code points) a second, and the peak memory.
// usage: bench_analysis_speed SHARE FOLDER [rounds] [threads]
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <thread>

#include "citypact/analyze/analyze.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point since) { return std::chrono::duration<double>(Clock::now() - since).count(); }

std::vector<std::string> read_texts(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ifstream file(path);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

/// Seconds for all texts on `threads` threads, each taking every n-th text.
double run(const citypact::Analyzer& analyzer, const std::vector<std::string>& texts, unsigned threads, const citypact::AnalysisOptions& options) {
  const auto start = Clock::now();
  std::vector<std::thread> workers;
  for (unsigned t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      for (std::size_t i = t; i < texts.size(); i += threads) {
        citypact::Document document;
        document.text = texts[i];
        analyzer.analyze(std::move(document), options);
      }
    });
  }
  for (auto& worker : workers) worker.join();
  return seconds(start);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return std::cerr << "usage: bench_analysis_speed SHARE FOLDER [rounds] [threads]\n", 2;
  const int rounds = count > 3 ? std::stoi(arguments[3]) : 3;
  const unsigned threads = count > 4 ? static_cast<unsigned>(std::stoi(arguments[4])) : 1;
  const auto start = Clock::now();
  const citypact::Language language(arguments[1], "ru");
  const citypact::Analyzer analyzer(language, nullptr, arguments[1]);
  citypact::Document first;
  first.text = "Мэр Казани подписал соглашение с Шанхаем.";
  analyzer.analyze(std::move(first));
  std::cout << "start to first answer " << static_cast<int>(1000 * seconds(start) + .5) << " ms\n";
  const auto texts = read_texts(arguments[2]);
  std::size_t characters = 0;
  for (const auto& text : texts) characters += static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
  const auto report = [&](const char* what, const citypact::AnalysisOptions& options) {
    double best = 1e9;
    for (int round = 0; round < rounds; ++round) best = std::min(best, run(analyzer, texts, threads, options));
    std::cout << what << ' ' << static_cast<long>(static_cast<double>(characters) / best / 1000) << " thousand characters/s\n";
  };
  report("full", {});
  report("names only", {.names_only = true});
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << "peak memory " << usage.ru_maxrss / 1024 << " MB\n";
}
