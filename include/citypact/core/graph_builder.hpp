#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

/// {base}/id/Document/{hash of the document's id}
std::string document_iri(std::string_view base, std::string_view document_id);
/// {base}/id/edge/{law::edge_hash}
std::string edge_iri(std::string_view base, std::string_view hash);

/// Nodes and edges of a graph in IRI order.
struct GraphParts {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

/// Collects statements one by one and merges them into a graph by the law of graph_law.hpp: for `assemble` and `load`
/// (resolved JSON Lines).
///
/// Statements of one relation, ends (of a symmetric relation in IRI order), status, time and role are one edge that keeps all
/// their evidence; its IRI {base}/id/edge/{hash of these} depends on nothing else. The other qualifiers come from the most
/// confident statement that has them. The result does not depend on the order of adding.
/// Cost: n log n in statements. Thread safety: one thread at a time.
class GraphBuilder {
 public:
  /// `ontology` must outlive the builder; nodes of one IRI are one node (the first of them in the order of their values).
  GraphBuilder(std::vector<Node> nodes, const Ontology& ontology, std::string base);

  /// Takes a statement with exactly one piece of evidence (iri, id and confidence are set here). Says why it was refused:
  /// an end that is no node, a relation or ends that the ontology does not allow, a node tied to itself.
  std::optional<std::string> add(Edge statement);
  /// False when there is no such node.
  bool add(std::string_view node_iri, NodeAttribute attribute);

  /// Sets degrees, short ids, and the time of agreements and events from the relations that date them: the most precise,
  /// then the most often stated, then the earliest of the asserted ones.
  GraphParts finish() &&;

 private:
  struct Statement {
    std::string hash;
    Edge edge;
  };
  Node* find(std::string_view iri);
  std::vector<Edge> merge_statements();

  const Ontology& ontology_;
  std::string base_;
  std::vector<Node> nodes_;  // sorted by IRI
  std::vector<Statement> statements_;
};

}  // namespace citypact
