#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact::write {

/// What of a node or an edge is one value of one column in every format of tables and attributes (GraphML, GEXF, CSV); what a
/// format has by a way of its own (labels, colours, lists) stands in its writer.
enum class FieldType { text, whole, decimal };

/// In which graphs a column stands.
enum class Shown { always, in_views, with_knowledge };

template <class Owner>
struct Field {
  std::string_view name;
  FieldType type;
  Shown shown;
  /// The value, empty where there is none: a view into the owner or into `scratch`.
  std::string_view (*value)(const Owner& owner, std::string& scratch);
};

/// iri, type, subtype, qid, time, mentions, degree
std::vector<Field<Node>> node_fields(const GraphSource& graph);
/// iri, status, time, role … confidence, weight, document, sentence (of the evidence the first piece, to be read at a glance); of
/// a view through and count too; with knowledge: origin (text or knowledge), dataset, record, licence.
std::vector<Field<Edge>> edge_fields(const GraphSource& graph);

/// At least 1: Gephi deletes an edge of weight 0. Pieces of evidence, in a view the ties that the edge was made of.
std::size_t weight_of(const Edge& edge);
/// "a | b"
std::string joined(const std::vector<std::string>& strings);
/// The documents of an edge, each once, joined.
std::string documents_of(const Edge& edge);

}  // namespace citypact::write
