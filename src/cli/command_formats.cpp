#include <nlohmann/json.hpp>

#include "citypact/read/read.hpp"
#include "citypact/write/views.hpp"
#include "citypact/write/write.hpp"
#include "commands.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

using Json = nlohmann::ordered_json;

template <class Names>
std::string joined(const Names& names) {
  std::string result;
  for (const auto name : names) result += (result.empty() ? "" : " ") + std::string(name);
  return result;
}

using Rows = std::vector<std::vector<std::string>>;

/// Behind the rows of `all`, its header.
Rows rows(Rows all) {
  for (const auto& format : input_formats()) all.push_back({"read", std::string(format.name), joined(format.suffixes), "", std::string(format.description)});
  for (const auto& format : output_formats())
    all.push_back({"write", std::string(format.name), joined(format.suffixes), joined(format.options), std::string(format.description)});
  for (const auto& view : graph_views()) all.push_back({"view", std::string(view.name), "", "", std::string(view.description)});
  return all;
}

template <class Item>
Json named(const Item& item) {
  return {{"name", item.name}, {"description", item.description}};
}

Json json_rows() {
  Json read = Json::array(), write = Json::array(), views = Json::array();
  for (const auto& format : input_formats()) read.push_back(named(format)), read.back()["suffixes"] = format.suffixes;
  for (const auto& format : output_formats()) {
    write.push_back(named(format));
    write.back()["suffixes"] = format.suffixes, write.back()["options"] = format.options;
  }
  for (const auto& view : graph_views()) views.push_back(named(view));
  return {{"input", read}, {"output", write}, {"views", views}};
}

}  // namespace

const char* const formats_examples =
    "Options are those of `build`; each changes the formats in whose row it stands.\n\n"
    "Examples:\n"
    "  citypact formats\n"
    "  citypact formats --json";

Run set_up_formats(CLI::App& app) {
  auto json = std::make_shared<bool>(false), csv = std::make_shared<bool>(false);
  auto* flag = app.add_flag("--json", *json, "JSON instead of a table");
  app.add_flag("--csv", *csv, "a table for spreadsheets instead of text")->excludes(flag);
  return [json, csv](Console& console) {
    if (*json) console.out << json_rows().dump(2) << '\n';
    else if (*csv) write_csv({"use", "name", "suffix", "options", "meaning"}, rows({}), console.out);
    else write_table(rows({{"USE", "NAME", "SUFFIX", "OPTIONS", "MEANING"}}), console.width, console.out);
    return exit_fine;
  };
}

}  // namespace citypact::cli
