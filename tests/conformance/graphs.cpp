// conformance_graphs FOLDER [GRAPH]: writes graphs in every format with what they hold as plain JSON, for judges in other
// languages; GRAPH (what `citypact build` wrote) is read back and written as "build".
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>

#include "../support/nasty_graph.hpp"
#include "../support/sample_graph.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/core/graph_labels.hpp"
#include "citypact/load/load.hpp"
#include "citypact/write/views.hpp"
#include "citypact/write/write.hpp"

namespace {

using namespace citypact;
using Json = nlohmann::ordered_json;

Json plain(const EdgeEvidence& e) {
  return {{"document", e.document}, {"begin", e.begin}, {"end", e.end}, {"sentence", e.sentence}, {"trigger", e.trigger}, {"rule", e.rule}, {"speaker", e.speaker}};
}

Json plain(const Node& node, const std::string& language) {
  Json json{{"iri", node.iri}, {"type", node.type}, {"subtype", node.subtype}, {"qid", node.qid}, {"label", label_of(node, language)},
            {"labels", node.labels}, {"aliases", node.aliases}, {"time", node.time ? to_edtf(*node.time) : ""}, {"degree", node.degree},
            {"mentions", node.mentions}, {"attributes", Json::array()}};
  for (const NodeAttribute& a : node.attributes) json["attributes"].push_back({{"property", a.property}, {"value", a.value}, {"unit", a.unit}, {"evidence", plain(a.evidence)}});
  return json;
}

Json plain(const Edge& edge) {
  Json json{{"iri", edge.iri}, {"id", edge.id}, {"relation", edge.relation}, {"source", edge.source}, {"target", edge.target},
            {"status", to_string(edge.status)}, {"time", edge.time ? to_edtf(*edge.time) : ""}, {"role", edge.role}, {"role_text", edge.role_text},
            {"instrument", edge.instrument}, {"through", edge.through}, {"count", edge.count},
            {"weight", edge.count > 0 ? edge.count : std::max<std::size_t>(1, edge.evidence.size())}, {"topic", edge.topic}, {"amount", edge.amount}, {"share", edge.share}, {"deal", edge.deal},
            {"confidence", std::round(edge.confidence * 100) / 100}, {"evidence", Json::array()}};
  for (const EdgeEvidence& e : edge.evidence) json["evidence"].push_back(plain(e));
  return json;
}

void write_expected(const GraphSource& graph, const std::filesystem::path& path) {
  Json json{{"documents", Json::array()}, {"nodes", Json::array()}, {"edges", Json::array()}};
  const std::string language = commonest_language(graph);
  graph.for_each_document([&](const GraphDocument& d) { json["documents"].push_back({{"iri", d.iri}, {"id", d.document.id}}); });
  graph.for_each_node([&](const Node& node) { json["nodes"].push_back(plain(node, language)); });
  graph.for_each_edge([&](const Edge& edge) { json["edges"].push_back(plain(edge)); });
  std::ofstream(path) << json << '\n';
}

/// A thousand nodes, two thousand edges with parallels and loops of every relation, deterministic.
nasty::MemoryGraph wide_graph() {
  nasty::MemoryGraph graph;
  std::mt19937 random(1);
  const std::string base = sample::base;
  for (int i = 0; i < 50; ++i) {
    const std::string id = "news/" + std::to_string(1000 + i) + ".txt";
    graph.documents.push_back({base + "/id/Document/" + std::to_string(1000 + i), {id, id, "", Date::day(2021, 1 + i % 12, 1), "ru", ""}});
  }
  const char* types[] = {"City", "Cluster", "Organization", "Person", "University"};
  for (int type = 0; type < 5; ++type) {
    for (int i = 0; i < 200; ++i) {
      Node node;
      node.type = types[type], node.iri = base + "/id/" + node.type + "/Q" + std::to_string(1000 + i);
      node.labels = {{"ru", "узел " + std::to_string(i)}, {"en", "node " + std::to_string(i)}};
      graph.nodes.push_back(node);
    }
  }
  const auto& relations = sample::ontology().relations;
  for (int i = 0; i < 2'000; ++i) {
    Edge edge;
    edge.id = "e" + std::to_string(100'000 + i), edge.iri = base + "/id/edge/" + edge.id;
    Node &source = graph.nodes[random() % 20], &target = graph.nodes[200 + random() % 20];
    edge.relation = relations[random() % relations.size()].name, edge.source = source.iri, edge.target = target.iri;
    edge.status = static_cast<Status>(random() % 5);
    ++source.degree, ++target.degree;
    const std::size_t document = random() % graph.documents.size();
    for (std::size_t k = document; k <= std::min(document + random() % 2, graph.documents.size() - 1); ++k) {
      edge.evidence.push_back({graph.documents[k].document.id, 10, 60, 20, 29, "Стороны подписали соглашение.", "подписали", "rule", 0.75F, "", {}});
    }
    edge.confidence = 0.75F;
    graph.edges.push_back(edge);
  }
  return graph;
}

/// Ten megabytes in one string, of all that is hard to escape.
nasty::MemoryGraph heavy_graph() {
  nasty::MemoryGraph graph = nasty::graph();
  std::string text;
  while (text.size() < 10'000'000) text += "\"q\" \\ <&> ]]> \r\n\tЧэнду 北京 \xF0\x9F\x9A\x80 ";
  graph.edges.resize(1);
  graph.edges[0].evidence.resize(1);
  graph.edges[0].evidence[0].sentence = text;
  for (Node& node : graph.nodes) node.degree = 0, node.attributes.clear(), node.aliases.clear(), node.labels = {{"ru", "узел"}};
  graph.nodes[0].degree = graph.nodes[1].degree = 1;
  return graph;
}

void write_whole(const GraphSource& graph, const std::filesystem::path& folder, const std::string& name, bool with_lines) {
  write_expected(graph, folder / (name + ".expected.json"));
  for (const OutputFormat& format : output_formats()) {
    if (format.name == "jsonl" && !with_lines) continue;
    write_graph(graph, sample::ontology(), {}, format, folder / (name + std::string(format.suffixes.front())), true);
  }
  WriteOptions strict;
  strict.strict = true;
  write_graph(graph, sample::ontology(), strict, *find_output_format("graphml", ""), folder / (name + ".strict.graphml"), true);
}

void write_all(const GraphSource& graph, const std::filesystem::path& folder, const std::string& name, bool with_lines) {
  write_whole(graph, folder, name, with_lines);
  for (const GraphView& view : graph_views()) {
    write_whole(*view.make(graph, sample::ontology(), sample::base), folder, name + "-" + std::string(view.name), false);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2 && count != 3) return 2;
  try {
    const std::filesystem::path folder = arguments[1];
    std::filesystem::create_directories(folder);
    write_all(sample::graph(), folder, "sample", true);
    write_all(nasty::graph(), folder, "nasty", false);
    write_whole(wide_graph(), folder, "wide", false);
    write_whole(heavy_graph(), folder, "heavy", false);
    if (count == 3) write_all(*load_graph(arguments[2], sample::ontology()), folder, "build", false);
  } catch (const std::exception& error) {
    std::cerr << "conformance_graphs: " << error.what() << '\n';
    return 1;
  }
}
