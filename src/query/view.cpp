#include "citypact/query/view.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "left_on_day.hpp"
#include "period.hpp"

namespace citypact {

using query::LeftOnDay;
using query::last_day;
using query::Period;
using query::period_of;

struct GraphOnDay::State {
  const GraphSource& graph;
  AsOf as_of;
  std::unordered_map<std::string, std::optional<Period>> published;  // by document id

  State(const GraphSource& source, AsOf day) : graph(source), as_of(day) {}

  struct Whole {
    GraphHistory history;
    LeftOnDay left;
  };
  std::optional<Whole> all;

  /// For questions about everything; made once.
  const Whole& whole() {
    if (!all) {
      all.emplace(Whole{graph.history(), {}});
      all->left = query::left_on_day(all->history, as_of);
    }
    return *all;
  }

  const std::optional<Period>& publication(const std::string& document) {
    const auto [place, fresh] = published.try_emplace(document);
    if (fresh) {
      const auto found = graph.find_document(document);
      if (found && found->document.published) place->second = period_of(*found->document.published);
    }
    return place->second;
  }
  bool is_known(const EdgeEvidence& evidence) {
    if (!as_of.known) return true;
    if (evidence.knowledge) return false;  // no data set says since when it knows
    const auto& day = publication(evidence.document);
    return day && day->last <= last_day(*as_of.known);
  }

  using Tie = std::tuple<std::string, std::string, std::string>;  // relation, source, target
  std::map<std::pair<std::string, std::string>, std::map<Tie, PartialDate>> ended_at;  // relation and source that were asked about
  std::optional<std::map<Tie, PartialDate>> ended;  // all of them
  std::optional<bool> any_ended;

  /// When a tie was surely over, as far as one of its evidence is known.
  void note_end(const Edge& edge, std::map<Tie, PartialDate>& ends) {
    if (edge.status != Status::ended || !edge.time || std::ranges::none_of(edge.evidence, [&](const EdgeEvidence& e) { return is_known(e); })) return;
    const PartialDate over = period_of(*edge.time).last;
    const auto [place, fresh] = ends.try_emplace(Tie(edge.relation, edge.source, edge.target), over);
    if (!fresh) place->second = std::min(place->second, over);
  }

  bool has_ended_ties() {
    if (!any_ended) {
      any_ended = std::ranges::any_of(graph.summary().relations, [](const auto& relation) { return relation.second.contains(Status::ended); });
    }
    return *any_ended;
  }

  /// For a pass over everything: one more pass before it.
  void find_all_ended() {
    if (ended || !as_of.held) return;
    ended.emplace();
    if (has_ended_ties()) graph.for_each_edge([this](const Edge& edge) { note_end(edge, *ended); });
  }

  /// For look-ups: the edges of the relation at the source are asked, once.
  std::optional<PartialDate> end_of(const Edge& edge) {
    if (!has_ended_ties()) return std::nullopt;
    const std::map<Tie, PartialDate>* ends = ended ? &*ended : nullptr;
    if (ends == nullptr) {
      const auto [place, fresh] = ended_at.try_emplace({edge.relation, edge.source});
      if (fresh) {
        EdgeFilter filter;
        filter.direction = Direction::outgoing, filter.relations = {edge.relation}, filter.statuses = {Status::ended};
        graph.for_each_edge_of(edge.source, filter, [&](const Edge& other) { return note_end(other, place->second), true; });
      }
      ends = &place->second;
    }
    const auto end = ends->find(Tie(edge.relation, edge.source, edge.target));
    return end == ends->end() ? std::nullopt : std::optional(end->second);
  }

  bool is_held(const Edge& edge) {
    if (!as_of.held) return true;
    if (edge.status != Status::asserted) return false;
    const PartialDate day = last_day(*as_of.held);
    if (edge.time) {
      const Period period = period_of(*edge.time);
      if (period.first > day || (edge.time->begin != edge.time->end && period.last < day)) return false;
    } else if (std::ranges::none_of(edge.evidence, [&](const EdgeEvidence& e) { const auto& said = publication(e.document); return said && said->first <= day; })) {
      return false;
    }
    const auto end = end_of(edge);
    return !end || *end > day;
  }

  /// The edge as it was, or nothing.
  std::optional<Edge> seen(const Edge& edge) {
    Edge result = edge;
    if (as_of.known) {
      std::erase_if(result.evidence, [this](const EdgeEvidence& evidence) { return !is_known(evidence); });
      if (result.evidence.empty()) return std::nullopt;
      const auto best = std::ranges::max_element(result.evidence, {}, &EdgeEvidence::confidence);
      result.confidence = best->confidence;
    }
    if (!is_held(result)) return std::nullopt;
    return result;
  }

  /// What is left of a node that has `degree` edges; `dated` where one of them has the node's own time.
  std::optional<Node> seen(const Node& node, std::uint32_t degree, bool dated) {
    Node result = node;
    result.degree = degree;
    if (!dated) result.time.reset();
    std::erase_if(result.attributes, [this](const NodeAttribute& attribute) { return !is_known(attribute.evidence); });
    return degree > 0 || !result.attributes.empty() ? std::optional(std::move(result)) : std::nullopt;
  }
};

GraphOnDay::GraphOnDay(const GraphSource& graph, AsOf as_of) : state_(std::make_unique<State>(graph, as_of)) {}
GraphOnDay::~GraphOnDay() = default;

std::size_t GraphOnDay::node_count() const { return static_cast<std::size_t>(std::ranges::count(state_->whole().left.nodes, true)); }
std::size_t GraphOnDay::edge_count() const { return state_->whole().left.ties.size(); }

void GraphOnDay::for_each_document(const std::function<void(const GraphDocument&)>& visit) const {
  state_->graph.for_each_document([&](const GraphDocument& document) {
    const auto& published = document.document.published;
    if (!state_->as_of.known || (published && period_of(*published).last <= last_day(*state_->as_of.known))) visit(document);
  });
}

void GraphOnDay::for_each_edge(const std::function<void(const Edge&)>& visit) const {
  state_->find_all_ended();
  state_->graph.for_each_edge([&](const Edge& edge) {
    if (const auto seen = state_->seen(edge)) visit(*seen);
  });
}

void GraphOnDay::for_each_node(const std::function<void(const Node&)>& visit) const {
  const auto& [history, left] = state_->whole();
  state_->graph.for_each_node([&](const Node& node) {
    const auto at = std::ranges::lower_bound(history.nodes, node.iri, {}, &GraphHistory::Node::iri) - history.nodes.begin();
    const auto place = static_cast<std::size_t>(at);
    if (place == history.nodes.size() || history.nodes[place].iri != node.iri) return;  // came after the first look
    if (const auto seen = state_->seen(node, left.degrees[place], left.dated[place])) visit(*seen);
  });
}

GraphSummary GraphOnDay::summary() const {
  const auto& [history, left] = state_->whole();
  GraphSummary summary;
  summary.documents = left.documents, summary.edges = left.ties.size(), summary.evidence = left.evidence;
  for (std::size_t i = 0; i < history.nodes.size(); ++i) {
    const GraphHistory::Node& node = history.nodes[i];
    if (!left.nodes[i]) continue;
    ++summary.nodes;
    ++summary.types[node.subtype.empty() ? node.type : node.subtype];
    if (left.dated[i] && node.time && node.time->begin) ++summary.dated_nodes[node.type][node.time->begin->year];
  }
  for (const GraphShape::Tie& tie : left.ties) ++summary.relations[history.relations[tie.relation]][tie.status];
  return summary;
}

std::vector<Node> GraphOnDay::most_linked(std::string_view type, std::size_t limit) const {
  const auto& [history, left] = state_->whole();
  std::vector<std::uint32_t> places;
  for (std::uint32_t i = 0; i < history.nodes.size(); ++i) {
    if (left.nodes[i] && (history.nodes[i].type == type || history.nodes[i].subtype == type)) places.push_back(i);
  }
  const auto count = std::min(limit, places.size());
  const auto end = places.begin() + static_cast<std::ptrdiff_t>(count);
  std::ranges::partial_sort(places, end, [&](std::uint32_t a, std::uint32_t b) { return left.degrees[a] != left.degrees[b] ? left.degrees[a] > left.degrees[b] : a < b; });
  std::vector<Node> nodes;
  for (auto place = places.begin(); place != end; ++place) {
    const auto node = state_->graph.find_node(history.nodes[*place].iri);
    if (!node) continue;
    if (auto seen = state_->seen(*node, left.degrees[*place], left.dated[*place])) nodes.push_back(std::move(*seen));
  }
  return nodes;
}

GraphShape GraphOnDay::shape() const {
  const auto& [history, left] = state_->whole();
  GraphShape shape;
  shape.relations = history.relations, shape.ties = left.ties;
  std::vector<std::uint32_t> places(history.nodes.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i] = static_cast<std::uint32_t>(shape.nodes.size());
    if (left.nodes[i]) shape.nodes.push_back(history.nodes[i].iri);
  }
  for (GraphShape::Tie& tie : shape.ties) tie.source = places[tie.source], tie.target = places[tie.target];
  return shape;
}

std::optional<Node> GraphOnDay::find_node(std::string_view iri) const {
  const auto node = state_->graph.find_node(iri);
  if (!node) return std::nullopt;
  std::uint32_t degree = 0;
  bool dated = false;
  for_each_edge_of(iri, {}, [&](const Edge& edge) {
    ++degree;
    dated |= node->time && edge.time == node->time;
    return true;
  });
  return state_->seen(*node, degree, dated);
}

std::vector<Node> GraphOnDay::find_nodes_by_qid(std::string_view qid) const {
  std::vector<Node> found;
  for (const Node& node : state_->graph.find_nodes_by_qid(qid)) {
    if (auto seen = find_node(node.iri)) found.push_back(std::move(*seen));
  }
  return found;
}

std::vector<Node> GraphOnDay::find_replacing(std::string_view iri) const {
  std::vector<Node> found;
  for (const Node& node : state_->graph.find_replacing(iri)) {
    if (auto seen = find_node(node.iri)) found.push_back(std::move(*seen));
  }
  return found;
}

std::vector<Edge> GraphOnDay::find_edges(std::string_view name, std::size_t limit) const {
  for (std::size_t asked = limit + 1;; asked *= 4) {
    std::vector<Edge> found;
    const auto all = state_->graph.find_edges(name, asked);
    for (const Edge& edge : all) {
      if (auto seen = state_->seen(edge); seen && found.size() < limit) found.push_back(std::move(*seen));
    }
    if (found.size() == limit || all.size() < asked) return found;
  }
}

std::optional<GraphDocument> GraphOnDay::find_document(std::string_view id) const {
  auto document = state_->graph.find_document(id);
  if (document && state_->as_of.known) {
    const auto& published = document->document.published;
    if (!published || period_of(*published).last > last_day(*state_->as_of.known)) return std::nullopt;
  }
  return document;
}

void GraphOnDay::for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const {
  EdgeFilter wider = filter;
  wider.min_confidence = 0;  // the confidence of what was known is another one
  state_->graph.for_each_edge_of(node, wider, [&](const Edge& edge) {
    const auto seen = state_->seen(edge);
    return !seen || !filter.accepts(*seen) || visit(*seen);
  });
}

std::optional<std::vector<std::string>> GraphOnDay::find_names(NameKey kind, std::string_view key, std::size_t limit) const {
  return state_->graph.find_names(kind, key, limit);  // also of nodes that are not seen; find_node then gives nothing
}

}  // namespace citypact
