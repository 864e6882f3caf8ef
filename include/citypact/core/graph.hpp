#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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

/// A row of a data set of the knowledge base.
struct KnowledgeRecord {
  std::string dataset;  // its name: "GeoNames"
  std::string version;  // may be empty
  std::string licence;  // of the data set
  std::string address;  // where it is published; may be empty
  std::string record;   // id of the row within the data set: "524901"
  std::string says;     // what stands there, column and value: "country RU"
  friend auto operator<=>(const KnowledgeRecord&, const KnowledgeRecord&) = default;
};

/// Where a statement comes from: a sentence of a document, or a row of a data set. An edge has evidence of one kind only: what
/// texts say and what a data set says are two edges.
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
  std::optional<KnowledgeRecord> knowledge = {};  // then no document says so, and all but `confidence` is empty

  /// The document's id, or the data set with the record ("GeoNames 524901").
  std::string source() const { return knowledge ? knowledge->dataset + " " + knowledge->record : document; }
  /// The sentence, or what the data set says.
  const std::string& statement() const { return knowledge ? knowledge->says : sentence; }
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
  std::vector<std::string> replaced;  // IRIs under which fewer documents, or less knowledge, had it; sorted; namesakes may share one
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
  std::string through;       // views: the names of the agreements or events that the edge stands for
  std::uint32_t count = 0;   // views: of how many ties an edge was made; 0 in a graph as it was built
  float confidence = 1;                // of the best evidence
  std::vector<EdgeEvidence> evidence;  // at least one, in document order

  bool is_knowledge() const { return !evidence.empty() && evidence.front().knowledge.has_value(); }
};

struct GraphDocument {
  std::string iri;
  Document document;  // `text` may be empty where it was not kept
};

/// How an edge runs as seen from one of its nodes.
enum class Direction : std::uint8_t { both, outgoing, incoming };

/// Which edges of a node are wanted.
struct EdgeFilter {
  Direction direction = Direction::both;
  std::vector<std::string> relations;  // empty: any
  std::vector<Status> statuses;        // empty: any
  int min_confidence = 0;              // per cent, as confidence is rounded where it leaves the program

  /// All but the direction.
  bool accepts(const Edge& edge) const;
};

/// A confidence in whole per cent.
int per_cent(float confidence);

/// Key by which an index of names finds nodes; a name is a label or an alias.
enum class NameKey : std::uint8_t {
  folded,   // fold_name of a whole name
  sound,    // without spaces: name_key of a whole name, or pinyin_of all its name_words joined; alike in all scripts
  words,    // words with a space between; for each of them, one of the name_words of a folded name (or its name_key without spaces)
            // begins with it
  similar,  // a folded text; names that share parts of three letters with it
};

/// Counts of a whole graph.
struct GraphSummary {
  std::size_t documents = 0, nodes = 0, edges = 0, evidence = 0;
  std::map<std::string, std::size_t> types;                                // nodes by their finest type
  std::map<std::string, std::map<Status, std::size_t>> relations;          // edges
  std::map<std::string, std::map<std::int32_t, std::size_t>> dated_nodes;  // annotation class -> year in which its time begins -> nodes
};

/// A whole graph as numbers, for algorithms that walk all of it.
struct GraphShape {
  struct Tie {
    std::uint32_t source = 0, target = 0;  // places in `nodes`
    std::uint16_t relation = 0;            // place in `relations`
    Status status = Status::asserted;
    std::uint8_t confidence = 100;  // per cent
  };
  std::vector<std::string> nodes;      // IRIs, sorted
  std::vector<std::string> relations;  // in no particular order
  std::vector<Tie> ties;               // one an edge, in no particular order: results must not depend on it
};

/// A whole graph as numbers, with its times and who said what: for looking at all of it as it was on a day.
struct GraphHistory {
  static constexpr std::uint32_t none = 0xFFFF'FFFF;
  struct Node {
    std::string iri, type, subtype;
    std::optional<Date> time;
  };
  struct Tie : GraphShape::Tie {
    std::uint32_t time = none;      // place in `dates`
    std::uint32_t said_begin = 0;   // its evidence, places in `said`
    std::uint32_t said_end = 0;
  };
  struct Said {
    std::uint32_t document = none;  // place in `published`; none for a data set
    std::uint8_t confidence = 100;  // per cent
  };
  struct Attribute {
    std::uint32_t node = 0, document = none;
  };
  std::vector<Node> nodes;                      // in IRI order
  std::vector<std::string> relations;           // in no particular order
  std::vector<Date> dates;                      // each once
  std::vector<std::optional<Date>> published;   // of documents, in no particular order
  std::vector<Tie> ties;                        // one an edge, in no particular order
  std::vector<Said> said;
  std::vector<Attribute> attributes;            // who says that a node has one; one may stand here more than once
};

/// A graph that writers and queries read. Visits come in IRI order, the same at every pass; several passes are allowed.
/// References are valid during the call only. Thread safety: const use from several threads unless an implementation says otherwise.
///
/// Look-ups answer the same whatever the implementation. Here they are passes over everything (their cost is that of a pass);
/// a source that keeps an index overrides them.
class GraphSource {
 public:
  virtual ~GraphSource() = default;
  virtual std::size_t node_count() const = 0;
  virtual std::size_t edge_count() const = 0;
  /// True for a view, whose edges have `through` and `count`.
  virtual bool is_view() const { return false; }
  /// True where edges may rest on data sets instead of documents; writers then say of each edge which it is.
  virtual bool has_knowledge() const { return false; }
  virtual void for_each_document(const std::function<void(const GraphDocument&)>& visit) const = 0;
  virtual void for_each_node(const std::function<void(const Node&)>& visit) const = 0;
  virtual void for_each_edge(const std::function<void(const Edge&)>& visit) const = 0;
  /// JSON Lines need the extractions behind the graph; a source that does not keep them visits none.
  virtual void for_each_extraction(const std::function<void(const Extraction&)>& visit) const { (void)visit; }

  virtual std::optional<Node> find_node(std::string_view iri) const;
  /// Nodes that have taken the place of this IRI: it is among `replaced`, or was that of another class of the node, in IRI order.
  virtual std::vector<Node> find_replacing(std::string_view iri) const;
  /// Nodes with this Wikidata id, in IRI order; there may be several (Singapore as City and as Country).
  virtual std::vector<Node> find_nodes_by_qid(std::string_view qid) const;
  /// By its id, which evidence carries.
  virtual std::optional<GraphDocument> find_document(std::string_view id) const;
  /// The edge of this IRI, or those whose last part of the IRI begins with `name` (short ids are such begins), at most `limit`,
  /// in IRI order.
  virtual std::vector<Edge> find_edges(std::string_view name, std::size_t limit) const;
  /// Edges at a node in the order in which tables list them (`listed_before`), until `visit` returns false.
  virtual void for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const;
  /// IRIs of nodes by a key of their names, at most `limit`: the most linked first, of equals by IRI (of `similar`: the most alike).
  /// Nothing where no such index is kept: the asker then looks through all nodes himself.
  virtual std::optional<std::vector<std::string>> find_names(NameKey kind, std::string_view key, std::size_t limit) const;
  /// Number of documents by language.
  virtual std::map<std::string, std::size_t> document_languages() const;
  virtual GraphSummary summary() const;
  /// The nodes of this annotation class or subtype with the most edges, most first, of equals by IRI.
  virtual std::vector<Node> most_linked(std::string_view type, std::size_t limit) const;
  virtual GraphShape shape() const;
  virtual GraphHistory history() const;
};

/// The last part of an IRI, which stays when a node changes its class.
std::string_view last_part(std::string_view iri);

/// The order of tables around a node: relation, outgoing before incoming, newest first (to_edtf of the time as bytes, descending;
/// without a time last), edge IRI. An edge's place never changes while it exists, so that an index can keep it.
bool listed_before(const Edge& a, bool a_outgoing, const Edge& b, bool b_outgoing);

/// Edges at `node` put in that order.
void sort_as_listed(std::vector<const Edge*>& edges, std::string_view node);

}  // namespace citypact
