#include "tagger_facts.hpp"

#include <algorithm>

namespace citypact {
namespace {

bool is_noun(const Reading& reading) { return reading.upos == Upos::noun || reading.upos == Upos::propn; }

std::vector<std::string> split(std::string_view cell) {
  std::vector<std::string> parts;
  while (!cell.empty()) {
    const auto end = std::min(cell.find('|'), cell.size());
    parts.emplace_back(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return parts;
}

}  // namespace

BodyKinds::BodyKinds(const Language& language) : named_after_(language.words("named-after")) {
  for (const auto& row : language.table("body-kinds")) {
    if (row.size() > 1) rows_[row[0]] = {row[1], row.size() > 2 ? split(row[2]) : std::vector<std::string>{}};
  }
}

std::string_view BodyKinds::find(std::string_view lemma, std::string_view adjectives) const {
  const auto row = rows_.find(std::string(lemma));
  if (row == rows_.end()) return {};
  const auto stands = [&](const std::string& beginning) {
    return adjectives.starts_with(beginning) || adjectives.find(" " + beginning) != std::string_view::npos;
  };
  const auto& wanted = row->second.adjectives;
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), stands) ? std::string_view(row->second.kind) : std::string_view{};
}

bool DictionaryFacts::only_adjective(std::uint32_t token) const {
  const auto& all = readings(token);
  return !all.empty() && std::all_of(all.begin(), all.end(), [](const Reading& r) { return r.upos == Upos::adj; });
}

bool DictionaryFacts::noun(std::uint32_t token) const {
  const auto& all = readings(token);
  return std::any_of(all.begin(), all.end(), is_noun);
}

std::string_view DictionaryFacts::body_kind(std::uint32_t first, std::uint32_t token) const {
  std::string adjectives;
  for (std::uint32_t t = first; t < token; ++t) {
    if (const auto& all = readings(t); !all.empty()) adjectives += all.front().lemma + ' ';
  }
  for (const Reading& reading : readings(token)) {
    if (!is_noun(reading)) continue;
    if (const std::string_view kind = kinds_.find(reading.lemma, adjectives); !kind.empty()) return kind;
  }
  return {};
}

}  // namespace citypact
