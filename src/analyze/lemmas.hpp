#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/morphology.hpp"
#include "citypact/language/dictionary.hpp"

namespace citypact {

/// What is known of a word when its lemma is chosen.
struct WordContext {
  Upos upos = Upos::x;
  Features features;
  bool capitalized = false;
  enum class Name : std::uint8_t { none, person, place, other } name = Name::none;  // kind of the name that holds it
};

/// The reading that fits the model's tag best: part of speech and features first (as natasha counts them), then what the
/// word stands in (a surname inside a person's name, no surname in lower case), then the dictionary's P(tag | word).
/// Null when there are no readings.
const Reading* choose_reading(std::span<const Reading> readings, const WordContext& context);

/// Whether the model's tag is one that the form cannot have: another part of speech for what is only a common noun or only a finite
/// verb, a case that the noun's form is not, a number or tense that the verb's is not. The model guesses at words that its embeddings
/// lack. False for names, abbreviations and words that the dictionary does not know.
bool is_impossible(Upos upos, const Features& features, std::span<const Reading> readings);

/// Lower case of a form that the dictionary does not know: punctuation and numbers stay as they are.
std::string fold_form(std::string_view form);

}  // namespace citypact
