#include "citypact/core/node_facts.hpp"

#include <algorithm>
#include <set>

namespace citypact {

NodeFacts node_facts_of(const GraphSource& graph) {
  if (const auto* known = dynamic_cast<const KnowsNodeFacts*>(&graph)) return known->node_facts();
  NodeFacts facts;
  std::set<std::string, std::less<>> languages;
  bool first = true;
  graph.for_each_node([&](const Node& node) {
    for (const auto& [language, label] : node.labels) {
      if (!languages.contains(language)) languages.insert(language);
    }
    facts.least_degree = first ? node.degree : std::min(facts.least_degree, node.degree);
    facts.greatest_degree = std::max(facts.greatest_degree, node.degree);
    first = false;
  });
  facts.languages.assign(languages.begin(), languages.end());
  return facts;
}

}  // namespace citypact
