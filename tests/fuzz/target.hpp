#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// What libFuzzer calls; every target defines it. Anything but a normal return is a bug.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace citypact::fuzz {

/// Bytes as a file that has no place on disk.
class MemoryFile {
 public:
  MemoryFile(std::string_view name, const std::uint8_t* data, std::size_t size);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  int descriptor_;
  std::string path_;
};

/// Ends the program when a law is broken, so that a fuzzer sees it.
void require(bool law, const char* what);

}  // namespace citypact::fuzz
