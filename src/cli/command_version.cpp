#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "citypact/core/files.hpp"
#include "citypact/core/mapped_file.hpp"
#include "commands.hpp"
#include "table.hpp"

namespace citypact::cli {
namespace {

namespace fs = std::filesystem;

/// The licence and the kind in the head of a mapped container, see core/mapped_file.hpp; nothing for another file.
std::vector<std::string> licence_row(const fs::path& path) {
  std::array<char, 192> head{};
  std::ifstream file(path, std::ios::binary);
  if (!file.read(head.data(), head.size()) || std::memcmp(head.data(), "CITYPACT", 8) != 0) return {};
  const auto field = [&](std::size_t at, std::size_t size) { return std::string(head.data() + at, ::strnlen(head.data() + at, size)); };
  return {path.filename().string(), field(32, 32), field(64, 64)};
}

/// The data files in use, sorted.
std::vector<fs::path> data_files() {
  const fs::path share = find_share();
  std::vector<fs::path> paths{share / "knowledge.bin"}, folders{share / "models"};
  std::error_code error;
  for (const auto& language : fs::directory_iterator(share / "data", error)) folders.push_back(language.path() / "models");
  for (const auto& folder : folders)
    for (const auto& entry : fs::directory_iterator(folder, error))
      if (entry.path().extension() == ".bin") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

void write_licences(Console& console) {
  std::vector<std::vector<std::string>> rows{{"DATA", "KIND", "LICENCE"}};
  for (const auto& path : data_files())
    if (auto row = licence_row(path); !row.empty()) rows.push_back(std::move(row));
  write_table(rows, console.width, console.out);
}

/// Reads every data file whole. The first that is damaged ends it with an error that names it.
void check_data(Console& console) {
  for (const auto& path : data_files()) MappedFile::verify(path);
  console.out << "data files: whole\n";
}

}  // namespace

const char* const version_examples =
    "Examples:\n"
    "  citypact version\n"
    "  citypact version --licences\n"
    "  citypact version --check";

Run set_up_version(CLI::App& app) {
  auto licences = std::make_shared<bool>(false);
  app.add_flag("--licences", *licences, "the licences of the data files that are in use");
  auto check = std::make_shared<bool>(false);
  app.add_flag("--check", *check, "read the data files whole and compare them with their checksums");
  return [licences, check](Console& console) {
    console.out << "citypact " CITYPACT_VERSION "\n";
    if (*licences) write_licences(console);
    if (*check) check_data(console);
    return exit_fine;
  };
}

}  // namespace citypact::cli
