#include "citypact/core/text.hpp"
#include "citypact/read/read.hpp"
#include "target.hpp"

using namespace citypact;

/// Whatever the bytes, the reader returns; what it lets through is UTF-8 without NUL and no longer than allowed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::MemoryFile file("input", data, size);
  Diagnostics diagnostics;
  std::size_t documents = 0;
  const auto summary = read_documents({file.path()}, "", {4096}, diagnostics, [&](Document document) {
    fuzz::require(!first_invalid_utf8(document.text) && document.text.find('\0') == std::string::npos, "a document is text");
    fuzz::require(document.text.size() <= 4096 && !document.id.empty(), "a document has an id and keeps the limit");
    ++documents;
    return true;
  });
  fuzz::require(summary.documents == documents && documents + summary.failed > 0, "every input is a document or a failure");
  return 0;
}
