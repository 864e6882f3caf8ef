#pragma once
#include <filesystem>
#include <memory>

#include "body_types.hpp"
#include "citypact/core/idle.hpp"
#include "citypact/extract/extract.hpp"
#include "confidence.hpp"
#include "gazetteer_names.hpp"
#include "rule.hpp"
#include "scorer.hpp"

namespace citypact {

namespace extract {

/// What a thread keeps between documents.
struct Workspace {
  explicit Workspace(const Ontology& ontology) : classes(ontology) {}
  NameMemory names;
  ClassFacts classes;
  PairModel::Buffers scoring;
};

}  // namespace extract

struct Extractor::State {
  const Gazetteer* gazetteer;
  extract::GazetteerNames known_names;
  const Ontology& ontology;
  extract::Lexicon lexicon;
  extract::BodyTypes types;
  extract::Rules rules;
  std::vector<std::filesystem::path> rule_folders;  // where they were read
  std::unique_ptr<extract::PairModel> model;        // null when the language has none
  std::unique_ptr<extract::Confidence> confidence{};  // null: what rules and model claim
  mutable Idle<extract::Workspace> workspaces{};
};

namespace extract {

/// The scene of a document, whose clauses it mends, and the syntax it looks at; the document and the extractor must outlive it.
struct Stage {
  Idle<Workspace>::Lease work;
  std::unique_ptr<DocumentNames> names;
  std::unique_ptr<Syntax> syntax;
  std::unique_ptr<Scene> scene;
};
Stage set_stage(const Extractor::State& state, AnalyzedDocument& document);

/// What rules say of a scene, each with the confidence that was measured or claimed for it.
std::vector<Proposal> claims(const Extractor::State& state, const Scene& scene);
/// The same with what the pair model thinks of it and adds, without what other words of the document speak against.
std::vector<Proposal> proposals(const Extractor::State& state, const Stage& stage, bool learned);

}  // namespace extract
}  // namespace citypact
