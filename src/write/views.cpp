// The one place that knows which views exist, and what they share.
#include "views.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

#include "citypact/core/graph_labels.hpp"
#include "citypact/core/hash.hpp"
#include "citypact/write/views.hpp"
#include "fields.hpp"

namespace citypact {

const std::vector<GraphView>& graph_views() {
  static const std::vector<GraphView> table{
      {"full", "documents are nodes too, tied to what they report", write::make_full_view},
      {"actors", "agreements and events become edges between those who take part, with their name and date", write::make_actors_view},
      {"cities", "cities alone, tied by what they and those based in them signed, met for and trade, with counts and instruments", write::make_cities_view},
  };
  return table;
}

const GraphView* find_graph_view(std::string_view name) {
  const auto found = std::ranges::find(graph_views(), name, &GraphView::name);
  return found == graph_views().end() ? nullptr : &*found;
}

namespace write {

namespace {

class ProjectedGraph : public GraphSource {
 public:
  ProjectedGraph(const GraphSource& graph, Projection projection) : graph_(graph), parts_(std::move(projection)) {
    graph_.for_each_node([this](const Node& node) {
      if (parts_.keeps(node)) index_.add(node.iri);
    });
    for (const Node& node : parts_.nodes) index_.add(node.iri);
    degrees_.resize(index_.size());
    std::ranges::sort(parts_.edges, {}, &Edge::iri);
    edge_count_ = parts_.edges.size();
    const auto count = [this](const Edge& edge) { ++degrees_[index_.find(edge.source)], ++degrees_[index_.find(edge.target)]; };
    std::ranges::for_each(parts_.edges, count);
    if (!parts_.keeps_edges) return;
    graph_.for_each_edge([&](const Edge& edge) {
      if (keeps(edge)) count(edge), ++edge_count_;
    });
  }

  std::size_t node_count() const override { return index_.size(); }
  std::size_t edge_count() const override { return edge_count_; }
  bool is_view() const override { return true; }
  bool has_knowledge() const override { return parts_.keeps_edges && graph_.has_knowledge(); }
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override { graph_.for_each_document(visit); }

  void for_each_node(const std::function<void(const Node&)>& visit) const override {
    auto next = parts_.nodes.begin();
    const auto show = [&](Node node) {
      node.degree = degrees_[index_.find(node.iri)];
      visit(node);
    };
    graph_.for_each_node([&](const Node& node) {
      for (; next != parts_.nodes.end() && next->iri < node.iri; ++next) show(*next);
      if (parts_.keeps(node)) show(node);
    });
    for (; next != parts_.nodes.end(); ++next) show(*next);
  }

  void for_each_edge(const std::function<void(const Edge&)>& visit) const override {
    auto next = parts_.edges.begin();
    if (parts_.keeps_edges) {
      graph_.for_each_edge([&](const Edge& edge) {
        for (; next != parts_.edges.end() && next->iri < edge.iri; ++next) visit(*next);
        if (keeps(edge)) visit(edge);
      });
    }
    for (; next != parts_.edges.end(); ++next) visit(*next);
  }

 private:
  bool keeps(const Edge& edge) const { return index_.find(edge.source) != NodeIndex::none && index_.find(edge.target) != NodeIndex::none; }

  const GraphSource& graph_;
  Projection parts_;
  NodeIndex index_;
  std::vector<std::uint32_t> degrees_;
  std::size_t edge_count_ = 0;
};

/// A hash of the sentence's place.
std::uint64_t place_of(const EdgeEvidence& e) {
  return std::hash<std::string>{}(e.document) * 0x9e3779b97f4a7c15 ^ (std::uint64_t{e.begin} << 32 | e.end);
}

bool same_sentence(const EdgeEvidence& a, const EdgeEvidence& b) { return std::tie(a.document, a.begin, a.end) == std::tie(b.document, b.begin, b.end); }

auto order_key(const EdgeEvidence& e) { return std::tie(e.document, e.begin, e.end, e.trigger_begin, e.trigger_end, e.rule, e.speaker, e.sentence); }

void add_once(std::vector<std::string>& names, std::string_view name) {
  if (!name.empty() && std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

}  // namespace

std::unique_ptr<GraphSource> project(const GraphSource& graph, Projection projection) {
  return std::make_unique<ProjectedGraph>(graph, std::move(projection));
}

Tie::Tie(std::string_view relation, std::string_view one, std::string_view other, Status status) {
  edge_.relation = relation, edge_.source = std::min(one, other), edge_.target = std::max(one, other);
  edge_.status = status, edge_.confidence = 0;
}

void Tie::add(const std::vector<EdgeEvidence>& evidence) { edge_.evidence.insert(edge_.evidence.end(), evidence.begin(), evidence.end()); }

void Tie::time(const std::optional<Date>& date) {
  if (!date) return;
  if (!edge_.time) {
    edge_.time = date;
    return;
  }
  const auto outer = [](std::optional<PartialDate>& into, const std::optional<PartialDate>& other, bool earlier) {
    if (into && other) into = earlier ? std::min(*into, *other) : std::max(*into, *other);
    else into.reset();
  };
  outer(edge_.time->begin, date->begin, true);
  outer(edge_.time->end, date->end, false);
}

void Tie::confidence(float value) { edge_.confidence = std::max(edge_.confidence, value); }
void Tie::through(std::string_view name) { add_once(through_, name); }
void Tie::instrument(std::string_view name) { add_once(instruments_, name); }

void Tie::count(const std::vector<EdgeEvidence>& evidence) {
  bool known = false;
  for (const EdgeEvidence& one : evidence) known = known || sentences_.contains(place_of(one));
  for (const EdgeEvidence& one : evidence) sentences_.insert(place_of(one));
  edge_.count += !known || edge_.count == 0;
}

Edge Tie::take(std::string_view base, std::string_view key) {
  std::ranges::sort(edge_.evidence, {}, order_key);
  const auto tail = std::ranges::unique(edge_.evidence, same_sentence);
  edge_.evidence.erase(tail.begin(), tail.end());
  edge_.through = joined(through_), edge_.instrument = joined(instruments_);
  std::string parts;
  for (std::string_view part : {std::string_view(edge_.relation), std::string_view(edge_.source), std::string_view(edge_.target), to_string(edge_.status), key}) {
    parts.append(part).push_back('\x1f');
  }
  const std::string hash = stable_hash(parts);
  edge_.iri = std::string(base) + "/id/edge/" + hash;
  edge_.id = "v-" + hash.substr(0, 12);  // cannot meet the id of an edge of the graph, which has no dash
  return std::move(edge_);
}

Status weaker(Status one, Status other) {
  for (const Status status : {Status::denied, Status::ended, Status::possible, Status::planned}) {
    if (one == status || other == status) return status;
  }
  return Status::asserted;
}

bool is_hub(const Node& node, const Ontology& ontology) { return ontology.is_a(node.type, "Agreement") || ontology.is_a(node.type, "Event"); }

Hubs::Hubs(const GraphSource& graph, const Ontology& ontology) {
  const std::string language = commonest_language(graph);
  NodeIndex index;  // of the hubs
  graph.for_each_node([&](const Node& node) {
    if (!is_hub(node, ontology)) {
      nodes.add(node.iri);
      return;
    }
    index.add(node.iri);
    hubs.push_back({node.iri, std::string(label_of(node, language)), ontology.is_a(node.type, "Agreement"), node.time, {}});
  });
  graph.for_each_edge([&](const Edge& edge) {
    const std::uint32_t to = index.find(edge.target), from = index.find(edge.source);
    if ((to == NodeIndex::none) == (from == NodeIndex::none)) return;  // no hub, or two: the one is part of the other
    const bool agent = to != NodeIndex::none;
    Hub& hub = hubs[agent ? to : from];
    const std::uint32_t node = nodes.find(agent ? edge.source : edge.target);
    if (node == NodeIndex::none) return;
    const auto same = std::ranges::find_if(hub.spokes, [&](const Hub::Spoke& spoke) { return spoke.node == node && spoke.status == edge.status; });
    if (same == hub.spokes.end()) {
      hub.spokes.push_back({node, agent, edge.status, edge.time, edge.confidence, edge.evidence});
      return;
    }
    same->agent = same->agent || agent;
    same->confidence = std::max(same->confidence, edge.confidence);
    same->evidence.insert(same->evidence.end(), edge.evidence.begin(), edge.evidence.end());
    if (!same->time) same->time = edge.time;
  });
}

}  // namespace write

}  // namespace citypact
