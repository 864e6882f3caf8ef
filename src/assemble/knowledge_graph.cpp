#include "state.hpp"

namespace citypact {

KnowledgeGraph::KnowledgeGraph() : state_(std::make_unique<State>()) {}
KnowledgeGraph::~KnowledgeGraph() = default;
KnowledgeGraph::KnowledgeGraph(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph& KnowledgeGraph::operator=(KnowledgeGraph&&) noexcept = default;

std::size_t KnowledgeGraph::node_count() const { return boost::num_vertices(state_->graph); }
std::size_t KnowledgeGraph::edge_count() const { return state_->edges.size(); }

void KnowledgeGraph::for_each_document(const std::function<void(const GraphDocument&)>& visit) const {
  for (const GraphDocument& document : state_->documents) visit(document);
}

void KnowledgeGraph::for_each_node(const std::function<void(const Node&)>& visit) const {
  for (std::size_t vertex = 0; vertex < node_count(); ++vertex) visit(state_->graph[vertex]);
}

void KnowledgeGraph::for_each_edge(const std::function<void(const Edge&)>& visit) const {
  for (const auto& edge : state_->edges) visit(state_->graph[edge]);
}

void KnowledgeGraph::for_each_extraction(const std::function<void(const Extraction&)>& visit) const {
  for (const Extraction& extraction : state_->extractions) visit(extraction);
}

}  // namespace citypact
