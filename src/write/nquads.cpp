// N-Quads and N-Triples: canonical, one line a statement, sorted.
#include "formats.hpp"
#include "sorted_lines.hpp"

namespace citypact::write {

namespace {

void write_lines(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out, bool with_graphs) {
  write_rdf(graph, ontology, options, [&](bool streams) { return std::make_unique<SortedLines>(out, !streams, with_graphs); });
}

}  // namespace

void write_nquads(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  write_lines(graph, ontology, options, out, true);
}

void write_ntriples(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, std::ostream& out) {
  write_lines(graph, ontology, options, out, false);
}

}  // namespace citypact::write
