#include "citypact/core/text.hpp"
#include "citypact/read/read.hpp"
#include "target.hpp"

using namespace citypact;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::MemoryFile file("input", data, size);
  Diagnostics diagnostics;
  read_documents({file.path()}, "jsonl", {2048}, diagnostics, [&](Document document) {
    for (const auto* value : {&document.id, &document.source, &document.title, &document.language, &document.text})
      fuzz::require(!first_invalid_utf8(*value) && value->find('\0') == std::string::npos, "every value is text");
    if (document.published) fuzz::require(!to_edtf(*document.published).empty(), "a date can be written");
    return true;
  });
  for (const auto& item : diagnostics.take()) fuzz::require(!item.place.empty() && !item.message.empty(), "a report says where and what");
  return 0;
}
