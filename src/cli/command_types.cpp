#include <nlohmann/json.hpp>

#include "citypact/core/files.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "commands.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const std::vector<std::string>& names) {
  std::string result;
  for (const auto& name : names) result += (result.empty() ? "" : ", ") + name;
  return result;
}

std::string in_english(const LanguageMap& texts) {
  const auto found = texts.find("en");
  return found != texts.end() ? found->second : texts.empty() ? "" : texts.begin()->second;
}

void write_tables(const Ontology& ontology, Console& console) {
  std::vector<std::vector<std::string>> types{{"TYPE", "KIND OF", "MEANING"}}, relations{{"RELATION", "FROM -> TO"}};
  for (const auto& type : ontology.types) {
    const auto meaning = in_english(type.comments);
    types.push_back({type.name, type.parent, meaning.empty() ? in_english(type.labels) : meaning});
  }
  for (const auto& relation : ontology.relations) {
    const char* arrow = relation.symmetric ? " <-> " : " -> ";
    relations.push_back({relation.name, joined(relation.domain) + arrow + joined(relation.range)});
  }
  write_table(types, console.width, console.out);
  console.out << '\n';
  write_table(relations, console.width, console.out);
}

/// Types and relations in one table; a type has no ends, a relation no parent.
void write_rows(const Ontology& ontology, std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& type : ontology.types) rows.push_back({"type", type.name, type.parent, in_english(type.labels), in_english(type.comments), "", "", ""});
  for (const auto& relation : ontology.relations) {
    rows.push_back({"relation", relation.name, "", in_english(relation.labels), "", joined(relation.domain), joined(relation.range), relation.symmetric ? "yes" : "no"});
  }
  write_csv({"kind", "name", "parent", "label", "meaning", "from", "to", "symmetric"}, rows, out);
}

void write_json(const Ontology& ontology, std::ostream& out) {
  Json types = Json::array(), relations = Json::array();
  for (const auto& type : ontology.types) {
    types.push_back({{"name", type.name}, {"parent", type.parent}, {"color", type.color}, {"labels", type.labels}, {"mappings", type.mappings}});
  }
  for (const auto& relation : ontology.relations) {
    relations.push_back({{"name", relation.name}, {"family", relation.family}, {"symmetric", relation.symmetric}, {"domain", relation.domain},
                         {"range", relation.range}, {"labels", relation.labels}, {"mappings", relation.mappings}});
  }
  out << Json{{"types", std::move(types)}, {"relations", std::move(relations)}}.dump(2) << '\n';
}

}  // namespace

const char* const types_examples =
    "Types may be given to neighbors --type, relations to neighbors --relation.\n\n"
    "Examples:\n"
    "  citypact types\n"
    "  citypact types --json";

Run set_up_types(CLI::App& app) {
  auto json = std::make_shared<bool>(false), csv = std::make_shared<bool>(false);
  auto* flag = app.add_flag("--json", *json, "JSON instead of tables");
  app.add_flag("--csv", *csv, "one table for spreadsheets instead of text")->excludes(flag);
  return [json, csv](Console& console) {
    const Ontology ontology = read_ontology(find_share() / "schemas" / "ontology.ttl");
    if (*json) write_json(ontology, console.out);
    else if (*csv) write_rows(ontology, console.out);
    else write_tables(ontology, console);
    return exit_fine;
  };
}

}  // namespace citypact::cli
