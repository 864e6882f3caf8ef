#pragma once
#include <cstdint>
#include <vector>

#include "citypact/query/view.hpp"

namespace citypact::query {

/// What is left of a whole graph on a day, by the law of GraphOnDay.
struct LeftOnDay {
  std::vector<GraphShape::Tie> ties;   // places of GraphHistory, confidence as it was then
  std::vector<std::uint32_t> degrees;  // by node
  std::vector<bool> dated;             // by node: a tie that is left has the node's own time
  std::vector<bool> nodes;             // by node: whether it is left
  std::size_t documents = 0, evidence = 0;
};

/// Cost: some passes over numbers, 0.1 s for a million edges.
LeftOnDay left_on_day(const GraphHistory& history, const AsOf& as_of);

}  // namespace citypact::query
