#pragma once
#include <filesystem>
#include <string_view>

#include "citypact/core/mapped_file.hpp"

namespace citypact::neural {

/// Opens a file of weights and checks all of it: weights that are no numbers would make nonsense of every text. Throws Error.
/// Cost: a quarter of a millisecond a megabyte, of files that are read whole in any case.
inline MappedFile open_verified(const std::filesystem::path& path, std::string_view kind, std::uint32_t version) {
  MappedFile file(path, kind, version);
  file.verify();
  return file;
}

}  // namespace citypact::neural
