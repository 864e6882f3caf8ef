#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "citypact/core/diagnostics.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/load/load.hpp"
#include "target.hpp"

using namespace citypact;

/// The first byte chooses the format; a graph is loaded or refused with an Error, never anything else.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Ontology ontology = read_ontology(CITYPACT_SOURCE_DIR "/schemas/ontology.ttl");
  if (size == 0) return 0;
  const bool xml = data[0] == '<';
  const auto path = std::filesystem::temp_directory_path() / ("citypact-fuzz-" + std::to_string(::getpid()) + (xml ? ".graphml" : ".jsonl"));
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  try {
    const auto graph = load_graph(path, ontology);
    std::size_t edges = 0;
    graph->for_each_edge([&](const Edge& edge) {
      fuzz::require(!edge.iri.empty() && !edge.relation.empty(), "an edge has a name and a relation");
      ++edges;
    });
    fuzz::require(edges == graph->edge_count(), "edges are counted");
  } catch (const Error&) {
  }
  std::filesystem::remove(path);
  return 0;
}
