#pragma once
#include <algorithm>
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// The first site of an entity while sites are joined; Mention::entity leads to it.
inline std::uint32_t entity_root(std::vector<Site>& sites, std::uint32_t i) {
  while (sites[i].mention.entity != i) i = sites[i].mention.entity = sites[sites[i].mention.entity].mention.entity;
  return i;
}
inline void join_entity(std::vector<Site>& sites, std::uint32_t a, std::uint32_t b) {
  a = entity_root(sites, a), b = entity_root(sites, b);
  if (a != b) sites[std::max(a, b)].mention.entity = std::min(a, b);
}

/// Joins those of the sites `named` that name one person: «Собянин», «С. Собянин», «Сергей Собянин», «Сергей Семёнович Собянин».
/// Cost: people with a word in common are compared.
void join_people(std::vector<Site>& sites, const std::vector<std::uint32_t>& named, const AnalyzedDocument& document, const Lexicon& lexicon,
                 DocumentNames& names);

}  // namespace citypact::extract
