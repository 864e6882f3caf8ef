#include "detect.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <map>

#include "citypact/core/diagnostics.hpp"
#include "table_file.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

constexpr std::size_t max_bytes = 64 * 1024;
// What speaks for a language: a frequent word, a word end, a letter of its own; and against it: a letter it lacks.
constexpr double word_score = 2, end_score = 0.5, letter_score = 1, lacking_score = -4;

std::int32_t script_code(const std::string& name, const std::string& place) {
  const std::int32_t code = u_getPropertyValueEnum(UCHAR_SCRIPT, name.c_str());
  if (code == UCHAR_INVALID_CODE) throw Error(place + ": unknown script '" + name + "'");
  return code;
}

std::int32_t script_of(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error);
}

std::unordered_set<char32_t> letters_of(const std::string& cell) {
  const auto letters = to_code_points(cell == "-" ? "" : cell);
  return {letters.begin(), letters.end()};
}

std::vector<std::u32string> words_of(std::u32string_view text) {
  std::vector<std::u32string> words(1);
  for (char32_t c : text) {
    if (is_letter(c))
      words.back().push_back(to_lower(c));
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

Detector::Detector(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder)) return;
  const auto scripts = (folder / "scripts.tsv").string(), languages = (folder / "languages.tsv").string();
  for (const auto& row : read_table(scripts)) {
    if (row.size() != 2) throw Error(scripts + ": a row wants a script and a weight");
    weights_[script_code(row[0], scripts)] = std::strtod(row[1].c_str(), nullptr);
  }
  for (const auto& row : read_table(languages)) {
    if (row.size() != 7)
      throw Error(languages + ": row '" + row[0] + "' has " + std::to_string(row.size()) + " cells, not 7");
    Profile profile{row[0], script_code(row[1], languages),      letters_of(row[2]), letters_of(row[3]), {},
                    {},     std::strtod(row[6].c_str(), nullptr)};
    for (auto& word : words_of(to_code_points(row[4]))) profile.words.insert(word);
    profile.ends = words_of(to_code_points(row[5]));
    profiles_.push_back(std::move(profile));
  }
}

double Detector::score(const Profile& profile, const std::vector<std::u32string>& words) const {
  double score = 0;
  for (const auto& word : words) {
    if (profile.words.contains(word))
      score += word_score;
    else if (std::ranges::any_of(profile.ends,
                                 [&](const auto& end) { return word.size() > end.size() + 1 && word.ends_with(end); }))
      score += end_score;
    for (char32_t c : word)
      score += profile.letters.contains(c) * letter_score + profile.lacking.contains(c) * lacking_score;
  }
  return score;
}

std::string Detector::detect(std::string_view text) const {
  const auto letters = to_code_points(text.substr(0, max_bytes));
  std::map<std::int32_t, double> scripts;
  for (char32_t c : letters)
    if (auto weight = weights_.find(script_of(c)); weight != weights_.end()) scripts[weight->first] += weight->second;
  if (scripts.empty()) return "und";
  const auto script = std::ranges::max_element(scripts, {}, [](const auto& entry) { return entry.second; })->first;
  std::u32string own;  // only the letters of that script: names in another one say nothing
  for (char32_t c : letters) own.push_back(script_of(c) == script || script_of(c) == USCRIPT_INHERITED ? c : U' ');
  const auto words = words_of(own);
  const Profile* best = nullptr;
  double best_score = 0, best_evidence = 0;
  std::size_t rivals = 0;
  for (const Profile& profile : profiles_) {
    if (profile.script != script) continue;
    ++rivals;
    const double evidence = score(profile, words), its_score = evidence + (evidence < 0 ? 0 : profile.head_start);
    if (!best || its_score > best_score) best = &profile, best_score = its_score, best_evidence = evidence;
  }
  if (!best) return "und";
  return rivals == 1 || best_evidence > 0 || (script == USCRIPT_CYRILLIC && best_evidence == 0) ? best->code : "und";
}

}  // namespace citypact
