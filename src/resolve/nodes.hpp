#pragma once
#include <map>
#include <string>
#include <vector>

#include "block.hpp"
#include "citypact/core/graph.hpp"
#include "citypact/resolve/resolve.hpp"

namespace citypact::identity {

/// Turns clusters into nodes with IRIs and labels, and writes IRI and QID into the mentions.
/// `extractions` are in the order of Profile::document.
std::vector<Node> make_nodes(const std::vector<Cluster>& clusters, const std::vector<Extraction*>& extractions, const Gazetteer* gazetteer,
                             const Ontology& ontology, const ResolveOptions& options);

}  // namespace citypact::identity
