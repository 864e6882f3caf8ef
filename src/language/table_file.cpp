#include "table_file.hpp"

#include <fstream>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/text.hpp"

namespace citypact {

Rows read_table(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(path.string() + ": not readable");
  Rows rows;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    if (auto at = first_invalid_utf8(line))
      throw Error(path.string() + ":" + std::to_string(number) + ":" + std::to_string(*at + 1) +
                  ": not UTF-8; save the file as UTF-8");
    auto& row = rows.emplace_back();
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      row.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return rows;
}

}  // namespace citypact
