#pragma once
#include <map>
#include <string>
#include <vector>

#include "lexicon.hpp"
#include "scene.hpp"

namespace citypact::extract {

/// Two forms of one word of a name, folded: equal, or alike but for a case ending.
bool same_name_word(std::string_view a, std::string_view b, const Lexicon& lexicon);
/// Equal for any two words of which same_name_word is true.
std::string_view name_word_start(std::string_view word);

/// Gives the mentions of each entity its name (Mention::name): its first, of people the most frequent of several words, the
/// longest of equally frequent ones. A person's own form stays in Mention::own_name. The words of a person's names are those
/// forms that the text itself shows most often: a nominative that was guessed wrongly gives way to one that is written.
/// Bodies of unknown class take the class of another mention. `forms` tells what common nouns are called that stand for nothing named.
void name_entities(std::vector<Site>& sites, const AnalyzedDocument& document, const Lexicon& lexicon, DocumentNames& forms);

}  // namespace citypact::extract
