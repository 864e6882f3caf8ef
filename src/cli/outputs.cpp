#include "outputs.hpp"

#include <filesystem>
#include <set>

#include <unistd.h>

#include "citypact/write/views.hpp"
#include "command.hpp"

namespace citypact::cli {
namespace {

namespace fs = std::filesystem;

void check_file(const fs::path& file, bool overwrite) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (fs::is_directory(status)) throw Error(file.string() + ": is a folder; name a file in it");
  if (fs::is_regular_file(status) && !overwrite) throw Error(file.string() + " exists; use --force to replace it");
  if (fs::exists(status) && !fs::is_regular_file(status)) return;  // a device or pipe is written directly
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) throw Error(file.string() + ": its folder does not exist; make it first");
  if (::access(folder.c_str(), W_OK) != 0) throw Error(file.string() + ": its folder may not be written to; choose another or change its permissions");
}

std::vector<Output> by_format(const std::vector<std::string>& paths, const std::string& format) {
  if (!format.empty() && !find_output_format(format, "")) throw UsageError("there is no output format '" + format + "'; 'citypact formats' lists them");
  std::vector<Output> outputs;
  for (const auto& path : paths) {
    const auto* found = find_output_format(format, path);
    if (!found && path == "-") throw UsageError("the format of standard output is not known; give it with -f");
    if (!found) throw UsageError("the format of '" + path + "' is not known from its suffix; give it with -f; 'citypact formats' lists them");
    if (path == "-" && found->parts.size() != 1) throw UsageError(std::string(found->name) + " makes several files; give -o a file name instead of '-'");
    outputs.push_back({path, found});
  }
  return outputs;
}

void check_view(const std::string& view, const std::vector<Output>& outputs) {
  if (view.empty()) return;
  if (!find_graph_view(view)) throw UsageError("there is no view '" + view + "'; 'citypact formats' lists them");
  for (const auto& output : outputs) {
    if (!output.format->takes("--view")) throw UsageError(std::string(output.format->name) + " cannot hold a view of the graph; write '" + output.path + "' without --view");
  }
}

std::string view_names() {
  std::string names;
  for (const auto& view : graph_views()) names += (names.empty() ? "" : ", ") + std::string(view.name);
  return names;
}

}  // namespace

void OutputOptions::declare(CLI::App& app) {
  app.add_option("-o,--output", paths, "file to write, its suffix tells the format; may be given more than once; - is standard output")
      ->required()
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("-f,--format", format, "format of the output where the suffix does not tell; see 'citypact formats'")->type_name("FORMAT");
  app.add_flag("--force", force, "replace files that exist");
  app.add_option("--view", write.view, "write a view instead of the whole graph: " + view_names() + "; see 'citypact formats'")->type_name("VIEW");
  const auto set_size = [this](const std::string& name) { write.size = name == "pagerank" ? NodeSize::pagerank : NodeSize::degree; };
  app.add_option_function<std::string>("--size", set_size, "GraphML, GEXF: nodes are sized by the number of their edges (degree, the default) or by PageRank, a column too then")
      ->type_name("degree|pagerank")
      ->check(CLI::IsMember({"degree", "pagerank"}).description(""));
  app.add_flag("--strict", write.strict, "GraphML: only what the published schema allows");
  app.add_flag("--with-text", write.with_text, "JSON Lines: the documents' texts too");
  app.add_flag("--byte-order-mark", write.byte_order_mark, "CSV: for spreadsheets that do not guess UTF-8");
}

std::vector<Output> OutputOptions::match() const {
  auto outputs = by_format(paths, format);
  check_view(write.view, outputs);
  std::set<fs::path> seen;
  for (const auto& output : outputs) {
    if (output.path == "-") continue;
    for (const auto& file : output_files(*output.format, output.path)) {
      if (!seen.insert(file.lexically_normal()).second) throw UsageError(file.string() + " would be written twice");
      check_file(file, force);
    }
  }
  return outputs;
}

void OutputOptions::write_to(const std::vector<Output>& outputs, const GraphSource& graph, const Ontology& ontology, Console& console) const {
  for (const auto& output : outputs) {
    if (output.path == "-") write_graph(graph, ontology, write, *output.format, console.out);
    else write_graph(graph, ontology, write, *output.format, fs::path(output.path), force);
  }
}

}  // namespace citypact::cli
