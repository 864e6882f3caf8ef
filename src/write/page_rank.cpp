#include "page_rank.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/page_rank.hpp>
#include <cstdint>
#include <utility>

namespace citypact::write {

std::vector<double> page_rank(const GraphSource& graph, const Ontology& ontology) {
  using Network = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property, boost::no_property, std::uint32_t, std::uint32_t>;
  constexpr double damping = 0.85;
  constexpr std::size_t rounds = 60;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> steps;
  std::size_t nodes = 0;
  {
    const GraphShape shape = graph.shape();
    nodes = shape.nodes.size();
    std::vector<bool> both_ways;
    for (const std::string& relation : shape.relations) {
      const auto is_it = [&](const RelationType& type) { return type.name == relation && type.symmetric; };
      both_ways.push_back(std::ranges::any_of(ontology.relations, is_it) || std::ranges::any_of(ontology.derived, is_it));
    }
    for (const GraphShape::Tie& tie : shape.ties) {
      if (tie.status == Status::denied || tie.source == tie.target) continue;
      steps.emplace_back(tie.source, tie.target);
      if (both_ways[tie.relation]) steps.emplace_back(tie.target, tie.source);
    }
  }
  std::ranges::sort(steps);  // sums of floating point depend on their order
  const Network network(boost::edges_are_sorted, steps.begin(), steps.end(), static_cast<std::uint32_t>(nodes));
  std::vector<double> ranks(nodes), next(nodes);
  const auto by_node = [&](std::vector<double>& values) { return boost::make_iterator_property_map(values.begin(), boost::get(boost::vertex_index, network)); };
  if (nodes > 0) boost::graph::page_rank(network, by_node(ranks), boost::graph::n_iterations(rounds), damping, static_cast<std::uint32_t>(nodes), by_node(next));
  return ranks;
}

}  // namespace citypact::write
