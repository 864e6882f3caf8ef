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

/// Texts by row id in little memory: their bytes, and at most twelve beside them for each text, whatever the ids.
class KeyedTexts {
 public:
  /// `rows` gives id and text, by id; `prefix` is what all texts begin with. Throws Error, which begins with `file`, for an id below 0
  /// or above `greatest`.
  KeyedTexts(Query& rows, std::string prefix, std::int64_t greatest, const std::string& file);
  /// Empty for an id that is none.
  void assign(std::int64_t id, std::string& into) const;
  /// Has the memory of a text that is asked for soon come near: they lie anywhere.
  void prefetch(std::int64_t id) const;

 private:
  /// The place in begins_ of an id, that of the end for none.
  std::size_t place_of(std::int64_t id) const;
  void index_by_id();

  std::string prefix_, texts_;         // texts without the prefix
  std::vector<std::int64_t> ids_;      // sorted; empty when begins_ goes by id
  std::vector<std::uint32_t> begins_;  // in texts_; one more at the end
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

/// All edges in the order of their IRIs. Edges and evidence are read from front to back, some thousands at a time, their texts then
/// in the order in which they lie. Memory: some megabytes, and the IRIs of all nodes and the ids of all documents.
class EdgeWalk {
 public:
  explicit EdgeWalk(Store::State& state);
  /// Nothing behind the last. Valid until the next call.
  const Edge* next();

 private:
  struct Ends {
    std::int64_t source, target;
  };
  struct Place {
    std::int64_t text;             // text_id of where evidence begins
    std::uint32_t edge, evidence;  // places in block_ and there
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  void read_block();
  void name_ends();
  void fill_texts();
  void read_evidence_of(std::int64_t id, std::uint32_t at);

  Store::State& state_;
  KeyedTexts nodes_, documents_;
  std::shared_ptr<Query> edges_, evidence_;
  bool more_edges_ = false, more_evidence_ = false;
  Passages passages_;
  std::vector<Edge> block_;  // what its edges have allocated is used again
  std::size_t at_ = 0, end_ = 0;
  std::vector<Ends> ends_;  // of the edges of the block
  std::vector<Place> places_;
};

/// Attributes of a node, sorted.
std::vector<NodeAttribute> attributes_of(Store::State& state, std::int64_t node);
/// IRI and Wikidata id of every mention; what hangs on something that is no thing is taken out.
void resolve_mentions(Store::State& state, std::int64_t document, Extraction& extraction);

}  // namespace citypact::store
