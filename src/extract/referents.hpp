#pragma once
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// Ties common nouns («фонд», «российская столица»), posts without a holder («отметил мэр») and pronouns to the one thing
/// they can stand for; sets entity to no_site for those that could be several things or none. Agreements and events
/// whose phrase names nothing known stay things of their own.
void bind_referents(std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon);

}  // namespace citypact::extract
