#include <algorithm>

#include "citypact/language/names.hpp"
#include "declension.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

enum class Part { given, patronymic, surname, particle, initials };

constexpr float sure_of_gender = 0.6f;

/// What a word of a name is by itself; a word that may be several is decided by its place.
bool may_be_given(const NameWord& word) {
  return !word.forms.empty() && std::ranges::any_of(word.forms, &WordForm::given_name);
}
bool may_be_surname(const NameWord& word) {
  return std::ranges::any_of(word.forms, [](const WordForm& form) { return form.surname && form.reading; });
}

bool is_patronymic(const NameWord& word) {
  float all = 0, patronymic = 0;
  for (const WordForm& form : word.forms) {
    all += form.weight;
    if (form.patronymic) patronymic += form.weight;
  }
  return patronymic * 2 > all;
}

std::vector<Part> tell_parts(const std::vector<NameWord>& words, bool eastern, const Language& language) {
  std::vector<Part> parts(words.size(), Part::surname);
  std::vector<std::size_t> open;  // words that are neither marks nor plain by themselves
  bool patronymic = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const NameWord& word = words[i];
    const bool letter = word.text.size() <= 2;  // without a stop: «Ван И»
    if (is_initial(word.text) && !(eastern && letter))
      parts[i] = Part::initials;
    else if (language.words("name-particles").contains(word.text))
      parts[i] = word.partial ? Part::surname : Part::particle;
    else if (is_patronymic(word) && words.size() > 1)
      parts[i] = Part::patronymic, patronymic = true;
    else
      open.push_back(i);
  }
  if (open.empty()) return parts;
  const bool initials = std::ranges::find(parts, Part::initials) != parts.end();
  if (eastern) {
    for (std::size_t i : open) parts[i] = i == open.front() ? Part::surname : Part::given;
  } else if (open.size() == 1) {
    if (!initials && may_be_given(words[open[0]]) && (patronymic || !may_be_surname(words[open[0]])))
      parts[open[0]] = Part::given;
  } else {
    // «Сергей Собянин» or «Собянин Сергей Семёнович»: a given name before a patronymic, else the first that may be one.
    std::size_t given = open.front();
    for (std::size_t i : open)
      if (i + 1 < parts.size() && parts[i + 1] == Part::patronymic) given = i;
    if (!patronymic && !may_be_given(words[given]) && may_be_given(words[open[1]]) && may_be_surname(words[given]))
      given = open[1];
    parts[given] = Part::given;
    const bool first = given == open.front();
    // Of three and more words all but the last are given names («Джо Роберт Байден»), unless a particle came.
    for (std::size_t i : open)
      if (first && !patronymic && i != open.back() && i > given &&
          std::find(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i), Part::particle) ==
              parts.begin() + static_cast<std::ptrdiff_t>(i))
        parts[i] = Part::given;
  }
  return parts;
}

void append(std::string& to, const NameWord& word, const NameWord* before, Part part) {
  const bool hyphen = before && before->token == word.token;
  if (!to.empty()) to += hyphen ? "-" : part == Part::initials && word.text == "." ? "" : " ";
  to += word.text;
}

}  // namespace

std::string PersonName::full() const {
  std::string out;
  const std::string& first = given.empty() ? initials : given;
  auto add = [&out](const std::string& part) {
    if (part.empty()) return;
    if (!out.empty()) out.push_back(' ');
    out.append(part);
  };
  if (surname_first) {
    for (const auto* part : {&particle, &surname, &first, &patronymic}) add(*part);
  } else {
    for (const auto* part : {&first, &patronymic, &particle, &surname}) add(*part);
  }
  return out;
}

PersonName DocumentNames::person(TokenRange tokens) {
  const Language& language = source_->language;
  PersonName name;
  tokens.end = std::min(tokens.end, static_cast<std::uint32_t>(source_->document.tokens.size()));
  if (tokens.begin >= tokens.end) return name;
  memory_.trim(*readings_);
  std::vector<NameWord> words = read_name(*source_, tokens, NameSort::person);
  // A stop belongs to the initial before it.
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i].text == "." && is_initial(words[i - 1].text)) words[i - 1].text += ".";
  std::erase_if(words,
                [](const NameWord& w) { return w.kind != NameWord::Kind::word && w.kind != NameWord::Kind::frozen; });
  const bool eastern = is_surname_first(words, language);
  const std::vector<Part> parts = tell_parts(words, eastern, language);
  const Agreement agreement = decline_person(words, language);
  if (agreement.certainty >= sure_of_gender && agreement.number == Number::sing) name.gender = agreement.gender;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string* slots[] = {&name.given, &name.patronymic, &name.surname, &name.particle, &name.initials};
    append(*slots[static_cast<int>(parts[i])], words[i], i > 0 ? &words[i - 1] : nullptr, parts[i]);
  }
  const auto first_name = std::ranges::find_if(parts, [](Part p) { return p == Part::given || p == Part::initials; });
  const auto surname = std::ranges::find(parts, Part::surname);
  name.surname_first = surname != parts.end() && first_name != parts.end() && surname < first_name;
  return name;
}

PersonName parse_person(const AnalyzedDocument& document, TokenRange tokens, const Language& language) {
  NameMemory memory;
  return DocumentNames(document, language, memory).person(tokens);
}

}  // namespace citypact
