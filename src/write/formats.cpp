// The one place that knows which output formats exist: `-f`, suffixes, `citypact formats`, completion and the manual are
// all read from here.
#include "formats.hpp"

#include <algorithm>
#include <fstream>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/files.hpp"
#include "citypact/write/views.hpp"

namespace citypact {

const std::vector<OutputFormat>& output_formats() {
  constexpr std::string_view view = "--view";
  static const std::vector<OutputFormat> table{
      {"graphml", {".graphml"}, "GraphML for Gephi, NetworkX, igraph, Cytoscape; `neighbors` reads it back", {view, "--size", "--strict"}, {{"", write::write_graphml}}},
      {"gexf", {".gexf"}, "GEXF 1.3 for Gephi: kinds of edges, colours, a layout, times for its timeline", {view, "--size"}, {{"", write::write_gexf}}},
      {"nquads", {".nq"}, "canonical sorted N-Quads: statements, evidence, a named graph a document", {view}, {{"", write::write_nquads}}},
      {"trig", {".trig"}, "TriG, the same quads with prefixes for people", {view}, {{"", write::write_trig}}},
      {"turtle", {".ttl"}, "Turtle, the triples of all graphs with prefixes for people", {view}, {{"", write::write_turtle}}},
      {"ntriples", {".nt"}, "canonical sorted N-Triples, the triples of all graphs", {view}, {{"", write::write_ntriples}}},
      {"jsonld", {".jsonld"}, "JSON-LD 1.1 of the same quads; schemas/context.jsonld has its prefixes", {view}, {{"", write::write_json_ld}}},
      {"jsonl", {".jsonl"}, "JSON Lines, a document a line: mentions, relations, attributes; `neighbors` reads it back", {"--with-text"}, {{"", write::write_json_lines}}},
      {"csv", {".csv"}, "two tables for a spreadsheet or Gephi: graph.csv makes graph.nodes.csv and graph.edges.csv",
       {view, "--byte-order-mark"}, {{".nodes", write::write_csv_nodes}, {".edges", write::write_csv_edges}}},
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

bool OutputFormat::takes(std::string_view option) const { return std::ranges::find(options, option) != options.end(); }

namespace {

/// The view that the options name, made of `graph`; null for the graph as it is.
std::unique_ptr<GraphSource> make_view(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const OutputFormat& format) {
  if (options.view.empty()) return nullptr;
  const GraphView* view = find_graph_view(options.view);
  if (view == nullptr) throw Error("there is no view '" + options.view + "'; 'citypact formats' lists them");
  if (!format.takes("--view")) throw Error(std::string(format.name) + " cannot hold a view of the graph; leave --view out or choose another format");
  if (graph.is_view()) throw Error("the graph is a view already; make views from the whole graph");
  return view->make(graph, ontology, options.base);
}

}  // namespace

void write_graph(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const OutputFormat& format,
                 const std::filesystem::path& path, bool overwrite) {
  const auto view = make_view(graph, ontology, options, format);
  const auto files = output_files(format, path);
  for (std::size_t i = 0; i < files.size(); ++i) {
    write_whole_file(files[i], overwrite, [&](std::ostream& out) { format.parts[i].write(view ? *view : graph, ontology, options, out); });
  }
}

void write_graph(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const OutputFormat& format, std::ostream& out) {
  if (format.parts.size() != 1) throw Error(std::string(format.name) + " makes several files; give -o a file name instead of '-'");
  const auto view = make_view(graph, ontology, options, format);
  format.parts.front().write(view ? *view : graph, ontology, options, out);
  out.flush();
  if (!out) throw Error("the output could not be written whole");
}

}  // namespace citypact
