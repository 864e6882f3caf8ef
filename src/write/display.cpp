#include "display.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "citypact/core/graph_labels.hpp"
#include "citypact/core/node_facts.hpp"
#include "page_rank.hpp"

namespace citypact::write {

namespace {

Rgb parse_color(std::string_view hex) {
  unsigned value = 0;
  if (hex.size() != 7 || std::from_chars(hex.data() + 1, hex.data() + 7, value, 16).ptr != hex.data() + 7) return {};
  return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
}

constexpr auto plain_in_token = [] {
  std::array<bool, 256> plain{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")) plain[static_cast<unsigned char>(c)] = true;
  return plain;
}();

/// Half way to white.
Rgb paler(Rgb color) {
  const auto half = [](std::uint8_t value) { return static_cast<std::uint8_t>(128 + value / 2 - (value == 255 ? 0 : 1)); };
  return {half(color.red), half(color.green), half(color.blue)};
}

}  // namespace

Display::Display(const GraphSource& graph, const Ontology& ontology, NodeSize size) : language_(commonest_language(graph)) {
  for (const NodeType& type : ontology.types) colors_[type.name] = parse_color(type.color);
  for (const auto* relations : {&ontology.relations, &ontology.derived}) {
    for (const RelationType& relation : *relations) colors_[relation.name] = parse_color(relation.color);
  }
  NodeFacts facts = node_facts_of(graph);
  languages_ = std::move(facts.languages);
  lowest_ = std::sqrt(facts.least_degree), highest_ = std::sqrt(facts.greatest_degree);
  if (size == NodeSize::pagerank) ranks_ = page_rank(graph, ontology);
  if (ranks_.empty()) return;
  const auto [least, greatest] = std::ranges::minmax(ranks_);
  lowest_ = std::sqrt(least), highest_ = std::sqrt(greatest);
}

std::string_view Display::label(const Node& node) const { return label_of(node, language_); }

Rgb Display::color(const Node& node) const {
  const auto finer = colors_.find(node.subtype);
  const auto found = finer != colors_.end() ? finer : colors_.find(node.type);
  return found == colors_.end() ? Rgb{} : found->second;
}

Rgb Display::color(const Edge& edge) const {
  const auto found = colors_.find(edge.relation);
  const Rgb color = found == colors_.end() ? Rgb{} : found->second;
  return edge.is_knowledge() ? paler(color) : color;
}

double Display::size(const Node& node, std::size_t number) const {
  if (highest_ <= lowest_) return 4;
  return 4 + 96 * (std::sqrt(has_ranks() ? rank(number) : node.degree) - lowest_) / (highest_ - lowest_);
}

void append_token(std::string& into, std::string_view iri, std::string_view base) {
  constexpr char hex[] = "0123456789abcdef";
  if (iri.starts_with(base) && iri.substr(base.size()).starts_with("/id/")) {
    iri.remove_prefix(base.size() + 4);
  } else {
    into += ':';
  }
  const auto plain = [](char c) { return plain_in_token[static_cast<unsigned char>(c)]; };
  for (std::size_t at = 0; at < iri.size(); ++at) {
    std::size_t end = at;
    while (end < iri.size() && plain(iri[end])) ++end;
    into.append(iri, at, end - at);
    if ((at = end) == iri.size()) return;
    if (iri[at] == '/') {
      into += '.';
    } else {
      const auto byte = static_cast<unsigned char>(iri[at]);
      ((into += '_') += hex[byte >> 4]) += hex[byte & 15];
    }
  }
}

}  // namespace citypact::write
