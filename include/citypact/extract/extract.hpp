#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/core/extraction.hpp"
#include "citypact/core/ontology.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

struct ExtractOptions {
  float min_confidence = 0.45f;  // relations below it are dropped; the default was chosen on development data
  bool learned = true;          // false: what the rules say, with the rules' own confidence
};

/// Finds mentions, entities within the document, relations and attributes.
///
/// Built from the rule files of data/<lang>/rules (and a user's own folders), word lists and the learned scorer.
/// Thread safety: const, shared between threads.
class Extractor {
 public:
  /// Throws Error with file, line and column for a mistake in a rule file.
  Extractor(const Language& language, const Gazetteer* gazetteer, const Ontology& ontology, const std::filesystem::path& share,
            const std::vector<std::filesystem::path>& rule_folders = {});
  ~Extractor();

  /// Takes the document over. Every relation obeys the ontology and has evidence. Mentions are in text order.
  Extraction extract(AnalyzedDocument document, const ExtractOptions& options, Diagnostics& diagnostics) const;

  struct State;
  const State& state() const { return *state_; }  // for rules.hpp

 private:
  std::unique_ptr<State> state_;
};

}  // namespace citypact
