// Analyzes the text files of a folder and prints how fast, in characters (code points) a second of processor time, and the
// peak memory. bench/analysis/run puts natasha beside it.
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <thread>

#include "citypact/analyze/analyze.hpp"
#include "citypact/extract/extract.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/pipeline/pipeline.hpp"
#include "models.hpp"
#include "segmenter.hpp"

namespace {

using citypact::AnalysisOptions;
using citypact::AnalyzedDocument;
using citypact::Analyzer;

double now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

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

struct Bench {
  std::vector<std::string> texts;
  std::size_t characters = 0;
  int rounds;

  Bench(const std::filesystem::path& folder, int repeat) : texts(read_texts(folder)), rounds(repeat) {
    for (const auto& text : texts) characters += static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
  }

  double best(clockid_t clock, const std::function<void()>& work) const {
    double least = 1e9;
    for (int round = 0; round < rounds; ++round) {
      const double start = now(clock);
      work();
      least = std::min(least, now(clock) - start);
    }
    return least;
  }

  void report(const std::string& what, double seconds) const {
    std::cout << std::left << std::setw(34) << what << std::right << std::setw(8) << std::lround(static_cast<double>(characters) / seconds / 1000) << '\n';
  }

  void measure(const std::string& what, const std::function<void()>& work) const { report(what, best(CLOCK_PROCESS_CPUTIME_ID, work)); }
};

AnalyzedDocument analyze(const Analyzer& analyzer, const std::string& text, const AnalysisOptions& options = {}) {
  citypact::Document document;
  document.text = text;
  return analyzer.analyze(std::move(document), options);
}

void analyze_all(const Analyzer& analyzer, const std::vector<std::string>& texts, unsigned threads) {
  std::vector<std::thread> workers;
  for (unsigned t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      for (std::size_t i = t; i < texts.size(); i += threads) analyze(analyzer, texts[i]);
    });
  }
  for (auto& worker : workers) worker.join();
}

void measure_parts(const Bench& bench, const citypact::Language& language, const citypact::Gazetteer* gazetteer, const std::filesystem::path& share) {
  const citypact::Models models(language, gazetteer, share);
  const citypact::Segmenter segmenter(language);
  bench.measure("segmentation", [&] {
    for (const auto& text : bench.texts) {
      AnalyzedDocument document;
      document.document.text = text;
      segmenter.segment(document);
    }
  });
  std::vector<std::vector<std::string>> tokens;
  std::vector<std::vector<citypact::TokenRange>> sentences;
  for (const auto& text : bench.texts) {
    AnalyzedDocument document;
    document.document.text = text;
    segmenter.segment(document);
    auto& forms = tokens.emplace_back();
    for (const auto& token : document.tokens) forms.emplace_back(document.surface(token));
    auto& ranges = sentences.emplace_back();
    for (const auto& sentence : document.sentences) ranges.push_back(sentence.tokens);
  }
  citypact::ModelBuffers work;
  const auto each = [&](const auto& run) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      work.words.clear();
      for (const auto& form : tokens[i]) work.words.push_back(models.embeddings->read(form));
      run(sentences[i]);
    }
  };
  const auto names = [&](const auto& ranges) { models.names->run(work.words, ranges, work.names, work.name_output); };
  const auto morphology = [&](const auto& ranges) { models.morphology->run(work.words, ranges, work.morphology, work.morphology_output); };
  const auto syntax = [&](const auto& ranges) { models.syntax->run(work.words, ranges, work.syntax, work.syntax_output); };
  bench.measure("Slovnet's names", [&] { each(names); });
  bench.measure("morphology", [&] { each(morphology); });
  bench.measure("syntax", [&] { each(syntax); });
  bench.measure("morphology and syntax", [&] { each([&](const auto& ranges) { morphology(ranges), syntax(ranges); }); });
}

void measure_extract(const Bench& bench, const std::filesystem::path& share, const AnalysisOptions& analysis, const std::string& what) {
  citypact::PipelineOptions options;
  options.analysis = analysis;
  citypact::Pipeline pipeline(share, options);
  bench.measure(what, [&] {
    citypact::Diagnostics diagnostics;
    for (const auto& text : bench.texts) {
      citypact::Document document;
      document.id = "bench";
      document.language = "ru";
      document.text = text;
      pipeline.extract(std::move(document), diagnostics);
    }
  });
}

/// Extraction by itself against the analysis that it follows, both of the same documents in the same rounds.
void measure_extraction_share(const Bench& bench, const citypact::Language& language, const citypact::Gazetteer& gazetteer, const Analyzer& analyzer, const std::filesystem::path& share) {
  const citypact::Ontology ontology = citypact::read_ontology(share / "schemas" / "ontology.ttl");
  const citypact::Extractor extractor(language, &gazetteer, ontology, share);
  citypact::Diagnostics diagnostics;
  double analysis = 1e9, extraction = 1e9;
  for (int round = 0; round < bench.rounds; ++round) {
    double analyzing = 0, extracting = 0;
    for (const auto& text : bench.texts) {
      const double start = now(CLOCK_PROCESS_CPUTIME_ID);
      AnalyzedDocument document = analyze(analyzer, text);
      const double analyzed = now(CLOCK_PROCESS_CPUTIME_ID);
      extractor.extract(std::move(document), {}, diagnostics);
      analyzing += analyzed - start;
      extracting += now(CLOCK_PROCESS_CPUTIME_ID) - analyzed;
    }
    analysis = std::min(analysis, analyzing), extraction = std::min(extraction, extracting);
  }
  bench.report("extraction after analysis", extraction);
  std::cout << "extraction over analysis, % " << std::lround(100 * extraction / analysis) << '\n';
}

void print_product_rate() {
  const std::size_t rows = 128, inputs = 768, outputs = 128;
  std::vector<float> a(rows * inputs, .5f), w(inputs * outputs, .5f), out(rows * outputs);
  const auto& kernel = citypact::neural::kernels();
  const double start = now(CLOCK_PROCESS_CPUTIME_ID);
  for (int i = 0; i < 100; ++i) kernel.multiply(a.data(), rows, inputs, {w.data(), inputs, outputs}, {}, out.data(), outputs);
  const double seconds = now(CLOCK_PROCESS_CPUTIME_ID) - start;
  std::cout << "matrix product (" << kernel.name << "), GFLOP/s " << std::lround(2e-9 * 100 * rows * inputs * outputs / seconds) << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return std::cerr << "usage: bench_analysis_speed SHARE FOLDER [ROUNDS]\n", 2;
  const std::filesystem::path share = arguments[1];
  const double start = now(CLOCK_MONOTONIC);
  const citypact::Language language(share, "ru");
  const citypact::Gazetteer gazetteer(share / "knowledge.bin");
  const Analyzer analyzer(language, &gazetteer, share);
  analyze(analyzer, "Мэр Казани подписал соглашение с Шанхаем.");
  const double first = now(CLOCK_MONOTONIC) - start;
  const Bench bench(arguments[2], count > 3 ? std::stoi(arguments[3]) : 3);
  bench.measure("full analysis", [&] { analyze_all(analyzer, bench.texts, 1); });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  bench.measure("trees only beside names", [&] {
    for (const auto& text : bench.texts) analyze(analyzer, text, {.parse_named_only = true});
  });
  bench.measure("names, morphology and lemmas", [&] {
    for (const auto& text : bench.texts) analyze(analyzer, text, {.names_only = true});
  });
  measure_extract(bench, share, {}, "extract");
  measure_extract(bench, share, {.parse_named_only = true}, "extract, trees only beside names");
  measure_extraction_share(bench, language, gazetteer, analyzer, share);
  measure_parts(bench, language, &gazetteer, share);
  const double one = bench.best(CLOCK_MONOTONIC, [&] { analyze_all(analyzer, bench.texts, 1); });
  const double two = bench.best(CLOCK_MONOTONIC, [&] { analyze_all(analyzer, bench.texts, 2); });
  std::cout << std::fixed << std::setprecision(2) << "two threads / one thread, wall time  " << one / two << '\n';
  std::cout << "start to first answer, ms " << std::lround(1000 * first) << "\npeak memory of the full analysis, MB " << usage.ru_maxrss / 1024 << '\n';
  print_product_rate();
}
