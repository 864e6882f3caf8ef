#include "option_table.hpp"

#include <algorithm>

#include "citypact/core/extraction.hpp"
#include "citypact/core/files.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/read/read.hpp"
#include "citypact/write/views.hpp"
#include "citypact/write/write.hpp"
#include "program.hpp"

namespace citypact::cli {

namespace {

// What the placeholders of help mean; "out|in" and the like are choices.
constexpr std::pair<std::string_view, Values> meanings[] = {
    {"FILE", Values::file},     {"FOLDER", Values::file},     {"FORMAT", Values::format},   {"TYPE", Values::type},   {"RELATION", Values::relation},
    {"STATUS", Values::status}, {"COMMAND", Values::command}, {"SHELL", Values::shell},  {"VIEW", Values::view},     {"GRAPH", Values::file},  {"INPUT", Values::file},
    {"STORE", Values::file},
};

Values meaning_of(const std::string& placeholder) {
  for (const auto& [name, values] : meanings) {
    if (name == placeholder) return values;
  }
  return Values::any;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

OptionRow row_of(const CLI::Option& option) {
  OptionRow row;
  row.help = option.get_description();
  row.required = option.get_required();
  row.repeated = option.get_items_expected_max() > 1;
  row.positional = option.get_positional();
  if (row.positional) {
    row.names = {option.get_name(true)};
    row.placeholder = row.names[0];
    row.values = meaning_of(row.placeholder);
    return row;
  }
  for (const std::string& name : option.get_snames()) row.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) row.names.push_back("--" + name);
  if (option.get_items_expected_max() == 0) return row;  // a flag
  row.placeholder = option.get_type_name();
  row.values = meaning_of(row.placeholder);
  if (std::ranges::find(row.names, "--input-format") != row.names.end()) row.values = Values::input_format;
  if (row.placeholder.find('|') != std::string::npos) row.values = Values::choice, row.choices = split(row.placeholder, '|');
  return row;
}

template <class Items>
std::vector<std::string> names_of(const Items& items) {
  std::vector<std::string> names;
  for (const auto& item : items) names.emplace_back(item.name);
  return names;
}

}  // namespace

std::vector<OptionRow> option_rows(const Command& command) {
  CLI::App app;
  bool quiet = false;
  declare(app, command, quiet);
  std::vector<OptionRow> rows;
  for (const CLI::Option* option : app.get_options()) rows.push_back(row_of(*option));
  return rows;
}

std::vector<std::string> words_for(const OptionRow& row) {
  switch (row.values) {
    case Values::format: return names_of(output_formats());
    case Values::view: return names_of(graph_views());
    case Values::input_format: return names_of(input_formats());
    case Values::type: return names_of(read_ontology(find_share() / "schemas" / "ontology.ttl").types);
    case Values::relation: return names_of(read_ontology(find_share() / "schemas" / "ontology.ttl").relations);
    case Values::status: {
      std::vector<std::string> names;
      for (const Status status : all_statuses) names.emplace_back(to_string(status));
      return names;
    }
    case Values::command: return names_of(commands());
    case Values::shell: return {"bash", "zsh", "fish"};
    case Values::choice: return row.choices;
    case Values::none:
    case Values::any:
    case Values::file: break;
  }
  return {};
}

}  // namespace citypact::cli
