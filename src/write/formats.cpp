// The one place that knows which output formats exist: `-f`, suffixes, `citypact formats`, completion and the manual are
// all read from here.
#include "formats.hpp"

#include <algorithm>
#include <fstream>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/files.hpp"

namespace citypact {

const std::vector<OutputFormat>& output_formats() {
  static const std::vector<OutputFormat> table{
      {"graphml", {".graphml"}, "GraphML for Gephi, NetworkX, igraph, Cytoscape; `neighbors` reads it back", {{"", write::write_graphml}}},
      {"gexf", {".gexf"}, "GEXF 1.3 for Gephi: kinds of edges, colours, a layout, times for its timeline", {{"", write::write_gexf}}},
      {"nquads", {".nq"}, "canonical sorted N-Quads: statements, evidence, a named graph a document", {{"", write::write_nquads}}},
      {"trig", {".trig"}, "TriG, the same quads with prefixes for people", {{"", write::write_trig}}},
      {"turtle", {".ttl"}, "Turtle, the triples of all graphs with prefixes for people", {{"", write::write_turtle}}},
      {"ntriples", {".nt"}, "canonical sorted N-Triples, the triples of all graphs", {{"", write::write_ntriples}}},
      {"jsonld", {".jsonld"}, "JSON-LD 1.1 of the same quads; schemas/context.jsonld has its prefixes", {{"", write::write_json_ld}}},
      {"jsonl", {".jsonl"}, "JSON Lines, a document a line: mentions, relations, attributes; `neighbors` reads it back", {{"", write::write_json_lines}}},
      {"csv", {".csv"}, "two tables for a spreadsheet or Gephi: graph.csv makes graph.nodes.csv and graph.edges.csv",
       {{".nodes", write::write_csv_nodes}, {".edges", write::write_csv_edges}}},
  };
  return table;
}

const OutputFormat* find_output_format(std::string_view name, const std::filesystem::path& path) {
  const std::string file = path.filename().string();
  const auto& table = output_formats();
  const auto found = std::ranges::find_if(table, [&](const OutputFormat& format) {
    if (!name.empty()) return format.name == name;
    return std::ranges::any_of(format.suffixes, [&](std::string_view suffix) { return file.ends_with(suffix); });
  });
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::filesystem::path> output_files(const OutputFormat& format, const std::filesystem::path& path) {
  std::vector<std::filesystem::path> files;
  for (const OutputPart& part : format.parts) {
    files.push_back(path.parent_path() / (path.stem().string() + std::string(part.infix) + path.extension().string()));
  }
  return files;
}

void write_graph(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const OutputFormat& format,
                 const std::filesystem::path& path, bool overwrite) {
  const auto files = output_files(format, path);
  for (std::size_t i = 0; i < files.size(); ++i) {
    write_whole_file(files[i], overwrite, [&](std::ostream& out) { format.parts[i].write(graph, ontology, options, out); });
  }
}

void write_graph(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const OutputFormat& format, std::ostream& out) {
  if (format.parts.size() != 1) throw Error(std::string(format.name) + " makes several files; give -o a file name instead of '-'");
  format.parts.front().write(graph, ontology, options, out);
  out.flush();
  if (!out) throw Error("the output could not be written whole");
}

}  // namespace citypact
