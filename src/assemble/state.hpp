#pragma once
#include <boost/graph/adjacency_list.hpp>
#include <vector>

#include "citypact/assemble/assemble.hpp"

namespace citypact {

/// Bundled properties: a vertex is a Node, an edge an Edge. Vertices are numbered in IRI order.
using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Node, Edge>;

/// The vertex of a node, by binary search.
std::optional<BoostGraph::vertex_descriptor> find_vertex(const BoostGraph& graph, std::string_view iri);

struct KnowledgeGraph::State {
  BoostGraph graph;
  std::vector<BoostGraph::edge_descriptor> edges;  // in IRI order
  std::vector<GraphDocument> documents;            // in IRI order
  std::vector<Extraction> extractions;             // by document id
};

}  // namespace citypact
