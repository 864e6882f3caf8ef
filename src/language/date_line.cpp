#include "citypact/language/date_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "unicode.hpp"

namespace citypact {
namespace {

constexpr std::size_t longest_line = 100;  // bytes

// Names that RFC 2822 fixes; no language of people.
constexpr std::array<std::string_view, 12> rfc_months{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 10> rfc_words{"mon", "tue", "wed", "thu", "fri",
                                                     "sat", "sun", "gmt", "utc", "z"};

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : line) {
    if (c == ' ' || c == ',' || c == '\t' || c == '\r' || c == '|' || c == '(' || c == ')') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

/// Parts of a date as they are met.
struct Parts {
  std::optional<int> year, month, day;
  bool whole() const { return year && month && day; }
};

int full_year(int year, std::size_t digits) { return digits == 2 ? (year < 70 ? 2000 + year : 1900 + year) : year; }

/// 18.09.2020, 18/09/2020, 18-09-2020, 18.09.20
bool read_numeric(std::string_view word, Parts& parts) {
  const char sign = word.find('.') != word.npos ? '.' : word.find('/') != word.npos ? '/' : '-';
  const auto first = word.find(sign), second = first == word.npos ? word.npos : word.find(sign, first + 1);
  if (second == word.npos) return false;
  const auto day = number(word.substr(0, first)), month = number(word.substr(first + 1, second - first - 1));
  auto rest = word.substr(second + 1);
  if (rest.ends_with('.')) rest.remove_suffix(1);
  const auto year = number(rest);
  if (!day || !month || !year || first > 2 || second - first > 3 || (rest.size() != 2 && rest.size() != 4))
    return false;
  parts = {full_year(*year, rest.size()), month, day};
  return true;
}

bool is_time(std::string_view word) {
  const bool digits = word.find_first_not_of("0123456789:.") == word.npos;
  return digits && word.find(':') != word.npos && word.size() <= 12;
}
bool is_zone(std::string_view word) {
  return word.size() >= 3 && word.size() <= 6 && (word[0] == '+' || word[0] == '-') &&
         word.find_first_not_of("0123456789:", 1) == word.npos;
}
bool is_dash(std::string_view word) { return word == "-" || word == "–" || word == "—" || word == "/" || word == "·"; }

std::optional<int> month_of(const std::string& word, const Language* language) {
  const auto found = std::find(rfc_months.begin(), rfc_months.end(), word);
  if (found != rfc_months.end()) return static_cast<int>(found - rfc_months.begin()) + 1;
  if (language) {
    for (const auto& row : language->table("months")) {
      if (row.size() > 1 && row[0] == word) return number(row[1]);
    }
  }
  return std::nullopt;
}

bool is_filler(std::string word, const Language* language) {
  if (is_time(word) || is_zone(word) || is_dash(word)) return true;
  if (word.ends_with('.')) word.pop_back();
  if (std::find(rfc_words.begin(), rfc_words.end(), word) != rfc_words.end()) return true;
  return language && language->words("date-words").contains(word);
}

bool read_word(std::string word, const Language* language, Parts& parts) {
  if (const auto digits = number(word); digits && word[0] != '-') {
    if (word.size() <= 2 && !parts.day)
      parts.day = *digits;
    else if (word.size() == 4 && !parts.year)
      parts.year = *digits;
    else
      return false;
    return true;
  }
  if (const auto date = parse_edtf(word); date && date->begin && date->begin == date->end && date->begin->day > 0) {
    if (parts.year || parts.month || parts.day) return false;
    parts = {date->begin->year, date->begin->month, date->begin->day};
    return true;
  }
  if (!parts.year && !parts.month && !parts.day && read_numeric(word, parts)) return true;
  std::string bare = word;
  if (bare.ends_with('.')) bare.pop_back();
  if (const auto month = month_of(bare, language); month && !parts.month) {
    parts.month = *month;
    return true;
  }
  return is_filler(word, language);
}

}  // namespace

std::optional<Date> parse_date_line(std::string_view line, const Language* language) {
  if (line.size() > longest_line) return std::nullopt;
  Parts parts;
  const std::string original(line);
  // ISO date-times carry a capital T; words are compared in lower case.
  for (const auto& word : words_of(original)) {
    const bool starts_with_digit = word[0] >= '0' && word[0] <= '9';
    if (!read_word(starts_with_digit ? word : lower(word), language, parts)) return std::nullopt;
  }
  if (!parts.whole()) return std::nullopt;
  const PartialDate date{*parts.year, static_cast<std::uint8_t>(*parts.month), static_cast<std::uint8_t>(*parts.day)};
  const bool fits = *parts.month >= 1 && *parts.month <= 12 && *parts.day >= 1 && *parts.day <= 31 &&
                    *parts.year >= 1000 && *parts.year <= 2999;
  if (!fits || !is_valid(date)) return std::nullopt;
  return Date{date, date};
}

}  // namespace citypact
