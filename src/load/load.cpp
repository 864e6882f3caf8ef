#include "citypact/load/load.hpp"

#include <algorithm>
#include <fstream>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/text.hpp"
#include "memory_graph.hpp"

namespace citypact {

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{4} << 30;  // what is read is held in memory about four times

std::string read_bytes(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) throw Error(path.string() + ": a folder, not a graph; name a .graphml or .jsonl that `build` wrote");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(path.string() + ": cannot be opened; name a .graphml or .jsonl that `build` wrote");
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > largest_file) throw Error(path.string() + ": larger than 4 GiB");
  std::string bytes;
  bytes.reserve(error ? 0 : static_cast<std::size_t>(size));
  constexpr std::size_t block = 1 << 20;
  for (std::string buffer(block, '\0'); file;) {
    file.read(buffer.data(), block);
    bytes.append(buffer, 0, static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > largest_file) throw Error(path.string() + ": larger than 4 GiB");
  }
  return bytes;
}

template <class Item>
bool is_strictly_sorted(const std::vector<Item>& items) {
  return std::ranges::adjacent_find(items, [](const Item& a, const Item& b) { return a.iri >= b.iri; }) == items.end();
}

/// The contract of GraphSource: IRI order, no IRI twice.
template <class Item>
void put_in_order(const std::filesystem::path& path, std::vector<Item>& items) {
  if (is_strictly_sorted(items)) return;
  std::ranges::sort(items, {}, &Item::iri);
  if (!is_strictly_sorted(items)) throw Error(path.string() + ": an IRI stands for two things; this is no graph that `build` wrote");
}

}  // namespace

std::unique_ptr<GraphSource> load_graph(const std::filesystem::path& path, const Ontology& ontology) {
  const std::string suffix = path.extension().string();
  if (suffix != ".graphml" && suffix != ".jsonl") {
    throw Error(path.string() + ": not a graph that can be read back; name a .graphml or .jsonl that `build` wrote");
  }
  std::string bytes = read_bytes(path);
  if (bytes.empty()) throw Error(path.string() + ": empty");
  if (const auto bad = first_invalid_utf8(bytes)) throw Error(path.string() + ": not UTF-8 at byte " + std::to_string(*bad));
  auto graph = suffix == ".graphml" ? load::read_graphml(path, std::move(bytes)) : load::read_json_lines(path, std::move(bytes), ontology);
  put_in_order(path, graph->documents);
  put_in_order(path, graph->nodes);
  put_in_order(path, graph->edges);
  for (const Edge& edge : graph->edges) {
    for (const std::string* end : {&edge.source, &edge.target}) {
      if (!std::ranges::binary_search(graph->nodes, *end, {}, &Node::iri)) throw Error(path.string() + ": edge " + edge.id + " ends at no node");
    }
  }
  return graph;
}

}  // namespace citypact
