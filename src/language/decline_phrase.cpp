#include <algorithm>

#include "declension.hpp"
#include "name_data.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

using Group = std::vector<NameWord*>;

bool is_content(const NameWord& word) {
  return word.kind == NameWord::Kind::word || word.kind == NameWord::Kind::frozen;
}

bool reads_as(const NameWord& word, std::initializer_list<Upos> tags) {
  return !word.forms.empty() && std::ranges::find(tags, word.forms[0].upos) != tags.end();
}

bool is_conjunction(const NameWord& word) { return reads_as(word, {Upos::cconj}); }

bool is_dash(const NameWord& word) {
  return word.kind == NameWord::Kind::mark &&
         (word.text == "-" || word.text == "\xe2\x80\x93" || word.text == "\xe2\x80\x94");
}

/// An ordinal in digits («5-го»): number, hyphen, ending.
std::size_t ordinal_digits(const NameWord& word) {
  const std::size_t hyphen = word.text.find('-');
  if (hyphen == std::string::npos || hyphen == 0) return 0;
  const auto digits = std::string_view(word.text).substr(0, hyphen),
             ending = std::string_view(word.text).substr(hyphen + 1);
  const bool number = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  const auto letters = to_code_points(ending);
  return number && !letters.empty() && letters.size() <= 3 && std::ranges::all_of(letters, is_cyrillic) ? hyphen : 0;
}

// Readings lighter than this share of a word do not count for agreement.
constexpr float least_share = 0.12f;
// A word whose readings as a modifier weigh less is a noun even where it would agree («сборной России»).
constexpr float least_modifier_share = 0.25f;

float weight_of(const NameWord& word) {
  float all = 0;
  for (const WordForm& form : word.forms) all += form.weight;
  return all;
}

enum class Accord { none, in_case, full };

/// How a reading of `word` as a modifier agrees with a reading of the word behind it, at best.
Accord accord(const NameWord& word, const NameWord& next) {
  Accord best = Accord::none;
  const float least = least_share * weight_of(word), next_least = least_share * weight_of(next);
  for (const WordForm& a : word.forms) {
    if (!is_modifier(a) || a.weight < least) continue;
    for (const WordForm& b : next.forms) {
      const Features &f = a.features, &g = b.features;
      if (b.weight < next_least || (f.case_ != g.case_ && !b.indeclinable)) continue;
      if (f.number == g.number && (f.gender == g.gender || f.gender == Gender::none || g.gender == Gender::none))
        return Accord::full;
      best = Accord::in_case;
    }
  }
  return best;
}

/// A modifier in its place: mostly read so, or one that agrees with the word behind it («учёного совета»), whose
/// readings as a noun are dropped then. One that does not agree at all is a head («исполняющий обязанности»).
bool take_as_modifier(std::vector<NameWord>& words, std::size_t at) {
  NameWord& word = words[at];
  if (word.kind != NameWord::Kind::word) return false;
  if (at + 1 == words.size() || words[at + 1].kind != NameWord::Kind::word || words[at + 1].forms.empty())
    return is_modifier(word);
  const NameWord& next = words[at + 1];
  const bool open = is_conjunction(next) || reads_as(next, {Upos::adv});
  const Accord its_accord = open ? Accord::in_case : accord(word, next);
  if (is_modifier(word)) {
    if (its_accord == Accord::none && !is_modifier(next)) return false;
  } else if (its_accord != Accord::full || modifier_share(word) < least_modifier_share) {
    return false;
  }
  std::erase_if(word.forms, [](const WordForm& form) { return !is_modifier(form); });
  return true;
}

/// Digits or Roman figures before a head («II форум», «XXI век»).
bool is_number(const NameWord& word) {
  return word.kind == NameWord::Kind::frozen && ordinal_digits(word) == 0 &&
         word.text.find_first_not_of("IVXLC0123456789") == std::string::npos;
}

/// The group that begins at `at`: modifiers and their head. Moves `at` behind the head.
Group read_group(std::vector<NameWord>& words, std::size_t& at) {
  Group group;
  for (; at < words.size(); ++at) {
    NameWord& word = words[at];
    if (!is_content(word)) {
      if (word.kind == NameWord::Kind::mark && !group.empty()) break;
      continue;
    }
    if (!group.empty() && is_modifier(*group.back()) && (is_conjunction(word) || reads_as(word, {Upos::adv}))) continue;
    if (!group.empty() && reads_as(word, {Upos::adp})) break;
    if (is_number(word) && at + 1 < words.size()) continue;
    group.push_back(&word);
    if (!take_as_modifier(words, at) && ordinal_digits(word) == 0) {
      ++at;
      break;
    }
  }
  return group;
}

std::vector<const NameWord*> pointers(const Group& group) { return {group.begin(), group.end()}; }

void decline(const Group& group, const Agreement& agreement, const Language& language) {
  for (NameWord* word : group) {
    if (const std::size_t digits = ordinal_digits(*word)) {
      const auto& endings = language.name_data().ordinal_endings;
      const char* genders[] = {"", "Masc", "Fem", "Neut"};
      const auto ending =
          endings.find(agreement.number == Number::plur ? "Plur" : genders[static_cast<int>(agreement.gender)]);
      if (ending != endings.end()) word->text = word->text.substr(0, digits + 1) + ending->second;
    } else {
      word->text = nominative(*word, agreement, language);
    }
  }
}

/// «Томской областей», cut from «Омской и Томской областей»: modifiers in the singular, the head in the plural.
bool is_one_of_several(const Group& group, const Agreement& agreement) {
  if (group.size() < 2 || group.back()->forms.empty() || agreement.case_ == Case::nom) return false;
  const auto has = [&](const NameWord& word, Number number) {
    return std::ranges::any_of(word.forms, [&](const WordForm& f) {
      return f.features.number == number && f.features.case_ == agreement.case_;
    });
  };
  const bool joined = group.back()->token - group.front()->token + 1 > group.size();  // «Северного и Южного округов»
  const NameWord& first = *group.front();
  return !joined && has(first, Number::sing) && !has(first, Number::plur) && has(*group.back(), Number::plur) &&
         !has(*group.back(), Number::sing);
}

void decline_one_of_several(const Group& group, Agreement agreement, const Language& language) {
  NameWord& head = *group.back();
  const auto form =
      std::ranges::find_if(head.forms, [&](const WordForm& f) { return f.features.case_ == agreement.case_; });
  if (form == head.forms.end() || !form->reading) return;
  if (form->features.gender != Gender::none) agreement.gender = form->features.gender;
  Features target;
  target.case_ = Case::nom;
  target.number = Number::sing;
  const auto singular = language.dictionary()->inflect(*form->reading, target);
  if (!singular) return;
  head.text = recase(*singular, head.text);
  target.gender = agreement.gender;
  for (NameWord* word : group) {
    if (word == &head || word->forms.empty() || !word->forms[0].reading) continue;
    if (const auto modifier = language.dictionary()->inflect(*word->forms[0].reading, target))
      word->text = recase(*modifier, word->text);
  }
}

/// The word behind the head is the true head: behind an abbreviation a noun in capitals that says what the whole is
/// («РН Банка»), behind a foreign word that shows no case one that does («Форин Офисе»).
bool is_true_head(const NameWord& head, const NameWord& next, const Agreement& agreement, const Language& language) {
  if (next.kind != NameWord::Kind::word || next.forms.empty() || !is_upper(first_of(next.text)))
    return false;
  const bool unknown =
      std::ranges::none_of(head.forms, [](const WordForm& f) { return f.reading && f.reading->known; });
  const bool unchanged = head.kind == NameWord::Kind::frozen ? head.stem.empty() || head.stem == head.text
                                                             : unknown && agreement.case_ == Case::nom;
  const bool describes = std::ranges::any_of(next.forms, [&](const WordForm& f) {
    return f.reading && language.words("descriptors").contains(f.reading->lemma);
  });
  if (unchanged && describes) return true;
  if (head.kind == NameWord::Kind::frozen) return false;
  const Case its_case = next.forms[0].features.case_;
  return unknown && agreement.case_ == Case::nom &&
         (its_case == Case::dat || its_case == Case::ins || its_case == Case::loc);
}

/// «города Казани», «городу Казани»: the name behind such a noun declines with it. Behind other nouns it does so only
/// where it cannot be a complement: a name in capitals that shares a case other than the genitive.
bool is_apposed(const NameWord& head, const NameWord& next, const Agreement& agreement, const Language& language) {
  if (next.kind != NameWord::Kind::word || next.forms.empty()) return false;
  const Features& features = next.forms[0].features;
  const bool same = features.case_ == agreement.case_ && features.number == agreement.number;
  if (!same || agreement.case_ == Case::nom || !is_upper(first_of(next.text))) return false;
  const auto& descriptors = language.words("place-descriptors");
  return std::ranges::any_of(head.forms,
                             [&](const WordForm& f) { return f.reading && descriptors.contains(f.reading->lemma); });
}

/// «Республики Сербской»: an adjective in capitals behind its head, with no noun of its own.
bool is_postposed(const NameWord& head, const std::vector<NameWord>& words, std::size_t at, const Agreement& agreement) {
  const NameWord& word = words[at];
  if (head.kind != NameWord::Kind::word || agreement.case_ == Case::nom || !is_modifier(word) || !is_upper(first_of(word.text))) return false;
  if (at + 1 < words.size() && is_content(words[at + 1]) && accord(word, words[at + 1]) != Accord::none) return false;
  return std::ranges::any_of(word.forms, [&](const WordForm& form) {
    const Features& f = form.features;
    return is_modifier(form) && f.case_ == agreement.case_ && f.number == agreement.number &&
           (f.gender == agreement.gender || agreement.number == Number::plur);
  });
}

}  // namespace

void decline_phrase(std::vector<NameWord>& words, const Language& language) {
  std::size_t at = 0;
  const Group group = read_group(words, at);
  if (group.empty()) return;
  Agreement agreement = agree(pointers(group));
  if (is_one_of_several(group, agreement))
    agreement.number = Number::sing, decline_one_of_several(group, agreement, language);
  else
    decline(group, agreement, language);
  if (at < words.size() && is_true_head(*group.back(), words[at], agreement, language)) {
    Group longer = group;
    longer.push_back(&words[at++]);
    agreement = agree(pointers(longer));
    decline(longer, agreement, language);
    return;
  }
  if (at < words.size() && is_postposed(*group.back(), words, at, agreement)) decline({&words[at++]}, agreement, language);
  if (at < words.size() && is_apposed(*group.back(), words[at], agreement, language)) {
    const Group apposed{&words[at++]};
    decline(apposed, agree(pointers(apposed)), language);
  }
  // «Северной Осетии — Алании»: a second name of the same thing.
  if (at + 1 < words.size() && is_dash(words[at])) {
    std::size_t behind = at + 1;
    const Group second = read_group(words, behind);
    if (second.empty()) return;
    if (const Agreement other = agree(pointers(second)); other.case_ == agreement.case_)
      decline(second, other, language);
    return;
  }
  // A second head directly behind the first («Москвы и Подмосковья»); behind a complement it would be one more of
  // those.
  if (at + 1 < words.size() && is_conjunction(words[at])) {
    const Group second = read_group(words, ++at);
    if (second.empty()) return;
    if (const Agreement other = agree(pointers(second)); other.case_ == agreement.case_)
      decline(second, other, language);
  }
}

}  // namespace citypact
