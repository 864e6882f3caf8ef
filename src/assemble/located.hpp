#pragma once
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"
#include "citypact/knowledge/gazetteer.hpp"

namespace citypact {

/// The edges of GraphWithKnowledge, in IRI order, with IRIs and short ids.
std::vector<Edge> edges_of_knowledge(const GraphSource& graph, const Gazetteer& gazetteer, const Ontology& ontology);

}  // namespace citypact
