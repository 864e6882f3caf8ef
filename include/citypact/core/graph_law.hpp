#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

/// The law of what is one edge and one attribute, statement by statement, for whoever builds a graph (GraphBuilder) or keeps one
/// (the store). Pure functions; no result depends on the order of what is given.
namespace citypact::law {

/// Says why a statement cannot stand: an end that is no node (null), a relation or ends that the ontology does not allow, a node
/// tied to itself, not exactly one piece of evidence. Sets the confidence; the ends of a symmetric relation are put in IRI order.
std::optional<std::string> refuse(Edge& statement, const Node* source, const Node* target, const Ontology& ontology);

/// What statements of one edge have in common: a hash of relation, ends, status, time and role, and of a data set that states it
/// (then "kb-" stands before it). The last part of the edge's IRI.
std::string edge_hash(const Edge& statement);

/// One edge of the statements of one hash (at least one, each with its evidence): qualifiers from the most confident that has
/// them, all evidence in order, each piece once. IRI and short id are left as they are in the statement.
Edge merge(std::vector<Edge> statements);

/// Sorted, each once (of evidence for one place: the most confident).
void put_in_order(std::vector<EdgeEvidence>& evidence);
void put_in_order(std::vector<NodeAttribute>& attributes);

/// Length of the short id of an edge: enough of its hash to tell it from its neighbours in the order of hashes (empty: none).
std::size_t short_id_length(std::string_view hash, std::string_view before, std::string_view behind);

/// Counts votes for the time of one agreement or event: the dates of relations that date it.
class NodeDater {
 public:
  /// Whether edges of this relation date nodes of this type.
  static bool dates(const Ontology& ontology, std::string_view relation, std::string_view node_type);
  void count(const Edge& edge) { count(edge.status, edge.time, edge.evidence.size()); }
  void count(Status status, const std::optional<Date>& time, std::size_t evidence);
  /// The most precise, then the most often stated, then the earliest.
  std::optional<Date> best() const;

 private:
  std::map<Date, std::size_t> votes_;
};

}  // namespace citypact::law
