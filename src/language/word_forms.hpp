#pragma once
#include "name_words.hpp"

namespace citypact {

/// Readings of a word, heaviest first: the dictionary's, and by words/name-endings.tsv where it lacks the word or the
/// word is a person's; weighed by the dictionary's estimates, the sort of name and what the tagger says.
void read_forms(NameWord& word, const Token& token, NameSort sort, NameSource& source);

/// The same but for the tagger, in no order; whether the dictionary has the word.
bool read_untagged(NameWord& word, NameSort sort, NameSource& source);

/// Readings of a name joined by hyphens («Каменска-Уральского»), as its parts show them, in no order; those it has where it is none.
void read_compound(NameWord& word, NameSort sort, NameSource& source);

/// Readings of an abbreviation: only those that the dictionary has; they tell its gender.
void read_abbreviation(NameWord& word, NameSort sort, NameSource& source);

/// Readings whose nominative the document shows elsewhere weigh more: where «Байден» stands, «Байдена» is its genitive.
void weigh_by_document(NameWord& word, NameSource& source);

}  // namespace citypact
