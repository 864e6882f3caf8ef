#pragma once
/// Small graphs by chance, the same for one seed on every machine.
#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "nasty_graph.hpp"

namespace citypact::random_graph {

inline const std::string base = "https://citypact.org";

inline nasty::MemoryGraph graph(unsigned seed, std::size_t nodes, std::size_t edges) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::string relations[] = {"cooperates-with", "signed-with", "twinned-with"};
  nasty::MemoryGraph graph;
  for (std::size_t i = 0; i < 6; ++i) {
    const std::string id = "d" + std::to_string(i);
    std::optional<Date> published;
    if (i > 0) published = Date::day(2015 + static_cast<int>(i), 6, 15);
    graph.documents.push_back({base + "/id/Document/" + id, {id, id + ".txt", "", published, "ru", ""}});
  }
  for (std::size_t i = 0; i < nodes; ++i) {
    Node node;
    node.iri = base + "/id/City/" + std::string(1, static_cast<char>('a' + i / 26)) + static_cast<char>('a' + i % 26);
    node.type = "City", node.labels["ru"] = "город " + std::to_string(i);
    graph.nodes.push_back(node);
  }
  std::set<std::string> taken;
  for (std::size_t i = 0; i < edges; ++i) {
    const std::size_t from = below(nodes), to = below(nodes);
    if (from == to) continue;
    Edge edge;
    edge.id = std::to_string(100000 + below(900000));
    edge.iri = base + "/id/edge/" + edge.id;
    if (!taken.insert(edge.iri).second) continue;
    edge.source = graph.nodes[from].iri, edge.target = graph.nodes[to].iri;
    edge.relation = relations[below(3)];
    edge.status = below(6) == 0 ? static_cast<Status>(1 + below(4)) : Status::asserted;
    if (below(3) > 0) edge.time = Date::year(2014 + static_cast<int>(below(8)));
    if (edge.time && below(4) == 0) edge.time->end = PartialDate{2022, 0, 0};
    for (std::size_t n = 0; n <= below(3); ++n) {
      EdgeEvidence evidence;
      evidence.document = "d" + std::to_string(below(6)), evidence.sentence = "Sentence.", evidence.end = 9, evidence.rule = "chance";
      evidence.confidence = static_cast<float>(50 + below(51)) / 100;
      edge.confidence = std::max(n == 0 ? 0.0F : edge.confidence, evidence.confidence);
      edge.evidence.push_back(evidence);
    }
    ++graph.nodes[from].degree, ++graph.nodes[to].degree;
    graph.edges.push_back(std::move(edge));
  }
  std::ranges::sort(graph.edges, {}, &Edge::iri);
  return graph;
}

}  // namespace citypact::random_graph
