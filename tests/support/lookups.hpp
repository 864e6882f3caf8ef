#pragma once
/// Every look-up of a GraphSource must answer as the passes over everything do.
#include <gtest/gtest.h>

#include <set>

#include "citypact/core/graph.hpp"

namespace citypact::lookups {

/// Another source's passes without its look-ups.
class Passes : public GraphSource {
 public:
  explicit Passes(const GraphSource& graph) : graph_(graph) {}
  std::size_t node_count() const override { return graph_.node_count(); }
  std::size_t edge_count() const override { return graph_.edge_count(); }
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override { graph_.for_each_document(visit); }
  void for_each_node(const std::function<void(const Node&)>& visit) const override { graph_.for_each_node(visit); }
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override { graph_.for_each_edge(visit); }

 private:
  const GraphSource& graph_;
};

inline std::vector<std::string> iris(const auto& items) {
  std::vector<std::string> result;
  for (const auto& item : items) result.push_back(item.iri);
  return result;
}

inline std::vector<std::string> edges_of(const GraphSource& graph, const std::string& node, const EdgeFilter& filter, std::size_t limit = 1'000'000) {
  std::vector<std::string> result;
  graph.for_each_edge_of(node, filter, [&](const Edge& edge) {
    result.push_back(edge.iri + " " + edge.id + " " + std::to_string(edge.evidence.size()));
    return result.size() < limit;
  });
  return result;
}

/// Nodes, edges, documents and counts; not the index of names, which a source need not keep.
inline void expect_answers_of_passes(const GraphSource& graph) {
  const Passes passes(graph);
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::set<std::string> relations, types;
  graph.for_each_node([&](const Node& node) { nodes.push_back(node), types.insert(node.type); });
  graph.for_each_edge([&](const Edge& edge) { edges.push_back(edge), relations.insert(edge.relation); });
  std::vector<EdgeFilter> filters{{}, {Direction::outgoing, {}, {}, 0}, {Direction::incoming, {}, {}, 0}, {Direction::both, {}, {Status::asserted, Status::ended}, 0}, {Direction::both, {}, {}, 90}};
  for (const std::string& relation : relations) filters.push_back({Direction::both, {relation}, {}, 0}), filters.push_back({Direction::incoming, {relation}, {}, 50});
  filters.push_back({Direction::both, {relations.begin(), relations.end()}, {}, 0});
  for (const Node& node : nodes) {
    const auto found = graph.find_node(node.iri);
    ASSERT_TRUE(found) << node.iri;
    EXPECT_EQ(found->labels, node.labels);
    EXPECT_EQ(found->attributes.size(), node.attributes.size());
    EXPECT_EQ(found->degree, node.degree);
    EXPECT_EQ(iris(graph.find_nodes_by_qid(node.qid)), iris(passes.find_nodes_by_qid(node.qid)));
    for (const EdgeFilter& filter : filters) {
      const auto all = edges_of(passes, node.iri, filter);
      EXPECT_EQ(edges_of(graph, node.iri, filter), all) << node.iri;
      EXPECT_EQ(edges_of(graph, node.iri, filter, 1), std::vector<std::string>(all.begin(), all.begin() + !all.empty()));
    }
  }
  for (const std::string nowhere : {"", "x", "https://nowhere/id/City/Q1"}) {
    EXPECT_FALSE(graph.find_node(nowhere));
    EXPECT_TRUE(edges_of(graph, nowhere, {}).empty());
    EXPECT_FALSE(graph.find_document(nowhere + "?no such id"));
    EXPECT_TRUE(graph.find_edges(nowhere + "?no such id", 9).empty());
  }
  for (const Edge& edge : edges) {
    EXPECT_EQ(iris(graph.find_edges(edge.iri, 9)), std::vector<std::string>{edge.iri});
    EXPECT_EQ(iris(graph.find_edges(edge.id, 9)), std::vector<std::string>{edge.iri});
    const std::string begin = edge.id.substr(0, 1);
    EXPECT_EQ(iris(graph.find_edges(begin, 2)), iris(passes.find_edges(begin, 2)));
  }
  graph.for_each_document([&](const GraphDocument& document) {
    const auto found = graph.find_document(document.document.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->iri, document.iri);
    EXPECT_EQ(found->document.published, document.document.published);
  });
  EXPECT_EQ(graph.document_languages(), passes.document_languages());
  const GraphSummary summary = graph.summary(), counted = passes.summary();
  EXPECT_EQ(summary.documents, counted.documents);
  EXPECT_EQ(summary.nodes, counted.nodes);
  EXPECT_EQ(summary.edges, counted.edges);
  EXPECT_EQ(summary.evidence, counted.evidence);
  EXPECT_EQ(summary.types, counted.types);
  EXPECT_EQ(summary.relations, counted.relations);
  EXPECT_EQ(summary.dated_nodes, counted.dated_nodes);
  for (const std::string& type : types) {
    for (const std::size_t limit : {0U, 1U, 2U, 1000U}) EXPECT_EQ(iris(graph.most_linked(type, limit)), iris(passes.most_linked(type, limit)));
  }
  const GraphShape shape = graph.shape(), plain = passes.shape();
  EXPECT_EQ(shape.nodes, plain.nodes);
  const auto ties = [](const GraphShape& s) {
    std::multiset<std::string> result;
    for (const auto& tie : s.ties) {
      result.insert(s.nodes.at(tie.source) + " " + s.relations.at(tie.relation) + " " + s.nodes.at(tie.target) + " " + std::string(to_string(tie.status)) + " " + std::to_string(tie.confidence));
    }
    return result;
  };
  EXPECT_EQ(ties(shape), ties(plain));
}

}  // namespace citypact::lookups
