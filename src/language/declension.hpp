#pragma once
#include <span>
#include <string>
#include <vector>

#include "name_words.hpp"

namespace citypact {

/// Puts the head's group of a noun phrase into the nominative: head, the modifiers before it, an apposed place name,
/// a second head joined to it; complements and quoted names stay.
void decline_phrase(std::vector<NameWord>& words, const Language& language);

/// Puts a person's name into the nominative, word by word; returns what the words agree in. `gender`: none, or what the person is.
Agreement decline_person(std::vector<NameWord>& words, const Language& language, Gender gender = Gender::none);

/// True when the name is a surname of the east with a given name behind it («Си Цзиньпин»): only the last word
/// declines.
bool is_surname_first(const std::vector<NameWord>& words, const Language& language);

}  // namespace citypact
