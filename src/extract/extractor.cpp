#include "extractor.hpp"

#include <algorithm>
#include <array>

#include "clauses.hpp"
#include "coreference.hpp"
#include "decide.hpp"
#include "extractors.hpp"
#include "mentions.hpp"
#include "respectively.hpp"
#include "roles.hpp"

namespace citypact {
namespace extract {

Stage set_stage(const Extractor::State& state, AnalyzedDocument& document) {
  mend_clauses(document, state.lexicon);
  Stage stage;
  stage.work = state.workspaces.take(state.ontology);
  stage.names = std::make_unique<DocumentNames>(document, state.lexicon.language(), stage.work->names, &state.known_names);
  stage.syntax = std::make_unique<Syntax>(document);
  auto sites = find_mentions(document, *stage.syntax, state.lexicon, state.types, state.ontology, state.gazetteer, *stage.names);
  join_entities(sites, document, *stage.syntax, state.lexicon, state.gazetteer, *stage.names);
  stage.scene.reset(new Scene{document, *stage.syntax, state.lexicon, state.ontology, *stage.names, stage.work->classes, std::move(sites), {}, {}, {}, {}, {}, {}, {}});
  Scene& scene = *stage.scene;
  for (const Site& site : scene.sites) scene.lineages.push_back(&scene.classes.lineage(site.mention.type));
  scene.sites_of.resize(document.sentences.size());
  scene.roles_of.resize(document.sentences.size());
  scene.sites_at.resize(document.tokens.size());
  scene.role_at.assign(document.tokens.size(), no_site);
  for (std::uint32_t i = 0; i < scene.sites.size(); ++i) {
    scene.sites_of[scene.sites[i].sentence].push_back(i);
    for (auto t = scene.sites[i].tokens.begin; t < scene.sites[i].tokens.end; ++t) scene.sites_at[t].push_back(i);
  }
  for (auto& at : scene.sites_at)
    std::stable_sort(at.begin(), at.end(), [&](auto a, auto b) { return scene.sites[a].tokens.size() < scene.sites[b].tokens.size(); });
  find_agenda(scene);
  scene.roles = find_roles(document, state.lexicon, *stage.names, scene.sites_at, scene.sites);
  for (std::uint32_t i = 0; i < scene.roles.size(); ++i) {
    scene.roles_of[scene.roles[i].sentence].push_back(i);
    for (auto t = scene.roles[i].tokens.begin; t < scene.roles[i].tokens.end; ++t) scene.role_at[t] = i;
  }
  link_roles(scene);
  link_respectively(scene);
  end_dismissed(scene);
  return stage;
}

std::vector<Proposal> claims(const Extractor::State& state, const Scene& scene) {
  std::vector<Proposal> proposals;
  for (const auto& extractor : extractors) extractor.run(scene, state.rules, proposals);
  for (auto& proposal : proposals)
    if (const auto measured = state.lexicon.confidence(proposal.rule, proposal.relation)) proposal.score = *measured;
  return proposals;
}

std::vector<Proposal> proposals(const Extractor::State& state, const Stage& stage, bool learned) {
  const Scene& scene = *stage.scene;
  auto proposals = claims(state, scene);
  if (state.model && learned) judge_pairs(scene, *state.model, {}, stage.work->scoring, proposals);
  drop_private_journeys(scene, proposals);
  drop_contradicted(scene, state.gazetteer, proposals);
  tell_fates(scene, proposals);
  tell_event_fates(scene, proposals);
  tell_plan_fates(scene, proposals);
  return proposals;
}

}  // namespace extract

Extractor::Extractor(const Language& language, const Gazetteer* gazetteer, const Ontology& ontology, const std::filesystem::path&,
                     const std::vector<std::filesystem::path>& rule_folders)
    : state_(new State{gazetteer, extract::GazetteerNames(gazetteer), ontology, extract::Lexicon(language), extract::BodyTypes(language, gazetteer), {}, {}, nullptr}) {
  const auto own = language.folder() / "rules";
  if (std::filesystem::is_directory(own)) state_->rule_folders.push_back(own);
  state_->rule_folders.insert(state_->rule_folders.end(), rule_folders.begin(), rule_folders.end());
  for (const auto& folder : state_->rule_folders) extract::load_rules(state_->rules, folder, ontology, state_->lexicon, extract::Examples::skip);
  const auto model = language.folder() / "models" / "relations.bin";
  if (!std::filesystem::exists(model)) return;
  state_->model = std::make_unique<extract::PairModel>(model);
  if (!language.table("confidence").empty()) state_->confidence = std::make_unique<extract::Confidence>(language);
}

Extractor::~Extractor() = default;

Extraction Extractor::extract(AnalyzedDocument document, const ExtractOptions& options, Diagnostics&) const {
  const auto stage = extract::set_stage(*state_, document);
  auto proposals = extract::proposals(*state_, stage, options.learned);
  extract::Speakers speakers(*stage.scene);
  auto attributes = extract::find_attributes(*stage.scene, speakers);
  return extract::decide(document, *stage.scene, std::move(proposals), std::move(attributes), speakers,
                         {.confidence = options.learned ? state_->confidence.get() : nullptr, .least = options.min_confidence});
}

}  // namespace citypact
