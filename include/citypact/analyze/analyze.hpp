#pragma once
#include <filesystem>
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

/// Models of one language, mapped; load once, share between threads.
class Analyzer {
 public:
  /// Throws Error when a model file is absent, cut or of another version.
  Analyzer(const Language& language, const Gazetteer* gazetteer, const std::filesystem::path& share);
  ~Analyzer();

  /// Sentences, tokens, lemmas, morphology, names and syntax of one document.
  /// The same document gives the same result whatever was analyzed before and on whatever thread.
  /// Thread safety: may be called from several threads; each call keeps its own buffers.
  AnalyzedDocument analyze(Document document, const AnalysisOptions& options = {}) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
