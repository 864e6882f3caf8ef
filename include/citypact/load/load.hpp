#pragma once
#include <filesystem>
#include <memory>

#include "citypact/core/graph.hpp"

namespace citypact {

/// Opens a graph that `build` wrote: .graphml (through pugixml) or resolved .jsonl. Throws Error saying what is wrong where.
/// Hostile input: no external entities, size limits, no recursion on depth.
std::unique_ptr<GraphSource> load_graph(const std::filesystem::path& path);

}  // namespace citypact
