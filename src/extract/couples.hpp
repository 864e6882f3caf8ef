#pragma once
#include <utility>
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// «соглашения подписали A и B, C и D»: the pairs of a list of two pairs or more, a conjunction within each and a comma or semicolon between
/// them; empty where the list reads otherwise («A, B, C и D»). `sites` are of one sentence. O(tokens of the list).
std::vector<std::pair<std::uint32_t, std::uint32_t>> couples(const Scene& scene, std::vector<std::uint32_t> sites);

}  // namespace citypact::extract
