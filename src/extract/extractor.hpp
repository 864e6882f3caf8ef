#pragma once
#include <memory>

#include "body_types.hpp"
#include "citypact/extract/extract.hpp"
#include "rule.hpp"
#include "scorer.hpp"

namespace citypact {

struct Extractor::State {
  const Gazetteer* gazetteer;
  const Ontology& ontology;
  extract::Lexicon lexicon;
  extract::BodyTypes types;
  extract::Rules rules;
  std::unique_ptr<extract::PairModel> model;  // null when the language has none
};

namespace extract {

/// The scene of a document, whose clauses it mends, and the syntax it looks at; the document must outlive it.
struct Stage {
  std::unique_ptr<Syntax> syntax;
  std::unique_ptr<Scene> scene;
};
Stage set_stage(const Extractor::State& state, AnalyzedDocument& document);

}  // namespace extract
}  // namespace citypact
