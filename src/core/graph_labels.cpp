#include "citypact/core/graph_labels.hpp"

#include <algorithm>
#include <map>

namespace citypact {

std::string commonest_language(const GraphSource& graph) {
  const auto counts = graph.document_languages();
  const auto best = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  return best == counts.end() ? std::string() : best->first;
}

std::string_view label_of(const Node& node, std::string_view language) {
  for (std::string_view wanted : {language, std::string_view("en")}) {
    const auto found = node.labels.find(std::string(wanted));
    if (found != node.labels.end() && !found->second.empty()) return found->second;
  }
  for (const auto& [other, label] : node.labels)
    if (!label.empty()) return label;
  return node.iri;
}

}  // namespace citypact
