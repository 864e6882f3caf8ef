#include "name_words.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

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
constexpr float no_word = 0.3f;             // of a known word, an ending that leads to no word
constexpr float common_word = 0.5f;         // a person's name that the dictionary knows as a common word only
constexpr float known_name = 0.1f;          // endings against readings of a name that the dictionary knows («Илона»)
constexpr float other_name = 0.7f;          // endings of people's names on unknown names of places and bodies
constexpr float compound_name = 0.2f;       // on words made of a short beginning and a known word («Росимущество»)
constexpr float indeclinable_other = 0.3f;  // there names that never change are rarer
constexpr float plural_name = 0.5f, plural_unknown = 0.2f;  // names are mostly singular
constexpr std::size_t min_headline_word = 5;  // shorter words of an all-capitals headline may be abbreviations

constexpr std::array openers{U'«', U'„', U'“', U'‘', U'‹'}, closers{U'»', U'”', U'“', U'’', U'›'};

bool one_of(const auto& set, char32_t c) { return std::ranges::find(set, c) != set.end(); }

NameWord::Kind mark_kind(char32_t c, bool opens) {
  if (c == U'"' || (one_of(openers, c) && one_of(closers, c)))
    return opens ? NameWord::Kind::opening_quote : NameWord::Kind::closing_quote;
  if (one_of(openers, c)) return NameWord::Kind::opening_quote;
  if (one_of(closers, c)) return NameWord::Kind::closing_quote;
  return NameWord::Kind::mark;
}

float agreement_with_tagger(const WordForm& form, Upos upos, const Features& features) {
  auto factor = [](auto a, auto b, float other) { return a == decltype(a){} || b == decltype(b){} || a == b ? 1.0f : other; };
  auto nominal = [](Upos tag) { return tag == Upos::propn ? Upos::noun : tag; };
  float weight = upos == Upos::x || nominal(form.upos) == nominal(upos) ? 1 : other_part_of_speech;
  weight *= factor(form.features.case_, features.case_, other_case);
  weight *= factor(form.features.number, features.number, other_number);
  if (form.features.number != Number::plur) weight *= factor(form.features.gender, features.gender, other_gender);
  return weight;
}

bool fits_sort(const Reading& reading, NameSort sort) {
  switch (sort) {
    case NameSort::person: return reading.given_name || reading.surname || reading.patronymic;
    case NameSort::place: return reading.place;
    case NameSort::other: return reading.organization;
  }
  return false;
}

void add_dictionary_forms(NameWord& word, NameSort sort, const Language& language) {
  for (Reading& reading : language.dictionary()->readings(word.text)) {
    WordForm form{.upos = reading.upos, .features = reading.features,
                  .weight = std::max(reading.probability, least_probability) * (reading.known && fits_sort(reading, sort) ? sort_bonus : 1),
                  .indeclinable = reading.indeclinable, .given_name = reading.given_name, .surname = reading.surname,
                  .patronymic = reading.patronymic, .reading = {}, .nominative = {}};
    form.reading = std::move(reading);
    word.forms.push_back(std::move(form));
  }
}

void add_ending_forms(NameWord& word, float factor, const NameData& data) {
  const std::string name = lower(word.text);
  for (const NameEnding& row : data.endings) {
    if (!name.ends_with(row.ending) || name.size() <= row.ending.size() + 2) continue;
    const auto stem = std::string_view(name).substr(0, name.size() - row.ending.size());
    if (!row.before.empty() && row.before.find(to_code_points(stem).back()) == std::u32string::npos) continue;
    for (Case its_case : row.cases) {
      WordForm form{.upos = Upos::propn, .features = {}, .weight = row.weight * factor, .indeclinable = row.nominative == row.ending && row.cases.size() > 4,
                    .surname = true, .reading = {}, .nominative = std::string(stem) + row.nominative};
      form.features.case_ = its_case;
      form.features.number = row.number;
      form.features.gender = row.gender;
      word.forms.push_back(std::move(form));
    }
  }
}

/// «МИДом» -> «МИД», «КамАЗа» -> «КамАЗ»: capitals and a case ending in small letters. Nothing for other words.
std::optional<std::string> abbreviation_stem(std::u32string_view letters, const Language& language) {
  const auto last_capital = std::find_if(letters.rbegin(), letters.rend(), is_upper);
  const auto stem = static_cast<std::size_t>(letters.rend() - last_capital);
  if (stem < 2 || !is_upper(letters[stem - 2])) return std::nullopt;
  if (stem < letters.size() && !language.words("abbreviation-endings").contains(to_utf8(letters.substr(stem)))) return std::nullopt;
  return to_utf8(letters.substr(0, stem));
}

bool is_headline(const AnalyzedDocument& document, std::uint32_t token) {
  const auto sentence = std::ranges::find_if(document.sentences, [&](const Sentence& s) { return s.tokens.contains(token); });
  if (sentence == document.sentences.end()) return false;
  std::size_t small = 0, capital = 0;
  for (char32_t c : to_code_points(document.surface(sentence->span)))
    if (is_letter(c)) ++(is_upper(c) ? capital : small);
  return capital > 20 && small * 10 < capital;
}

/// A word of an all-capitals headline in usual letter case; abbreviations and short words stay.
std::string from_headline(const std::string& text, const Language& language) {
  const std::u32string letters = to_code_points(text);
  const auto readings = language.dictionary()->readings(text);
  if (readings.empty() || readings[0].abbreviation || (!readings[0].known && letters.size() < min_headline_word)) return text;
  std::u32string usual = lower(letters);
  const bool proper = !readings[0].known || std::ranges::any_of(readings, [](const Reading& r) { return r.upos == Upos::propn; });
  for (std::size_t i = 0; i < usual.size() && proper; ++i)
    if (i == 0 || letters[i - 1] == U'-') usual[i] = to_upper(usual[i]);
  return to_utf8(usual);
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
    return f.reading && f.upos == Upos::noun && f.features.case_ == form.features.case_ && f.features.number == form.features.number &&
           f.features.gender == form.features.gender;
  });
}

/// «Иннопром-2023» -> «Иннопром» and «-2023».
void cut_number(NameWord& word) {
  std::size_t end = word.text.size();
  while (end > 0 && word.text[end - 1] >= '0' && word.text[end - 1] <= '9') --end;
  if (end < 2 || end == word.text.size() || word.text[end - 1] != '-') return;
  word.tail = word.text.substr(end - 1);
  word.text.resize(end - 1);
}

/// Cyrillic as a whole, or behind its last hyphen («IQ-парка»).
bool is_declinable(std::u32string_view letters) {
  const auto foreign = [](char32_t c) { return !is_cyrillic(c) && c != U'-' && c != U'\'' && c != U'’'; };
  const auto part = letters.substr(letters.rfind(U'-') == std::u32string_view::npos ? 0 : letters.rfind(U'-') + 1);
  const bool digits = std::ranges::any_of(letters, is_digit);
  return std::ranges::none_of(part, foreign) && std::ranges::any_of(part, is_cyrillic) && !digits;
}

void read_word(NameWord& word, const Token& token, NameSort sort, bool headline, const Language& language) {
  for (const char* hyphen : {"\xe2\x80\x90", "\xe2\x80\x91"})  // U+2010 and U+2011 as the plain one
    for (std::size_t at = 0; (at = word.text.find(hyphen, at)) != std::string::npos;) word.text.replace(at, 3, "-");
  if (headline) word.text = from_headline(word.text, language);
  cut_number(word);
  const std::u32string letters = to_code_points(word.text);
  if (!is_declinable(letters) || is_initial(word.text)) {
    word.kind = NameWord::Kind::frozen;
    return;
  }
  if (auto stem = abbreviation_stem(letters, language)) {
    word.kind = NameWord::Kind::frozen;
    word.stem = *stem;
    add_dictionary_forms(word, sort, language);
    std::erase_if(word.forms, [](const WordForm& form) { return form.reading && !form.reading->known; });
    return;
  }
  if (language.words("indeclinable").contains(lower(word.text))) word.kind = NameWord::Kind::frozen;
  add_dictionary_forms(word, sort, language);
  // «РБК-Украина» is as well known as «Украина».
  const bool known = language.dictionary()->knows(std::string_view(word.text).substr(word.text.rfind('-') + 1));
  if (token.features.foreign && !known) word.kind = NameWord::Kind::frozen;
  const bool as_name = std::ranges::any_of(word.forms, [](const WordForm& f) { return f.given_name || f.surname || f.patronymic; });
  for (WordForm& form : word.forms)
    if (form.features.number == Number::plur && is_upper(letters[0]) && !form.reading->indeclinable)
      form.weight *= known ? plural_name : plural_unknown;
  if (is_upper(letters[0]) && (sort == NameSort::person || !known)) {
    if (sort == NameSort::person && !known) word.forms.clear();
    for (WordForm& form : word.forms) form.weight *= sort == NameSort::person && !as_name ? common_word : 1;
    if (sort == NameSort::person || modifier_share(word) < 0.5f) add_ending_forms(word, sort != NameSort::person ? (is_compound(letters, *language.dictionary()) ? compound_name : other_name) : known && as_name ? known_name : 1, language.name_data());
    for (WordForm& form : word.forms) {
      if (form.reading) continue;
      if (sort != NameSort::person && form.indeclinable) form.weight *= indeclinable_other;
      // A known word with a fleeting vowel («Локтя»): endings alone would make a word that is none («Локть»).
      if (sort == NameSort::person && known && !as_name && has_noun_like(word, form) && !language.dictionary()->knows(form.nominative)) form.weight *= no_word;
    }
  }
  if (sort != NameSort::person)
    for (WordForm& form : word.forms)
      if (language.name_data().places.contains(form.reading ? form.reading->lemma : form.nominative)) form.weight *= known_place;
  // A name that declines is seldom one that never does («Марку» of «Марк», not «Марку»).
  if (std::ranges::any_of(word.forms, [](const WordForm& f) { return f.given_name && !f.indeclinable; }))
    for (WordForm& form : word.forms) form.weight *= form.reading && form.indeclinable ? seldom : 1;
  word.partial = word.span.end != token.span.end;
  // The tagger speaks of a whole token, whose case its last part shows («Жан-Клодом»).
  if (!word.partial)
    for (WordForm& form : word.forms) form.weight *= agreement_with_tagger(form, token.upos, token.features);
  std::ranges::stable_sort(word.forms, std::greater{}, &WordForm::weight);
}

/// Readings whose nominative the document shows elsewhere weigh more: where «Байден» stands, «Байдена» is its genitive.
/// Cost: one comparison of four bytes a token of the document.
void weigh_by_document(NameWord& word, const AnalyzedDocument& document) {
  const std::string own = lower(word.text);
  constexpr std::size_t first_letters = 4;  // bytes: two letters, the first in any case
  if (word.kind != NameWord::Kind::word || own.size() <= first_letters || word.forms.size() < 2) return;
  std::unordered_set<std::string> others;
  for (const Token& token : document.tokens) {
    const auto surface = document.surface(token);
    if (surface.size() < first_letters || surface.size() + 6 < own.size() || surface.size() > own.size() + 6 || surface.substr(2, 2) != std::string_view(own).substr(2, 2)) continue;
    if (std::string other = lower(surface); other != own && other.substr(0, first_letters) == own.substr(0, first_letters)) others.insert(std::move(other));
  }
  if (others.empty()) return;
  for (WordForm& form : word.forms) {
    const bool masculine = form.features.gender == Gender::masc;  // lemmas of women's surnames are the men's
    const std::string& nominative = form.reading ? form.reading->lemma : form.nominative;
    if ((masculine || !form.reading) && form.features.case_ != Case::nom && others.contains(nominative)) form.weight *= seen_elsewhere;
  }
  std::ranges::stable_sort(word.forms, std::greater{}, &WordForm::weight);
}

/// Parts of a token between hyphens, unless the dictionary knows it whole.
std::vector<Span> parts_of(const AnalyzedDocument& document, const Token& token, NameSort sort, const Language& language) {
  const auto text = document.surface(token);
  if (sort != NameSort::person || text.find('-') == std::string_view::npos || language.dictionary()->knows(text)) return {token.span};
  std::vector<Span> parts;
  std::uint32_t begin = token.span.begin;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '-') continue;
    const auto end = token.span.begin + static_cast<std::uint32_t>(at);
    if (end > begin) parts.push_back({begin, end});
    begin = end + 1;
  }
  return parts;
}

}  // namespace

std::vector<NameWord> read_name(const AnalyzedDocument& document, TokenRange tokens, NameSort sort, const Language& language) {
  std::vector<NameWord> words;
  const bool headline = is_headline(document, tokens.begin);
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const Token& token = document.tokens[i];
    for (Span span : parts_of(document, token, sort, language)) {
      NameWord word{.span = span, .token = i, .text = std::string(document.surface(span)), .kind = NameWord::Kind::word, .forms = {}, .stem = {}, .tail = {}, .tagged = token.features, .partial = false};
      const std::u32string letters = to_code_points(word.text);
      if (std::ranges::none_of(letters, [](char32_t c) { return is_letter(c) || is_digit(c); })) {
        const bool glued_left = i > tokens.begin && document.tokens[i - 1].span.end == token.span.begin;
        const bool glued_right = i + 1 < tokens.end && document.tokens[i + 1].span.begin == token.span.end;
        word.kind = sort == NameSort::person && glued_left && glued_right ? NameWord::Kind::mark : mark_kind(letters.empty() ? U' ' : letters[0], !glued_left);
      } else if (language.dictionary()) {
        read_word(word, token, sort, headline, language);
        if (is_upper(letters[0])) weigh_by_document(word, document);
      }
      words.push_back(std::move(word));
    }
  }
  return words;
}

}  // namespace citypact
