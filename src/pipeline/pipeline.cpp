// Wires the stages. Reading has a thread of its own; documents are analyzed in parallel in an arena of `threads` threads;
// results come out in input order, on one thread at a time.
#include "citypact/pipeline/pipeline.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>

#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/resolve/resolve.hpp"
#include "document_stream.hpp"
#include "fingerprint.hpp"

namespace citypact {
namespace {

constexpr std::size_t in_flight_per_thread = 2;  // documents between reading and writing

/// A document on its way: what was wrong with it and before it, and what came of it.
template <class Result>
struct Work {
  Document document;
  Document given;  // as the reader made it, without the text
  std::vector<Diagnostic> diagnostics;
  std::optional<Result> result;
  bool failed = false;
  std::atomic<int> stage = 0;  // 1 read, 2 worked on
};

/// What is done with a document. `prepare` loads what a language needs and may end the run; `work` concerns one document;
/// without data for its language `language` is null.
template <class Result>
struct Job {
  std::function<void(const Language&)> prepare;
  std::function<Result(Document, const Language*, Diagnostics&)> work;
  std::function<void(const Document& given, Result)> accept;
  std::function<bool(const Document& given)> wanted;  // none: all
  std::size_t known = 0;                              // number of documents, where it is known
};

std::string place_of(const Document& document) {
  if (document.source == "-") return document.id == "-" ? "standard input" : "standard input: " + document.id;
  return document.source.empty() ? document.id : document.source;
}

/// More threads than cores only cost memory, and TBB would complain on standard error.
int thread_count(unsigned wanted) {
  const int cores = oneapi::tbb::info::default_concurrency();
  return wanted == 0 ? cores : static_cast<int>(std::min(wanted, static_cast<unsigned>(cores)));
}

std::string no_data_message(const std::string& language, const std::string& consequence) {
  if (language == "und") return "its language cannot be told; give it with --language" + consequence;
  return "there are no data for its language '" + language + "'" + consequence;
}

/// Does something with one document. What is thrown is reported, the other documents go on; false then.
bool attempt(const std::string& place, Diagnostics& diagnostics, const std::function<void()>& work) {
  try {
    return work(), true;
  } catch (const std::bad_alloc&) {
    diagnostics.error(place, "not enough memory for it; skipped. Split it, or lower --threads");
  } catch (const Error& error) {
    diagnostics.error(place, std::string(error.what()) + "; skipped");
  } catch (const std::exception& error) {
    diagnostics.error(place, std::string("cannot be worked on (") + error.what() + "); skipped. Please report this with the text");
  }
  return false;
}

/// A document analyzed, or with its text only: to be analyzed in parts once its turn has come.
struct Analysis {
  AnalyzedDocument document;
  const Analyzer* in_parts = nullptr;
};

}  // namespace

struct Pipeline::State {
  /// What one language needs, loaded when its first document comes.
  struct Stages {
    std::once_flag analyzer_loaded, extractor_loaded;
    std::unique_ptr<Analyzer> analyzer;
    std::unique_ptr<Extractor> extractor;
  };

  State(std::filesystem::path folder, PipelineOptions settings)
      : share(std::move(folder)),
        options(std::move(settings)),
        ontology(read_ontology(share / "schemas" / "ontology.ttl")),
        gazetteer(share / "knowledge.bin"),
        languages(share),
        arena(thread_count(options.threads)) {
    for (const auto& table : options.gazetteers) gazetteer.add(table, ontology);
    for (const auto& code : languages.codes()) stages[code];
    if (!options.language.empty() && !languages.find(options.language))
      throw Error("there are no data for the language '" + options.language + "'; there are for: " + known_languages());
  }

  std::string known_languages() const {
    std::string result;
    for (const auto& code : languages.codes()) result += (result.empty() ? "" : ", ") + code;
    return result;
  }

  /// Fills what a document in memory leaves open.
  const Language& complete(Document& document) const {
    if (const auto at = first_invalid_utf8(document.text)) throw Error(place_of(document) + ": not UTF-8 at byte " + std::to_string(*at));
    if (!options.language.empty()) document.language = options.language;
    complete_document(document, languages);
    const Language* language = languages.find(document.language);
    if (!language) throw Error(place_of(document) + ": " + no_data_message(document.language, ""));
    return *language;
  }

  const Analyzer& analyzer(const Language& language) {
    auto& own = stages.at(language.code());
    std::call_once(own.analyzer_loaded, [&] { own.analyzer = std::make_unique<Analyzer>(language, &gazetteer, share); });
    return *own.analyzer;
  }
  const Extractor& extractor(const Language& language) {
    auto& own = stages.at(language.code());
    std::call_once(own.extractor_loaded, [&] {
      own.extractor = std::make_unique<Extractor>(language, &gazetteer, ontology, share, options.rule_folders);
    });
    return *own.extractor;
  }

  template <class Result>
  ReadSummary run(DocumentSource& source, Diagnostics& diagnostics, Progress* progress, const Job<Result>& job);
  std::size_t tokens() const { return in_flight_per_thread * static_cast<std::size_t>(arena.max_concurrency()); }
  ReadSummary analyze(DocumentSource& source, Diagnostics& diagnostics, Progress* progress, const Pipeline::AcceptPart& accept);
  ReadSummary extract(DocumentSource& source, Diagnostics& diagnostics, Progress* progress, const Pipeline::Wanted& wanted, const Pipeline::AcceptGiven& accept);

  template <class Result>
  void process(Work<Result>& item, const Job<Result>& job);

  const std::filesystem::path share;
  const PipelineOptions options;
  const Ontology ontology;
  Gazetteer gazetteer;
  const Languages languages;
  oneapi::tbb::task_arena arena;
  std::map<std::string, Stages> stages;
};

/// One document on whatever thread. A document that cannot be worked on is reported and given up, the others go on;
/// models that cannot be loaded end the run.
template <class Result>
void Pipeline::State::process(Work<Result>& item, const Job<Result>& job) {
  const std::string place = place_of(item.document);
  Diagnostics own;
  const Language* language = nullptr;
  try {
    complete_document(item.document, languages);
    language = languages.find(item.document.language);
    if (!language) {
      own.error(place, no_data_message(item.document.language, "; the document is kept without relations"));
      item.failed = true;
    }
  } catch (const std::exception& error) {
    own.error(place, std::string("its language cannot be found out (") + error.what() + "); skipped");
  }
  if (language) job.prepare(*language);  // outside of what is caught below
  if (!attempt(place, own, [&] { item.result.emplace(job.work(std::move(item.document), language, own)); })) item.failed = true;
  for (auto& diagnostic : own.take()) item.diagnostics.push_back(std::move(diagnostic));
}

template <class Result>
ReadSummary Pipeline::State::run(DocumentSource& source, Diagnostics& diagnostics, Progress* progress, const Job<Result>& job) {
  namespace tbb = oneapi::tbb;
  using Item = std::shared_ptr<Work<Result>>;
  std::size_t failed = 0, lost = 0, done = 0;
  std::atomic<std::size_t> passed_over = 0;  // counted where documents are read, shown where they come out

  // TBB runs one reader and one deliverer at a time, and a document's stages one after the other. Its library is not built for
  // ThreadSanitizer, which therefore sees that order in these only; nobody ever waits for them.
  std::mutex reading, delivering;

  const auto read = tbb::make_filter<void, Item>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& control) -> Item {
    const std::lock_guard turn(reading);
    auto item = std::make_shared<Work<Result>>();
    while (auto next = source.next()) {
      for (auto& diagnostic : next->before) item->diagnostics.push_back(std::move(diagnostic));
      item->document = std::move(next->document);
      if (!options.language.empty()) item->document.language = options.language;
      if (job.wanted && !job.wanted(item->document)) {
        ++passed_over;
        continue;
      }
      const Document& d = item->document;
      item->given = {d.id, d.source, d.title, d.published, d.language, {}};
      item->stage.store(1, std::memory_order_release);
      return item;
    }
    for (auto& diagnostic : item->diagnostics) diagnostics.add(std::move(diagnostic));
    return control.stop(), nullptr;
  });
  const auto process_one = tbb::make_filter<Item, Item>(tbb::filter_mode::parallel, [&](Item item) {
    static_cast<void>(item->stage.load(std::memory_order_acquire));
    process(*item, job);
    item->stage.store(2, std::memory_order_release);
    return item;
  });
  const auto deliver = tbb::make_filter<Item, void>(tbb::filter_mode::serial_in_order, [&](Item item) {
    const std::lock_guard turn(delivering);
    static_cast<void>(item->stage.load(std::memory_order_acquire));
    for (auto& diagnostic : item->diagnostics) diagnostics.add(std::move(diagnostic));
    failed += item->failed;
    if (item->result) job.accept(item->given, std::move(*item->result));
    else ++lost;
    ++done;
    if (progress) progress->documents(done + passed_over, job.known > 0 ? std::max(job.known, done + passed_over) : 0);
  });
  arena.execute([&] { tbb::parallel_pipeline(tokens(), read & process_one & deliver); });

  const std::scoped_lock ended(reading, delivering);
  std::vector<Diagnostic> rest;
  ReadSummary summary = source.finish(rest);
  for (auto& diagnostic : rest) diagnostics.add(std::move(diagnostic));
  summary.failed += failed;
  summary.documents -= lost + passed_over;
  summary.passed_over = passed_over;
  return summary;
}

ReadSummary Pipeline::State::extract(DocumentSource& source, Diagnostics& diagnostics, Progress* progress, const Pipeline::Wanted& wanted,
                                     const Pipeline::AcceptGiven& accept) {
  Job<Extraction> job;
  job.prepare = [this](const Language& language) {
    analyzer(language);
    extractor(language);
  };
  job.work = [this](Document document, const Language* language, Diagnostics& own) {
    if (language) return extractor(*language).extract(analyzer(*language).analyze(std::move(document), options.analysis), options.extract, own);
    Extraction bare;
    bare.document = std::move(document);
    return bare;
  };
  job.accept = accept, job.wanted = wanted, job.known = progress != nullptr && progress->wants_total() ? source.known() : 0;
  return run<Extraction>(source, diagnostics, progress, job);
}

Pipeline::Pipeline(std::filesystem::path share, PipelineOptions options)
    : state_(std::make_unique<State>(std::move(share), std::move(options))) {}
Pipeline::~Pipeline() = default;

const Ontology& Pipeline::ontology() const { return state_->ontology; }
const Gazetteer* Pipeline::gazetteer() const { return &state_->gazetteer; }
const Languages& Pipeline::languages() const { return state_->languages; }

AnalyzedDocument Pipeline::analyze(Document document) {
  const Language& language = state_->complete(document);
  return state_->analyzer(language).analyze(std::move(document), state_->options.analysis);
}

Extraction Pipeline::extract(Document document, Diagnostics& diagnostics) {
  const Language& language = state_->complete(document);
  return state_->extractor(language).extract(state_->analyzer(language).analyze(std::move(document), state_->options.analysis), state_->options.extract,
                                             diagnostics);
}

ReadSummary Pipeline::State::analyze(DocumentSource& source, Diagnostics& diagnostics, Progress* progress, const AcceptPart& accept) {
  std::size_t failed = 0;
  std::exception_ptr refused;  // what `accept` threw ends the run
  Job<Analysis> job;
  job.prepare = [this](const Language& language) { analyzer(language); };
  job.work = [this](Document document, const Language* language, Diagnostics&) {
    Analysis result;
    if (language && document.text.size() <= options.whole_up_to) result.document = analyzer(*language).analyze(std::move(document), options.analysis);
    else result.document.document = std::move(document), result.in_parts = language ? &analyzer(*language) : nullptr;
    return result;
  };
  const auto guarded = [&](const AnalyzedPart& part) {
    try {
      accept(part);
    } catch (...) {
      refused = std::current_exception();
      throw;
    }
  };
  job.accept = [&](const Document&, Analysis result) {
    if (!result.in_parts) return accept({result.document});
    const std::string place = place_of(result.document.document);
    Diagnostics own;
    failed += !attempt(place, own, [&] { result.in_parts->analyze_parts(std::move(result.document.document), options.analysis, guarded); });
    if (refused) std::rethrow_exception(refused);
    for (auto& diagnostic : own.take()) diagnostics.add(std::move(diagnostic));
  };
  ReadSummary summary = run<Analysis>(source, diagnostics, progress, job);
  summary.failed += failed;
  summary.documents -= failed;
  return summary;
}

ReadSummary Pipeline::analyze(const std::vector<std::string>& inputs, Diagnostics& diagnostics, Progress* progress, const AcceptPart& accept) {
  DocumentStream stream(inputs, state_->options.format, state_->options.read, state_->tokens());
  return state_->analyze(stream, diagnostics, progress, accept);
}

ReadSummary Pipeline::extract(const std::vector<std::string>& inputs, Diagnostics& diagnostics, Progress* progress,
                              const std::function<void(Extraction)>& accept) {
  return extract(inputs, diagnostics, progress, nullptr, [&](const Document&, Extraction extraction) { accept(std::move(extraction)); });
}

ReadSummary Pipeline::extract(const std::vector<std::string>& inputs, Diagnostics& diagnostics, Progress* progress, const Wanted& wanted,
                              const AcceptGiven& accept) {
  DocumentStream stream(inputs, state_->options.format, state_->options.read, state_->tokens());
  return state_->extract(stream, diagnostics, progress, wanted, accept);
}

ReadSummary Pipeline::extract_again(std::size_t known, const std::function<std::optional<Document>()>& next, Diagnostics& diagnostics, Progress* progress,
                                    const AcceptGiven& accept) {
  KnownDocuments source(known, next);
  return state_->extract(source, diagnostics, progress, nullptr, accept);
}

std::string Pipeline::fingerprint(std::string_view program) const { return fingerprint_of(program, state_->share, state_->options); }

KnowledgeGraph Pipeline::build(const std::vector<std::string>& inputs, Diagnostics& diagnostics, Progress* progress, ReadSummary* summary) {
  std::vector<Extraction> extractions;
  const auto read = extract(inputs, diagnostics, progress, [&](Extraction extraction) { extractions.push_back(std::move(extraction)); });
  if (summary) *summary = read;
  return build(std::move(extractions), diagnostics);
}

KnowledgeGraph Pipeline::build(std::vector<Extraction> extractions, Diagnostics& diagnostics) {
  ResolveOptions options;
  options.diagnostics = &diagnostics;
  for (const auto& file : state_->options.decisions) {
    const auto decided = read_decisions(file);
    options.decisions.insert(options.decisions.end(), decided.begin(), decided.end());
  }
  auto nodes = resolve(extractions, &state_->gazetteer, state_->ontology, options);
  return assemble(std::move(nodes), std::move(extractions), state_->ontology, options.base, diagnostics);
}

}  // namespace citypact
