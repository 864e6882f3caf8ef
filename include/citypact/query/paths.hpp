#pragma once
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact {

struct PathOptions {
  std::vector<std::string> relations;  // empty: any
  std::vector<Status> statuses{Status::asserted, Status::planned, Status::possible, Status::ended};  // a denied tie leads nowhere
  int min_confidence = 0;  // per cent
  std::size_t count = 1;   // how many ways
};

struct PathStep {
  Edge edge;              // the best proven between the two nodes
  bool forward = true;    // it runs from this node to the next
  std::size_t others = 0; // further edges between the two that would do
};

struct Path {
  std::vector<Node> nodes;      // from the first to the last
  std::vector<PathStep> steps;  // one less
};

/// Ways from one node to another along edges in either direction, without a node twice: the shortest first, of equally long ones
/// the one with the smallest sum of doubts (1 - confidence). Two ways differ in a node; empty where there is none or both ends are one.
///
/// Dijkstra's algorithm as Boost.Graph has it, and Yen's for more ways (J. Y. Yen, Management Science 17, 1971).
/// Cost: the shape of the graph, some 40 bytes an edge, and a search a way and step. The same answer whatever the source.
std::vector<Path> find_paths(const GraphSource& graph, const std::string& from, const std::string& to, const PathOptions& options);

}  // namespace citypact
