#pragma once
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact {

/// A value of a node or edge that changed; empty where it was or is absent.
struct FieldChange {
  std::string field;  // "type", "label ru", "time", "attribute companies (units)", "evidence"
  std::string before, after;
};

struct NodeChange {
  Node before, after;
  std::vector<FieldChange> fields;
};

struct EdgeChange {
  Edge before, after;
  std::vector<FieldChange> fields;
};

/// What one graph has and another has not. Everything in IRI order.
struct Difference {
  std::vector<Node> added_nodes, removed_nodes;
  std::vector<NodeChange> changed_nodes;
  std::vector<Edge> added_edges, removed_edges;
  std::vector<EdgeChange> changed_edges;  // the same edge, other evidence or qualifiers
  std::vector<EdgeChange> moved_edges;    // one relation and ends, another status, time or role
  bool empty() const;
};

/// From `before` to `after`. Nodes and edges are the same when their IRIs are. An edge that went and one that came with the same
/// relation and ends are paired, where there is exactly one of each, as one that moved (planned -> asserted).
/// Degrees and counts of mentions, which follow from the rest, are not compared.
/// Cost: two passes over `before`, one over `after`; about 100 bytes a node or edge of `before` and what differs.
Difference difference(const GraphSource& before, const GraphSource& after);

}  // namespace citypact
