#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

/// A graph seen for a purpose: what analysts otherwise project by hand in Gephi. A view is a GraphSource, so every format of
/// graphs can write it; its own edges are relations that the ontology calls derived and have `through` and `count`.
struct GraphView {
  std::string_view name, description;
  /// `graph` and `ontology` must outlive what is made; IRIs of new edges begin with {base}/id/edge/. Cost: one pass over the nodes,
  /// one over the edges; the new edges with their evidence are held in memory.
  std::unique_ptr<GraphSource> (*make)(const GraphSource& graph, const Ontology& ontology, std::string_view base);
};

/// The one table of views: `--view`, `citypact formats`, completion and the manual are read from here.
const std::vector<GraphView>& graph_views();
/// Null when there is none of this name.
const GraphView* find_graph_view(std::string_view name);

}  // namespace citypact
