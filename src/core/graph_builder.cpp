#include "citypact/core/graph_builder.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "citypact/core/graph_law.hpp"
#include "citypact/core/hash.hpp"

namespace citypact {

std::string document_iri(std::string_view base, std::string_view document_id) {
  return std::string(base) + "/id/Document/" + stable_hash(document_id);
}

std::string edge_iri(std::string_view base, std::string_view hash) { return std::string(base).append("/id/edge/").append(hash); }

GraphBuilder::GraphBuilder(std::vector<Node> nodes, const Ontology& ontology, std::string base)
    : ontology_(ontology), base_(std::move(base)), nodes_(std::move(nodes)) {
  std::ranges::sort(nodes_, [](const Node& a, const Node& b) {
    return std::tie(a.iri, a.type, a.subtype, a.labels) < std::tie(b.iri, b.type, b.subtype, b.labels);
  });
  const auto tail = std::ranges::unique(nodes_, {}, &Node::iri);
  nodes_.erase(tail.begin(), tail.end());
}

Node* GraphBuilder::find(std::string_view iri) {
  const auto found = std::ranges::lower_bound(nodes_, iri, {}, [](const Node& node) -> std::string_view { return node.iri; });
  return found != nodes_.end() && found->iri == iri ? &*found : nullptr;
}

std::optional<std::string> GraphBuilder::add(Edge statement) {
  if (auto reason = law::refuse(statement, find(statement.source), find(statement.target), ontology_)) return reason;
  statements_.push_back({law::edge_hash(statement), std::move(statement)});
  return std::nullopt;
}

bool GraphBuilder::add(std::string_view node_iri, NodeAttribute attribute) {
  Node* node = find(node_iri);
  if (node == nullptr) return false;
  node->attributes.push_back(std::move(attribute));
  return true;
}

std::vector<Edge> GraphBuilder::merge_statements() {
  std::ranges::stable_sort(statements_, {}, &Statement::hash);
  std::vector<Edge> edges;
  std::vector<std::string> hashes;
  for (auto first = statements_.begin(); first != statements_.end();) {
    std::vector<Edge> same;
    auto last = first;
    for (; last != statements_.end() && last->hash == first->hash; ++last) same.push_back(std::move(last->edge));
    edges.push_back(law::merge(std::move(same)));
    edges.back().iri = edge_iri(base_, first->hash);
    hashes.push_back(std::move(first->hash));
    first = last;
  }
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const std::string_view before = i > 0 ? hashes[i - 1] : std::string_view(), behind = i + 1 < hashes.size() ? hashes[i + 1] : std::string_view();
    edges[i].id = hashes[i].substr(0, law::short_id_length(hashes[i], before, behind));
  }
  return edges;
}

GraphParts GraphBuilder::finish() && {
  GraphParts parts{{}, merge_statements()};
  std::map<std::string_view, law::NodeDater> daters;
  for (const Edge& edge : parts.edges) {
    for (const std::string* end : {&edge.source, &edge.target}) {
      Node& node = *find(*end);
      ++node.degree;
      if (law::NodeDater::dates(ontology_, edge.relation, node.type)) daters[node.iri].count(edge);
    }
  }
  for (Node& node : nodes_) {
    const auto dater = daters.find(node.iri);
    if (!node.time && dater != daters.end()) node.time = dater->second.best();
    law::put_in_order(node.attributes);
  }
  parts.nodes = std::move(nodes_);
  return parts;
}

}  // namespace citypact
