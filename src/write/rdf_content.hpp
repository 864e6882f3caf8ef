#pragma once
#include <functional>
#include <memory>
#include <string_view>

#include "citypact/write/write.hpp"

namespace citypact::write {

/// A format of RDF: takes statements subject by subject, subjects in IRI order. Terms are spelled as in N-Triples.
class StatementSink {
 public:
  virtual ~StatementSink() = default;
  virtual void begin_subject(std::string_view iri) = 0;
  /// A statement about the subject or (`fragment`) about a fragment of its IRI; `graph` is empty for the default graph.
  virtual void add(bool fragment, std::string_view subject, std::string_view predicate, std::string_view object, std::string_view graph = {}) = 0;
  virtual void end_subject() = 0;
  virtual void finish() = 0;
};

/// Makes the sink when it is known whether IRIs are plain and in an order that lets sorted lines stream (see SortedLines).
using SinkMaker = std::function<std::unique_ptr<StatementSink>(bool streams)>;

/// Pours a graph into a format. Passes: one over all, then at most three over the nodes and one over documents and edges.
void write_rdf(const GraphSource& graph, const Ontology& ontology, const WriteOptions& options, const SinkMaker& make_sink);

}  // namespace citypact::write
