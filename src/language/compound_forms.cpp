// Names of places and bodies joined by hyphens. Which of their parts decline no grammar says: «Каменска-Уральского» both, «Озоном-Сервис»
// the first, «Аякс-Парка» the last. All three are read, and what the parts show decides.
#include <algorithm>

#include "name_data.hpp"
#include "unicode.hpp"
#include "word_forms.hpp"

namespace citypact {
namespace {

constexpr float first_alone = 0.5f, last_alone = 0.8f;  // beside both together
constexpr float modifier_alone = 0.1f;  // an adjective that does not follow its noun
constexpr float several = 0.1f;        // a first part in the plural, or one that the dictionary lacks
constexpr float unread = 0.15f;        // no form of any word («Курил-Краб»)
constexpr float least = 0.02f;          // of a part's readings, by share
constexpr std::size_t shortest = 4;     // letters of a part that the dictionary lacks and that declines

struct Part {
  std::string text;
  std::vector<WordForm> forms;
};

/// A part that shows no case: it is what it is.
WordForm unchanging(const std::string& text) {
  WordForm form{.upos = Upos::propn, .features = {}, .weight = 1, .reading = nullptr, .nominative = lower(text)};
  form.features.case_ = Case::nom;
  return form;
}

bool is_preposition(std::string_view text, NameSource& source) {
  return std::ranges::any_of(source.readings.of(text), [](const Reading& r) { return r.known && r.upos == Upos::adp; });
}

bool is_unchanging(const std::string& text, NameSource& source) {
  const Language& language = source.language;
  const std::u32string letters = to_code_points(text);
  if (!std::ranges::all_of(letters, is_cyrillic) || (letters.size() > 1 && is_upper(letters[1]))) return true;
  const std::string small = lower(text);
  if (language.words("known-prefixes").contains(small) || language.words("name-particles").contains(small)) return true;
  const bool known = std::ranges::any_of(source.readings.of(text), &Reading::known);
  return known ? is_preposition(text, source) : letters.size() < shortest;
}

Part read_part(std::string text, bool is_first, NameSort sort, NameSource& source) {
  Part part{std::move(text), {}};
  if (is_unchanging(part.text, source)) {
    part.forms.push_back(unchanging(part.text));
    return part;
  }
  NameWord word;
  word.text = part.text;
  read_untagged(word, sort, source);
  float all = 0, as_it_is = 0;
  std::erase_if(word.forms, [](const WordForm& f) { return f.features.case_ == Case::none || (f.upos != Upos::noun && f.upos != Upos::propn && !is_modifier(f)); });
  for (WordForm& form : word.forms) {
    as_it_is += unread * form.weight;
    if (form.features.number == Number::plur && (is_first || !form.reading || !form.reading->known)) form.weight *= several;
    all += form.weight;
  }
  word.forms.push_back(unchanging(part.text));
  if (all > 0) word.forms.back().weight = as_it_is;
  else
    as_it_is = word.forms.back().weight;  // no reading at all
  all += as_it_is;
  for (WordForm& form : word.forms)
    if (form.weight >= least * all) part.forms.push_back(form), part.forms.back().weight /= all;
  return part;
}

bool agree_as_modifier(const WordForm& a, const WordForm& b) {
  if (!is_modifier(a) && !is_modifier(b)) return true;
  const auto same = [](auto x, auto y) { return x == decltype(x){} || y == decltype(y){} || x == y; };
  return same(a.features.number, b.features.number) && same(a.features.gender, b.features.gender);
}

/// «Торгово-ремесленной», «Баян-Улгийского»: the first part shows no case, the last is an adjective.
bool is_adjective_of_two(const Part& first, const Part& last) {
  const auto heaviest = std::ranges::max_element(first.forms, {}, &WordForm::weight);
  float modifiers = 0;
  for (const WordForm& form : last.forms)
    if (is_modifier(form)) modifiers += form.weight;
  return modifiers > 0.5f && (heaviest->indeclinable || heaviest->features.case_ == Case::nom);
}

/// What two readings of the first and the last part are together; no weight where they are nothing.
WordForm joined(const WordForm& a, const WordForm& b, const std::string& between, const Language& language) {
  const Case first = a.features.case_, last = b.features.case_;
  float weight = a.weight * b.weight;
  const WordForm* leading = &a;
  if (first == last) {
    if (a.features.number != b.features.number && a.features.number != Number::none && b.features.number != Number::none) weight *= least;
    if (!agree_as_modifier(a, b)) return {};
  } else if (last == Case::nom) {
    weight *= first_alone * (is_modifier(b) ? modifier_alone : 1);
  } else if (first == Case::nom) {
    weight *= last_alone * (is_modifier(a) ? modifier_alone : 1);
    leading = &b;
  } else {
    return {};
  }
  WordForm form{.upos = Upos::propn, .features = leading->features, .weight = weight, .reading = nullptr, .nominative = {}};
  form.nominative = nominative_of(a, language) + between + nominative_of(b, language);
  return form;
}

}  // namespace

void read_compound(NameWord& word, NameSort sort, NameSource& source) {
  const auto first_hyphen = word.text.find('-'), last_hyphen = word.text.rfind('-');
  if (first_hyphen == 0 || last_hyphen + 1 == word.text.size()) return;
  const std::string between = word.text.substr(first_hyphen, last_hyphen - first_hyphen + 1);
  // «Франкфурта-на-Майне»: what stands behind a preposition stays. «Рас-эль-Хайма»: another small word joins what stands before it.
  const bool small = between.size() > 2 && !is_upper(to_code_points(between)[1]);
  const bool complement = small && is_preposition(between.substr(1, between.size() - 2), source);
  const auto part = [&](std::string text, bool is_first, bool fixed) {
    return fixed ? Part{text, {unchanging(text)}} : read_part(std::move(text), is_first, sort, source);
  };
  const Part first = part(word.text.substr(0, first_hyphen), true, small && !complement);
  const Part last = part(word.text.substr(last_hyphen + 1), false, complement);
  if (is_adjective_of_two(first, last)) return;
  std::vector<WordForm> forms;
  for (const WordForm& a : first.forms)
    for (const WordForm& b : last.forms) {
      WordForm form = joined(a, b, lower(between), source.language);
      if (form.weight <= 0) continue;
      const auto same = std::ranges::find_if(forms, [&](const WordForm& f) { return f.features == form.features && f.nominative == form.nominative; });
      if (same == forms.end())
        forms.push_back(std::move(form));
      else
        same->weight = std::max(same->weight, form.weight);
    }
  if (!forms.empty()) word.forms = std::move(forms);
}

}  // namespace citypact
