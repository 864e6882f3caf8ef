#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace citypact {

using Rows = std::vector<std::vector<std::string>>;

/// Rows of a .tsv file without comments (# at the start) and empty lines, cells split at tabs; a carriage return at the
/// end of a line is dropped. Throws Error naming the file and the line that is not UTF-8 or when it cannot be read.
Rows read_table(const std::filesystem::path& path);

}  // namespace citypact
