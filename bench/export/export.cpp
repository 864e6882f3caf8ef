// bench_export NODES EDGES FOLDER: seconds of CPU and memory that each writer takes for a generated graph with evidence, beside
// Boost's write_graphml with the same attributes. Files of Boost and of our GraphML and N-Quads stay in FOLDER for the peers
// that bench/export/run times; a FOLDER of - writes nowhere.
#include <sys/resource.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <random>

#include "citypact/core/hash.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/write/write.hpp"

namespace {

using namespace citypact;

constexpr std::string_view base = "https://citypact.org";

double cpu_seconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// A line of /proc/self/status in MiB: "VmRSS" now, "VmHWM" at the highest since forget_peak.
double memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name)) return std::stod(line.substr(line.find(':') + 1)) / 1024;
  }
  return 0;
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

/// Makes its nodes and edges as they are visited, so that all memory beyond the start is the writer's.
class GeneratedGraph : public GraphSource {
 public:
  GeneratedGraph(std::size_t nodes, std::size_t edges, const Ontology& ontology) : nodes_(nodes), edges_(edges), ontology_(ontology) {}

  std::size_t node_count() const override { return nodes_; }
  std::size_t edge_count() const override { return edges_; }
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override {
    for (std::size_t i = 0; i < 1000; ++i) visit({std::string(base) + "/id/Document/" + number(i), {document(i), document(i), "", Date::day(2021, 3, 4), "ru", ""}});
  }
  void for_each_node(const std::function<void(const Node&)>& visit) const override {
    Node node;
    node.type = "City";
    for (std::size_t i = 0; i < nodes_; ++i) {
      node.iri = iri(i);
      node.labels = {{"ru", "Город номер " + std::to_string(i)}, {"en", "City number " + std::to_string(i)}};
      node.aliases = {"Города номер " + std::to_string(i)};
      node.degree = static_cast<std::uint32_t>(1 + (i * 7919) % 300), node.mentions = node.degree;
      visit(node);
    }
  }
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override {
    std::mt19937_64 random(3);
    Edge edge;
    for (std::size_t i = 0; i < edges_; ++i) {
      edge.id = "e" + number(i), edge.iri = std::string(base) + "/id/edge/" + edge.id;
      edge.relation = ontology_.relations[random() % ontology_.relations.size()].name;
      edge.source = iri(random() % nodes_), edge.target = iri(random() % nodes_);
      edge.status = static_cast<Status>(random() % 5);
      edge.time = Date::day(2021, 1 + static_cast<int>(random() % 12), 1 + static_cast<int>(random() % 28));
      edge.role = "руководитель", edge.topic = "сотрудничество в сфере инноваций", edge.confidence = 0.87F;
      edge.evidence = {{document(random() % 1000), 120, 190, 140, 149, "Стороны подписали соглашение о сотрудничестве в сфере инноваций и обмене опытом.",
                        "подписали", "agreements.signed", 0.87F, "", {}}};
      visit(edge);
    }
  }

 private:
  static std::string number(std::size_t i) {
    char text[24];
    std::snprintf(text, sizeof text, "%08zu", i);
    return text;
  }
  static std::string document(std::size_t i) { return "news/" + number(i) + ".txt"; }
  static std::string iri(std::size_t i) { return std::string(base) + "/id/City/" + number(i); }

  std::size_t nodes_, edges_;
  const Ontology& ontology_;
};

/// A stream buffer that counts what it swallows.
class Counter : public std::streambuf {
 public:
  std::size_t bytes = 0;

 protected:
  int_type overflow(int_type c) override { return ++bytes, traits_type::not_eof(c); }
  std::streamsize xsputn(const char*, std::streamsize count) override { return bytes += static_cast<std::size_t>(count), count; }
};

void report(const char* what, double seconds, double megabytes, std::size_t edges, double peak) {
  std::printf("%-34s %8.2f s CPU  %9.0f edges/s  %8.1f MB/s  peak memory +%.0f MiB\n", what, seconds, static_cast<double>(edges) / seconds, megabytes / seconds, peak);
  std::fflush(stdout);
}

void time_writer(const GraphSource& graph, const Ontology& ontology, std::string_view format, const std::string& folder) {
  for (const OutputPart& part : find_output_format(format, "")->parts) {
    Counter counter;
    std::ofstream file;
    if (folder != "-") file.open(folder + "/citypact" + std::string(part.infix) + "." + std::string(format));
    std::ostream none(&counter);
    forget_peak();
    const double start = cpu_seconds(), before = memory("VmRSS");
    part.write(graph, ontology, {}, folder == "-" ? none : file);
    const double seconds = cpu_seconds() - start, after = memory("VmHWM");
    const double size = folder == "-" ? static_cast<double>(counter.bytes) : static_cast<double>(file.tellp());
    report((std::string(format) + std::string(part.infix)).c_str(), seconds, size / 1e6, graph.edge_count(), after - before);
  }
}

// Boost 1.74 with the attributes of our GraphML as bundled properties.
struct BoostNode {
  std::string iri, label, label_ru, label_en, type, aliases;
  int mentions = 0, degree = 0, r = 0, g = 114, b = 178;
  double size = 10;
};
struct BoostEdge {
  std::string iri, edgelabel, interaction, status, time, role, topic, document, sentence, evidence;
  double confidence = 0, weight = 1;
  int r = 213, g = 94, b = 0;
};

void time_boost(const GraphSource& source, const std::string& folder) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, BoostNode, BoostEdge>;
  Graph graph;
  std::unordered_map<std::string, std::size_t> index;
  source.for_each_node([&](const Node& n) {
    const auto v = boost::add_vertex({n.iri, n.labels.at("ru"), n.labels.at("ru"), n.labels.at("en"), n.type, n.aliases[0], 1, 1}, graph);
    index[n.iri] = v;
  });
  source.for_each_edge([&](const Edge& e) {
    boost::add_edge(index[e.source], index[e.target],
                    {e.iri, e.relation, e.relation, std::string(to_string(e.status)), to_edtf(*e.time), e.role, e.topic, e.evidence[0].document, e.evidence[0].sentence,
                     "[{\"document\":\"" + e.evidence[0].document + "\",\"begin\":120,\"end\":190,\"sentence\":\"" + e.evidence[0].sentence +
                         "\",\"trigger_begin\":140,\"trigger_end\":149,\"trigger\":\"\",\"rule\":\"agreements.signed\",\"confidence\":0.87}]",
                     0.87, 1},
                    graph);
  });
  boost::dynamic_properties p;
  const auto node = [&](const char* name, auto member) { p.property(name, boost::get(member, graph)); };
  node("iri", &BoostNode::iri), node("label", &BoostNode::label), node("label_ru", &BoostNode::label_ru), node("label_en", &BoostNode::label_en);
  node("type", &BoostNode::type), node("aliases", &BoostNode::aliases), node("mentions", &BoostNode::mentions), node("degree", &BoostNode::degree);
  node("r", &BoostNode::r), node("g", &BoostNode::g), node("b", &BoostNode::b), node("size", &BoostNode::size);
  const auto edge = [&](const char* name, auto member) { p.property(name, boost::get(member, graph)); };
  edge("e_iri", &BoostEdge::iri), edge("edgelabel", &BoostEdge::edgelabel), edge("interaction", &BoostEdge::interaction), edge("status", &BoostEdge::status);
  edge("time", &BoostEdge::time), edge("role", &BoostEdge::role), edge("topic", &BoostEdge::topic), edge("document", &BoostEdge::document);
  edge("sentence", &BoostEdge::sentence), edge("evidence", &BoostEdge::evidence), edge("confidence", &BoostEdge::confidence), edge("weight", &BoostEdge::weight);
  edge("er", &BoostEdge::r), edge("eg", &BoostEdge::g), edge("eb", &BoostEdge::b);
  Counter counter;
  std::ostream none(&counter);
  std::ofstream file;
  if (folder != "-") file.open(folder + "/boost.graphml");
  forget_peak();
  const double start = cpu_seconds(), before = memory("VmRSS");
  boost::write_graphml(folder == "-" ? none : file, graph, p);
  const double size = folder == "-" ? static_cast<double>(counter.bytes) : static_cast<double>(file.tellp());
  report("Boost write_graphml", cpu_seconds() - start, size / 1e6, source.edge_count(), memory("VmHWM") - before);
}

void time_nothing(const GraphSource& graph) {
  const double start = cpu_seconds();
  std::size_t bytes = 0;
  graph.for_each_node([&](const Node& node) { bytes += node.iri.size(); });
  graph.for_each_node([&](const Node& node) { bytes += node.iri.size(); });
  graph.for_each_edge([&](const Edge& edge) { bytes += edge.iri.size(); });
  report("(making the graph, no writer)", cpu_seconds() - start, static_cast<double>(bytes) / 1e6, graph.edge_count(), 0);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return std::fputs("usage: bench_export NODES EDGES FOLDER\n", stderr), 2;
  const Ontology ontology = read_ontology(CITYPACT_SHARE "/schemas/ontology.ttl");
  const GeneratedGraph graph(std::stoul(arguments[1]), std::stoul(arguments[2]), ontology);
  const std::string folder = arguments[3];
  time_nothing(graph);
  for (const OutputFormat& format : output_formats()) {
    if (format.name != "jsonl") time_writer(graph, ontology, format.name, folder);
  }
  time_boost(graph, folder);
}
