#include <algorithm>
#include <array>

#include "name_words.hpp"

namespace citypact {
namespace {

constexpr std::array cases{Case::nom, Case::gen, Case::dat, Case::acc, Case::ins, Case::loc};
constexpr std::array numbers{Number::sing, Number::plur};
constexpr std::array genders{Gender::masc, Gender::fem, Gender::neut};
constexpr std::size_t of_a_case = numbers.size() * genders.size();
/// What words may agree in, case by case.
constexpr auto candidates = [] {
  std::array<Agreement, cases.size() * of_a_case> all{};
  auto at = all.begin();
  for (Case c : cases)
    for (Number n : numbers)
      for (Gender g : genders) *at++ = {c, n, g, 0};
  return all;
}();
using Fits = std::array<float, candidates.size()>;  // what each is worth

constexpr float far_heavier = 12;  // a word that is read otherwise by far stays as it is («Касым» in «Касым-Жомартом»)
constexpr float other_case = 0.3f;    // a word that shows no case where the tagger sees another one
constexpr float other_gender = 0.5f;  // of an abbreviation: the dictionary and usage differ
constexpr float partial_misfit = 0.2f;
constexpr float misfit = 0.004f;  // a word that fits no reading still leaves the others a say

Case main_case(Case c) { return c == Case::par ? Case::gen : c == Case::voc ? Case::nom : c; }

bool fits_case(const WordForm& form, Case case_) {
  return form.features.case_ == Case::none ? form.indeclinable : main_case(form.features.case_) == case_;
}

bool fits(const WordForm& form, const Agreement& agreement) {
  const Features& f = form.features;
  if (!fits_case(form, agreement.case_)) return false;
  if (f.number != Number::none && f.number != agreement.number) return false;
  // Nouns in the plural keep their gender, adjectives have none: it decides nothing there.
  return agreement.number == Number::plur || f.gender == Gender::none || f.gender == agreement.gender;
}

Fits fits(const NameWord& word) {
  Fits worth{};
  float all = 0;
  for (const WordForm& form : word.forms) {
    all += form.weight;
    for (std::size_t begin = 0; begin < candidates.size(); begin += of_a_case)
      for (auto i = begin; i < begin + of_a_case && fits_case(form, candidates[begin].case_); ++i)
        if (fits(form, candidates[i])) worth[i] += form.weight;
  }
  for (float& its : worth) its = all > 0 ? std::max(its / all, word.partial ? partial_misfit : misfit) : 1;
  return worth;
}

/// How a frozen word fits: it shows no case, but the dictionary may know its gender («МВД» is neuter).
float frozen_fit(const NameWord& word, const Agreement& agreement) {
  if (word.forms.empty())
    return word.tagged.case_ == Case::none || word.tagged.case_ == agreement.case_ ? 1 : other_case;
  if (agreement.number == Number::plur) return 1;
  const bool same = std::ranges::any_of(word.forms, [&](const WordForm& form) {
    return form.features.gender == Gender::none || form.features.gender == agreement.gender;
  });
  return same ? 1 : other_gender;
}
Fits frozen_fits(const NameWord& word) {
  Fits worth;
  for (std::size_t i = 0; i < candidates.size(); ++i) worth[i] = frozen_fit(word, candidates[i]);
  return worth;
}

std::string inflect(const Reading& reading, const WordForm& form, const Agreement& agreement,
                    const Language& language) {
  Features target;
  target.case_ = Case::nom;
  target.number = agreement.number;
  if (is_modifier(form) && agreement.number == Number::sing) target.gender = agreement.gender;
  return language.dictionary()->inflect(reading, target).value_or("");
}

/// By words/nominative-preferences.tsv: the same word but for the ending.
bool is_preferred(std::string_view word, std::string_view to, const Language& language) {
  for (const auto& row : language.table("nominative-preferences"))
    if (row.size() >= 2 && word.ends_with(row[0]) && to.ends_with(row[1]) &&
        word.substr(0, word.size() - row[0].size()) == to.substr(0, to.size() - row[1].size()))
      return true;
  return false;
}

}  // namespace

bool is_modifier(const WordForm& form) {
  if (form.features.variant == Variant::brev || form.features.case_ == Case::none) return false;
  return form.upos == Upos::adj || form.upos == Upos::det ||
         (form.upos == Upos::verb && form.features.verb_form == VerbForm::part);
}

bool is_modifier(const NameWord& word) { return word.kind == NameWord::Kind::word && modifier_share(word) > 0.5f; }

float modifier_share(const NameWord& word) {
  float all = 0, modifiers = 0;
  for (const WordForm& form : word.forms) {
    all += form.weight;
    if (is_modifier(form)) modifiers += form.weight;
  }
  return all > 0 ? modifiers / all : 0;
}

Agreement agree(std::span<const NameWord* const> words, Gender gender) {
  Agreement best;
  float best_fit = -1;
  std::array<float, 3> by_gender{};
  Fits all_words;
  all_words.fill(1);
  for (const NameWord* word : words) {
    const Fits its = word->kind == NameWord::Kind::frozen ? frozen_fits(*word) : fits(*word);
    for (std::size_t i = 0; i < its.size(); ++i) all_words[i] *= its[i];
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Gender g = candidates[i].gender;
    if (gender != Gender::none && g != gender) continue;
    auto& of_gender = by_gender[static_cast<std::size_t>(g) - 1];
    of_gender = std::max(of_gender, all_words[i]);
    if (all_words[i] > best_fit * 1.0001f) best = candidates[i], best_fit = all_words[i];
  }
  const float all = by_gender[0] + by_gender[1] + by_gender[2];
  best.certainty = all > 0 ? by_gender[static_cast<std::size_t>(best.gender) - 1] / all : 0;
  return best;
}

std::string nominative_of(const WordForm& form, const Language& language) {
  if (!form.reading) return form.nominative;
  if (form.indeclinable) return form.reading->lemma;
  const Features& f = form.features;
  return inflect(*form.reading, form, {Case::nom, f.number == Number::none ? Number::sing : f.number, f.gender == Gender::none ? Gender::masc : f.gender, 0}, language);
}

std::string nominative(const NameWord& word, const Agreement& agreement, const Language& language) {
  if (word.kind == NameWord::Kind::frozen && !word.stem.empty()) return word.stem;
  if (word.kind != NameWord::Kind::word || word.forms.empty()) return word.text;
  const auto form = std::ranges::find_if(word.forms, [&](const WordForm& f) { return fits(f, agreement); });
  if (form == word.forms.end()) return word.text;
  const WordForm& first = word.forms[0];
  if ((first.indeclinable || first.features.case_ == Case::nom) && form->weight * far_heavier < first.weight)
    return word.text;
  if (form->indeclinable || agreement.case_ == Case::nom) return word.text;
  const auto of_form = [&](const WordForm& f) {
    return f.reading ? inflect(*f.reading, f, agreement, language) : f.nominative;
  };
  std::string best = of_form(*form);
  for (auto other = form + 1; other != word.forms.end(); ++other)
    if (form->reading && other->reading && form->reading->known && other->reading->known && fits(*other, agreement))
      if (std::string its = of_form(*other); is_preferred(its, best, language)) best = its;
  return best.empty() ? word.text : recase(best, word.text);
}

}  // namespace citypact
