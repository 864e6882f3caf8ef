#include "fingerprint.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "citypact/core/hash.hpp"

namespace citypact {

namespace {

namespace fs = std::filesystem;

/// Of a mapped file (core/mapped_file.hpp) the head; of every other all.
std::string telling_bytes(const fs::path& path) {
  constexpr std::size_t head = 192;
  std::ifstream file(path, std::ios::binary);
  std::string bytes(head, '\0');
  file.read(bytes.data(), head);
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.size() == head && bytes.starts_with("CITYPACT")) return bytes;
  file.clear();
  bytes.append(std::istreambuf_iterator<char>(file), {});
  return bytes;
}

/// Regular files below a folder (or the file itself), sorted; links are followed, `left_out` is not entered.
std::vector<fs::path> files_below(const fs::path& folder, const fs::path& left_out = {}) {
  std::error_code error;
  if (fs::is_regular_file(folder, error)) return {folder};
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::follow_directory_symlink, error), end; !error && at != end; at.increment(error)) {
    if (!left_out.empty() && at->path() == left_out) at.disable_recursion_pending();
    else if (at->is_regular_file(error)) files.push_back(at->path());
  }
  std::ranges::sort(files);
  return files;
}

class Print {
 public:
  void add(std::string_view name, std::string_view content) {
    all_ += std::to_string(name.size()) + ":" + std::string(name) + std::to_string(content.size()) + ":" + stable_hash(content, 51);
  }
  void add_files(const fs::path& base, const std::vector<fs::path>& files) {
    for (const fs::path& file : files) add(file.lexically_relative(base).generic_string(), telling_bytes(file));
  }
  std::string hash() const { return stable_hash(all_, 26); }

 private:
  std::string all_;
};

}  // namespace

std::string fingerprint_of(std::string_view program, const fs::path& share, const PipelineOptions& options) {
  Print print;
  print.add("program", program);
  print.add("min-confidence", std::to_string(options.extract.min_confidence));
  const bool flags[] = {options.extract.learned, options.analysis.names_only, options.analysis.parse, options.analysis.parse_named_only, options.analysis.guided};
  for (bool flag : flags) print.add("option", flag ? "1" : "0");
  print.add_files(share, files_below(share / "schemas" / "ontology.ttl"));
  print.add_files(share, files_below(share / "knowledge.bin"));
  print.add_files(share, files_below(share / "data", share / "data" / "gazetteer"));  // which is compiled into knowledge.bin
  print.add_files(share, files_below(share / "models"));
  for (const auto* paths : {&options.rule_folders, &options.gazetteers})
    for (const fs::path& path : *paths) print.add_files(path, files_below(path));
  return print.hash();
}

}  // namespace citypact
