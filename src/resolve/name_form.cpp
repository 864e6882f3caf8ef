#include "name_form.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "citypact/knowledge/fold.hpp"
#include "citypact/language/names.hpp"

namespace citypact::identity {
namespace {

std::vector<std::string> split_words(std::string_view text, std::string_view separators) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = text.find_first_not_of(separators, at);
    if (begin == std::string_view::npos) break;
    const auto end = std::min(text.find_first_of(separators, begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

/// Without what stands in brackets: a second spelling or an abbreviation.
std::string without_brackets(std::string text) {
  for (auto open = text.find('('); open != std::string::npos; open = text.find('(')) {
    const auto close = text.find(')', open);
    text.erase(open, close == std::string::npos ? std::string::npos : close - open + 1);
  }
  return text;
}

/// «В.В.Путин» as «В. В. Путин».
std::string spaced_points(const std::string& text) {
  std::string out;
  for (char c : text) {
    out += c;
    if (c == '.') out += ' ';
  }
  return out;
}

UChar32 first_code_point(std::string_view text) {
  std::int32_t at = 0;
  UChar32 c = -1;
  if (!text.empty()) U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), c);
  return c;
}

bool is_cyrillic(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(std::max(first_code_point(text), UChar32{0}), &error) == USCRIPT_CYRILLIC;
}

bool is_roman_numeral(std::string_view word) { return !word.empty() && word.find_first_not_of("ivx") == std::string_view::npos; }

}  // namespace

std::vector<std::string_view> letters(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::int32_t at = 0, size = static_cast<std::int32_t>(text.size()); at < size;) {
    const std::int32_t begin = at;
    U8_FWD_1(text.data(), at, size);
    out.push_back(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
  }
  return out;
}

std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  const auto x = letters(a), y = letters(b);
  if (x.size() > y.size() + limit || y.size() > x.size() + limit) return limit + 1;
  std::vector<std::size_t> row(y.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < x.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < y.size(); ++j) {
      const std::size_t replace = diagonal + (x[i] != y[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replace, row[j] + 1, row[j + 1] + 1});
    }
  }
  return std::min(row.back(), limit + 1);
}

bool is_ascii(std::string_view text) { return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; }); }

bool is_han(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(std::max(first_code_point(text), UChar32{0}), &error) == USCRIPT_HAN;
}

std::optional<std::string_view> NameReader::fact(std::string_view kind, std::string_view folded) const {
  return gazetteer_ ? gazetteer_->fact(kind, folded) : std::nullopt;
}

std::string NameReader::fold(std::string_view name) const {
  const std::string folded = fold_name(name);
  if (!gazetteer_ || is_ascii(folded)) return folded;
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" -", at), folded.size());
    const std::string_view word(folded.data() + at, end - at);
    const auto parts = letters(word);
    const bool mixed = std::ranges::any_of(parts, is_cyrillic) && std::ranges::any_of(parts, [](std::string_view l) { return l.size() == 1 && l[0] >= 'a' && l[0] <= 'z'; });
    for (std::string_view letter : parts) out += mixed ? fact("lookalike", letter).value_or(letter) : letter;
    if (end < folded.size()) out += folded[end];
    at = end + 1;
  }
  return out;
}

std::vector<std::string> NameReader::spellings(std::string_view folded) const {
  std::vector<std::string> out;
  for (std::string_view letter : letters(folded))
    if (const auto other = fact("spelling-variant", letter)) {
      const auto before = static_cast<std::size_t>(letter.data() - folded.data());
      out.push_back(std::string(folded.substr(0, before)) + std::string(*other) + std::string(folded.substr(before + letter.size())));
    }
  return out;
}

std::string NameReader::country_of(std::string_view qid) const {
  if (gazetteer_)
    for (const GazetteerEntry& entry : gazetteer_->with_id(qid))
      if (entry.type == "Country") return std::string(entry.country.empty() ? entry.qid : entry.country);
  return {};
}

std::string NameReader::skeleton(std::string_view folded) const {
  std::string text(folded);
  if (!gazetteer_) return name_key(folded);
  if (!is_ascii(text) && !is_cyrillic(text)) text = is_han(text) ? pinyin(text) : name_key(text);
  const auto parts = letters(text);
  std::string out;
  constexpr std::size_t longest = 4;
  for (std::size_t at = 0; at < parts.size();) {
    std::size_t taken = 0;
    for (std::size_t count = std::min(longest, parts.size() - at); count && !taken; --count) {
      const std::string_view piece(parts[at].data(), static_cast<std::size_t>(parts[at + count - 1].end() - parts[at].begin()));
      const auto value = fact("skeleton", piece);
      if (!value) continue;
      taken = count;
      if (value->empty()) {
        if (at == 0) out += 'A';  // an initial vowel is heard
      } else if (at == 0 || parts[at] != parts[at - 1]) {
        out += *value;
      }
    }
    if (!taken) {
      const auto c = first_code_point(parts[at]);
      if (u_isalnum(c)) out += parts[at];
      taken = 1;
    }
    at += taken;
  }
  return out;
}

std::string NameReader::plain(std::string_view folded) const {
  std::string out;
  std::string_view last;
  for (std::string_view letter : letters(folded)) {
    const auto value = fact("spelling", letter);
    const std::string_view to = value ? *value : letter;
    if (to.empty() || (to == last && !(to[0] >= '0' && to[0] <= '9'))) continue;
    if (to.size() == 1 && !u_isalnum(to[0])) {
      last = " ";
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    out += to;
    last = to;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string NameReader::pinyin(std::string_view folded) const {
  if (is_han(folded)) {
    std::string out = name_key(folded);
    std::erase(out, ' ');
    return out;
  }
  if (const auto whole = fact("palladius-word", folded)) return std::string(*whole);
  const auto parts = letters(folded);
  constexpr std::size_t longest = 6;
  // Depth first over cuts, longest syllable first; a hard sign may stand between syllables.
  std::vector<std::vector<std::string_view>> cuts(parts.size() + 1);
  std::vector<bool> reached(parts.size() + 1);
  reached[0] = true;
  const std::string_view hard_sign = "\xD1\x8A";
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (!reached[at]) continue;
    const std::size_t begin = at && parts[at] == hard_sign ? at + 1 : at;
    for (std::size_t count = std::min(longest, parts.size() - begin); count; --count) {
      if (reached[begin + count]) continue;
      const std::string_view piece(parts[begin].data(), static_cast<std::size_t>(parts[begin + count - 1].end() - parts[begin].begin()));
      if (const auto value = fact("palladius", piece)) {
        reached[begin + count] = true;
        cuts[begin + count] = cuts[at];
        cuts[begin + count].push_back(*value);
      }
    }
  }
  std::string out;
  if (reached.back())
    for (std::string_view syllable : cuts.back()) out += syllable;
  return out;
}

bool NameReader::has_suffix(std::string_view kind, std::string_view word) const {
  const auto parts = letters(word);
  constexpr std::size_t longest = 6;
  for (std::size_t count = 2; count <= longest && count < parts.size(); ++count)
    if (has(kind, word.substr(static_cast<std::size_t>(parts[parts.size() - count].data() - word.data())))) return true;
  return false;
}

bool NameReader::is_patronymic(std::string_view word) const { return has("patronymic", word) || has_suffix("patronymic-suffix", word); }

/// «Иванов Иван»: a given name stands second, and the first word looks like a surname.
bool NameReader::is_turned(const std::vector<std::string>& words) const {
  return words.size() == 2 && has("given", words[1]) && !has("given", words[0]) && !has("surname", words[1]) &&
         (has("surname", words[0]) || has_suffix("surname-suffix", words[0]));
}

/// Surname first, of one to three syllables in all behind it: «Чэнь Сюй», «Си Цзиньпин», Chen Xu; Korean in three words.
bool NameReader::is_east_asian(const std::vector<std::string>& words) const {
  if (words.size() < 2 || words.size() > 3) return false;
  if (words.size() == 3 && has("surname-first", words[0])) return true;
  if (!has("surname-zh", words[0])) return false;
  return std::all_of(words.begin() + 1, words.end(), [&](const std::string& word) {
    if (!is_ascii(word)) return is_cyrillic(word) && !pinyin(word).empty() && !has("surname", word);
    for (std::size_t cut = 1; cut <= word.size(); ++cut)  // one or two syllables
      if (has("pinyin", std::string_view(word).substr(0, cut)) && (cut == word.size() || has("pinyin", std::string_view(word).substr(cut))))
        return true;
    return false;
  });
}

PersonForm NameReader::read_chinese(std::string_view han) const {
  PersonForm form;
  form.chinese = true;
  const auto parts = letters(han);
  std::size_t count = parts.size() > 2 && has("surname-zh", han.substr(0, 6)) ? 2 : 1;
  if (count >= parts.size()) count = 1;
  const std::string_view surname = han.substr(0, static_cast<std::size_t>(parts[count - 1].end() - han.begin()));
  form.surname = fact("surname-zh", surname).value_or("");
  if (form.surname.empty()) form.surname = pinyin(surname);
  form.given = pinyin(han.substr(surname.size()));
  return form;
}

PersonForm NameReader::read_person(std::string_view name) const {
  const std::string folded = without_brackets(fold(name));
  if (is_han(folded) && letters(folded).size() <= 4) return read_chinese(folded);
  PersonForm form;
  std::vector<std::string> words;
  std::vector<std::string> initials;
  for (const std::string& piece : split_words(spaced_points(folded), " ,")) {
    const std::string word = piece.substr(0, piece.find('.'));
    constexpr std::size_t longest_initial = 2;
    if (word.size() < piece.size() && letters(word).size() <= longest_initial) {
      if (!word.empty()) initials.push_back(word);
      continue;
    }
    const auto hyphen = word.find('-');
    if (has("name-suffix", word) || (hyphen != std::string::npos && has("name-suffix", word.substr(hyphen + 1)))) {
      form.suffix = word.substr(hyphen == std::string::npos ? 0 : hyphen + 1);
      if (hyphen != std::string::npos) words.push_back(word.substr(0, hyphen));
    } else if (!words.empty() && is_roman_numeral(word)) {
      form.suffix = word;
    } else {
      words.push_back(word);
    }
  }
  if (is_east_asian(words)) {
    form.chinese = has("surname-zh", words[0]);
    form.surname = form.chinese ? std::string(*fact("surname-zh", words[0])) : words[0];
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string syllables = form.chinese && !is_ascii(words[i]) ? pinyin(words[i]) : words[i];
      form.given += syllables;
    }
    return form;
  }
  std::erase_if(words, [&](const std::string& word) {
    const bool initial = words.size() > 1 && letters(word).size() == 1;
    if (initial) initials.push_back(word);
    return initial || (words.size() > 1 && has("particle", word));
  });
  for (std::size_t i = 0; i < words.size(); ++i)
    // Of two words the second may be a surname that only looks like a patronymic («Джокович»).
    if (words.size() > 2 ? is_patronymic(words[i]) : words.size() == 2 && i == 1 && has("patronymic", words[i])) {
      form.patronymic = words[i];
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
      const bool surname_first = i == 2;
      if (surname_first) std::swap(words[0], words[1]);
      if (words.size() == 1) {  // «Виктория Юрьевна»
        form.given = words[0];
        return form;
      }
      break;
    }
  if (words.empty()) words.push_back(initials.empty() ? folded : initials.back());
  const bool turned = form.patronymic.empty() && is_turned(words);
  form.surname = turned ? words.front() : words.back();
  if (words.size() > 1) form.given = turned ? words.back() : words.front();
  if (form.given.empty() && !initials.empty()) {
    form.given = initials.front();
    form.initial = true;
  }
  return form;
}

void NameReader::finish(PersonForm& form) const {
  const std::string& head = form.surname.empty() ? form.given : form.surname;
  form.surname_key = form.chinese ? head : skeleton(head);
  if (form.surname_key.empty()) form.surname_key = head;
  form.surname_plain = plain(form.surname);
  const auto full = fact("given-variant", form.given);
  form.given_plain = plain(full ? *full : std::string_view(form.given));
}

const PersonForm& NameReader::person(const std::string& name) {
  const auto [at, fresh] = people_.try_emplace(name);
  if (fresh) {
    at->second = read_person(name);
    at->second.script = is_han(name) ? 'h' : is_cyrillic(name) ? 'c' : !name.empty() && u_isalpha(first_code_point(name)) ? 'l' : 'o';
    finish(at->second);
  }
  return at->second;
}

/// «МИД России», «Верховный суд США», «российский МИД», «Американский Конгресс»: the country leaves the name.
void NameReader::strip_country(std::vector<std::string>& words, std::string& country) const {
  if (words.size() < 2) return;
  if (const auto qid = fact("country-adjective", words.front())) {
    country = country_of(*qid);
    words.erase(words.begin());
    return;
  }
  constexpr std::size_t longest = 4;
  for (std::size_t count = std::min(longest, words.size() - 1); count; --count) {
    const std::vector<std::string> tail(words.end() - static_cast<std::ptrdiff_t>(count), words.end());
    const auto qid = fact("country-genitive", join(tail, " "));
    if (!qid) continue;
    country = country_of(*qid);
    words.resize(words.size() - count);
    return;
  }
}

std::string NameReader::sound(std::string_view folded) const { return sound(folded, pinyin(folded)); }

std::string NameReader::sound(std::string_view folded, std::string_view syllables) const {
  constexpr std::size_t longest_of_many = 5;  // letters: shorter words are syllables by chance
  const bool chinese = !syllables.empty() && (letters(folded).size() > longest_of_many || is_han(folded));
  return skeleton(chinese ? syllables : folded);
}

static bool is_small_latin(char letter) { return 'a' <= letter && letter <= 'z'; }

BodyForm NameReader::read_body(std::string_view name) const {
  BodyForm form;
  const std::string folded = without_brackets(fold(name));
  std::vector<std::string> words = split_words(folded, " ,");
  std::size_t capitals = 0;
  const auto written = split_words(name, " ,");
  // Every word but one in small Latin letters counts: to count capitalized words alone costs 0.006 of recall on SlavicNER
  // for 0.0002 of precision.
  for (const std::string& word : written) capitals += !is_small_latin(word[0]);
  if (!written.empty() && is_cyrillic(written[0])) form.descriptive = written.size() > 1 ? capitals <= 1 : capitals == 0;
  form.numbered = written.size() > 2 && written[written.size() - 2] == "№";
  std::erase_if(words, [&](const std::string& word) { return words.size() > 1 && has("legal-form", word); });
  strip_country(words, form.country);
  if (!form.descriptive && words.size() > 1 && has("head-noun", words.front())) words.erase(words.begin());
  form.base = join(words, " ");
  if (form.base.empty()) form.base = folded;
  form.plain = plain(form.base);
  form.syllables = pinyin(form.base);
  form.key = sound(form.base, form.syllables);
  if (form.key.empty()) form.key = form.base;
  return form;
}

const BodyForm& NameReader::body(const std::string& name) {
  const auto [at, fresh] = bodies_.try_emplace(name);
  if (fresh) at->second = read_body(name);
  return at->second;
}

}  // namespace citypact::identity
