#include "reader.hpp"

// The one place that knows which input formats exist: `-f`, suffixes, `citypact formats` and the manual read it.
namespace citypact {
namespace read {

const std::vector<Reader>& readers() {
  static const std::vector<Reader> table{
      {{"text", {".txt", ".text"}, "plain text, UTF-8, one document a file"}, read_text},
      {{"jsonl", {".jsonl", ".ndjson"}, "JSON Lines, one document a line: {id?, source?, title?, published?, language?, text}"}, read_json_lines},
  };
  return table;
}

}  // namespace read

const std::vector<InputFormat>& input_formats() {
  static const std::vector<InputFormat> formats = [] {
    std::vector<InputFormat> result;
    for (const auto& reader : read::readers()) result.push_back(reader.format);
    return result;
  }();
  return formats;
}

}  // namespace citypact
