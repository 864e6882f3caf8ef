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

/// Texts by row id in little memory: their bytes and 16 each.
class KeyedTexts {
 public:
  /// `rows` gives id and text, by id; `prefix` is what all texts begin with.
  KeyedTexts(Query& rows, std::string prefix, const std::string& file);
  /// Empty for an id that is none.
  void assign(std::int64_t id, std::string& into) const;

 private:
  struct Place {
    std::int64_t id;
    std::uint64_t begin;  // in texts_, to the begin of the next
  };
  std::string prefix_, texts_;  // texts without the prefix
  std::vector<Place> places_;   // one more at the end
};

/// Rows of edges to values, one edge at a time.
class EdgeReader {
 public:
  static constexpr const char* columns =
      "id, hash, name, relation, source, target, status, time, role, role_text, instrument, topic, amount, share, deal, confidence";

  explicit EdgeReader(Store::State& state) : state_(state), passages_(state.database) {}
  /// `row` has the columns above.
  Edge read(const Query& row);

 private:
  std::string iri_of(std::int64_t node);

  Store::State& state_;
  Passages passages_;
};

/// All edges in the order of their IRIs. Edges and evidence are read from front to back; each text is looked up.
class EdgeWalk {
 public:
  explicit EdgeWalk(Store::State& state);
  /// False behind the last. What `edge` has allocated is used again.
  bool next(Edge& edge);

 private:
  void read_evidence_of(std::int64_t id, std::vector<EdgeEvidence>& evidence);

  Store::State& state_;
  KeyedTexts nodes_, documents_;
  std::shared_ptr<Query> edges_, evidence_;
  bool more_evidence_ = false;
  Passages passages_;
};

/// Attributes of a node, sorted.
std::vector<NodeAttribute> attributes_of(Store::State& state, std::int64_t node);
/// IRI and Wikidata id of every mention; what hangs on something that is no thing is taken out.
void resolve_mentions(Store::State& state, std::int64_t document, Extraction& extraction);

}  // namespace citypact::store
