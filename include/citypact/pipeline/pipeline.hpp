#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/analyze/analyze.hpp"
#include "citypact/assemble/assemble.hpp"
#include "citypact/core/progress.hpp"
#include "citypact/extract/extract.hpp"
#include "citypact/read/read.hpp"

namespace citypact {

struct PipelineOptions {
  unsigned threads = 0;  // 0: the machine's cores, which are also the most
  std::string format;    // input format, empty: by suffix
  std::string language;  // empty: as given by the document or detected
  ReadOptions read;
  AnalysisOptions analysis;
  std::size_t whole_up_to = 1u << 20;  // bytes of a document that `analyze` of many hands over whole
  ExtractOptions extract;
  std::vector<std::filesystem::path> rule_folders;
  std::vector<std::filesystem::path> gazetteers;  // tables of the user's own (knowledge/gazetteer_compiler.hpp)
  std::vector<std::filesystem::path> decisions;  // files of what people decided about identity (resolve/decisions.hpp)
};

/// The stages wired: load once, run over many documents in parallel, results in input order.
/// Thread safety: one call at a time; those for one document in memory may be called from several threads.
class Pipeline {
 public:
  /// Maps gazetteer and ontology; models of a language are loaded when its first document comes.
  explicit Pipeline(std::filesystem::path share, PipelineOptions options = {});
  ~Pipeline();

  const Ontology& ontology() const;
  const Gazetteer* gazetteer() const;
  const Languages& languages() const;

  /// Sentences, tokens, names and syntax of one document in memory: valid UTF-8; what else it leaves open (language, date) is
  /// found out. Throws Error where there are no data for its language, or its models are absent.
  AnalyzedDocument analyze(Document document);
  /// Mentions and relations of one document in memory; throws as analyze.
  Extraction extract(Document document, Diagnostics& diagnostics);
  /// The graph of documents that were extracted, in this order.
  KnowledgeGraph build(std::vector<Extraction> extractions, Diagnostics& diagnostics);

  /// The same for files, folders and standard input, document after document; what is wrong with one is reported.
  /// A document of more than `whole_up_to` bytes comes in parts, is analyzed on one thread while others go on, and costs little
  /// memory but its text; any other is one part.
  using AcceptPart = std::function<void(const AnalyzedPart&)>;
  ReadSummary analyze(const std::vector<std::string>& inputs, Diagnostics& diagnostics, Progress* progress, const AcceptPart& accept);
  ReadSummary extract(const std::vector<std::string>& inputs, Diagnostics& diagnostics, Progress* progress,
                      const std::function<void(Extraction)>& accept);
  /// Told of a document as its reader made it, before anything was found out; called on one thread at a time, which may be
  /// another than that of `accept`. False: it is passed over.
  using Wanted = std::function<bool(const Document& given)>;
  /// `given` is the document as its reader made it, without its text (that of the extraction is the same).
  using AcceptGiven = std::function<void(const Document& given, Extraction)>;
  ReadSummary extract(const std::vector<std::string>& inputs, Diagnostics& diagnostics, Progress* progress, const Wanted& wanted, const AcceptGiven& accept);
  /// Documents that were read before, one by one from `next` until it gives none; `known` is their number.
  ReadSummary extract_again(std::size_t known, const std::function<std::optional<Document>()>& next, Diagnostics& diagnostics, Progress* progress,
                            const AcceptGiven& accept);
  /// Stands for everything but the document that an extraction depends on: version of the program, models, rules, words,
  /// knowledge, ontology, options. Cost: some 20 ms.
  std::string fingerprint(std::string_view program) const;
  /// Documents in memory; `summary` may be null.
  KnowledgeGraph build(const std::vector<std::string>& inputs, Diagnostics& diagnostics, Progress* progress, ReadSummary* summary);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
