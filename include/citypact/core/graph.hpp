#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "citypact/core/extraction.hpp"
#include "citypact/core/ontology.hpp"

namespace citypact {

/// A further place in a text, in code points.
struct Passage {
  std::uint32_t begin = 0, end = 0;
  std::string text;
  friend auto operator<=>(const Passage&, const Passage&) = default;
};

/// Where a statement comes from: a sentence of a document.
struct EdgeEvidence {
  std::string document;  // document id
  std::uint32_t begin = 0, end = 0;                  // sentence, in code points of the document's text
  std::uint32_t trigger_begin = 0, trigger_end = 0;  // in code points; equal when there is no trigger
  std::string sentence;                              // its text
  std::string trigger;
  std::string rule;
  float confidence = 1;
  std::string speaker;  // IRI of the node that said so, or empty
  std::vector<Passage> also;  // when the fact stands across sentences
};

/// A number with its source that belongs to a node.
struct NodeAttribute {
  std::string property, value, unit;
  Bound bound = Bound::eq;
  std::optional<Date> time;
  std::string speaker;  // IRI or empty
  EdgeEvidence evidence;
};

struct Node {
  std::string iri;
  std::string type;     // annotation class
  std::string subtype;  // finer class or empty
  std::string qid;      // Wikidata id or empty
  LanguageMap labels;   // at least one; the canonical name stands under the documents' language
  std::vector<std::string> aliases;  // other canonical forms and surfaces seen, sorted, without the labels
  std::optional<Date> time;          // when an agreement was signed, an event took place
  std::vector<NodeAttribute> attributes;
  std::uint32_t degree = 0;          // number of edges
  std::uint32_t mentions = 0;
};

struct Edge {
  std::string iri;
  std::string id;  // short id that tables print and commands take, unique in the graph
  std::string relation;
  std::string source, target;  // IRIs of nodes
  Status status = Status::asserted;
  std::optional<Date> time;
  std::string role, role_text, instrument, topic, amount, share, deal;
  float confidence = 1;                // of the best evidence
  std::vector<EdgeEvidence> evidence;  // at least one, in document order
};

struct GraphDocument {
  std::string iri;
  Document document;  // `text` may be empty where it was not kept
};

/// A graph that writers and queries read. Visits come in IRI order, the same at every pass; several passes are allowed.
/// References are valid during the call only. Thread safety: const use from several threads unless an implementation says otherwise.
class GraphSource {
 public:
  virtual ~GraphSource() = default;
  virtual std::size_t node_count() const = 0;
  virtual std::size_t edge_count() const = 0;
  virtual void for_each_document(const std::function<void(const GraphDocument&)>& visit) const = 0;
  virtual void for_each_node(const std::function<void(const Node&)>& visit) const = 0;
  virtual void for_each_edge(const std::function<void(const Edge&)>& visit) const = 0;
  /// JSON Lines need the extractions behind the graph; a source that does not keep them visits none.
  virtual void for_each_extraction(const std::function<void(const Extraction&)>& visit) const { (void)visit; }
};

}  // namespace citypact
