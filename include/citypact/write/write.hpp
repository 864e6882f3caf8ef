#pragma once
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

/// What the size of a drawn node says.
enum class NodeSize { degree, pagerank };

struct WriteOptions {
  std::string base = "https://citypact.org";
  std::string view;               // a name of graph_views(), or empty for the graph as it is
  NodeSize size = NodeSize::degree;  // GraphML, GEXF; pagerank is a column too then, and costs one more pass over the edges
  bool strict = false;            // GraphML: only what the published XSD allows
  bool with_text = false;         // JSON Lines: the documents' texts too
  bool byte_order_mark = false;   // CSV: for spreadsheets that do not guess UTF-8
};

using GraphWriter = void (*)(const GraphSource&, const Ontology&, const WriteOptions&, std::ostream&);

/// One file of a format: `infix` goes before the suffix ("graph.csv" -> "graph.nodes.csv"); empty for formats of one file.
struct OutputPart {
  std::string_view infix;
  GraphWriter write;
};

/// One row of the table that drives `-f`, guessing by suffix, `citypact formats`, completion and the manual.
struct OutputFormat {
  std::string_view name;
  std::vector<std::string_view> suffixes;
  std::string_view description;
  std::vector<std::string_view> options;  // of the command line that change it: "--view"
  std::vector<OutputPart> parts;

  bool takes(std::string_view option) const;
};

const std::vector<OutputFormat>& output_formats();
/// The format called `name`, or where `name` is empty the one whose suffix the path has; null when there is none.
const OutputFormat* find_output_format(std::string_view name, const std::filesystem::path& path);

/// The files that writing `format` to `path` makes: "graph.csv" gives "graph.nodes.csv" and "graph.edges.csv".
std::vector<std::filesystem::path> output_files(const OutputFormat& format, const std::filesystem::path& path);
/// Writes the files, each whole or not at all, of the view that `options` name. Throws Error (see write_whole_file), also for a
/// view that there is not or that the format cannot hold, and for a view of a view.
///
/// Writers stream in IRI order: memory grows by ids and positions, never by text. Same graph, same options: same bytes.
void write_graph(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const OutputFormat& format,
                 const std::filesystem::path& path, bool overwrite);
/// To a stream; throws Error for a format of several files and when the stream fails.
void write_graph(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const OutputFormat& format, std::ostream& out);

/// Writes an extraction as JSON Lines (DESIGN section 4), one document a line; offsets are code points.
void write_extraction(const Extraction& extraction, const WriteOptions& options, std::ostream& out);

}  // namespace citypact
