#pragma once
#include <vector>

#include "body_types.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "lexicon.hpp"
#include "scene.hpp"

namespace citypact::extract {

/// Mentions of one document in text order (by begin, longer first): the tagger's names with their descriptors and finer
/// classes, adjectives of places, noun phrases that words/mention_heads.tsv heads (agreements, events, programmes,
/// platforms), bodies within bodies («совет университета»), and common nouns and pronouns that coreference may tie to a
/// name. `entity` is the site's own index so far. Linear in tokens.
std::vector<Site> find_mentions(const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon, const BodyTypes& types,
                                const Ontology& ontology, const Gazetteer* gazetteer, DocumentNames& names);

}  // namespace citypact::extract
