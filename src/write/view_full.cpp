// The graph with its documents as nodes: each node is tied to the documents that state a tie of it.
#include <map>

#include "citypact/core/graph_builder.hpp"
#include "views.hpp"

namespace citypact::write {

namespace {

constexpr std::string_view reported_in = "reported-in", document_type = "Document";

Node document_node(const GraphDocument& document) {
  Node node;
  node.iri = document.iri, node.type = document_type, node.time = document.document.published;
  const Document& d = document.document;
  node.labels[d.language.empty() ? "und" : d.language] = d.title.empty() ? d.id : d.title;
  return node;
}

}  // namespace

std::unique_ptr<GraphSource> make_full_view(const GraphSource& graph, const Ontology&, std::string_view base) {
  Projection projection;
  projection.keeps = [](const Node& node) { return node.type != document_type; };
  std::map<std::string, std::string> iris;  // of documents by id
  graph.for_each_document([&](const GraphDocument& document) {
    iris[document.document.id] = document.iri;
    projection.nodes.push_back(document_node(document));
  });
  std::map<std::pair<std::string, std::string>, Tie> ties;  // by document and node
  graph.for_each_edge([&](const Edge& edge) {
    for (const EdgeEvidence& evidence : edge.evidence) {
      const auto document = iris.find(evidence.document);
      if (document == iris.end()) continue;
      for (const std::string* end : {&edge.source, &edge.target}) {
        Tie& tie = ties.try_emplace({document->second, *end}, reported_in, *end, document->second, Status::asserted).first->second;
        tie.count({evidence});
        tie.add({evidence});
        tie.confidence(evidence.confidence);
      }
    }
  });
  for (auto& [ends, tie] : ties) {
    Edge edge = tie.take(base, "");
    edge.source = ends.second, edge.target = ends.first;  // the relation has a direction
    projection.edges.push_back(std::move(edge));
  }
  return project(graph, std::move(projection));
}

}  // namespace citypact::write
