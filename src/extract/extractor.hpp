#pragma once
#include <filesystem>
#include <memory>
#include <mutex>

#include "body_types.hpp"
#include "citypact/extract/extract.hpp"
#include "gazetteer_names.hpp"
#include "rule.hpp"
#include "scorer.hpp"

namespace citypact {

namespace extract {

/// What a thread keeps between documents.
struct Workspace {
  Workspace(const Language& language, const Ontology& ontology) : names(language), classes(ontology) {}
  NameMemory names;
  ClassFacts classes;
  PairModel::Buffers scoring;
};

/// Idle workspaces, as many as there were threads at once. Thread safety: safe.
class Workspaces {
 public:
  struct GiveBack {
    Workspaces* owner = nullptr;
    void operator()(Workspace* work) const { owner->give_back(work); }
  };
  using Lease = std::unique_ptr<Workspace, GiveBack>;

  Lease take(const Language& language, const Ontology& ontology) {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return {new Workspace(language, ontology), {this}};
    Lease lease(idle_.back().release(), {this});
    idle_.pop_back();
    return lease;
  }

 private:
  void give_back(Workspace* work) {
    const std::lock_guard lock(mutex_);
    idle_.emplace_back(work);
  }
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> idle_;
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
  std::unique_ptr<extract::PairModel> model;  // null when the language has none
  mutable extract::Workspaces workspaces{};
};

namespace extract {

/// The scene of a document, whose clauses it mends, and the syntax it looks at; the document and the extractor must outlive it.
struct Stage {
  Workspaces::Lease work;
  std::unique_ptr<DocumentNames> names;
  std::unique_ptr<Syntax> syntax;
  std::unique_ptr<Scene> scene;
};
Stage set_stage(const Extractor::State& state, AnalyzedDocument& document);

}  // namespace extract
}  // namespace citypact
