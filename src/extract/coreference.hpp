#pragma once
#include "scene.hpp"

namespace citypact::extract {

/// Joins mentions of one thing within the document by setting Mention::entity to the index of the first of them.
void join_entities(std::vector<Site>& sites, const AnalyzedDocument& document, const Lexicon& lexicon);

}  // namespace citypact::extract
