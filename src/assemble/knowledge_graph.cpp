#include <algorithm>

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

std::optional<Node> KnowledgeGraph::find_node(std::string_view iri) const {
  const auto vertex = find_vertex(state_->graph, iri);
  return vertex ? std::optional(state_->graph[*vertex]) : std::nullopt;
}

void KnowledgeGraph::for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const {
  const BoostGraph& graph = state_->graph;
  const auto vertex = find_vertex(graph, node);
  if (!vertex) return;
  std::vector<const Edge*> edges;
  const auto take = [&](const auto& range) {
    for (auto [at, end] = range; at != end; ++at) {
      if (filter.accepts(graph[*at])) edges.push_back(&graph[*at]);
    }
  };
  if (filter.direction != Direction::incoming) take(boost::out_edges(*vertex, graph));
  if (filter.direction != Direction::outgoing) take(boost::in_edges(*vertex, graph));
  sort_as_listed(edges, node);
  for (const Edge* edge : edges) {
    if (!visit(*edge)) return;
  }
}

std::optional<BoostGraph::vertex_descriptor> find_vertex(const BoostGraph& graph, std::string_view iri) {
  std::size_t low = 0, high = boost::num_vertices(graph);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    graph[middle].iri < iri ? low = middle + 1 : high = middle;
  }
  return low < boost::num_vertices(graph) && graph[low].iri == iri ? std::optional(low) : std::nullopt;
}

}  // namespace citypact
