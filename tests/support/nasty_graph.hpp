#pragma once
/// A graph whose strings are everything that breaks exporters: quotes, markup, formulas, control characters, right-to-left
/// text, emoji, white space at the edges, IRIs with odd characters.
#include <string>
#include <vector>

#include "citypact/core/graph.hpp"

namespace citypact::nasty {

class MemoryGraph : public GraphSource {
 public:
  std::vector<GraphDocument> documents;
  std::vector<Node> nodes;
  std::vector<Edge> edges;

  std::size_t node_count() const override { return nodes.size(); }
  std::size_t edge_count() const override { return edges.size(); }
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override { for (const auto& item : documents) visit(item); }
  void for_each_node(const std::function<void(const Node&)>& visit) const override { for (const auto& item : nodes) visit(item); }
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override { for (const auto& item : edges) visit(item); }
};

inline std::vector<std::string> strings() {
  return {"plain",
          " white space at both ends \t",
          "\n",
          "a\r\nb\rc\nd",
          "\"quotes\" and 'apostrophes' and \\ back \\n slashes",
          "<b>&amp;</b> & < > ]]> <![CDATA[",
          "=HYPERLINK(\"x\")",
          "+1;-1,@cmd\t",
          "bell \x07 escape \x1b delete \x7f",
          "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE right to left \xE2\x80\xAC",
          "emoji \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 and \xF0\x9D\x94\x98",
          "noncharacters \xEF\xBF\xBE \xEF\xBF\xBF and \xEF\xBF\xBD",
          "line separator \xE2\x80\xA8 and no-break\xC2\xA0space",
          "INF NaN 1e5 true",
          "\xE5\x8C\x97\xE4\xBA\xAC",
          std::string(100'000, 'x')};
}

inline MemoryGraph graph() {
  MemoryGraph g;
  const auto nasty = strings();
  const std::string base = "https://citypact.org";
  g.documents.push_back({base + "/id/Document/one", {"news/one & <only>.txt", "source \"q\"", nasty[3], Date::month(2020, 9), "ru", ""}});
  for (std::size_t i = 0; i < nasty.size(); ++i) {
    Node node;
    node.iri = base + "/id/City/n" + std::string(1, static_cast<char>('a' + i)) + (i % 3 == 0 ? ".x_y" : "");
    node.type = "City", node.subtype = i % 2 ? "" : "City";
    node.qid = i % 4 ? "" : "Q" + std::to_string(i);
    node.labels = {{"ru", nasty[i]}, {"en", nasty[(i + 1) % nasty.size()]}, {"zh-hant", nasty[(i + 2) % nasty.size()]}};
    if (i % 2) node.aliases = {nasty[i], nasty[(i + 5) % nasty.size()]};
    if (i % 3) node.replaced = {base + "/id/City/old" + std::to_string(i)};
    if (i % 5 == 0) node.time = Date{PartialDate{2020, 9, 18}, std::nullopt};
    node.mentions = static_cast<std::uint32_t>(i);
    NodeAttribute attribute{nasty[i], "17000.5", nasty[(i + 3) % nasty.size()], Bound::max, Date::year(1999), base + "/id/City/na.x_y", {}};
    attribute.evidence.document = g.documents[0].document.id, attribute.evidence.sentence = nasty[(i + 4) % nasty.size()];
    attribute.evidence.end = 5, attribute.evidence.speaker = attribute.speaker;
    if (i % 3 == 1) node.attributes = {attribute};
    g.nodes.push_back(node);
  }
  for (std::size_t i = 0; i + 1 < nasty.size(); ++i) {
    Edge edge;
    edge.id = "abcde" + std::string(1, static_cast<char>('a' + i));
    edge.iri = base + "/id/edge/" + edge.id + "xyz";
    edge.relation = i % 2 ? "twinned-with" : "signed-with";
    edge.source = g.nodes[i].iri, edge.target = g.nodes[i + 1].iri;
    edge.status = static_cast<Status>(i % 5);
    if (i % 3) edge.time = Date{PartialDate{2020, 0, 0}, PartialDate{2021, 0, 0}};
    edge.role = nasty[i], edge.role_text = nasty[(i + 7) % nasty.size()], edge.instrument = nasty[(i + 1) % nasty.size()];
    edge.topic = nasty[(i + 2) % nasty.size()], edge.amount = nasty[(i + 3) % nasty.size()], edge.share = "51%", edge.deal = nasty[(i + 4) % nasty.size()];
    EdgeEvidence evidence{g.documents[0].document.id, 1, 20, 3, 7, nasty[i], nasty[(i + 6) % nasty.size()], "rule." + std::to_string(i), 0.87F, "", {}};
    edge.evidence = {evidence, evidence};
    edge.evidence[1].begin = 30, edge.evidence[1].end = 40, edge.evidence[1].speaker = g.nodes[0].iri;
    edge.evidence[1].also = {{50, 60, nasty[(i + 2) % nasty.size()]}};
    edge.confidence = 0.87F;
    ++g.nodes[i].degree, ++g.nodes[i + 1].degree;
    g.edges.push_back(edge);
  }
  return g;
}

}  // namespace citypact::nasty
