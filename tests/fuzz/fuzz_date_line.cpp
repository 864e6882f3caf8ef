#include "citypact/language/date_line.hpp"
#include "target.hpp"

using namespace citypact;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string line(reinterpret_cast<const char*>(data), size);
  const auto date = parse_date_line(line, nullptr);
  if (date) fuzz::require(parse_edtf(to_edtf(*date)) == date, "a date survives being written");
  return 0;
}
