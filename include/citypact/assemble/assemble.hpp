#pragma once
#include <memory>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/graph.hpp"

namespace citypact {

/// The graph in memory: boost::adjacency_list with bundled properties, read through GraphSource. Documents come without their
/// texts, extractions with them. Thread safety: const use from several threads.
class KnowledgeGraph : public GraphSource {
 public:
  KnowledgeGraph();
  ~KnowledgeGraph() override;
  KnowledgeGraph(KnowledgeGraph&&) noexcept;
  KnowledgeGraph& operator=(KnowledgeGraph&&) noexcept;
  std::size_t node_count() const override;
  std::size_t edge_count() const override;
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override;
  void for_each_node(const std::function<void(const Node&)>& visit) const override;
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override;
  void for_each_extraction(const std::function<void(const Extraction&)>& visit) const override;
  std::optional<Node> find_node(std::string_view iri) const override;
  void for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const override;

  struct State;
  State& state() { return *state_; }
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// Nodes from resolved nodes (they carry iri, type, labels), edges from relations, whose mentions carry IRIs.
///
/// Edges that repeat (relation, ends, status, time, role) are merged and keep all their evidence; GraphBuilder has the law. A
/// relation that breaks the ontology, lacks an end or a sentence is reported under its document's id and refused. The result is
/// a function of the set of documents: their order does not matter. Cost: n log n in relations.
KnowledgeGraph assemble(std::vector<Node> nodes, std::vector<Extraction> extractions, const Ontology& ontology, const std::string& base,
                        Diagnostics& diagnostics);

}  // namespace citypact
