#pragma once
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

struct WriteOptions {
  std::string base = "https://citypact.org";
  bool strict = false;     // GraphML: only what the published XSD allows
  bool with_text = false;  // JSON Lines: the documents' texts too
};

/// One row of the table that drives `-f`, guessing by suffix, `citypact formats`, completion and the manual.
struct OutputFormat {
  std::string_view name;
  std::vector<std::string_view> suffixes;
  std::string_view description;
  void (*write)(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);
};

const std::vector<OutputFormat>& output_formats();
/// The format called `name`, or the one whose suffix the path has; null when there is none.
const OutputFormat* find_output_format(std::string_view name, const std::filesystem::path& path);

/// Writes extractions as JSON Lines (DESIGN section 4), one document a line; offsets are code points.
void write_extraction(const Extraction& extraction, const WriteOptions& options, std::ostream& out);

}  // namespace citypact
