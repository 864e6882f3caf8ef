#pragma once
#include <vector>

#include "citypact/knowledge/gazetteer.hpp"
#include "lexicon.hpp"
#include "scene.hpp"

namespace citypact::extract {

/// Mentions of one document in text order (by begin, longer first): the tagger's names, and noun phrases that
/// words/mention_heads.tsv heads (agreements, events, programmes, platforms). `entity` is the site's own index so far.
std::vector<Site> find_mentions(const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon, const Ontology& ontology,
                                const Gazetteer* gazetteer);

}  // namespace citypact::extract
