#pragma once
#include <memory>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"
#include "citypact/knowledge/gazetteer.hpp"

namespace citypact {

/// A graph with what the gazetteer says about its nodes: where places and bodies lie (located-in), as far as both ends are nodes
/// of the graph. Such an edge rests on a row of a data set (EdgeEvidence::knowledge) and on nothing else: what a text says of the
/// same ends stays an edge of its own. No node is added. Edges that the graph has already are not made twice.
///
/// A node is a thing of the gazetteer by its Wikidata id, else by its IRI, which is a hash of the entry's key.
/// All must outlive it. Cost: one pass over the nodes (and over the edges where has_knowledge()), a look-up or two a node; 200
/// bytes a node that the gazetteer knows, and the edges made. Questions cost what they cost in the graph.
/// Thread safety: as the graph.
class GraphWithKnowledge : public GraphSource {
 public:
  GraphWithKnowledge(const GraphSource& graph, const Gazetteer& gazetteer, const Ontology& ontology);
  ~GraphWithKnowledge() override;

  bool is_view() const override;
  bool has_knowledge() const override { return true; }
  std::size_t node_count() const override;
  std::size_t edge_count() const override;
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override;
  void for_each_node(const std::function<void(const Node&)>& visit) const override;
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override;
  void for_each_extraction(const std::function<void(const Extraction&)>& visit) const override;
  std::optional<Node> find_node(std::string_view iri) const override;
  std::vector<Node> find_replacing(std::string_view iri) const override;
  std::vector<Node> find_nodes_by_qid(std::string_view qid) const override;
  std::optional<GraphDocument> find_document(std::string_view id) const override;
  std::vector<Edge> find_edges(std::string_view name, std::size_t limit) const override;
  void for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const override;
  std::optional<std::vector<std::string>> find_names(NameKey kind, std::string_view key, std::size_t limit) const override;
  std::map<std::string, std::size_t> document_languages() const override;
  GraphSummary summary() const override;
  GraphShape shape() const override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
