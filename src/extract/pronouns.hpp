#pragma once
#include <cstdint>
#include <set>
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// The entities that the pronoun at a site may stand for, told by agreement, by its verb and by the subjects of its sentence and the one
/// before; it is bound where there is one. The sites before it must have their entities, no_site where nothing is known.
/// Cost: the sites of two sentences. Thread safety: const.
std::set<std::uint32_t> referents_of_pronoun(std::uint32_t site, const std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax,
                                             const Lexicon& lexicon);

}  // namespace citypact::extract
