#pragma once
#include <memory>
#include <optional>

#include "citypact/core/graph.hpp"

namespace citypact {

/// A day to look back to. With both, what held on one day as far as it was known on the other.
struct AsOf {
  std::optional<PartialDate> known;  // what documents published by this day say
  std::optional<PartialDate> held;   // what held on this day
  bool empty() const { return !known && !held; }
};

/// A graph as it was on a day.
///
/// Known: evidence of documents published by then (a date of less than a day counts from its last; a document without a date
/// is not known yet), edges and attributes that still have evidence, with its confidence.
/// Held: asserted edges that began by then (their time, else the first day on which a document said so; of a date of less than a
/// day its first) and were not over: a range of time ends with its last day, a tie when an edge of the same relation and ends with
/// status `ended` is dated by then.
/// Of both: nodes that an edge or an attribute still speaks of; degrees count what is left; the time of a node stays while an edge
/// of that time is left. Names are those of the whole graph.
///
/// Look-ups by node cost what they cost in `graph` and a document look-up for each new document; counts and shape cost its `history`,
/// once. Thread safety: one thread at a time (what was looked up is remembered). `graph` must outlive the view.
class GraphOnDay : public GraphSource {
 public:
  GraphOnDay(const GraphSource& graph, AsOf as_of);
  ~GraphOnDay() override;

  std::size_t node_count() const override;
  std::size_t edge_count() const override;
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override;
  void for_each_node(const std::function<void(const Node&)>& visit) const override;
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override;
  std::optional<Node> find_node(std::string_view iri) const override;
  std::vector<Node> find_nodes_by_qid(std::string_view qid) const override;
  std::vector<Node> find_replacing(std::string_view iri) const override;
  std::vector<Edge> find_edges(std::string_view name, std::size_t limit) const override;
  std::optional<GraphDocument> find_document(std::string_view id) const override;
  void for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const override;
  std::optional<std::vector<std::string>> find_names(NameKey kind, std::string_view key, std::size_t limit) const override;
  GraphSummary summary() const override;
  std::vector<Node> most_linked(std::string_view type, std::size_t limit) const override;
  GraphShape shape() const override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
