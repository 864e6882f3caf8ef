#pragma once
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// How often a text names the entities of some kind.
struct MostNamed {
  std::uint32_t entity = no_site;  // named most often, of equals the first
  std::uint32_t times = 0;
  std::uint32_t next = 0;      // how often any other is named at most
  std::uint32_t entities = 0;  // that are named at all
};

/// Of the entities of those sites that `counts(index)` takes. Cost: all sites.
template <class Counts>
MostNamed most_named(const std::vector<Site>& sites, const Counts& counts) {
  std::vector<std::uint32_t> times(sites.size()), order;
  for (std::uint32_t s = 0; s < sites.size(); ++s) {
    const auto entity = sites[s].mention.entity;
    if (entity != no_site && counts(s) && ++times[entity] == 1) order.push_back(entity);
  }
  MostNamed found;
  found.entities = static_cast<std::uint32_t>(order.size());
  for (const auto entity : order)
    if (times[entity] > found.times) found.next = found.times, found.times = times[entity], found.entity = entity;
    else found.next = std::max(found.next, times[entity]);
  return found;
}

}  // namespace citypact::extract
