// conformance_boost FILE: Boost's own GraphML reader must take the file; prints what it read, values apart by U+001F, rows ended by
// U+001E (no string in XML holds either): "node" iri label type degree, "edge" iri relation status sentence confidence source target.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <fstream>
#include <iostream>

struct Vertex {
  std::string iri, label, type;
  int degree = 0;
};
struct Arc {
  std::string iri, relation, status, sentence;
  double confidence = 0;
};

int main(int count, char** arguments) {
  if (count != 2) return 2;
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Vertex, Arc>;
  Graph graph;
  boost::dynamic_properties properties(boost::ignore_other_properties);
  properties.property("iri", boost::get(&Vertex::iri, graph));
  properties.property("label", boost::get(&Vertex::label, graph));
  properties.property("type", boost::get(&Vertex::type, graph));
  properties.property("degree", boost::get(&Vertex::degree, graph));
  properties.property("iri", boost::get(&Arc::iri, graph));
  properties.property("edgelabel", boost::get(&Arc::relation, graph));
  properties.property("status", boost::get(&Arc::status, graph));
  properties.property("sentence", boost::get(&Arc::sentence, graph));
  properties.property("confidence", boost::get(&Arc::confidence, graph));
  try {
    std::ifstream file(arguments[1]);
    boost::read_graphml(file, graph, properties);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  const char* apart = "\x1f";
  for (std::size_t i = 0; i < num_vertices(graph); ++i) {
    const Vertex& v = graph[i];
    std::cout << "node" << apart << v.iri << apart << v.label << apart << v.type << apart << v.degree << '\x1e';
  }
  for (const auto edge : boost::make_iterator_range(edges(graph))) {
    const Arc& e = graph[edge];
    std::cout << "edge" << apart << e.iri << apart << e.relation << apart << e.status << apart << e.sentence << apart << e.confidence << apart
              << graph[source(edge, graph)].iri << apart << graph[target(edge, graph)].iri << '\x1e';
  }
}
