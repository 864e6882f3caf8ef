// Look-ups of GraphSource by the indexes of the store.
#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "citypact/core/graph_builder.hpp"
#include "edge_number.hpp"
#include "reading.hpp"

namespace citypact {

using namespace store;

namespace {

/// The least text that is greater than every text with this begin; empty when there is none.
std::string behind_all_with(std::string prefix) {
  while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xFF) prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
  return prefix;
}

std::vector<Node> read_nodes(Store::State& state, Query& rows) {
  std::vector<Node> nodes;
  std::vector<std::int64_t> ids;
  while (rows.step()) {
    nodes.push_back(read_node(rows));
    ids.push_back(rows.integer(0));
  }
  rows.reset();
  for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i].attributes = attributes_of(state, ids[i]);
  return nodes;
}

std::string select_nodes(const char* rest) { return "SELECT " + std::string(node_columns) + " FROM node " + rest; }

/// Edges at one node in one direction, in the order of listed_before but for the direction.
class Walk {
 public:
  Walk(Store::State& state, std::int64_t node, bool outgoing)
      : rows_(state.database.own_query("SELECT " + std::string(EdgeReader::columns) + " FROM edge WHERE " + (outgoing ? "source" : "target") +
                                       " = ? ORDER BY relation, time DESC, id")) {
    rows_->bind(1, node);
    next();
  }
  bool more() const { return more_; }
  std::string_view relation() const { return rows_->view(3); }
  const Query& row() const { return *rows_; }
  void next() { more_ = rows_->step(); }

 private:
  std::shared_ptr<Query> rows_;
  bool more_ = false;
};

bool passes(const Query& row, const EdgeFilter& filter) {
  const auto wanted = [](const auto& allowed, const auto& value) { return allowed.empty() || std::ranges::find(allowed, value) != allowed.end(); };
  return wanted(filter.relations, row.view(3)) && wanted(filter.statuses, status_of(row, 6)) && per_cent(static_cast<float>(row.real(15))) >= filter.min_confidence;
}

/// Letters in groups of three, as FTS5's trigram tokenizer has them.
std::vector<std::string> grams_of(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) starts.push_back(at);
  starts.push_back(text.size());
  std::vector<std::string> grams;
  for (std::size_t i = 0; i + 3 < starts.size(); ++i) grams.emplace_back(text.substr(starts[i], starts[i + 3] - starts[i]));
  std::ranges::sort(grams);
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

using Ids = std::vector<std::int64_t>;

Ids nodes_with_word(Database& database, const std::string& begin) {
  Ids ids;
  Query& rows = database.query("SELECT node FROM name_key WHERE kind = 'word' AND key >= ? AND key < ?").with(begin, behind_all_with(begin));
  while (rows.step()) ids.push_back(rows.integer(0));
  rows.reset();
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

Ids nodes_with_words(Database& database, std::string_view words) {
  std::optional<Ids> all;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) {
      Ids here = nodes_with_word(database, std::string(words.substr(at, end - at))), both;
      if (all) std::ranges::set_intersection(*all, here, std::back_inserter(both));
      all = all ? std::move(both) : std::move(here);
    }
    at = end + 1;
  }
  return all.value_or(Ids());
}

Ids nodes_with_key(Database& database, const char* kind, std::string_view key) {
  Ids ids;
  Query& rows = database.query("SELECT node FROM name_key WHERE kind = ? AND key = ?").with(kind, key);
  while (rows.step()) ids.push_back(rows.integer(0));
  rows.reset();
  return ids;
}

struct Ranked {
  double rank = 0;  // higher first
  std::string iri;
};

std::vector<std::string> best(std::vector<Ranked> found, std::size_t limit) {
  std::ranges::sort(found, [](const Ranked& a, const Ranked& b) { return a.rank != b.rank ? a.rank > b.rank : a.iri < b.iri; });
  if (found.size() > limit) found.resize(limit);
  std::vector<std::string> iris;
  for (Ranked& one : found) iris.push_back(std::move(one.iri));
  return iris;
}

std::vector<std::string> most_linked_of(Database& database, const Ids& ids, std::size_t limit) {
  std::vector<Ranked> found;
  for (std::int64_t id : ids) {
    Query& row = database.query("SELECT degree, iri FROM node WHERE id = ?").with(id);
    if (row.step()) found.push_back({row.real(0), row.text(1)});
    row.reset();
  }
  return best(std::move(found), limit);
}

struct Sharer {
  std::uint32_t count = 0;  // groups of three letters in common
  std::int64_t name = 0;
};

/// Rows of table name that share groups of three letters with `wanted`; those that share most come first.
std::vector<Sharer> sharers_of(Database& database, const std::vector<std::string>& wanted) {
  Ids names;
  for (const std::string& gram : wanted) {
    std::string quoted = "\"";
    for (char c : gram) quoted += c == '"' ? "\"\"" : std::string(1, c);
    Query& rows = database.query("SELECT rowid FROM grams WHERE grams MATCH ?").with(quoted + "\"");
    while (rows.step()) names.push_back(rows.integer(0));
    rows.reset();
  }
  std::ranges::sort(names);
  std::vector<Sharer> sharers;
  for (std::size_t at = 0, end = 0; at < names.size(); at = end) {
    while (end < names.size() && names[end] == names[at]) ++end;
    sharers.push_back({static_cast<std::uint32_t>(end - at), names[at]});
  }
  std::ranges::sort(sharers, [](const Sharer& a, const Sharer& b) { return a.count != b.count ? a.count > b.count : a.name < b.name; });
  return sharers;
}

/// The `limit`th greatest rank, 0 where there are fewer.
double rank_at(const std::map<std::int64_t, double>& nodes, std::size_t limit) {
  if (limit == 0 || nodes.size() < limit) return 0;
  std::vector<double> ranks;
  for (const auto& [node, rank] : nodes) ranks.push_back(rank);
  std::ranges::nth_element(ranks, ranks.begin() + static_cast<std::ptrdiff_t>(limit) - 1, std::greater());
  return ranks[limit - 1];
}

/// Names by the share of groups of three letters that they have in common with `text` (Dice). Those that share as many are looked at
/// together, and no more of them once none that shares fewer could come among the best.
std::vector<std::string> most_alike(Database& database, std::string_view text, std::size_t limit) {
  const auto wanted = grams_of(text);
  const auto sharers = sharers_of(database, wanted);
  std::map<std::int64_t, double> nodes;
  std::uint32_t looked_at = 0;
  for (const auto& [count, name] : sharers) {
    if (count * 2 < sharers.front().count) break;  // cannot come near
    const double highest = 2.0 * count / static_cast<double>(wanted.size() + count);
    if (std::exchange(looked_at, count) != count && rank_at(nodes, limit) > highest) break;
    Query& row = database.query("SELECT node, folded FROM name WHERE id = ?").with(name);
    if (row.step()) {
      double& rank = nodes[row.integer(0)];
      rank = std::max(rank, 2.0 * count / static_cast<double>(wanted.size() + grams_of(row.view(1)).size()));
    }
    row.reset();
  }
  const double least = rank_at(nodes, limit);
  std::vector<Ranked> found;
  for (const auto& [id, rank] : nodes) {
    if (rank < least) continue;
    Query& row = database.query("SELECT iri FROM node WHERE id = ?").with(id);
    if (row.step()) found.push_back({rank, row.text(0)});
    row.reset();
  }
  return best(std::move(found), limit);
}

std::int64_t counted(Database& database, const char* kind) {
  Query& row = database.query("SELECT total(count) FROM counter WHERE kind = ?").with(kind);
  row.step();
  const auto count = row.integer(0);
  row.reset();
  return count;
}

}  // namespace

std::size_t Store::node_count() const { return static_cast<std::size_t>(counted(state_->database, "node")); }
std::size_t Store::edge_count() const { return static_cast<std::size_t>(counted(state_->database, "edge")); }

std::optional<Node> Store::find_node(std::string_view iri) const {
  Snapshot snapshot(state_->database);
  auto found = read_nodes(*state_, state_->database.query(select_nodes("WHERE iri = ?")).with(iri));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Node> Store::find_replacing(std::string_view iri) const {
  if (iri.find("/id/") == std::string_view::npos) return {};
  Query& rows = state_->database.query(select_nodes("WHERE id IN (SELECT node FROM node_part WHERE part = ?) ORDER BY iri"));
  return read_nodes(*state_, rows.with(last_part(iri)));
}

std::vector<Node> Store::find_nodes_by_qid(std::string_view qid) const {
  if (qid.empty()) return {};
  Snapshot snapshot(state_->database);
  return read_nodes(*state_, state_->database.query(select_nodes("WHERE qid = ? AND qid <> '' ORDER BY iri")).with(qid));
}

std::vector<Edge> Store::find_edges(std::string_view name, std::size_t limit) const {
  const std::string prefix = edge_iri(state_->base, "");
  if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  std::vector<Edge> found;
  if (name.empty()) return found;
  Snapshot snapshot(state_->database);
  EdgeReader reader(*state_);
  const auto rows = state_->database.own_query("SELECT " + std::string(EdgeReader::columns) + " FROM edge WHERE id BETWEEN ? AND ? ORDER BY id");
  const auto [least, greatest] = edge_numbers(name);
  rows->with(least, least > greatest ? greatest : greatest + most_of_one_number - 1);
  while (found.size() < limit && rows->step()) {
    if (rows->view(1).starts_with(name)) found.push_back(reader.read(*rows));
  }
  return found;
}

void Store::for_each_edge_of(std::string_view node, const EdgeFilter& filter, const std::function<bool(const Edge&)>& visit) const {
  Snapshot snapshot(state_->database);
  Query& row = state_->database.query("SELECT id FROM node WHERE iri = ?").with(node);
  const auto id = row.step() ? std::optional(row.integer(0)) : std::nullopt;
  row.reset();
  if (!id) return;
  EdgeReader reader(*state_);
  std::optional<Walk> out, in;
  if (filter.direction != Direction::incoming) out.emplace(*state_, *id, true);
  if (filter.direction != Direction::outgoing) in.emplace(*state_, *id, false);
  while ((out && out->more()) || (in && in->more())) {
    const bool outgoing = out && out->more() && (!in || !in->more() || out->relation() <= in->relation());
    Walk& walk = outgoing ? *out : *in;
    if (passes(walk.row(), filter) && !visit(reader.read(walk.row()))) return;
    walk.next();
  }
}

std::optional<std::vector<std::string>> Store::find_names(NameKey kind, std::string_view key, std::size_t limit) const {
  Database& database = state_->database;
  Snapshot snapshot(database);
  switch (kind) {
    case NameKey::folded: return most_linked_of(database, nodes_with_key(database, "folded", key), limit);
    case NameKey::sound: return most_linked_of(database, nodes_with_key(database, "sound", key), limit);
    case NameKey::words: return most_linked_of(database, nodes_with_words(database, key), limit);
    case NameKey::similar: return most_alike(database, key, limit);
  }
  return std::nullopt;
}

std::map<std::string, std::size_t> Store::document_languages() const {
  std::map<std::string, std::size_t> counts;
  Query& rows = state_->database.query("SELECT name, count FROM counter WHERE kind = 'language'");
  while (rows.step()) counts[rows.text(0)] = static_cast<std::size_t>(rows.integer(1));
  rows.reset();
  return counts;
}

GraphSummary Store::summary() const {
  GraphSummary summary;
  Query& rows = state_->database.query("SELECT kind, name, detail, count FROM counter");
  while (rows.step()) {
    const auto kind = rows.view(0);
    const auto count = static_cast<std::size_t>(rows.integer(3));
    if (kind == "language") summary.documents += count;
    if (kind == "evidence") summary.evidence += count;
    if (kind == "node") summary.nodes += count, summary.types[rows.text(1)] += count;
    if (kind == "edge") summary.edges += count, summary.relations[rows.text(1)][status_of(rows, 2)] += count;
    if (kind == "dated") summary.dated_nodes[rows.text(1)][std::stoi(rows.text(2))] += count;
  }
  rows.reset();
  return summary;
}

std::vector<Node> Store::most_linked(std::string_view type, std::size_t limit) const {
  Snapshot snapshot(state_->database);
  Query& rows = state_->database.query(
      select_nodes("WHERE id IN (SELECT id FROM (SELECT id FROM node WHERE type = ?1 ORDER BY degree DESC, iri LIMIT ?2) UNION "
                   "SELECT id FROM (SELECT id FROM node WHERE subtype = ?1 AND subtype <> '' ORDER BY degree DESC, iri LIMIT ?2)) ORDER BY degree DESC, iri LIMIT ?2"));
  return read_nodes(*state_, rows.with(type, static_cast<std::int64_t>(std::min<std::size_t>(limit, 1u << 30))));
}

}  // namespace citypact
