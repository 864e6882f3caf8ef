#include "citypact/assemble/with_knowledge.hpp"

#include <algorithm>
#include <map>

#include "located.hpp"

namespace citypact {

struct GraphWithKnowledge::State {
  const GraphSource& graph;
  std::vector<Edge> edges;                                                  // in IRI order
  std::map<std::string, std::vector<const Edge*>, std::less<>> by_node;     // those that touch it

  State(const GraphSource& source, const Gazetteer& gazetteer, const Ontology& ontology)
      : graph(source), edges(edges_of_knowledge(source, gazetteer, ontology)) {
    for (const Edge& edge : edges) by_node[edge.source].push_back(&edge), by_node[edge.target].push_back(&edge);
  }

  std::uint32_t added(std::string_view iri) const {
    const auto found = by_node.find(iri);
    return found == by_node.end() ? 0 : static_cast<std::uint32_t>(found->second.size());
  }
  Node with_degree(Node node) const {
    node.degree += added(node.iri);
    return node;
  }
  std::vector<Node> with_degrees(std::vector<Node> nodes) const {
    for (Node& node : nodes) node.degree += added(node.iri);
    return nodes;
  }
};

GraphWithKnowledge::GraphWithKnowledge(const GraphSource& graph, const Gazetteer& gazetteer, const Ontology& ontology)
    : state_(std::make_unique<State>(graph, gazetteer, ontology)) {}
GraphWithKnowledge::~GraphWithKnowledge() = default;

bool GraphWithKnowledge::is_view() const { return state_->graph.is_view(); }
std::size_t GraphWithKnowledge::node_count() const { return state_->graph.node_count(); }
std::size_t GraphWithKnowledge::edge_count() const { return state_->graph.edge_count() + state_->edges.size(); }
void GraphWithKnowledge::for_each_document(const std::function<void(const GraphDocument&)>& visit) const { state_->graph.for_each_document(visit); }
void GraphWithKnowledge::for_each_extraction(const std::function<void(const Extraction&)>& visit) const { state_->graph.for_each_extraction(visit); }

void GraphWithKnowledge::for_each_node(const std::function<void(const Node&)>& visit) const {
  state_->graph.for_each_node([&](const Node& node) { state_->added(node.iri) == 0 ? visit(node) : visit(state_->with_degree(node)); });
}

void GraphWithKnowledge::for_each_edge(const std::function<void(const Edge&)>& visit) const {
  auto next = state_->edges.begin();
  state_->graph.for_each_edge([&](const Edge& edge) {
    for (; next != state_->edges.end() && next->iri < edge.iri; ++next) visit(*next);
    visit(edge);
  });
  for (; next != state_->edges.end(); ++next) visit(*next);
}

std::optional<Node> GraphWithKnowledge::find_node(std::string_view iri) const {
  auto node = state_->graph.find_node(iri);
  if (node) node->degree += state_->added(iri);
  return node;
}

std::vector<Node> GraphWithKnowledge::find_replacing(std::string_view iri) const { return state_->with_degrees(state_->graph.find_replacing(iri)); }
std::vector<Node> GraphWithKnowledge::find_nodes_by_qid(std::string_view qid) const { return state_->with_degrees(state_->graph.find_nodes_by_qid(qid)); }
std::optional<GraphDocument> GraphWithKnowledge::find_document(std::string_view id) const { return state_->graph.find_document(id); }
std::map<std::string, std::size_t> GraphWithKnowledge::document_languages() const { return state_->graph.document_languages(); }

std::optional<std::vector<std::string>> GraphWithKnowledge::find_names(NameKey kind, std::string_view key, std::size_t limit) const {
  return state_->graph.find_names(kind, key, limit);
}

std::vector<Edge> GraphWithKnowledge::find_edges(std::string_view name, std::size_t limit) const {
  std::vector<Edge> found = state_->graph.find_edges(name, limit);
  for (const Edge& edge : state_->edges)
    if (edge.iri == name || last_part(edge.iri).starts_with(name)) found.push_back(edge);
  std::ranges::sort(found, {}, &Edge::iri);
  if (found.size() > limit) found.resize(limit);
  return found;
}

void GraphWithKnowledge::for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const {
  std::vector<const Edge*> own;
  if (const auto found = state_->by_node.find(node); found != state_->by_node.end()) {
    for (const Edge* edge : found->second) {
      const bool wanted = (edge->source == node && filter.direction != Direction::incoming) || (edge->target == node && filter.direction != Direction::outgoing);
      if (wanted && filter.accepts(*edge)) own.push_back(edge);
    }
  }
  sort_as_listed(own, node);
  auto next = own.begin();
  bool more = true;
  state_->graph.for_each_edge_of(node, filter, [&](const Edge& edge) {
    while (more && next != own.end() && listed_before(**next, (*next)->source == node, edge, edge.source == node)) more = visit(**next++);
    more = more && visit(edge);
    return more;
  });
  while (more && next != own.end()) more = visit(**next++);
}

GraphSummary GraphWithKnowledge::summary() const {
  GraphSummary summary = state_->graph.summary();
  for (const Edge& edge : state_->edges) {
    ++summary.edges, summary.evidence += edge.evidence.size();
    ++summary.relations[edge.relation][edge.status];
  }
  return summary;
}

GraphShape GraphWithKnowledge::shape() const {
  GraphShape shape = state_->graph.shape();
  const auto place = [&](const std::string& iri) { return static_cast<std::uint32_t>(std::ranges::lower_bound(shape.nodes, iri) - shape.nodes.begin()); };
  for (const Edge& edge : state_->edges) {
    auto relation = std::ranges::find(shape.relations, edge.relation);
    if (relation == shape.relations.end()) relation = shape.relations.insert(relation, edge.relation);
    shape.ties.push_back({place(edge.source), place(edge.target), static_cast<std::uint16_t>(relation - shape.relations.begin()), edge.status,
                          static_cast<std::uint8_t>(per_cent(edge.confidence))});
  }
  return shape;
}

}  // namespace citypact
