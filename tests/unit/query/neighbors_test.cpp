#include "citypact/query/neighbors.hpp"

#include <gtest/gtest.h>

#include <map>

#include "../../support/random_graph.hpp"
#include "../../support/sample_graph.hpp"

namespace citypact {
namespace {

using nasty::MemoryGraph;
using Found = std::vector<std::string>;

Found text_of(const std::vector<Neighbor>& neighbors) {
  Found result;
  for (const Neighbor& n : neighbors) result.push_back(std::to_string(n.distance) + (n.outgoing ? " -> " : " <- ") + n.node.iri + " by " + n.edge.iri);
  return result;
}

bool touches(const Edge& edge, const NeighborOptions& options) {
  if (!options.since && !options.until) return true;
  if (!edge.time) return false;
  const int first = edge.time->begin->year, last = edge.time->end->year;  // the random graphs have years only
  return (!options.since || last >= options.since->year) && (!options.until || first <= options.until->year);
}

/// Edges that leave or enter each ring, by asking all edges for every ring.
std::set<std::string> edges_within(const MemoryGraph& graph, const std::string& start, const NeighborOptions& options) {
  std::map<std::string, unsigned> distance{{start, 0}};
  std::set<std::string> edges;
  for (unsigned ring = 1; ring <= options.depth; ++ring) {
    const auto known = distance;
    for (const Edge& edge : graph.edges) {
      if (!options.relations.empty() && std::ranges::find(options.relations, edge.relation) == options.relations.end()) continue;
      if (!options.statuses.empty() && std::ranges::find(options.statuses, edge.status) == options.statuses.end()) continue;
      if (per_cent(edge.confidence) < options.min_confidence || !touches(edge, options)) continue;
      const auto step = [&](const std::string& near, const std::string& far) {
        const auto found = known.find(near);
        if (found == known.end() || found->second + 1 != ring) return;
        edges.insert(edge.iri);
        distance.try_emplace(far, ring);
      };
      if (options.direction != Direction::incoming) step(edge.source, edge.target);
      if (options.direction != Direction::outgoing) step(edge.target, edge.source);
    }
  }
  return edges;
}

std::vector<NeighborOptions> many_options() {
  std::vector<NeighborOptions> all(8);
  all[1].depth = 2, all[2].depth = 3;
  all[3].direction = Direction::outgoing, all[3].depth = 2;
  all[4].direction = Direction::incoming, all[4].depth = 3;
  all[5].statuses = {Status::planned, Status::denied}, all[5].depth = 2;
  all[6].min_confidence = 80, all[6].relations = {"signed-with", "twinned-with"}, all[6].depth = 2;
  all[7].since = PartialDate{2016, 0, 0}, all[7].until = PartialDate{2017, 0, 0}, all[7].depth = 2;
  return all;
}

TEST(NeighborsByChance, AreThoseThatAskingAllEdgesFinds) {
  std::size_t seen = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const MemoryGraph graph = random_graph::graph(seed, 14, 30);
    for (const NeighborOptions& options : many_options()) {
      std::set<std::string> found;
      for (const Neighbor& n : neighbors(graph, graph.nodes[0].iri, sample::ontology(), options)) {
        EXPECT_TRUE(found.insert(n.edge.iri).second) << "an edge twice";
        EXPECT_EQ(n.outgoing ? n.edge.target : n.edge.source, n.node.iri);
      }
      EXPECT_EQ(found, edges_within(graph, graph.nodes[0].iri, options)) << "seed " << seed;
      seen += found.size();
    }
  }
  EXPECT_GT(seen, 500U);
}

TEST(NeighborsByChance, ALimitGivesTheBeginOfTheWholeAnswer) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    const MemoryGraph graph = random_graph::graph(seed, 10, 40);
    for (NeighborOptions options : many_options()) {
      const Found all = text_of(neighbors(graph, graph.nodes[1].iri, sample::ontology(), options));
      for (const std::size_t limit : {1U, 2U, 5U, 12U, 100U}) {
        options.limit = limit;
        const Found expected(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(limit, all.size())));
        EXPECT_EQ(text_of(neighbors(graph, graph.nodes[1].iri, sample::ontology(), options)), expected) << "seed " << seed << " limit " << limit;
      }
    }
  }
}

TEST(Listing, PutsTheNewestOfARelationFirstAndTheUndatedLast) {
  MemoryGraph graph = random_graph::graph(1, 2, 0);
  const std::optional<Date> times[] = {std::nullopt, Date::year(2020), Date::day(2021, 2, 3), Date::month(2020, 5), Date::between({2019, 0, 0}, {2024, 0, 0})};
  for (int i = 0; i < 5; ++i) {
    Edge edge;
    edge.id = std::to_string(i), edge.iri = random_graph::base + "/id/edge/" + edge.id, edge.relation = "signed-with", edge.time = times[i];
    edge.source = graph.nodes[0].iri, edge.target = graph.nodes[1].iri;
    graph.edges.push_back(edge);
  }
  std::string order;
  for (const Neighbor& n : neighbors(graph, graph.nodes[0].iri, sample::ontology(), {})) order += n.edge.id;
  EXPECT_EQ(order, "23140");
}

}  // namespace
}  // namespace citypact
