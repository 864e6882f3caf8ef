#include "target.hpp"

#include <cstdio>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

namespace citypact::fuzz {

MemoryFile::MemoryFile(std::string_view name, const std::uint8_t* data, std::size_t size) : descriptor_(::memfd_create(std::string(name).c_str(), 0)) {
  require(descriptor_ >= 0 && ::write(descriptor_, data, size) == static_cast<ssize_t>(size), "a file in memory");
  path_ = "/proc/self/fd/" + std::to_string(descriptor_);
}
MemoryFile::~MemoryFile() { ::close(descriptor_); }

void require(bool law, const char* what) {
  if (law) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace citypact::fuzz
