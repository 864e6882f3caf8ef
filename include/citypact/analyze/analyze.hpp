#pragma once
#include <filesystem>
#include <functional>
#include <memory>

#include "citypact/core/analysis.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

struct AnalysisOptions {
  bool names_only = false;  // sentences, tokens, lemmas and names; no syntax
  bool parse = true;        // dependency trees
  bool parse_named_only = false;  // no tree for a sentence without a name or a position: 6 % faster, relations between plain
                                  // nouns are lost
  bool guided = true;       // agreement, names and distance help to choose the tree, the dictionary corrects impossible tags: what
                            // extraction reads; false: what Slovnet's models say
};

/// Some sentences of a document. `analysis` holds the whole document, but sentences, tokens and names of this part only; token
/// indices count within it, spans within the document's text. That text stays where it is from the first part to the last.
struct AnalyzedPart {
  const AnalyzedDocument& analysis;
  std::size_t sentences_before = 0;  // in the parts before this one
  bool touches_next = false;         // no space stands between the last token and the next part's first
  bool last = true;
};

/// Models of one language, mapped; load once, share between threads.
class Analyzer {
 public:
  /// Throws Error when a model file is absent, cut or of another version.
  Analyzer(const Language& language, const Gazetteer* gazetteer, const std::filesystem::path& share);
  ~Analyzer();

  /// Sentences, tokens, lemmas, morphology, names and syntax of one document.
  /// The same document gives the same result whatever was analyzed before and on whatever thread.
  /// Thread safety: may be called from several threads; each call keeps its own buffers.
  /// Memory: the text and some 10 bytes a byte of it.
  AnalyzedDocument analyze(Document document, const AnalysisOptions& options = {}) const;
  /// The same, part after part (8,192 tokens, or one longer sentence), of which only one is held: memory beyond the text does not
  /// grow with it. `accept` is called at least once; what it throws comes out.
  void analyze_parts(Document document, const AnalysisOptions& options, const std::function<void(const AnalyzedPart&)>& accept) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
