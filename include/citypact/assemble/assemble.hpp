#pragma once
#include <memory>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/graph.hpp"

namespace citypact {


/// The graph in memory: boost::adjacency_list with bundled properties, read through GraphSource.
class KnowledgeGraph : public GraphSource {
 public:
  KnowledgeGraph();
  ~KnowledgeGraph() override;
  KnowledgeGraph(KnowledgeGraph&&) noexcept;
  std::size_t node_count() const override;
  std::size_t edge_count() const override;
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override;
  void for_each_node(const std::function<void(const Node&)>& visit) const override;
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override;
  void for_each_extraction(const std::function<void(const Extraction&)>& visit) const override;

  struct State;
  State& state() { return *state_; }
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// Nodes from resolved nodes, edges from relations; edges that repeat (relation, ends, status, time, role) are merged and
/// keep all their evidence. A relation that breaks the ontology is reported and refused. `nodes` carry iri, type, labels.
KnowledgeGraph assemble(std::vector<Node> nodes, std::vector<Extraction> extractions, const Ontology& ontology, const std::string& base,
                        Diagnostics& diagnostics);

}  // namespace citypact
