#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/extraction.hpp"
#include "citypact/core/graph.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/resolve/decisions.hpp"
#include "groups.hpp"

namespace citypact {

/// What decisions say about one node.
struct NodeVerdict {
  std::map<std::string, std::string> labels;  // by language
  bool dropped = false;                       // no thing at all: it gets no node, its relations and attributes go
  bool operator==(const NodeVerdict&) const = default;
};

/// Resolution in steps that each need a part only, for a store that keeps groups and re-resolves what a document touches:
///
///   summarize   one document             -> its groups
///   place       the classes of one block -> a node key for each
///   decide      the classes of all nodes that hold a group which decisions name -> other node keys, and verdicts
///   make_node   the classes of one node  -> the node
///
/// A node is the set of all classes with its key, whatever their block. After documents came or went: place every block that
/// gained or lost a group; where a node concerned holds a decided group (MentionGroup::decided), decide again; make every node
/// that gained or lost a class. The outcome equals resolve() on all documents, byte for byte.
///
/// Each step is a pure function of its arguments, the gazetteer and the ontology; the order of the arguments does not matter.
/// Thread safety: none (what names were read is remembered); one Resolver a thread, they agree with each other.
class Resolver {
 public:
  /// The gazetteer may be null; it and the ontology must outlive the resolver. `base` begins every IRI.
  Resolver(const Gazetteer* gazetteer, const Ontology& ontology, std::string base = "https://citypact.org");
  ~Resolver();
  Resolver(Resolver&&) noexcept;

  /// The groups of one document. Mentions that a person told apart get an entity each, in `extraction` too; whoever keeps the
  /// extraction keeps it as it was before. Decisions whose mention the document lacks are reported. Cost: about 6 µs a mention.
  std::vector<MentionGroup> summarize(Extraction& extraction, const DecisionBook& decisions = {}, Diagnostics* diagnostics = nullptr);

  /// The node key of each class of one block (all with one MentionGroup::block), or of any classes without a block.
  /// A key is opaque; it begins with "id\t" where it is an identifier of the gazetteer.
  /// Cost: n log n in the block, but for spellings of one surname, which are compared in pairs.
  std::vector<std::string> place(const std::vector<GroupClass>& block);

  struct Decided {
    std::vector<std::string> keys;                // for each class
    std::map<std::string, NodeVerdict> verdicts;  // by these keys; nodes that are not here have none
  };
  /// `classes` are all classes of the nodes that hold a decided group, `keys` what place() said of each. Decisions that
  /// contradict each other are reported.
  static Decided decide(const std::vector<GroupClass>& classes, const std::vector<std::string>& keys, const DecisionBook& decisions,
                        Diagnostics* diagnostics = nullptr);

  /// The node of a key: IRI, type, identifier, labels, aliases, number of mentions; no edges. `classes` are all with that key.
  Node make_node(const std::string& key, const std::vector<GroupClass>& classes, const NodeVerdict& verdict = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
