#pragma once
#include "citypact/core/analysis.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/reading_cache.hpp"

namespace citypact {

enum class Believed { all, own };  // every entry, or those of the user's own tables

/// Adds the names that the gazetteer has, the longest first, where no name stands yet; a name with just these bounds takes the
/// entry's type. A name is looked up as it is written, one word by the lemmas of its nouns too; it begins with no lower-case
/// letter. Cost: up to `longest_name` look-ups a capitalised token.
void add_gazetteer_names(AnalyzedDocument& document, const Gazetteer& gazetteer, Believed believed, ReadingCache& readings);

}  // namespace citypact
