// The rules of the house that a compiler does not check: who may include whom, and what a source file may hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path root = CITYPACT_SOURCE_DIR;
const Names everything{"core",    "language", "knowledge", "read", "neural", "analyze", "extract",
                       "resolve", "assemble", "load",      "store", "query", "write",   "pipeline", "cli"};

// The folders that a folder may include beside itself.
std::map<std::string, Names> allowed_includes() {
  const Names foundations{"core", "language", "knowledge"};
  std::map<std::string, Names> allowed;
  for (const char* stage : {"read", "analyze", "extract", "resolve", "assemble", "load", "store", "query", "write"}) {
    allowed[stage] = foundations;
  }
  allowed["core"] = {};
  allowed["language"] = allowed["knowledge"] = allowed["neural"] = {"core"};
  allowed["analyze"].insert("neural");
  allowed["pipeline"] = everything;
  allowed["pipeline"].erase("cli");
  allowed["cli"] = everything;
  return allowed;
}

std::vector<fs::path> sources_below(const fs::path& folder) {
  std::vector<fs::path> found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> all_sources() {
  auto files = sources_below(root / "src");
  for (const auto& path : sources_below(root / "include")) files.push_back(path);
  return files;
}

/// "src/write/graphml.cpp" and "include/citypact/write/write.hpp" both belong to write; "" for the facade.
std::string folder_of(const fs::path& path) {
  const auto relative = fs::relative(path, root);
  auto part = relative.begin();
  if (*part++ == "include") ++part;
  return std::next(part) == relative.end() ? "" : part->string();
}

/// Folders that a file includes: citypact/NAME/... or another folder's internal header by path.
Names included_folders(const fs::path& path) {
  static const std::regex line(R"re(^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">])re", std::regex::multiline);
  const std::string text = read(path);
  Names folders;
  for (std::sregex_iterator match(text.begin(), text.end(), line), end; match != end; ++match) {
    const std::string header = (*match)[1];
    if (header.starts_with("citypact/")) {
      const auto slash = header.find('/', 9);
      folders.insert(slash == std::string::npos ? "facade" : header.substr(9, slash - 9));
    } else if (header.starts_with("../") || header.starts_with("src/")) {
      folders.insert(fs::path(header).parent_path().filename().string());
    }
  }
  return folders;
}

TEST(House, EveryFolderIsOneOfTheDesign) {
  for (const auto& path : all_sources()) {
    const std::string folder = folder_of(path);
    EXPECT_TRUE(folder.empty() || everything.contains(folder)) << path;
  }
}

TEST(House, NoStageSeesAnotherStage) {
  const auto allowed = allowed_includes();
  for (const auto& path : all_sources()) {
    const std::string folder = folder_of(path);
    if (!allowed.contains(folder)) continue;
    for (const std::string& seen : included_folders(path)) {
      const bool fine = seen == folder || allowed.at(folder).contains(seen) || (seen == "facade" && folder == "cli");
      EXPECT_TRUE(fine) << fs::relative(path, root) << " includes " << seen << "; " << folder << " may not see it";
    }
  }
}

TEST(House, TheCheckItselfSeesABreach) {
  const auto path = fs::temp_directory_path() / "citypact-house-breach.cpp";
  std::ofstream(path) << "// \"citypact/read/read.hpp\"\n  # include \"citypact/write/write.hpp\"\n#include <citypact/core/date.hpp>\n"
                      << "#include \"../load/inside.hpp\"\n";
  EXPECT_EQ(included_folders(path), (Names{"core", "load", "write"}));
  fs::remove(path);
}

/// Code without comments, so that a docstring may quote an example.
std::string without_comments(const std::string& text) {
  static const std::regex comment(R"re((^|[^:"])//[^\n]*)re");
  return std::regex_replace(text, comment, "$1");
}

/// Two Cyrillic or Han letters on end (lead bytes D0..D3, E4..E9 in UTF-8); a single letter, as in folding one into another, is no word.
bool holds_a_foreign_word(const std::string& code) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < code.size();) {
    const auto byte = static_cast<unsigned char>(code[i]);
    const bool cyrillic = 0xD0 <= byte && byte <= 0xD3, han = 0xE4 <= byte && byte <= 0xE9;
    letters = cyrillic || han ? letters + 1 : 0;
    if (letters > 1) return true;
    i += han ? 3 : cyrillic ? 2 : 1;
  }
  return false;
}

TEST(House, NoWordOfAHumanLanguageOtherThanEnglishStandsInCode) {
  EXPECT_TRUE(holds_a_foreign_word("f(\"мэр\")"));
  EXPECT_FALSE(holds_a_foreign_word("c == U'ё' ? U'е' : c"));
  for (const auto& path : all_sources()) {
    EXPECT_FALSE(holds_a_foreign_word(without_comments(read(path))))
        << fs::relative(path, root) << " holds words of a human language; they belong to data/";
  }
}

TEST(House, TheLibraryNeverPrintsOrExits) {
  static const std::regex forbidden(R"re(\bstd::(cout|cerr|clog)\b|\b(std::)?(exit|abort|quick_exit|printf|puts)\s*\()re");
  for (const auto& path : all_sources()) {
    if (folder_of(path) == "cli") continue;
    const std::string code = without_comments(read(path));
    std::smatch match;
    EXPECT_FALSE(std::regex_search(code, match, forbidden)) << fs::relative(path, root) << ": " << match.str();
  }
}

TEST(House, NothingNamesAMachinesPaths) {
  static const std::regex path_of_a_machine("/(work|home|root|Users)/[a-z]");
  for (const char* folder : {"src", "include", "tests", "scripts", "schemas", "bench", "docs", "cmake", "examples"}) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file() || fs::file_size(entry.path()) > 1'000'000 || entry.path().filename() == "house_test.cpp") continue;
      const std::string text = read(entry.path());
      std::smatch match;
      if (text.find("/wo" "rk/") == std::string::npos && text.find("/home/") == std::string::npos) continue;
      EXPECT_FALSE(std::regex_search(text, match, path_of_a_machine)) << fs::relative(entry.path(), root) << ": " << match.str();
    }
  }
}

}  // namespace
