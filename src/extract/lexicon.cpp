#include "lexicon.hpp"

#include <algorithm>
#include <charconv>

#include "citypact/core/diagnostics.hpp"
#include "citypact/knowledge/fold.hpp"

namespace citypact::extract {
namespace {

using Row = std::vector<std::string>;

[[noreturn]] void complain(std::string_view list, const Row& row, std::string_view what) {
  throw Error("words/" + std::string(list) + ".tsv: row '" + row.front() + "': " + std::string(what));
}

Status status_cell(std::string_view list, const Row& row) {
  const auto status = row.size() > 1 ? parse_status(row[1]) : std::nullopt;
  if (!status) complain(list, row, "the second cell must be a status (asserted, planned, possible, denied, ended)");
  return *status;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(','), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

StringSet set_of(const Language& language, std::string_view name) {
  const auto& words = language.words(name);
  return StringSet(words.begin(), words.end());
}

StringMap<int> numbers_of(const Language& language, std::string_view name) {
  StringMap<int> numbers;
  for (const auto& row : language.table(name)) {
    int number = 0;
    if (row.size() < 2 || std::from_chars(row[1].data(), row[1].data() + row[1].size(), number).ec != std::errc()) complain(name, row, "the second cell must be a whole number");
    numbers.emplace(row[0], number);
  }
  return numbers;
}

}  // namespace

Lexicon::Lexicon(const Language& language) : language_(language) {
  for (const auto& row : language.table("role_classes")) {
    if (row.size() < 3) complain("role_classes", row, "expected class, relation, kinds of holders");
    role_classes[row[0]] = {row[0], row[1], split(row[2]), row.size() < 4 || row[3] != "event"};
  }
  for (const auto& row : language.table("positions")) {
    if (row.size() < 2) complain("positions", row, "the class of the post is missing");
    if (!role_classes.contains(row[1])) complain("positions", row, "no such class in words/role_classes.tsv: '" + row[1] + "'");
    positions[row[0]] = row[1];
  }
  for (const auto& row : language.table("mention_heads")) {
    if (row.size() < 2) complain("mention_heads", row, "the type is missing");
    const std::string needs = row.size() > 2 ? row[2] : "";
    MentionHead& head = mention_heads[row[0]] = {row[1], needs == "complement", needs == "capital", {}};
    for (std::size_t i = 3; i < row.size(); ++i) head.with.insert(row[i]);
  }
  for (const auto& row : language.table("modality")) {
    auto& word = modality[row[0]] = {status_cell("modality", row), {}};
    if (row.size() < 3) continue;
    word.negated = parse_status(row[2]);
    if (!word.negated) complain("modality", row, "the third cell must be a status (asserted, planned, possible, denied, ended)");
  }
  for (const auto& row : language.table("role_status")) role_status[row[0]] = status_cell("role_status", row);
  for (const auto& row : language.table("role_prefixes")) role_prefixes[row[0]] = status_cell("role_prefixes", row);
  for (const auto& row : language.table("rule_confidence")) {
    float share = 0;
    if (row.size() < 2 || std::from_chars(row[1].data(), row[1].data() + row[1].size(), share).ec != std::errc() || share < 0 || share > 1)
      complain("rule_confidence", row, "the second cell must be a share between 0 and 1");
    rule_confidence[row[0]] = share;
  }
  for (const auto& row : language.table("nominals")) {
    if (row.size() > 2) nominal_reach[row[0]] = row[2];
    if (row.size() > 3) foremost_nouns[row[0]] = row[3];
  }
  for (const auto& row : language.table("post_kinds"))
    if (row.size() > 1) post_kinds[row[0]] = row[1];
  for (const auto& row : language.table("capitals"))
    if (row.size() > 1) capital_names.insert(capitals[fold_name(row[0])] = fold_name(row[1]));
  months = numbers_of(language, "months"), weekdays = numbers_of(language, "weekdays");
  relative_days = numbers_of(language, "relative_days"), relative_years = numbers_of(language, "relative_years");
  role_adjectives = set_of(language, "role_adjectives");
  role_complements = set_of(language, "role_complements");
  role_prepositions = set_of(language, "role_prepositions");
  title_nouns = set_of(language, "title_nouns");
  transparent_nouns = set_of(language, "transparent_nouns");
  origin_prepositions = set_of(language, "origin_prepositions");
  share_nouns = set_of(language, "share_nouns");
  asset_nouns = set_of(language, "asset_nouns");
  body_heads = set_of(language, "body_heads");
  support_words = set_of(language, "support_words");
  topic_prepositions = set_of(language, "topic_prepositions");
  status_prepositions = set_of(language, "status_prepositions");
  opaque_words = set_of(language, "opaque_words");
  inclusion_words = set_of(language, "inclusion_words");
  one_of_numerals = set_of(language, "one_of_numerals");
  relative_words = set_of(language, "relative_words");
  copulas = set_of(language, "copulas");
  conditional_words = set_of(language, "conditional_words");
  purpose_words = set_of(language, "purpose_words");
  for (const std::string_view words : {"place-adjectives", "place-adjectives-irregular"}) place_adjectives.insert(list(words).begin(), list(words).end());
  for (const auto& words : list("list_openers")) list_opener_starts.insert(words.substr(0, words.find(' ')));
  for (const std::string_view words : {"personal_pronouns", "body_heads", "asset_nouns", "nominals", "level_bodies", "numbered_bodies", "counted_words"}) mention_openers_.insert(list(words).begin(), list(words).end());
  for (const auto& row : language.table("epithets")) mention_openers_.insert(row[0].substr(0, row[0].find(' '))), mention_openers_.insert(row[0].substr(row[0].find(' ') + 1));
  for (const auto& [noun, kind] : mention_heads) mention_openers_.insert(noun);
  for (const auto& [noun, kind] : positions) mention_openers_.insert(noun), position_filter_.insert(noun);
  for (const auto& word : mention_openers_) opener_filter_.insert(word);
}

std::optional<float> Lexicon::confidence(std::string_view rule, std::string_view relation) const {
  std::string key(rule);
  if (const auto found = rule_confidence.find(key.append(" ").append(relation)); found != rule_confidence.end()) return found->second;
  const auto found = rule_confidence.find(rule);
  return found == rule_confidence.end() ? std::nullopt : std::optional(found->second);
}

const MentionHead* Lexicon::mention_head(std::string_view lemma) const {
  auto found = mention_heads.find(lemma);
  if (const auto hyphen = lemma.rfind('-'); found == mention_heads.end() && hyphen != std::string_view::npos) found = mention_heads.find(lemma.substr(hyphen + 1));
  return found == mention_heads.end() ? nullptr : &found->second;
}

bool Lexicon::is_district(std::string_view name) const {
  const std::string folded = fold_name(name);
  const auto holds = [&](const std::string& word) { return folded.find(word) != std::string::npos; };
  return std::ranges::any_of(list("districts"), holds) && std::ranges::none_of(list("own_regions"), holds);
}

}  // namespace citypact::extract
