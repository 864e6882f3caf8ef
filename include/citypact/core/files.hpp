#pragma once
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>

namespace citypact {

/// Writes a file whole or not at all: a temporary file beside it, flushed, fsynced and renamed when `write` returned.
/// Throws Error naming the path when the folder is missing, read-only or full, or when the file exists and `overwrite` is false.
/// A path that is not a regular file (/dev/stdout, a pipe) is written directly.
void write_whole_file(const std::filesystem::path& path, bool overwrite, const std::function<void(std::ostream&)>& write);

/// Where data, schemas and models lie: $CITYPACT_SHARE, else share/citypact beside the program, else
/// ../share/citypact (an installed program). Throws Error saying where it looked.
std::filesystem::path find_share();

}  // namespace citypact
