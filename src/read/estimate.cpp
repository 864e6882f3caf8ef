#include <algorithm>
#include <filesystem>
#include <fstream>

#include "reader.hpp"

namespace citypact {

namespace {

std::size_t count_lines(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::size_t lines = 0;
  bool open = false;
  for (std::string block(1 << 16, '\0'); file;) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    const std::string_view read(block.data(), static_cast<std::size_t>(file.gcount()));
    if (read.empty()) break;
    lines += static_cast<std::size_t>(std::ranges::count(read, '\n'));
    open = read.back() != '\n';
  }
  return lines + open;
}

std::size_t count_file(const std::string& path, std::string_view format) {
  const read::Reader* reader = format.empty() ? read::find_reader_by_suffix(path) : read::find_reader(format);
  return reader != nullptr && reader->format.name == "jsonl" ? count_lines(path) : 1;
}

}  // namespace

std::size_t estimate_documents(const std::vector<std::string>& inputs, std::string_view format) {
  std::size_t count = 0;
  for (const std::string& input : inputs) {
    if (input == "-") return 0;
    std::error_code error;
    if (!std::filesystem::is_directory(input, error)) {
      count += count_file(input, format);
      continue;
    }
    Diagnostics ignored;
    const std::function<bool(Document)> none = [](const Document&) { return true; };
    read::Delivery nobody(ignored, none);
    for (const read::Found& file : read::walk(input, nobody)) count += count_file(file.path, format);
  }
  return count;
}

}  // namespace citypact
