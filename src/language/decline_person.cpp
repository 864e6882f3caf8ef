#include <algorithm>

#include "declension.hpp"
#include "unicode.hpp"

namespace citypact {

bool is_surname_first(const std::vector<NameWord>& words, const Language& language) {
  std::vector<const NameWord*> parts;
  for (const NameWord& word : words)
    if (word.kind == NameWord::Kind::word && is_upper(first_of(word.text))) parts.push_back(&word);
  if (parts.size() < 2 || !language.words("eastern-surnames").contains(lower(parts[0]->text))) return false;
  // Behind «Ян» or «Ким» as given names stands a surname that the dictionary knows or that is long.
  constexpr std::size_t longest_given_name = 10;
  const bool known = std::ranges::any_of(
      parts[1]->forms, [](const WordForm& form) { return form.reading && form.surname && form.reading->known; });
  return !known && to_code_points(parts[1]->text).size() <= longest_given_name;
}

Agreement decline_person(std::vector<NameWord>& words, const Language& language, Gender gender) {
  const auto& particles = language.words("name-particles");
  const bool eastern = is_surname_first(words, language);
  std::vector<NameWord*> parts;
  std::vector<const NameWord*> witnesses;  // initials: they show no case, but the tagger may have seen it
  for (NameWord& word : words) {
    if (word.kind == NameWord::Kind::frozen && is_initial(word.text)) witnesses.push_back(&word);
    if (word.kind != NameWord::Kind::word) continue;
    if (particles.contains(word.text))
      word.kind = NameWord::Kind::frozen;
    else
      parts.push_back(&word);
  }
  if (eastern)
    for (NameWord* word : parts)
      if (word != parts.back()) word->kind = NameWord::Kind::frozen, word->forms.clear();
  if (gender != Gender::none)
    for (NameWord* word : parts)
      std::erase_if(word->forms, [gender](const WordForm& f) { return f.features.gender != Gender::none && f.features.gender != gender; });
  witnesses.insert(witnesses.end(), parts.begin(), parts.end());
  const Agreement agreement = agree(witnesses, gender);
  for (NameWord& word : words)
    if (!word.stem.empty()) word.text = word.stem;
  for (NameWord* word : parts) word->text = nominative(*word, agreement, language);
  return agreement;
}

}  // namespace citypact
