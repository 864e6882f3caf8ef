#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/document.hpp"

namespace citypact {

struct ReadOptions {
  std::size_t max_bytes = 64u << 20;  // of one document; larger ones are reported and skipped
};

struct InputFormat {
  std::string_view name;                        // "text"
  std::vector<std::string_view> suffixes;       // {".txt"}
  std::string_view description;
};

/// The formats that can be read, one row each.
const std::vector<InputFormat>& input_formats();

struct ReadSummary {
  std::size_t documents = 0, failed = 0, ignored = 0;  // ignored: files of other kinds in a folder
};

/// Reads every input (file, folder, "-") in order and hands over its documents one by one, in a fixed order.
///
/// `format` is a name of input_formats() or empty to go by suffix. What is wrong with one file or line goes to
/// `diagnostics` and the next is read. `accept` returns false to stop. Memory: one file at a time.
ReadSummary read_documents(const std::vector<std::string>& inputs, std::string_view format, const ReadOptions& options,
                           Diagnostics& diagnostics, const std::function<bool(Document)>& accept);

}  // namespace citypact
