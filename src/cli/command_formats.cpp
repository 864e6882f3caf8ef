#include <nlohmann/json.hpp>

#include "citypact/read/read.hpp"
#include "citypact/write/write.hpp"
#include "commands.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

using Json = nlohmann::ordered_json;

template <class Format>
std::string suffixes(const Format& format) {
  std::string result;
  for (const auto suffix : format.suffixes) result += (result.empty() ? "" : " ") + std::string(suffix);
  return result;
}

template <class Formats>
void add_rows(const Formats& formats, const char* use, std::vector<std::vector<std::string>>& rows) {
  for (const auto& format : formats) rows.push_back({use, std::string(format.name), suffixes(format), std::string(format.description)});
}

template <class Formats>
Json to_json(const Formats& formats) {
  Json result = Json::array();
  for (const auto& format : formats) result.push_back({{"name", format.name}, {"suffixes", format.suffixes}, {"description", format.description}});
  return result;
}

}  // namespace

const char* const formats_examples =
    "Examples:\n"
    "  citypact formats\n"
    "  citypact formats --json";

Run set_up_formats(CLI::App& app) {
  auto json = std::make_shared<bool>(false);
  app.add_flag("--json", *json, "JSON instead of a table");
  return [json](Console& console) {
    if (*json) {
      console.out << Json{{"input", to_json(input_formats())}, {"output", to_json(output_formats())}}.dump(2) << '\n';
      return exit_fine;
    }
    std::vector<std::vector<std::string>> rows{{"USE", "FORMAT", "SUFFIX", "MEANING"}};
    add_rows(input_formats(), "read", rows);
    add_rows(output_formats(), "write", rows);
    write_table(rows, console.width, console.out);
    return exit_fine;
  };
}

}  // namespace citypact::cli
