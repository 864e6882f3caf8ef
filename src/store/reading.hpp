#pragma once
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rows.hpp"
#include "state.hpp"

namespace citypact::store {

/// One state of the store for as long as it lives, also across queries; within another one it does nothing.
class Snapshot {
 public:
  explicit Snapshot(Database& database) {
    if (!database.in_transaction()) transaction_.emplace(database, Transaction::Kind::read);
  }

 private:
  std::optional<Transaction> transaction_;
};

/// IRIs of all nodes in little memory (about 50 bytes a node), for a walk over all edges.
class NodeIris {
 public:
  explicit NodeIris(Store::State& state);
  std::string of(std::int64_t node) const;

 private:
  std::string prefix_;  // that all have
  std::string tails_;
  std::vector<std::pair<std::int64_t, std::uint32_t>> places_;  // begin of the tail of each node, sorted by node; one more at the end
};

/// Rows of edges to values.
class EdgeReader {
 public:
  static constexpr const char* columns =
      "id, hash, name, relation, source, target, status, time, role, role_text, instrument, topic, amount, share, deal, confidence";

  /// With `iris` for walks over everything, else every end is looked up.
  explicit EdgeReader(Store::State& state, const NodeIris* iris = nullptr) : state_(state), iris_(iris), passages_(state.database) {}
  /// `row` has the columns above.
  Edge read(const Query& row);

 private:
  std::string iri_of(std::int64_t node);

  Store::State& state_;
  const NodeIris* iris_;
  Passages passages_;
};

/// Attributes of a node, sorted.
std::vector<NodeAttribute> attributes_of(Store::State& state, std::int64_t node);
/// IRI and Wikidata id of every mention; what hangs on something that is no thing is taken out.
void resolve_mentions(Store::State& state, std::int64_t document, Extraction& extraction);

}  // namespace citypact::store
