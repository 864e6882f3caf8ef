#include "name_data.hpp"

#include <cstdlib>

#include "citypact/core/diagnostics.hpp"
#include "citypact/language/language.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

std::string cell(const std::string& text) { return text == "-" ? "" : text; }

NameEnding read_ending(const std::vector<std::string>& row) {
  if (row.size() != 7)
    throw Error("words/name-endings.tsv: row '" + row.front() + "' has " + std::to_string(row.size()) +
                " cells, not 7");
  NameEnding ending{.ending = cell(row[0]), .before = to_code_points(cell(row[1])), .nominative = cell(row[2])};
  for (std::size_t at = 0; at < row[3].size(); at += 4)  // "Gen,Acc": names of three letters
    ending.cases.push_back(parse_features("Case=" + row[3].substr(at, 3)).case_);
  ending.number = parse_features("Number=" + row[4]).number;
  ending.gender = parse_features("Gender=" + row[5]).gender;
  ending.weight = std::strtof(row[6].c_str(), nullptr);
  return ending;
}

}  // namespace

NameData::NameData(const Language& language) {
  for (const auto& row : language.table("name-endings")) endings.push_back(read_ending(row));
  for (const auto& row : language.table("place-adjectives"))
    if (row.size() >= 2) place_of_adjective.emplace(lower(row[0]), row[1]), places.insert(lower(row[1]));
  for (const auto& row : language.table("ordinal-endings"))
    if (row.size() >= 2) ordinal_endings.emplace(row[0], row[1]);
}

}  // namespace citypact
