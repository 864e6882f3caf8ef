// bench_export NODES EDGES FOLDER: seconds of CPU and memory that each writer takes for a generated graph with evidence, beside
// Boost's write_graphml with the same attributes and serd's Turtle writer with the same statements. A row a writer, columns apart by
// tabs: name, seconds, edges or statements, bytes written, peak memory in MiB above what the graph takes. The files stay in FOLDER for
// the peers that bench/export/run times.
#include <sys/resource.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <serd/serd.h>

#include "citypact/core/hash.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "citypact/write/write.hpp"

namespace {

using namespace citypact;

constexpr std::string_view base = "https://citypact.org";
constexpr std::string_view kept[] = {"graphml", "nquads", "ntriples"};  // what peers read

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

void report(std::string_view what, double seconds, std::size_t count, double bytes, double peak) {
  std::printf("%.*s\t%.3f\t%zu\t%.0f\t%.1f\n", static_cast<int>(what.size()), what.data(), seconds, count, bytes, peak);
  std::fflush(stdout);
}

void time_writer(const GraphSource& graph, const Ontology& ontology, std::string_view format, const std::string& folder) {
  for (const OutputPart& part : find_output_format(format, "")->parts) {
    const std::string path = folder + "/citypact" + std::string(part.infix) + "." + std::string(format);
    std::ofstream file(path);
    forget_peak();
    const double start = cpu_seconds(), before = memory("VmRSS");
    part.write(graph, ontology, {}, file);
    report(std::string(format) + std::string(part.infix), cpu_seconds() - start, graph.edge_count(), static_cast<double>(file.tellp()), memory("VmHWM") - before);
    if (std::ranges::find(kept, format) == std::end(kept)) std::filesystem::remove(path);  // gigabytes
  }
}

/// serd reads our N-Triples, and in a second pass also writes them as Turtle: what the second takes more is its writer's.
class SerdTurtle {
 public:
  static void time(const std::string& folder) {
    const SerdTurtle reading(folder, nullptr);
    std::FILE* file = std::fopen((folder + "/serd.ttl").c_str(), "wb");
    const SerdTurtle writing(folder, file);
    const double bytes = static_cast<double>(std::ftell(file));
    std::fclose(file);
    report("serd writing Turtle", writing.seconds_ - reading.seconds_, writing.count_, bytes, 0);
    report("serdi (reading and writing)", writing.seconds_, writing.count_, bytes, 0);
  }

 private:
  SerdTurtle(const std::string& folder, std::FILE* file) : env_(serd_env_new(nullptr)) {
    const auto text = [](const char* s) { return reinterpret_cast<const std::uint8_t*>(s); };
    if (file != nullptr) {
      constexpr auto style = static_cast<SerdStyle>(SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED | SERD_STYLE_BULK);
      writer_ = serd_writer_new(SERD_TURTLE, style, env_, nullptr, serd_file_sink, file);
      for (const auto& [name, iri] : std::initializer_list<std::pair<const char*, const char*>>{
               {"cp", "https://citypact.org/ontology#"}, {"oa", "http://www.w3.org/ns/oa#"}, {"prov", "http://www.w3.org/ns/prov#"},
               {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}, {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"}, {"xsd", "http://www.w3.org/2001/XMLSchema#"}}) {
        const SerdNode prefix = serd_node_from_string(SERD_LITERAL, text(name)), uri = serd_node_from_string(SERD_URI, text(iri));
        serd_env_set_prefix(env_, &prefix, &uri);
        serd_writer_set_prefix(writer_, &prefix, &uri);
      }
    }
    const double start = cpu_seconds();
    SerdReader* reader = serd_reader_new(SERD_NTRIPLES, this, nullptr, nullptr, nullptr, on_statement, nullptr);
    serd_reader_read_file(reader, text((folder + "/citypact.ntriples").c_str()));
    serd_reader_free(reader);
    if (writer_ != nullptr) serd_writer_finish(writer_), serd_writer_free(writer_);
    seconds_ = cpu_seconds() - start;
    serd_env_free(env_);
  }
  static SerdStatus on_statement(void* self, SerdStatementFlags flags, const SerdNode* graph, const SerdNode* subject, const SerdNode* predicate,
                                 const SerdNode* object, const SerdNode* datatype, const SerdNode* language) {
    auto& mine = *static_cast<SerdTurtle*>(self);
    ++mine.count_;
    return mine.writer_ == nullptr ? SERD_SUCCESS : serd_writer_write_statement(mine.writer_, flags, graph, subject, predicate, object, datatype, language);
  }

  SerdEnv* env_;
  SerdWriter* writer_ = nullptr;
  std::size_t count_ = 0;
  double seconds_ = 0;
};

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
  std::ofstream file(folder + "/boost.graphml");
  forget_peak();
  const double start = cpu_seconds(), before = memory("VmRSS");
  boost::write_graphml(file, graph, p);
  report("Boost write_graphml", cpu_seconds() - start, source.edge_count(), static_cast<double>(file.tellp()), memory("VmHWM") - before);
}

void time_nothing(const GraphSource& graph) {
  const double start = cpu_seconds();
  std::size_t bytes = 0;
  graph.for_each_node([&](const Node& node) { bytes += node.iri.size(); });
  graph.for_each_edge([&](const Edge& edge) { bytes += edge.iri.size(); });
  report("(making the graph, no writer)", cpu_seconds() - start, graph.edge_count(), static_cast<double>(bytes), 0);
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
  SerdTurtle::time(folder);
  time_boost(graph, folder);
}
