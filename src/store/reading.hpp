#pragma once
#include <functional>
#include <optional>
#include <string>

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

/// Rows of edges to values. Keeps the last text, for edges in a row often stand in one document.
class EdgeReader {
 public:
  static constexpr const char* columns =
      "e.id, e.hash, e.name, e.relation, s.iri, t.iri, e.status, e.time, e.role, e.role_text, e.instrument, e.topic, e.amount, e.share, e.deal, e.confidence";
  static constexpr const char* tables = " FROM edge e JOIN node s ON s.id = e.source JOIN node t ON t.id = e.target ";

  explicit EdgeReader(Store::State& state) : state_(state) {}
  /// `row` has the columns above.
  Edge read(const Query& row);

 private:
  const KeptText& text_of(std::int64_t document);
  Store::State& state_;
  std::optional<std::pair<std::int64_t, KeptText>> text_;
};

/// Attributes of a node, sorted.
std::vector<NodeAttribute> attributes_of(Store::State& state, std::int64_t node);
/// IRI and Wikidata id of every mention; what hangs on something that is no thing is taken out.
void resolve_mentions(Store::State& state, std::int64_t document, Extraction& extraction);

}  // namespace citypact::store
