#include "citypact/write/views.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "../../support/nasty_graph.hpp"
#include "../../support/sample_graph.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/write/write.hpp"

namespace citypact {
namespace {

using namespace sample;

std::string iri(const std::string& type, const std::string& tail) { return base + "/id/" + type + "/" + tail; }

const std::string kazan = iri("City", "Q900"), chengdu = iri("City", "Q30002"), minsk = iri("City", "Q2280");

/// A graph made by hand, in IRI order whatever the order of adding.
class Drawing {
 public:
  Drawing& node(const std::string& type, const std::string& tail, const std::string& label) {
    Node node;
    node.iri = iri(type, tail), node.type = type, node.labels = {{"ru", label}};
    graph_.nodes.push_back(node);
    return *this;
  }
  Edge& edge(const std::string& relation, const std::string& source, const std::string& target, std::uint32_t sentence) {
    Edge edge;
    edge.relation = relation, edge.source = source, edge.target = target;
    edge.id = "e" + std::to_string(graph_.edges.size()), edge.iri = base + "/id/edge/" + edge.id;
    edge.evidence = {{"a", sentence, sentence + 10, 0, 0, "Предложение.", "", "rule", 0.9F, "", {}}};
    graph_.edges.push_back(edge);
    return graph_.edges.back();
  }
  nasty::MemoryGraph take() {
    graph_.documents = {{iri("Document", "a"), {"a", "a.txt", "Новость", Date::day(2021, 3, 5), "ru", ""}}};
    std::ranges::sort(graph_.nodes, {}, &Node::iri);
    return std::move(graph_);
  }

 private:
  nasty::MemoryGraph graph_;
};

/// Two universities of two cities with one agreement, a third city beside.
Drawing universities() {
  Drawing d;
  d.node("City", "Q900", "Казань").node("City", "Q30002", "Чэнду").node("City", "Q2280", "Минск");
  d.node("University", "kfu", "КФУ").node("University", "sichuan", "Сычуаньский университет").node("Person", "rector", "Ректор");
  d.node("Agreement", "lab", "меморандум о лаборатории");
  d.edge("located-in", iri("University", "kfu"), kazan, 0);
  d.edge("located-in", iri("University", "sichuan"), chengdu, 20);
  d.edge("party-to", iri("University", "kfu"), iri("Agreement", "lab"), 40).time = Date::day(2021, 3, 4);
  d.edge("party-to", iri("University", "sichuan"), iri("Agreement", "lab"), 40).time = Date::day(2021, 3, 4);
  return d;
}

std::unique_ptr<GraphSource> view(const std::string& name, const GraphSource& graph) { return find_graph_view(name)->make(graph, ontology(), base); }

std::vector<Edge> derived_in(const GraphSource& graph) {
  auto edges = edges_in(graph);
  std::erase_if(edges, [](const Edge& edge) { return edge.count == 0; });
  return edges;
}

TEST(ActorsView, AnAgreementBecomesAnEdgeWithItsNameAndDate) {
  const auto graph = universities().take();
  const auto actors = view("actors", graph);
  for (const Node& node : nodes_in(*actors)) EXPECT_NE(node.type, "Agreement");
  const auto edges = derived_in(*actors);
  ASSERT_EQ(edges.size(), 1U);
  EXPECT_EQ(edges[0].relation, "through-agreement");
  EXPECT_EQ(edges[0].source, iri("University", "kfu"));
  EXPECT_EQ(edges[0].target, iri("University", "sichuan"));
  EXPECT_EQ(edges[0].through, "меморандум о лаборатории");
  EXPECT_EQ(edges[0].time, Date::day(2021, 3, 4));
  EXPECT_EQ(edges[0].evidence.size(), 1U);  // one sentence proves both halves
  EXPECT_EQ(actors->edge_count(), 3U);
  EXPECT_EQ(edges_in(*actors).size(), 3U);
}

TEST(ActorsView, WhatOneSideDeniesIsNoFact) {
  auto d = universities();
  d.edge("signatory-of", iri("Person", "rector"), iri("Agreement", "lab"), 60).status = Status::denied;
  const auto graph = d.take();
  std::map<Status, int> statuses;
  for (const Edge& edge : derived_in(*view("actors", graph))) ++statuses[edge.status];
  EXPECT_EQ(statuses[Status::asserted], 1);
  EXPECT_EQ(statuses[Status::denied], 2);
}

TEST(ActorsView, WhereAnEventTookPlaceIsTiedToItsGuestsButNotToItsProgramme) {
  Drawing d;
  d.node("City", "Q900", "Казань").node("Person", "mayor", "Мэр").node("Program", "year", "Год науки").node("Event", "forum", "форум");
  d.edge("participated-in", iri("Person", "mayor"), iri("Event", "forum"), 0);
  d.edge("located-in", iri("Event", "forum"), kazan, 20);
  d.edge("part-of-initiative", iri("Event", "forum"), iri("Program", "year"), 40);
  const auto graph = d.take();
  const auto edges = derived_in(*view("actors", graph));
  ASSERT_EQ(edges.size(), 2U);
  for (const Edge& edge : edges) {
    EXPECT_EQ(edge.relation, "through-event");
    EXPECT_TRUE(edge.source == iri("Person", "mayor") || edge.target == iri("Person", "mayor"));
  }
}

TEST(CitiesView, WhatUniversitiesSignTiesTheirCities) {
  const auto graph = universities().take();
  const auto cities = view("cities", graph);
  EXPECT_EQ(nodes_in(*cities).size(), 3U);
  const auto edges = edges_in(*cities);
  ASSERT_EQ(edges.size(), 1U);
  EXPECT_EQ(edges[0].relation, "cities-agreed");
  EXPECT_EQ(edges[0].source, chengdu);
  EXPECT_EQ(edges[0].target, kazan);
  EXPECT_EQ(edges[0].count, 1U);
  EXPECT_EQ(edges[0].instrument, "меморандум о лаборатории");
  for (const Node& node : nodes_in(*cities)) EXPECT_EQ(node.degree, node.iri == minsk ? 0U : 1U);
}

TEST(CitiesView, CountsTiesAndTakesOneSentenceForOneTie) {
  auto d = universities();
  d.edge("signed-with", chengdu, kazan, 40).instrument = "меморандум";       // the sentence of the memorandum again
  d.edge("twinned-with", chengdu, kazan, 80).time = Date::year(1999);        // another tie
  d.edge("cooperates-with", chengdu, kazan, 100).status = Status::planned;   // apart: no fact yet
  const auto graph = d.take();
  const auto edges = edges_in(*view("cities", graph));
  ASSERT_EQ(edges.size(), 2U);
  const Edge& fact = edges[0].status == Status::asserted ? edges[0] : edges[1];
  const Edge& plan = edges[0].status == Status::asserted ? edges[1] : edges[0];
  EXPECT_EQ(fact.count, 2U);
  EXPECT_EQ(fact.instrument, "меморандум | меморандум о лаборатории");
  ASSERT_TRUE(fact.time.has_value());
  EXPECT_EQ(fact.time->begin->year, 1999);
  EXPECT_EQ(fact.time->end->year, 2021);
  EXPECT_EQ(fact.evidence.size(), 2U);
  EXPECT_EQ(plan.status, Status::planned);
  EXPECT_EQ(plan.count, 1U);
}

TEST(CitiesView, AHomeThatIsOnlyPlannedTiesNobody) {
  auto d = universities();
  d.node("Organization", "plant", "завод");
  d.edge("located-in", iri("Organization", "plant"), minsk, 120).status = Status::planned;
  d.edge("cooperates-with", iri("Organization", "plant"), kazan, 140);
  const auto graph = d.take();
  for (const Edge& edge : edges_in(*view("cities", graph))) EXPECT_TRUE(edge.target != minsk && edge.source != minsk);
}

TEST(FullView, DocumentsAreNodesTiedToWhatTheyReport) {
  const auto graph = universities().take();
  const auto full = view("full", graph);
  const auto nodes = nodes_in(*full);
  EXPECT_EQ(nodes.size(), graph.nodes.size() + 1);
  EXPECT_TRUE(std::ranges::is_sorted(nodes, {}, &Node::iri));
  const auto document = std::ranges::find(nodes, "Document", &Node::type);
  ASSERT_NE(document, nodes.end());
  EXPECT_EQ(document->labels.at("ru"), "Новость");
  EXPECT_EQ(document->time, Date::day(2021, 3, 5));
  EXPECT_EQ(document->degree, 5U);  // all but Minsk and the rector, whom no edge touches
  for (const Edge& edge : derived_in(*full)) {
    EXPECT_EQ(edge.target, document->iri);
    EXPECT_EQ(edge.relation, "reported-in");
  }
}

TEST(Views, KeepTheContractOfAGraph) {
  for (const GraphView& one : graph_views()) {
    for (const auto* graph : std::initializer_list<const GraphSource*>{new nasty::MemoryGraph(nasty::graph()), new KnowledgeGraph(sample::graph())}) {
      const std::unique_ptr<const GraphSource> owner(graph);
      const auto seen = one.make(*graph, ontology(), base);
      const auto nodes = nodes_in(*seen);
      const auto edges = edges_in(*seen);
      EXPECT_EQ(seen->node_count(), nodes.size());
      EXPECT_EQ(seen->edge_count(), edges.size());
      EXPECT_TRUE(std::ranges::is_sorted(nodes, {}, &Node::iri));
      EXPECT_TRUE(std::ranges::is_sorted(edges, {}, &Edge::iri));
      std::map<std::string, std::uint32_t> degrees;
      for (const Edge& edge : edges) {
        ++degrees[edge.source], ++degrees[edge.target];
        EXPECT_FALSE(edge.evidence.empty());
        EXPECT_NE(ontology().relation(edge.relation), nullptr);
      }
      for (const Node& node : nodes) EXPECT_EQ(node.degree, degrees[node.iri]) << one.name << node.iri;
      for (const auto& [end, degree] : degrees) EXPECT_TRUE(std::ranges::binary_search(nodes, end, {}, &Node::iri));
    }
  }
}

TEST(Views, AreWrittenByEveryFormatThatTakesThem) {
  for (const OutputFormat& format : output_formats()) {
    WriteOptions options;
    options.view = "cities";
    std::ostringstream out;
    if (format.takes("--view") && format.parts.size() == 1) {
      EXPECT_NO_THROW(write_graph(sample::graph(), ontology(), options, format, out)) << format.name;
      EXPECT_NE(out.str().find("cities-agreed"), std::string::npos) << format.name;
    } else {
      EXPECT_THROW(write_graph(sample::graph(), ontology(), options, format, out), Error) << format.name;
    }
  }
}

TEST(Views, NoViewIsMadeOfAViewNorByAnUnknownName) {
  WriteOptions options;
  options.view = "cities";
  std::ostringstream out;
  const auto graph = sample::graph();
  EXPECT_THROW(write_graph(*view("actors", graph), ontology(), options, *find_output_format("graphml", ""), out), Error);
  options.view = "villages";
  EXPECT_THROW(write_graph(graph, ontology(), options, *find_output_format("graphml", ""), out), Error);
}

}  // namespace
}  // namespace citypact
