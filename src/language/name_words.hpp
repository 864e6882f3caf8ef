#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/language/language.hpp"
#include "name_source.hpp"

namespace citypact {

/// One way to read a word of a name.
struct WordForm {
  Upos upos = Upos::x;
  Features features;
  float weight = 0;
  bool indeclinable = false, given_name = false, surname = false, patronymic = false;
  const Reading* reading = nullptr;  // from the dictionary, in the source's cache, or
  std::string nominative;          // from the endings of names, lower case
};

/// A word of a name, or a part of one between hyphens, or a mark.
struct NameWord {
  Span span{};  // in the document
  std::uint32_t token = 0;
  std::string text{};  // as written; words of an all-capitals headline in usual letter case
  enum class Kind { word, frozen, mark, opening_quote, closing_quote } kind = Kind::word;
  std::vector<WordForm> forms{};  // heaviest first; those of a frozen word only tell its gender
  std::string stem{};             // of an abbreviation with a case ending: what stands for it in the nominative
  std::string tail{};    // what follows the word in its token and never changes («-2» of «Иннопром-2»)
  Features tagged{};     // what the tagger says
  bool leads = false;    // the name's first word
  bool partial = false;  // the token goes on behind a hyphen; such a part may stay as it is («Жан-Клода»)
};

/// The kind of a character that is no letter; a quote that may be either opens when `opens`.
NameWord::Kind mark_kind(char32_t c, bool opens);

/// What the words of a group have in common.
struct Agreement {
  Case case_ = Case::nom;
  Number number = Number::sing;
  Gender gender = Gender::masc;
  float certainty = 0;  // of the gender: 0.5 when both fit alike, 1 when only one fits
};

/// Words of names as read_name read them, whatever the document: what stands in the text, in the tagger's view of it and in the
/// sort of the name decides. Thread safety: none.
struct NameWords {
  std::unordered_map<std::string, NameWord> known;  // by all that
};

enum class NameSort { person, place, other };

/// Words of the tokens with their readings, weighed by what the tagger says. Abbreviations, Latin words and numbers are
/// frozen; abbreviations with a case ending («МИДом») lose it. With `sort` person, words are split at hyphens and those
/// that the dictionary lacks read by words/name-endings.tsv.
std::vector<NameWord> read_name(NameSource& source, TokenRange tokens, NameSort sort);

/// True for words that may stand before a head and agree with it: adjectives, participles, ordinals, determiners.
bool is_modifier(const NameWord& word);
float modifier_share(const NameWord& word);  // of the weight of its readings, 0..1
bool is_modifier(const WordForm& form);

/// The case, number and gender that fit all words best; words that never change bear only a gender. `gender`: none, or the only one.
Agreement agree(std::span<const NameWord* const> words, Gender gender = Gender::none);

/// The word in the nominative, in its own letter case; as it stands when nothing fits.
std::string nominative(const NameWord& word, const Agreement& agreement, const Language& language);

/// The nominative that one reading of a word leads to, in its own number and gender, lower case.
std::string nominative_of(const WordForm& form, const Language& language);

/// Puts a lower-case form into the letter case of the form it came from; «е» stays where it stands for «ё».
std::string recase(std::string_view form, std::string_view original);

/// Initials: one capital letter with or without its stop («С.», «Дж.»), or several («С.С.»).
bool is_initial(std::string_view text);

}  // namespace citypact
