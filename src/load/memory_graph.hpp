#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact::load {

/// A graph read from a file: plain vectors in IRI order, which do not change once a question was asked.
class MemoryGraph : public GraphSource {
 public:
  std::vector<GraphDocument> documents;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  bool view = false;
  bool knowledge = false;

  bool is_view() const override { return view; }
  bool has_knowledge() const override { return knowledge; }
  std::size_t node_count() const override { return nodes.size(); }
  std::size_t edge_count() const override { return edges.size(); }
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override {
    for (const GraphDocument& document : documents) visit(document);
  }
  void for_each_node(const std::function<void(const Node&)>& visit) const override {
    for (const Node& node : nodes) visit(node);
  }
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override {
    for (const Edge& edge : edges) visit(edge);
  }
  std::optional<Node> find_node(std::string_view iri) const override;
  std::vector<Edge> find_edges(std::string_view name, std::size_t limit) const override;
  void for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const override;

 private:
  /// Edges by node: those of `nodes[i]` are `edges[incident[offsets[i]]]` up to `offsets[i + 1]`. Made at the first question,
  /// 8 bytes an edge and 4 a node.
  struct Index {
    std::vector<std::uint32_t> offsets, incident;
  };
  const Index& index() const;
  std::optional<std::size_t> place_of(std::string_view iri) const;

  mutable std::once_flag indexed_;
  mutable Index index_;
};

/// Readers of one format each; they throw Error whose text begins with the file's name.
std::unique_ptr<MemoryGraph> read_graphml(const std::filesystem::path& path, std::string bytes);
std::unique_ptr<MemoryGraph> read_json_lines(const std::filesystem::path& path, std::string bytes, const Ontology& ontology);

}  // namespace citypact::load
