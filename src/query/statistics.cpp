#include "citypact/query/statistics.hpp"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <numeric>

namespace citypact {

Statistics statistics(const GraphSource& graph, std::string_view most_linked_type, std::size_t most_linked) {
  Statistics result;
  result.counts = graph.summary();
  result.most_linked = graph.most_linked(most_linked_type, most_linked);
  const GraphShape shape = graph.shape();
  std::vector<std::uint32_t> degree(shape.nodes.size()), rank(shape.nodes.size()), parent(shape.nodes.size());
  boost::disjoint_sets<std::uint32_t*, std::uint32_t*> sets(rank.data(), parent.data());
  std::iota(parent.begin(), parent.end(), 0U);
  for (const GraphShape::Tie& tie : shape.ties) {
    ++degree[tie.source], ++degree[tie.target];
    sets.union_set(tie.source, tie.target);
  }
  std::vector<std::size_t> sizes(shape.nodes.size());
  for (std::uint32_t node = 0; node < shape.nodes.size(); ++node) {
    ++result.degrees[degree[node]];
    ++sizes[sets.find_set(node)];
  }
  const auto lone = result.degrees.find(0);
  result.lone = lone == result.degrees.end() ? 0 : lone->second;
  result.components = static_cast<std::size_t>(std::ranges::count_if(sizes, [](std::size_t size) { return size > 0; }));
  result.largest_component = sizes.empty() ? 0 : *std::ranges::max_element(sizes);
  return result;
}

}  // namespace citypact
