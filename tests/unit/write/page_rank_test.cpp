#include "../../../src/write/page_rank.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "../../support/sample_graph.hpp"

namespace citypact {
namespace {

/// Nodes and ties alone.
class Shape final : public GraphSource {
 public:
  explicit Shape(GraphShape shape) : shape_(std::move(shape)) {}
  std::size_t node_count() const override { return shape_.nodes.size(); }
  std::size_t edge_count() const override { return shape_.ties.size(); }
  void for_each_node(const std::function<void(const Node&)>&) const override {}
  void for_each_edge(const std::function<void(const Edge&)>&) const override {}
  void for_each_document(const std::function<void(const GraphDocument&)>&) const override {}
  GraphShape shape() const override { return shape_; }

 private:
  GraphShape shape_;
};

GraphShape::Tie tie(std::uint32_t source, std::uint32_t target, std::uint16_t relation, Status status = Status::asserted) {
  return {.source = source, .target = target, .relation = relation, .status = status};
}

std::vector<double> ranks(std::vector<GraphShape::Tie> ties, std::size_t nodes = 4) {
  GraphShape shape;
  for (std::size_t i = 0; i < nodes; ++i) shape.nodes.push_back(std::string(1, static_cast<char>('a' + i)));
  shape.relations = {"signed-with", "heads"};
  shape.ties = std::move(ties);
  return write::page_rank(Shape(std::move(shape)), sample::ontology());
}

TEST(PageRank, PartnersOfARingAreAlike) {
  for (const double rank : ranks({tie(0, 1, 0), tie(1, 2, 0), tie(2, 3, 0), tie(3, 0, 0)})) EXPECT_NEAR(rank, 1, 1e-3);
}

TEST(PageRank, IsThatOfTheEquationsOfAStar) {
  // Center c and three leaves l: c = 0.15 + 0.85 * 3 l, l = 0.15 + 0.85 * c / 3.
  const double center = (0.15 + 0.85 * 3 * 0.15) / (1 - 0.85 * 0.85), leaf = 0.15 + 0.85 * center / 3;
  const auto star = ranks({tie(0, 1, 0), tie(0, 2, 0), tie(3, 0, 0)});
  EXPECT_NEAR(star[0], center, 1e-3);
  for (int i : {1, 2, 3}) EXPECT_NEAR(star[i], leaf, 1e-3);
}

TEST(PageRank, OneWayTiesRaiseTheirTargetAlone) {
  const auto led = ranks({tie(0, 1, 1)});
  EXPECT_NEAR(led[0], 0.15, 1e-3);
  EXPECT_NEAR(led[1], 0.15 + 0.85 * 0.15, 1e-3);
}

TEST(PageRank, DeniedTiesLeadNowhere) {
  EXPECT_EQ(ranks({tie(0, 1, 0), tie(2, 3, 0, Status::denied)}), ranks({tie(0, 1, 0)}));
}

TEST(PageRank, DoesNotDependOnTheOrderOfTies) {
  std::vector<GraphShape::Tie> ties;
  for (std::uint32_t i = 0; i < 300; ++i) ties.push_back(tie(i * 7 % 26, i * i % 26, i % 3 == 0));
  const auto before = ranks(ties, 26);
  std::ranges::reverse(ties);
  EXPECT_EQ(ranks(ties, 26), before);  // to the last bit
}

TEST(PageRank, AnEmptyGraphHasNone) { EXPECT_TRUE(ranks({}, 0).empty()); }

}  // namespace
}  // namespace citypact
