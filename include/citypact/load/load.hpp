#pragma once
#include <filesystem>
#include <memory>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

/// Opens a graph that `build` wrote: .graphml (through pugixml) or resolved .jsonl. Throws Error saying what is wrong where.
/// Hostile input: no external entities, size limits, no recursion on depth.
///
/// GraphML gives back the graph that was written, value for value (confidence as rounded there). JSON Lines hold what the texts
/// said and not what the gazetteer added, so nodes have the labels of the documents' language only; statements are merged
/// by the ontology's laws as `assemble` does. Neither keeps the extractions. Cost: about 1 s for 100 MB; the graph in memory.
std::unique_ptr<GraphSource> load_graph(const std::filesystem::path& path, const Ontology& ontology);

}  // namespace citypact
