#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace citypact::neural {

/// The dependency tree with exactly one root word that maximises the sum of its arcs' scores (Chu and Liu 1965, Edmonds
/// 1967, dense as in Tarjan 1977).
///
/// scores[(d - 1) * stride + h] is the score of head h (0: root) for word d, 1 <= d <= size; stride > size. Writes heads[d - 1].
/// Of equal arcs the first counts. Cost: size^2 time and memory; nothing but one pass where the best heads are a tree already.
void best_tree(std::span<const float> scores, std::size_t size, std::size_t stride, std::uint32_t* heads);

/// The same of all trees without crossing arcs (Eisner 1996). Cost: size^3 / 2 sums, 24 size^2 bytes.
void best_projective_tree(std::span<const float> scores, std::size_t size, std::size_t stride, std::uint32_t* heads);

/// True when no two arcs cross and none passes over the root word.
bool is_projective(std::span<const std::uint32_t> heads);

/// True when every word reaches the root and exactly one has head 0.
bool is_single_rooted_tree(std::span<const std::uint32_t> heads);

}  // namespace citypact::neural
