#include "word_forms.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "citypact/language/names.hpp"
#include "name_data.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

// How much a reading loses when the tagger says otherwise; it is right more often on case than on gender.
constexpr float other_part_of_speech = 0.2f, other_case = 0.1f, other_number = 0.15f, other_gender = 0.3f;
constexpr float least_probability = 0.02f;  // of a reading: the dictionary's estimates rest on a small corpus
constexpr float sort_bonus = 8;             // a known reading that the dictionary marks as such a name
constexpr float known_place = 8;            // the list of place adjectives has the place
constexpr float seldom = 0.2f;              // a name that never changes beside one that declines
constexpr float seen_elsewhere = 6;         // the nominative stands in the document
constexpr float known_given_name = 5;       // the lists of names have it
constexpr float same_paradigm = 2;          // another form of the same name stands in the document
constexpr std::size_t most_witnesses = 6;   // other forms that are asked
constexpr float bare_plural = 0.02f;        // of people, a genitive without ending («Балкан» of «Балканы»)
constexpr float no_word = 0.3f;             // of a known word, an ending that leads to no word
constexpr float common_word = 0.5f;         // a person's name that the dictionary knows as a common word only
constexpr float known_name = 0.1f;  // endings against readings of a name that the dictionary knows («Илона»)
constexpr float other_name = 0.7f;  // endings of people's names on unknown names of places and bodies
constexpr float compound_name = 0.2f;  // on words made of a short beginning and a known word («Росимущество»)
constexpr float indeclinable_other = 0.3f;                  // there names that never change are rarer
constexpr float plural_name = 0.5f, plural_unknown = 0.2f;  // names are mostly singular
constexpr std::size_t reach = 2000;  // tokens on either side in which a document's own nominatives are sought

float agreement_with_tagger(const WordForm& form, Upos upos, const Features& features) {
  auto factor = [](auto a, auto b, float other) {
    return a == decltype(a){} || b == decltype(b){} || a == b ? 1.0f : other;
  };
  auto nominal = [](Upos tag) { return tag == Upos::propn ? Upos::noun : tag; };
  float weight = upos == Upos::x || nominal(form.upos) == nominal(upos) ? 1 : other_part_of_speech;
  weight *= factor(form.features.case_, features.case_, other_case);
  weight *= factor(form.features.number, features.number, other_number);
  if (form.features.number != Number::plur) weight *= factor(form.features.gender, features.gender, other_gender);
  return weight;
}

bool fits_sort(const Reading& reading, NameSort sort) {
  switch (sort) {
    case NameSort::person:
      return reading.given_name || reading.surname || reading.patronymic;
    case NameSort::place:
      return reading.place;
    case NameSort::other:
      return reading.organization;
  }
  return false;
}

void add_dictionary_forms(NameWord& word, NameSort sort, ReadingCache& readings) {
  const auto& found = readings.of(word.text);
  word.forms.reserve(found.size());
  for (const Reading& reading : found) {
    word.forms.push_back({.upos = reading.upos,
                  .features = reading.features,
                  .weight = std::max(reading.probability, least_probability) *
                            (reading.known && fits_sort(reading, sort) ? sort_bonus : 1),
                  .indeclinable = reading.indeclinable,
                  .given_name = reading.given_name,
                  .surname = reading.surname,
                  .patronymic = reading.patronymic,
                  .reading = &reading,
                  .nominative = {}});
  }
}

void add_ending_forms(NameWord& word, float factor, const NameData& data) {
  const std::string name = lower(word.text);
  for (const NameEnding& row : data.endings) {
    if (name.size() <= row.ending.size() + 2 || !name.ends_with(row.ending)) continue;
    const auto stem = std::string_view(name).substr(0, name.size() - row.ending.size());
    if (!row.before.empty() && row.before.find(last_of(stem)) == std::u32string::npos) continue;
    for (Case its_case : row.cases) {
      WordForm form{.upos = Upos::propn,
                    .features = {},
                    .weight = row.weight * factor,
                    .indeclinable = row.nominative == row.ending && row.cases.size() > 4,
                    .surname = true,
                    .reading = {},
                    .nominative = std::string(stem) + row.nominative};
      form.features.case_ = its_case;
      form.features.number = row.number;
      form.features.gender = row.gender;
      word.forms.push_back(std::move(form));
    }
  }
}

/// A short beginning and a known word of some length.
bool is_compound(const std::u32string& letters, const Dictionary& dictionary) {
  constexpr std::size_t longest_beginning = 6, shortest_rest = 5;
  for (std::size_t cut = 2; cut <= longest_beginning && cut + shortest_rest <= letters.size(); ++cut)
    if (dictionary.knows(to_utf8(std::u32string_view(letters).substr(cut)))) return true;
  return false;
}

/// A dictionary noun among the readings in the same case, number and gender.
bool has_noun_like(const NameWord& word, const WordForm& form) {
  return std::ranges::any_of(word.forms, [&](const WordForm& f) {
    return f.reading && f.upos == Upos::noun && f.features.case_ == form.features.case_ &&
           f.features.number == form.features.number && f.features.gender == form.features.gender;
  });
}

/// Whether the dictionary has the word, or its part behind the last hyphen. A word without hyphens has been looked up.
bool is_known(const NameWord& word, const Dictionary& dictionary) {
  const auto hyphen = word.text.rfind('-');
  if (hyphen != std::string::npos) return dictionary.knows(std::string_view(word.text).substr(hyphen + 1));
  return std::ranges::any_of(word.forms, [](const WordForm& form) { return form.reading->known; });
}

/// What decides which readings a word gets.
struct WordKind {
  NameSort sort;
  bool capital;  // begins with a capital letter
  bool known;  // the dictionary has it, or its last part: «РБК-Украина» is as well known as «Украина»
  bool name;  // the dictionary has it as a name of a person
};

void weigh_plurals(NameWord& word, const WordKind& kind) {
  if (!kind.capital) return;
  for (WordForm& form : word.forms)
    if (form.features.number == Number::plur && !form.indeclinable)
      form.weight *= kind.known ? plural_name : plural_unknown;
}

/// Adds readings by the endings of people's names: to unknown names of any sort, and to all names of people.
void add_name_endings(NameWord& word, const WordKind& kind, const Language& language) {
  const bool person = kind.sort == NameSort::person;
  if (!kind.capital || (!person && (kind.known || modifier_share(word) >= 0.5f))) return;
  if (person && !kind.known) word.forms.clear();
  if (person && !kind.name)
    for (WordForm& form : word.forms) form.weight *= common_word;
  const std::size_t from_dictionary = word.forms.size();
  const bool compound = !person && is_compound(to_code_points(word.text), *language.dictionary());
  const float factor = compound ? compound_name : !person ? other_name : kind.known && kind.name ? known_name : 1;
  add_ending_forms(word, factor, language.name_data());
  for (std::size_t i = from_dictionary; i < word.forms.size(); ++i) {
    WordForm& form = word.forms[i];
    if (!person && form.indeclinable) form.weight *= indeclinable_other;
    if (person && form.features.number == Number::plur && form.nominative.size() > word.text.size()) form.weight *= bare_plural;
    // A known word with a fleeting vowel («Локтя»): endings alone would make a word that is none («Локть»).
    if (person && kind.known && !kind.name && has_noun_like(word, form) &&
        !language.dictionary()->knows(form.nominative))
      form.weight *= no_word;
  }
}

void weigh_known_places(NameWord& word, const Language& language) {
  const auto& places = language.name_data().places;
  for (WordForm& form : word.forms)
    if (places.contains(form.reading ? form.reading->lemma : form.nominative)) form.weight *= known_place;
}

/// A name that declines is seldom one that never does («Марку» of «Марк», not «Марку»).
void weigh_indeclinables(NameWord& word) {
  if (std::ranges::none_of(word.forms, [](const WordForm& f) { return f.given_name && !f.indeclinable; })) return;
  for (WordForm& form : word.forms)
    if (form.reading && form.indeclinable) form.weight *= seldom;
}

/// Of unknown names the one that is known as a given name («Асии» of «Асия», not «Асий»).
void weigh_given_names(NameWord& word, const KnownNames& known) {
  std::string_view last;
  bool is_known = false;
  for (WordForm& form : word.forms) {
    if (form.reading) continue;
    if (form.nominative != last) last = form.nominative, is_known = known.is_given_name(last);
    if (is_known) form.weight *= known_given_name;
  }
}

/// «Каменска-Уральского»: a name in capitals, joined by hyphens, which the dictionary lacks; adjectives have one paradigm.
bool is_compound_name(const NameWord& word, const Token& token, const Dictionary& dictionary) {
  return word.text.find('-') != std::string::npos && token.upos != Upos::adj && word.kind == NameWord::Kind::word &&
         is_upper(first_of(word.text)) && !dictionary.knows(word.text);
}

void sort_forms(NameWord& word) { std::ranges::stable_sort(word.forms, std::greater{}, &WordForm::weight); }

}  // namespace

bool read_untagged(NameWord& word, NameSort sort, NameSource& source) {
  const Language& language = source.language;
  add_dictionary_forms(word, sort, source.readings);
  const auto is_name = [](const WordForm& f) { return f.given_name || f.surname || f.patronymic; };
  const WordKind kind{sort, is_upper(first_of(word.text)),
                      is_known(word, *language.dictionary()),
                      std::ranges::any_of(word.forms, is_name)};
  weigh_plurals(word, kind);
  add_name_endings(word, kind, language);
  if (sort != NameSort::person) weigh_known_places(word, language);
  if (sort == NameSort::person && word.leads && !kind.name && source.known) weigh_given_names(word, *source.known);
  weigh_indeclinables(word);
  return kind.known;
}

void read_forms(NameWord& word, const Token& token, NameSort sort, NameSource& source) {
  const bool known = read_untagged(word, sort, source);
  if (token.features.foreign && !known) word.kind = NameWord::Kind::frozen;
  if (sort != NameSort::person && is_compound_name(word, token, *source.language.dictionary())) read_compound(word, sort, source);
  // The tagger speaks of a whole token, whose case its last part shows («Жан-Клодом»).
  if (!word.partial)
    for (WordForm& form : word.forms) form.weight *= agreement_with_tagger(form, token.upos, token.features);
  sort_forms(word);
}

void read_abbreviation(NameWord& word, NameSort sort, NameSource& source) {
  add_dictionary_forms(word, sort, source.readings);
  std::erase_if(word.forms, [](const WordForm& form) { return !form.reading->known; });
}

namespace {

std::pair<std::string, Gender> paradigm_of(const WordForm& form, std::string nominative) {
  return {std::move(nominative), form.features.number == Number::plur ? Gender::none : form.features.gender};
}

/// Nominatives, with their gender, of which a form may be one.
const NameSource::Nominatives& nominatives_of(const std::string& form, NameSource& source) {
  const auto [found, is_new] = source.nominatives.try_emplace(form);
  if (!is_new) return found->second;
  NameWord word;
  word.text = form;
  add_ending_forms(word, 1, source.language.name_data());
  for (const WordForm& f : word.forms)
    if (!f.indeclinable) found->second.insert(paradigm_of(f, f.nominative));
  word.forms.clear();
  add_dictionary_forms(word, NameSort::other, source.readings);
  for (const WordForm& f : word.forms)
    if (f.upos == Upos::noun || f.upos == Upos::propn) found->second.insert(paradigm_of(f, nominative_of(f, source.language)));
  return found->second;
}

bool is_inflected_unknown(const WordForm& form) {
  return !form.indeclinable && !(form.reading && form.reading->known);
}

/// Where «Кызылорду» and «Кызылорды» stand too, «Кызылорде» is of «Кызылорда» rather than of «Кызылорд».
void weigh_by_paradigm(NameWord& word, const std::set<std::string>& others, NameSource& source) {
  std::size_t asked = 0;
  for (const std::string& other : others) {
    if (asked++ == most_witnesses) return;
    const auto& nominatives = nominatives_of(other, source);
    for (WordForm& form : word.forms) {
      if (!is_inflected_unknown(form)) continue;
      if (nominatives.contains(paradigm_of(form, nominative_of(form, source.language)))) form.weight *= same_paradigm;
    }
  }
}

}  // namespace

void weigh_by_document(NameWord& word, NameSource& source) {
  const AnalyzedDocument& document = source.document;
  constexpr std::size_t first_letters = 4;   // bytes: two letters, the first in any case
  constexpr std::size_t longest_ending = 6;  // bytes
  if (word.kind != NameWord::Kind::word || word.text.size() <= first_letters || word.forms.size() < 2) return;
  const std::string own = lower(word.text);
  const auto nominative = [](const WordForm& form) -> std::string_view { return form.reading ? form.reading->lemma : form.nominative; };
  const auto seekable = [&](const WordForm& form) {
    const bool masculine = form.features.gender == Gender::masc;  // lemmas of women's surnames are the men's
    const auto name = nominative(form);
    return (masculine || !form.reading) && form.features.case_ != Case::nom && name != own && name.substr(0, first_letters) == std::string_view(own).substr(0, first_letters);
  };
  std::vector<std::string_view> sought, seen;
  for (const WordForm& form : word.forms)
    if (seekable(form) && std::ranges::find(sought, nominative(form)) == sought.end()) sought.push_back(nominative(form));
  const bool unsure = is_inflected_unknown(word.forms.front()) || word.forms.front().indeclinable;
  if (sought.empty() && !unsure) return;
  std::set<std::string> names;  // written as this word is, with a capital or not
  const auto begin = static_cast<std::uint32_t>(word.token > reach ? word.token - reach : 0),
             end = static_cast<std::uint32_t>(std::min<std::size_t>(word.token + reach, document.tokens.size()));
  source.alike(own, begin, end, [&](std::uint32_t token) {
    const auto surface = document.surface(document.tokens[token]);
    if (surface.size() + longest_ending < own.size() || surface.size() > own.size() + longest_ending || surface[2] != own[2] || surface[3] != own[3] || surface == word.text)
      return;
    const bool written_so = unsure && surface.substr(0, 2) == std::string_view(word.text).substr(0, 2);
    const bool as_long = std::ranges::any_of(sought, [&](auto name) { return name.size() == surface.size(); });  // letters are as long in either case
    if (!written_so && !as_long) return;
    std::string other = lower(surface);
    if (const auto at = std::ranges::find(sought, other); as_long && at != sought.end()) seen.push_back(*at);
    if (written_so && other != own) names.insert(std::move(other));
  });
  for (WordForm& form : word.forms)
    if (seekable(form) && std::ranges::find(seen, nominative(form)) != seen.end()) form.weight *= seen_elsewhere;
  weigh_by_paradigm(word, names, source);
  if (!seen.empty() || !names.empty()) sort_forms(word);
}

}  // namespace citypact
