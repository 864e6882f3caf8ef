#include "citypact/core/graph.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace citypact {

namespace {

template <class Items, class Item>
std::uint32_t place_of(const Items& sorted, const Item& item) {
  return static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, item) - sorted.begin());
}

}  // namespace

std::string_view last_part(std::string_view iri) { return iri.substr(iri.rfind('/') + 1); }

int per_cent(float confidence) { return static_cast<int>(std::lround(confidence * 100)); }

bool EdgeFilter::accepts(const Edge& edge) const {
  const auto wanted = [](const auto& allowed, const auto& value) { return allowed.empty() || std::ranges::find(allowed, value) != allowed.end(); };
  return wanted(relations, edge.relation) && wanted(statuses, edge.status) && per_cent(edge.confidence) >= min_confidence;
}

bool listed_before(const Edge& a, bool a_outgoing, const Edge& b, bool b_outgoing) {
  if (const int order = a.relation.compare(b.relation); order != 0) return order < 0;
  if (a_outgoing != b_outgoing) return a_outgoing;
  const std::string a_time = a.time ? to_edtf(*a.time) : "", b_time = b.time ? to_edtf(*b.time) : "";
  return a_time != b_time ? a_time > b_time : a.iri < b.iri;
}

void sort_as_listed(std::vector<const Edge*>& edges, std::string_view node) {
  using Key = std::tuple<std::string_view, bool, std::string, std::string_view>;
  std::vector<std::pair<Key, const Edge*>> keyed;
  keyed.reserve(edges.size());
  for (const Edge* edge : edges) keyed.emplace_back(Key(edge->relation, edge->source != node, edge->time ? to_edtf(*edge->time) : "", edge->iri), edge);
  std::ranges::sort(keyed, [](const auto& a, const auto& b) {
    const auto& [relation, incoming, time, iri] = a.first;
    const auto& [other_relation, other_incoming, other_time, other_iri] = b.first;
    return std::tie(relation, incoming, other_time, iri) < std::tie(other_relation, other_incoming, time, other_iri);  // newest first
  });
  std::ranges::transform(keyed, edges.begin(), [](const auto& item) { return item.second; });
}

std::optional<Node> GraphSource::find_node(std::string_view iri) const {
  std::optional<Node> found;
  for_each_node([&](const Node& node) {
    if (!found && node.iri == iri) found = node;
  });
  return found;
}

std::vector<Node> GraphSource::find_replacing(std::string_view iri) const {
  std::vector<Node> found;
  if (iri.find("/id/") == std::string_view::npos) return found;
  const std::string_view wanted = last_part(iri);
  for_each_node([&](const Node& node) {
    const bool replaces = std::ranges::any_of(node.replaced, [&](const std::string& old) { return last_part(old) == wanted; });
    if (replaces || last_part(node.iri) == wanted) found.push_back(node);
  });
  return found;
}

std::vector<Node> GraphSource::find_nodes_by_qid(std::string_view qid) const {
  std::vector<Node> found;
  for_each_node([&](const Node& node) {
    if (!qid.empty() && node.qid == qid) found.push_back(node);
  });
  return found;
}

std::optional<GraphDocument> GraphSource::find_document(std::string_view id) const {
  std::optional<GraphDocument> found;
  for_each_document([&](const GraphDocument& document) {
    if (!found && document.document.id == id) found = document;
  });
  return found;
}

std::vector<Edge> GraphSource::find_edges(std::string_view name, std::size_t limit) const {
  std::vector<Edge> found;
  if (name.empty()) return found;
  for_each_edge([&](const Edge& edge) {
    if (found.size() < limit && (edge.iri == name || last_part(edge.iri).starts_with(name))) found.push_back(edge);
  });
  return found;
}

void GraphSource::for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const {
  std::vector<Edge> found;
  for_each_edge([&](const Edge& edge) {
    const bool outgoing = edge.source == node && filter.direction != Direction::incoming;
    const bool incoming = edge.target == node && filter.direction != Direction::outgoing;
    if ((outgoing || incoming) && filter.accepts(edge)) found.push_back(edge);
  });
  std::vector<const Edge*> order;
  for (const Edge& edge : found) order.push_back(&edge);
  sort_as_listed(order, node);
  for (const Edge* edge : order) {
    if (!visit(*edge)) return;
  }
}

std::optional<std::vector<std::string>> GraphSource::find_names(NameKey, std::string_view, std::size_t) const { return std::nullopt; }

std::map<std::string, std::size_t> GraphSource::document_languages() const {
  std::map<std::string, std::size_t> counts;
  for_each_document([&](const GraphDocument& document) { ++counts[document.document.language]; });
  return counts;
}

GraphSummary GraphSource::summary() const {
  GraphSummary summary;
  for_each_document([&](const GraphDocument&) { ++summary.documents; });
  for_each_node([&](const Node& node) {
    ++summary.nodes;
    ++summary.types[node.subtype.empty() ? node.type : node.subtype];
    if (node.time && node.time->begin) ++summary.dated_nodes[node.type][node.time->begin->year];
  });
  for_each_edge([&](const Edge& edge) {
    ++summary.edges, summary.evidence += edge.evidence.size();
    ++summary.relations[edge.relation][edge.status];
  });
  return summary;
}

std::vector<Node> GraphSource::most_linked(std::string_view type, std::size_t limit) const {
  std::vector<Node> best;
  if (limit == 0) return best;
  const auto before = [](const Node& a, const Node& b) { return std::tie(b.degree, a.iri) < std::tie(a.degree, b.iri); };
  for_each_node([&](const Node& node) {
    if (node.type != type && node.subtype != type) return;
    if (best.size() == limit && !before(node, best.back())) return;
    best.insert(std::ranges::upper_bound(best, node, before), node);
    if (best.size() > limit) best.pop_back();
  });
  return best;
}

GraphShape GraphSource::shape() const {
  GraphShape shape;
  shape.nodes.reserve(node_count()), shape.ties.reserve(edge_count());
  for_each_node([&](const Node& node) { shape.nodes.push_back(node.iri); });
  std::map<std::string, std::uint16_t, std::less<>> relations;
  for_each_edge([&](const Edge& edge) {
    const auto [relation, fresh] = relations.try_emplace(edge.relation, static_cast<std::uint16_t>(relations.size()));
    if (fresh) shape.relations.push_back(edge.relation);
    shape.ties.push_back({place_of(shape.nodes, edge.source), place_of(shape.nodes, edge.target), relation->second, edge.status,
                          static_cast<std::uint8_t>(per_cent(edge.confidence))});
  });
  return shape;
}

GraphHistory GraphSource::history() const {
  GraphHistory history;
  std::map<std::string, std::uint32_t, std::less<>> documents, nodes, relations;
  std::map<Date, std::uint32_t> dates;
  const auto known = [](const auto& places, const auto& key) {
    const auto found = places.find(key);
    return found == places.end() ? GraphHistory::none : found->second;
  };
  const auto number = [](auto& places, const auto& key, auto& values) {
    const auto [place, fresh] = places.try_emplace(key, static_cast<std::uint32_t>(values.size()));
    if (fresh) values.push_back(key);
    return place->second;
  };
  for_each_document([&](const GraphDocument& one) {
    documents.emplace(one.document.id, static_cast<std::uint32_t>(history.published.size()));
    history.published.push_back(one.document.published);
  });
  for_each_node([&](const Node& node) {
    const auto place = static_cast<std::uint32_t>(history.nodes.size());
    nodes.emplace(node.iri, place);
    history.nodes.push_back({node.iri, node.type, node.subtype, node.time});
    for (const NodeAttribute& attribute : node.attributes) history.attributes.push_back({place, known(documents, attribute.evidence.document)});
  });
  for_each_edge([&](const Edge& edge) {
    GraphHistory::Tie tie;
    tie.source = known(nodes, edge.source), tie.target = known(nodes, edge.target);
    tie.relation = static_cast<std::uint16_t>(number(relations, edge.relation, history.relations));
    tie.status = edge.status, tie.confidence = static_cast<std::uint8_t>(per_cent(edge.confidence));
    if (edge.time) tie.time = number(dates, *edge.time, history.dates);
    tie.said_begin = static_cast<std::uint32_t>(history.said.size());
    for (const EdgeEvidence& one : edge.evidence) {
      history.said.push_back({one.knowledge ? GraphHistory::none : known(documents, one.document), static_cast<std::uint8_t>(per_cent(one.confidence))});
    }
    tie.said_end = static_cast<std::uint32_t>(history.said.size());
    history.ties.push_back(tie);
  });
  return history;
}

}  // namespace citypact
