#include "reading.hpp"

#include <algorithm>
#include <limits>

#include "citypact/core/graph_builder.hpp"
#include "citypact/core/graph_law.hpp"

namespace citypact::store {

namespace {

/// Columns of table statement that its index by edges holds, so that only the index is read.
constexpr const char* evidence_of_edges =
    "SELECT edge, document, begin, end, trigger_begin, trigger_end, also, rule, confidence, speaker FROM statement INDEXED BY statement_edge WHERE edge ";

void assign_row(const Query& row, const std::string& base, Edge& edge) {
  edge.iri = edge_iri(base, row.view(1)), edge.id = row.view(2), edge.relation = row.view(3);
  edge.status = status_of(row, 6), edge.time = date_of(row, 7);
  edge.role = row.view(8), edge.role_text = row.view(9), edge.instrument = row.view(10), edge.topic = row.view(11);
  edge.amount = row.view(12), edge.share = row.view(13), edge.deal = row.view(14);
  edge.confidence = static_cast<float>(row.real(15));
}

/// The IRI of the node that a mention stands for.
std::string node_of_mention(Database& database, std::int64_t document, std::uint32_t mention) {
  Query& row = database.query("SELECT n.iri FROM mention m JOIN appearance a ON a.document = m.document AND a.first = m.appearance "
                              "JOIN class c ON c.id = a.class JOIN entity e ON e.id = c.entity JOIN node n ON n.id = e.node WHERE m.document = ? AND m.number = ?");
  row.with(document, mention);
  std::string iri = row.step() ? row.text(0) : "";
  row.reset();
  return iri;
}

/// All but texts and the document's id.
void assign_evidence(Database& database, const Query& row, EdgeEvidence& evidence) {
  evidence.begin = row.number(2), evidence.end = row.number(3);
  evidence.trigger_begin = row.number(4), evidence.trigger_end = row.number(5);
  evidence.also.clear();
  for (Span span : unpack_spans(row.view(6))) evidence.also.push_back({span.begin, span.end, {}});
  evidence.rule = row.view(7);
  evidence.confidence = static_cast<float>(row.real(8));
  evidence.speaker.clear();
  if (!row.is_null(9)) evidence.speaker = node_of_mention(database, row.integer(1), row.number(9));
}

[[noreturn]] void fail_without_evidence(const Store::State& state) {
  throw Error(state.database.path().string() + ": an edge without evidence; 'citypact validate' says more");
}

std::string text_of(Database& database, const char* sql, std::int64_t id) {
  Query& row = database.query(sql).with(id);
  std::string text = row.step() ? row.text(0) : "";
  row.reset();
  return text;
}

}  // namespace

KeyedTexts::KeyedTexts(Query& rows, std::string prefix, std::int64_t greatest, const std::string& file) : prefix_(std::move(prefix)) {
  while (rows.step()) {
    const std::int64_t id = rows.integer(0);
    if (id < 0 || id > greatest) throw Error(file + ": a row has the id " + std::to_string(id) + ", which citypact never gives; build the store again from its documents");
    if (!ids_.empty() && id <= ids_.back()) throw Error(file + ": is damaged: rows in no order; 'citypact validate' says more");
    std::string_view text = rows.view(1);
    if (!text.starts_with(prefix_)) throw Error(file + ": a node whose IRI does not begin with " + prefix_ + "; 'citypact validate' says more");
    if (texts_.size() + text.size() > std::numeric_limits<std::uint32_t>::max()) throw Error(file + ": has more names than a walk over everything can hold (4 GB)");
    ids_.push_back(id);
    begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
    texts_ += text.substr(prefix_.size());
  }
  begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
  index_by_id();
}

void KeyedTexts::index_by_id() {
  constexpr std::size_t most_gaps = 3;  // from there on four bytes for every id are more than twelve for every text
  if (ids_.empty() || static_cast<std::size_t>(ids_.back()) / most_gaps >= ids_.size()) return;
  std::vector<std::uint32_t> begins(static_cast<std::size_t>(ids_.back()) + 2, begins_.back());
  std::size_t at = 0;
  for (std::size_t id = 0; at < ids_.size(); ++id) {
    begins[id] = begins_[at];
    if (static_cast<std::int64_t>(id) == ids_[at]) ++at;
  }
  begins_ = std::move(begins);
  ids_ = {};
}

std::size_t KeyedTexts::place_of(std::int64_t id) const {
  const std::size_t none = begins_.size() - 1;
  if (ids_.empty()) return id < 0 ? none : std::min(static_cast<std::size_t>(id), none);
  const auto found = std::ranges::lower_bound(ids_, id);
  return found != ids_.end() && *found == id ? static_cast<std::size_t>(found - ids_.begin()) : none;
}

void KeyedTexts::assign(std::int64_t id, std::string& into) const {
  into.clear();
  const std::size_t place = place_of(id);
  if (place + 1 < begins_.size() && begins_[place] < begins_[place + 1]) into.append(prefix_).append(texts_, begins_[place], begins_[place + 1] - begins_[place]);
}

void KeyedTexts::prefetch(std::int64_t id) const {
  if (ids_.empty()) __builtin_prefetch(texts_.data() + begins_[place_of(id)]);
}

std::string EdgeReader::iri_of(std::int64_t node) { return text_of(state_.database, "SELECT iri FROM node WHERE id = ?", node); }

Edge EdgeReader::read(const Query& row) {
  Database& database = state_.database;
  Edge edge;
  assign_row(row, state_.base, edge);
  edge.source = iri_of(row.integer(4)), edge.target = iri_of(row.integer(5));
  static const std::string sql = std::string(evidence_of_edges) + "= ?";
  Query& rows = database.query(sql).bind(1, row.integer(0));
  std::vector<std::int64_t> documents;
  while (rows.step()) {
    documents.push_back(rows.integer(1));
    assign_evidence(database, rows, edge.evidence.emplace_back());
  }
  rows.reset();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    passages_.fill(documents[i], edge.evidence[i]);
    edge.evidence[i].document = text_of(database, "SELECT name FROM document WHERE id = ?", documents[i]);
  }
  if (edge.evidence.empty()) fail_without_evidence(state_);
  law::put_in_order(edge.evidence);
  return edge;
}

EdgeWalk::EdgeWalk(Store::State& state)
    : state_(state),
      nodes_(*state.database.own_query("SELECT id, iri FROM node ORDER BY id"), state.base + "/id/", std::numeric_limits<std::int64_t>::max(), state.database.path().string()),
      documents_(*state.database.own_query("SELECT id, name FROM document ORDER BY id"), "", greatest_document, state.database.path().string()),
      edges_(state.database.own_query("SELECT " + std::string(EdgeReader::columns) + " FROM edge ORDER BY id")),
      evidence_(state.database.own_query(std::string(evidence_of_edges) + "IS NOT NULL ORDER BY edge")),
      more_edges_(edges_->step()),
      more_evidence_(evidence_->step()),
      passages_(state.database) {}

const Edge* EdgeWalk::next() {
  if (at_ == end_) read_block();
  return at_ < end_ ? &block_[at_++] : nullptr;
}

void EdgeWalk::read_block() {
  constexpr std::size_t most = 2048;  // edges, and pieces of evidence but for those of the last edge; 16384 are no faster
  at_ = end_ = 0;
  ends_.clear(), places_.clear();
  while (end_ < most && places_.size() < most && more_edges_) {
    if (block_.size() == end_) block_.emplace_back();
    assign_row(*edges_, state_.base, block_[end_]);
    ends_.push_back({edges_->integer(4), edges_->integer(5)});
    read_evidence_of(edges_->integer(0), static_cast<std::uint32_t>(end_++));
    more_edges_ = edges_->step();
  }
  name_ends();
  fill_texts();
}

void EdgeWalk::name_ends() {
  constexpr std::size_t ahead = 8;
  for (std::size_t i = 0; i < end_; ++i) {
    if (i + ahead < end_) nodes_.prefetch(ends_[i + ahead].source), nodes_.prefetch(ends_[i + ahead].target);
    nodes_.assign(ends_[i].source, block_[i].source);
    nodes_.assign(ends_[i].target, block_[i].target);
  }
}

void EdgeWalk::fill_texts() {
  std::ranges::sort(places_);
  for (const Place& place : places_) {
    EdgeEvidence& evidence = block_[place.edge].evidence[place.evidence];
    documents_.assign(document_of(place.text), evidence.document);
    passages_.fill(document_of(place.text), evidence);
  }
  for (std::size_t i = 0; i < end_; ++i) law::put_in_order(block_[i].evidence);
}

void EdgeWalk::read_evidence_of(std::int64_t id, std::uint32_t at) {
  std::vector<EdgeEvidence>& evidence = block_[at].evidence;
  std::uint32_t count = 0;
  for (; more_evidence_ && evidence_->integer(0) <= id; more_evidence_ = evidence_->step()) {
    if (evidence_->integer(0) < id) continue;  // of no edge: a store that was meddled with
    if (evidence.size() == count) evidence.emplace_back();
    assign_evidence(state_.database, *evidence_, evidence[count]);
    places_.push_back({text_id(evidence_->integer(1), evidence[count].begin), at, count});
    ++count;
  }
  if (count == 0) fail_without_evidence(state_);
  evidence.resize(count);
}

std::vector<NodeAttribute> attributes_of(Store::State& state, std::int64_t node) {
  static const std::string sql =
      "SELECT t.property, t.value, t.unit, t.bound, t.time, t.begin, t.end, t.trigger_begin, t.trigger_end, t.also, t.rule, t.confidence, d.name, p.iri, t.document "
      "FROM attribute t JOIN document d ON d.id = t.document "
      "LEFT JOIN mention m ON t.speaker IS NOT NULL AND m.document = t.document AND m.number = t.speaker "
      "LEFT JOIN appearance a ON a.document = m.document AND a.first = m.appearance LEFT JOIN class c ON c.id = a.class "
      "LEFT JOIN entity e ON e.id = c.entity LEFT JOIN node p ON p.id = e.node WHERE t.node = ?";
  std::vector<NodeAttribute> attributes;
  std::vector<std::int64_t> documents;
  Query& row = state.database.query(sql).bind(1, node);
  while (row.step()) {
    NodeAttribute a{row.text(0), row.text(1), row.text(2), parse_bound(row.view(3)).value_or(Bound::eq), date_of(row, 4), row.text(13), read_evidence(row, 5)};
    a.evidence.document = row.text(12), a.evidence.speaker = a.speaker;
    attributes.push_back(std::move(a));
    documents.push_back(row.integer(14));
  }
  row.reset();
  Passages passages(state.database);
  for (std::size_t i = 0; i < attributes.size(); ++i) passages.fill(documents[i], attributes[i].evidence);
  law::put_in_order(attributes);
  return attributes;
}

void resolve_mentions(Store::State& state, std::int64_t document, Extraction& extraction) {
  Query& row = state.database.query(
      "SELECT m.number, n.iri, n.qid FROM mention m JOIN appearance a ON a.document = m.document AND a.first = m.appearance "
      "JOIN class c ON c.id = a.class JOIN entity e ON e.id = c.entity JOIN node n ON n.id = e.node WHERE m.document = ?");
  row.bind(1, document);
  while (row.step()) {
    Mention& mention = extraction.mentions.at(row.number(0));
    mention.iri = row.text(1), mention.qid = row.text(2);
  }
  row.reset();
  const auto gone = [&](std::uint32_t mention) { return extraction.mentions.at(mention).iri.empty(); };
  std::erase_if(extraction.relations, [&](const Relation& relation) { return gone(relation.subject) || gone(relation.object); });
  std::erase_if(extraction.attributes, [&](const Attribute& attribute) { return gone(attribute.mention); });
}

}  // namespace citypact::store
