// conformance_boost FILE: Boost's own GraphML reader must take the file; prints "nodes edges" and a sum over the degrees it read.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <fstream>
#include <iostream>

struct Vertex {
  std::string iri, label;
  int degree = 0;
};
struct Arc {
  std::string iri, relation;
  double confidence = 0;
};

int main(int count, char** arguments) {
  if (count != 2) return 2;
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Vertex, Arc>;
  Graph graph;
  boost::dynamic_properties properties(boost::ignore_other_properties);
  properties.property("iri", boost::get(&Vertex::iri, graph));
  properties.property("label", boost::get(&Vertex::label, graph));
  properties.property("degree", boost::get(&Vertex::degree, graph));
  properties.property("edgelabel", boost::get(&Arc::relation, graph));
  properties.property("confidence", boost::get(&Arc::confidence, graph));
  try {
    std::ifstream file(arguments[1]);
    boost::read_graphml(file, graph, properties);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  long degrees = 0, named = 0;
  for (std::size_t i = 0; i < num_vertices(graph); ++i) degrees += graph[i].degree, named += !graph[i].iri.empty();
  for (const auto edge : boost::make_iterator_range(edges(graph))) named += !graph[edge].relation.empty() && graph[edge].confidence > 0;
  std::cout << num_vertices(graph) << ' ' << num_edges(graph) << ' ' << degrees << ' ' << named << '\n';
}
