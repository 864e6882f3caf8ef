#pragma once
#include <vector>

#include "citypact/knowledge/gazetteer.hpp"
#include "scene.hpp"

namespace citypact::extract {

/// Joins sites that stand for one thing: equal names, a surname after the full name, quoted cores, announced and
/// unannounced acronyms, gazetteer aliases, then common nouns, posts and pronouns that have one possible referent.
/// Sets Mention::entity (the index of the first site) and Mention::name; removes common nouns and pronouns that stand for
/// nothing known. A wrong link costs more than a missing one: two candidates are no candidate.
/// Cost: near linear in sites; nominals look back over the sites before them.
void join_entities(std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon,
                   const Gazetteer* gazetteer, DocumentNames& names);

}  // namespace citypact::extract
