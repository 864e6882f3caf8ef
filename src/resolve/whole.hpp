#pragma once
#include <deque>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "citypact/resolve/resolve.hpp"
#include "resolver.hpp"

namespace citypact::identity {

/// A group with the document it is of (an index), and its class.
struct Placed {
  MentionGroup group;
  std::size_t document = 0, of_class = 0;
};

/// Resolution of all documents at once, step by step.
class Whole {
 public:
  Whole(std::vector<Extraction>& extractions, const Gazetteer* gazetteer, const Ontology& ontology, const ResolveOptions& options);

  /// Groups, classes and their keys; decisions are applied.
  void place();
  /// The nodes by IRI; mentions get theirs. After place().
  std::vector<Node> make();

  const std::vector<Extraction*>& documents() const { return documents_; }  // by id (then text), whatever order they came in
  const std::deque<Placed>& groups() const { return groups_; }              // by document, then entity
  const std::string& key(const Placed& placed) const { return keys_[placed.of_class]; }
  const DecisionBook& book() const { return book_; }

 private:
  /// What one node is made of, and the node.
  struct Made {
    std::vector<GroupClass> classes;
    bool dropped = false;
    Node node;
  };

  void summarize();
  void collapse();
  void place_blocks();
  void decide();
  void mark(const std::unordered_map<std::string_view, Made>& made);
  std::vector<GroupClass> pick(const std::vector<std::size_t>& members) const;

  std::vector<Extraction*> documents_;
  Resolver resolver_;
  DecisionBook book_;
  Diagnostics* diagnostics_;
  std::deque<Placed> groups_;
  std::vector<GroupClass> classes_;
  std::vector<std::string> keys_;  // by class
  std::map<std::string, NodeVerdict> verdicts_;
};

}  // namespace citypact::identity
