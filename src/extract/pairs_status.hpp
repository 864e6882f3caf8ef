#pragma once
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// What the features of a status are read from.
struct StatusContext {
  const Site& a;                        // in text order
  const Site& b;
  std::uint32_t trigger = no_head;      // token that states the relation
  std::uint32_t verb = no_head;         // nearest verb
  std::vector<const Proposal*> said;    // what rules say of the pair
};

/// Adds the features that tell asserted, planned, possible, denied and ended apart: the status has a model of its own.
void read_status(const Scene& scene, const StatusContext& pair, std::vector<std::uint32_t>& features);

}  // namespace citypact::extract
