// The whole graph as numbers: its shape, and its shape with times and who said what. Each table is read from front to back.
#include <map>
#include <unordered_map>

#include "reading.hpp"
#include "row_order.hpp"

namespace citypact {

using namespace store;

namespace {

/// Places by row id.
class Places {
 public:
  void add(std::int64_t id) { ids_.emplace_back(id, static_cast<std::uint32_t>(ids_.size())); }
  /// To be called between the last `add` and the first `of`.
  void index() {
    std::int64_t last = 0;
    for (const auto& [id, place] : ids_) last = id < 0 || last < 0 ? -1 : std::max(last, id);
    const bool dense = last >= 0 && static_cast<std::size_t>(last) < 4 * ids_.size();
    if (dense) by_id_.assign(static_cast<std::size_t>(last) + 1, GraphHistory::none);
    for (const auto& [id, place] : ids_) {
      if (dense) by_id_[static_cast<std::size_t>(id)] = place;
      else sparse_.emplace(id, place);
    }
    ids_ = {};
  }
  /// GraphHistory::none for an id that is none.
  std::uint32_t of(std::int64_t id) const {
    if (id >= 0 && static_cast<std::size_t>(id) < by_id_.size()) return by_id_[static_cast<std::size_t>(id)];
    const auto found = sparse_.find(id);
    return found == sparse_.end() ? GraphHistory::none : found->second;
  }

 private:
  std::vector<std::pair<std::int64_t, std::uint32_t>> ids_;
  std::vector<std::uint32_t> by_id_;
  std::unordered_map<std::int64_t, std::uint32_t> sparse_;  // where ids leave wide gaps
};

/// Texts that come again and again, numbered.
class Numbered {
 public:
  /// A new one goes to `made_of` and what comes of it to `values`.
  template <class Value, class Make>
  std::uint32_t number(std::string_view text, std::vector<Value>& values, const Make& made_of) {
    if (const auto known = numbers_.find(text); known != numbers_.end()) return known->second;
    values.push_back(made_of(text));
    return numbers_.emplace(text, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

constexpr const char* tie_columns = "SELECT source, target, relation, status, confidence";

/// Reads edges as numbers, with the ends' places.
class TieReader {
 public:
  TieReader(const Places& nodes, std::vector<std::string>& relations, const std::string& file) : nodes_(nodes), relations_(relations), file_(file) {}

  /// `row` begins with tie_columns.
  GraphShape::Tie read(const Query& row) {
    GraphShape::Tie tie;
    tie.source = nodes_.of(row.integer(0)), tie.target = nodes_.of(row.integer(1));
    if (tie.source == GraphHistory::none || tie.target == GraphHistory::none) throw Error(file_ + ": is damaged: an edge without an end; 'citypact validate' says more");
    tie.relation = static_cast<std::uint16_t>(numbers_.number(row.view(2), relations_, [](std::string_view text) { return std::string(text); }));
    tie.status = status_of(row, 3);
    tie.confidence = static_cast<std::uint8_t>(per_cent(static_cast<float>(row.real(4))));
    return tie;
  }

 private:
  const Places& nodes_;
  std::vector<std::string>& relations_;
  const std::string& file_;
  Numbered numbers_;
};

class HistoryReader {
 public:
  explicit HistoryReader(Store::State& state) : state_(state), database_(state.database), file_(database_.path().string()) {}

  GraphHistory read() {
    documents();
    nodes();
    attributes();
    ties();
    return std::move(history_);
  }

 private:
  void documents() {
    const auto rows = database_.own_query("SELECT id, published FROM document");
    for (; rows->step(); documents_.add(rows->integer(0))) history_.published.push_back(date_of(*rows, 1));
    documents_.index();
  }

  void nodes() {
    RowsInOrder rows(database_, "SELECT id FROM node ORDER BY iri", "SELECT id, iri, type, subtype, time FROM node", 5);
    while (rows.next()) {
      const PackedRow row = rows.row();
      nodes_.add(row.integer(0));
      history_.nodes.push_back({row.text(1), row.text(2), row.text(3), date_of(row, 4)});
    }
    nodes_.index();
  }

  void attributes() {
    const auto rows = database_.own_query("SELECT node, document FROM attribute WHERE node IS NOT NULL");
    while (rows->step()) history_.attributes.push_back({nodes_.of(rows->integer(0)), documents_.of(rows->integer(1))});
  }

  void ties() {
    const auto edges = database_.own_query(std::string(tie_columns) + ", id, evidence, time FROM edge ORDER BY id");
    const auto said = database_.own_query("SELECT edge, document, confidence FROM statement INDEXED BY statement_edge WHERE edge IS NOT NULL ORDER BY edge");
    TieReader reader(nodes_, history_.relations, file_);
    Numbered dates;
    for (bool more = said->step(); edges->step();) {
      GraphHistory::Tie tie;
      static_cast<GraphShape::Tie&>(tie) = reader.read(*edges);
      const std::int64_t id = edges->integer(5);
      if (!edges->is_null(7)) tie.time = dates.number(edges->view(7), history_.dates, [&](std::string_view) { return date_of(*edges, 7).value_or(Date()); });
      tie.said_begin = static_cast<std::uint32_t>(history_.said.size());
      for (; more && said->integer(0) <= id; more = said->step()) {
        if (said->integer(0) == id) add_said(documents_.of(said->integer(1)), static_cast<float>(said->real(2)));
      }
      if (history_.said.size() - tie.said_begin != edges->number(6)) read_exactly(id, tie.said_begin);
      tie.said_end = static_cast<std::uint32_t>(history_.said.size());
      history_.ties.push_back(tie);
    }
  }

  void add_said(std::uint32_t document, float confidence) { history_.said.push_back({document, static_cast<std::uint8_t>(per_cent(confidence))}); }

  /// Of an edge that several statements prove at the same place, which counts once.
  void read_exactly(std::int64_t id, std::uint32_t begin) {
    const auto row = database_.own_query("SELECT " + std::string(EdgeReader::columns) + " FROM edge WHERE id = ?");
    row->with(id);
    if (!row->step()) return;
    history_.said.resize(begin);
    for (const EdgeEvidence& evidence : EdgeReader(state_).read(*row).evidence) {
      Query& document = database_.query("SELECT id FROM document WHERE name = ?").with(evidence.document);
      add_said(document.step() ? documents_.of(document.integer(0)) : GraphHistory::none, evidence.confidence);
      document.reset();
    }
  }

  Store::State& state_;
  Database& database_;
  std::string file_;
  GraphHistory history_;
  Places documents_, nodes_;
};

}  // namespace

GraphShape Store::shape() const {
  Database& database = state_->database;
  Snapshot snapshot(database);
  GraphShape shape;
  Places places;
  const auto nodes = database.own_query("SELECT id, iri FROM node ORDER BY iri");
  for (; nodes->step(); places.add(nodes->integer(0))) shape.nodes.push_back(nodes->text(1));
  places.index();
  const std::string file = database.path().string();
  TieReader reader(places, shape.relations, file);
  const auto edges = database.own_query(std::string(tie_columns) + " FROM edge");
  while (edges->step()) shape.ties.push_back(reader.read(*edges));
  return shape;
}

GraphHistory Store::history() const {
  Snapshot snapshot(state_->database);
  return HistoryReader(*state_).read();
}

}  // namespace citypact
