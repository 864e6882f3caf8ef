#include <algorithm>

#include "extractors.hpp"

namespace citypact::extract {
namespace {

bool holds_post_of(const Scene& scene, std::uint32_t person, std::uint32_t body) {
  const auto holds = [](const std::vector<std::uint32_t>& list, std::uint32_t x) { return std::find(list.begin(), list.end(), x) != list.end(); };
  const auto& roles = scene.roles_of[scene.sites[body].sentence];
  return std::any_of(roles.begin(), roles.end(), [&](auto r) { return holds(scene.roles[r].holders, person) && holds(scene.roles[r].bodies, body); });
}

/// «активистов «Зари» Ивана Петрова»: somebody right before the body is whom the name is of.
bool names_somebody(const Scene& scene, std::uint32_t body) {
  constexpr std::uint32_t reach = 4;  // tokens: «фигуранта дела», «руководителя оборонного комплекса»
  const auto first = scene.document.sentences[scene.sites[body].sentence].tokens.begin;
  const auto begin = scene.sites[body].tokens.begin;
  for (auto i = begin; i-- > first && begin - i <= reach;) {
    const Token& token = scene.token(i);
    if (token.upos == Upos::noun && token.features.animacy == Animacy::anim && (token.features.case_ == Case::gen || token.features.case_ == Case::acc)) return true;
    if (token.upos != Upos::punct && token.features.case_ != Case::gen) return false;
  }
  return false;
}

/// How often the document names each entity.
std::vector<std::uint32_t> mentions_of_entities(const Scene& scene) {
  std::vector<std::uint32_t> counts(scene.sites.size());
  for (const Site& site : scene.sites)
    if (site.mention.entity < counts.size()) ++counts[site.mention.entity];
  return counts;
}

}  // namespace

/// «Интеррос» Владимира Потанина: a company's name followed by a person's in the genitive is that person's company.
void propose_possessors(const Scene& scene, std::vector<Proposal>& proposals) {
  const auto counts = mentions_of_entities(scene);
  for (std::uint32_t s = 0; s < scene.sites.size(); ++s) {
    const Site& site = scene.sites[s];
    if (!scene.is_a(s, "Organization") || site.mention.form != Form::name || site.tokens.end >= scene.document.tokens.size()) continue;
    const Token& last = scene.token(site.tokens.end - 1);
    const bool company = scene.lexicon.list("company_words").contains(scene.token(site.head).lemma);
    const bool named = last.upos == Upos::punct || !scene.token(site.head).in_dictionary;
    if (!company && !(named && site.mention.entity < counts.size() && counts[site.mention.entity] > 1)) continue;  // «Макбет» Верди is an opera
    for (auto owner : scene.sites_at[site.tokens.end]) {
      const Site& person = scene.sites[owner];
      if (person.tokens.begin != site.tokens.end || person.sentence != site.sentence || !scene.is_a(owner, "Person")) continue;
      if (holds_post_of(scene, owner, s) || names_somebody(scene, s)) continue;  // «главу компании «Заря» Ивана Петрова»
      if (scene.token(person.head).features.case_ != Case::gen || scene.role_at[site.tokens.begin > 0 ? site.tokens.begin - 1 : 0] != no_site) continue;
      Proposal p;
      p.relation = "owns";
      p.subject = owner, p.object = s;
      p.sentence = site.sentence;
      p.trigger = person.tokens;
      p.status = Status::asserted;
      p.rule = "owns.possessor";
      p.score = 0.6f;
      proposals.push_back(std::move(p));
    }
  }
}

}  // namespace citypact::extract
