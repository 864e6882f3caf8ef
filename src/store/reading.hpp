#pragma once
#include <functional>
#include <optional>
#include <string>
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

/// Columns of table statement that its index by edges holds, so that only the index is read.
inline constexpr const char* evidence_of_edges =
    "SELECT edge, document, begin, end, trigger_begin, trigger_end, also, rule, confidence, speaker FROM statement INDEXED BY statement_edge WHERE edge ";
/// From EdgeReader's columns, all but ends and evidence; `iri_begin` is what the IRIs of all edges begin with.
void assign_row(const Query& row, std::string_view iri_begin, Edge& edge);
/// The IRI of the node that a mention stands for, or empty.
std::string node_of_mention(Database& database, std::int64_t document, std::uint32_t mention);
[[noreturn]] void fail_without_evidence(const Store::State& state);

/// Attributes of a node, sorted.
std::vector<NodeAttribute> attributes_of(Store::State& state, std::int64_t node);
/// IRI and Wikidata id of every mention; what hangs on something that is no thing is taken out.
void resolve_mentions(Store::State& state, std::int64_t document, Extraction& extraction);

}  // namespace citypact::store
