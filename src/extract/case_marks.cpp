#include "case_marks.hpp"

#include <algorithm>
#include <cctype>

namespace citypact::extract {
namespace {

constexpr float likely = 0.03f;          // of a reading, below which it says nothing
constexpr std::uint32_t most_words = 4;  // of a name that are asked
constexpr std::size_t longest_ministry = 100;  // bytes of its name in one word
constexpr std::size_t shortest_tail = 10;  // bytes of the genitive in a ministry's name

/// «заводу-2» is read as «заводу».
std::string_view without_number(std::string_view word) {
  auto end = word.size();
  while (end > 0 && std::isdigit(static_cast<unsigned char>(word[end - 1]))) --end;
  return end < word.size() && end > 1 && word[end - 1] == '-' ? word.substr(0, end - 1) : word;
}

}  // namespace

bool CaseMarks::quote(std::uint32_t token) const { return scene_.token(token).upos == Upos::punct; }

CaseMarks::Word CaseMarks::word(std::uint32_t token) const {
  Word found;
  const auto form = without_number(scene_.surface(token));
  if (form.empty() || static_cast<unsigned char>(form.front()) < 0x80 || is_short_form(form.substr(form.rfind('-') + 1))) return found;
  CaseSet singular, plural;
  bool guessed = false;
  for (const Reading& reading : scene_.names.readings(form)) {
    const bool adjective = reading.upos == Upos::adj || reading.features.verb_form == VerbForm::part;
    const bool noun = reading.upos == Upos::noun || reading.upos == Upos::propn;
    if ((!adjective && !noun) || (reading.probability < likely && reading.known)) continue;
    if (reading.indeclinable) return Word{CaseSet::all(), true, false};
    found.noun = found.noun || noun, found.adjective = found.adjective || adjective;
    if (reading.features.case_ != Case::none) (reading.features.number == Number::plur ? plural : singular).insert(reading.features.case_);
    guessed = guessed || !reading.known;
  }
  if (guessed && frozen(form)) return Word{CaseSet::all(), true, false};
  if (guessed && singular.empty() && scene_.token(token).features.number != Number::plur) return Word{CaseSet::all(), true, false};  // «Ростех»
  const bool many = singular.empty() || scene_.token(token).features.number == Number::plur;
  if (const CaseSet cases = many && !plural.empty() ? plural : singular; !cases.empty()) found.cases = cases;
  return found;
}

/// «Мининформсвязи»: the prefix of a ministry (words/state_prefixes.tsv), maybe more, and a genitive, which stands so in all cases.
bool CaseMarks::frozen(std::string_view form) const {
  if (form.size() > longest_ministry) return false;
  const std::string folded = fold_case(form);
  for (const auto& prefix : scene_.lexicon.list("state_prefixes")) {
    if (!folded.starts_with(prefix)) continue;
    for (auto tail = prefix.size(); tail + shortest_tail <= folded.size(); ++tail) {
      if ((static_cast<unsigned char>(folded[tail]) & 0xC0) == 0x80) continue;  // within a letter
      for (const Reading& reading : scene_.names.readings(std::string_view(folded).substr(tail)))
        if (reading.known && reading.upos == Upos::noun && reading.features.case_ == Case::gen) return true;
    }
  }
  return false;
}

CaseSet CaseMarks::of(std::uint32_t s) const {
  const Site& site = scene_.sites[s];
  if (site.mention.form == Form::pronoun || site.mention.type == "Person") return CaseSet::all();
  CaseSet cases = CaseSet::all();
  auto t = site.tokens.begin;
  while (t + 1 < site.tokens.end && quote(t)) ++t;
  for (std::uint32_t words = 0; t < site.tokens.end && words < most_words && !quote(t); ++t, ++words) {
    const Word found = word(t);
    if ((cases & found.cases).empty()) return CaseSet::all();
    cases = cases & found.cases;
    if (!found.adjective) break;
  }
  auto before = site.tokens.begin;
  const auto sentence = scene_.document.sentences[site.sentence].tokens.begin;
  if (before > sentence && quote(before - 1) && scene_.surface(before - 1) != "," && scene_.surface(before - 1) != "»") --before;  // «с «A» «B» не подписал»
  if (before == sentence) return cases;
  const Word adjective = word(before - 1);
  const bool governs = scene_.token(before - 1).features.verb_form == VerbForm::part;  // «принадлежащее ГК «Имя»»
  if (adjective.adjective && !adjective.noun && !governs && !(cases & adjective.cases).empty()) cases = cases & adjective.cases;
  return cases;
}

bool CaseMarks::trusted(std::uint32_t s) const {
  const Site& site = scene_.sites[s];
  return scene_.token(site.head).in_dictionary && !quote(site.tokens.begin) && !is_short_form(scene_.surface(site.head));
}

}  // namespace citypact::extract
