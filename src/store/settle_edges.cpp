// Statements -> edges, by the law of core/graph_law.hpp: judged again where an end may have become another node.
#include <algorithm>

#include "citypact/core/graph_law.hpp"
#include "rows.hpp"
#include "settle.hpp"

namespace citypact::store {

namespace {

/// The node that a mention stands for, as far as statements need it.
struct End {
  std::uint32_t appearance = 0;
  Id id = 0;  // 0: none
  Node node;
};

class Edges {
 public:
  explicit Edges(Work& work) : work_(work), database_(work.database) {}

  void settle() {
    for (const auto& [id, stale] : work_.touched.documents) judge(id, stale);
    for (Id edge : work_.touched.edges) write(edge);
    for (Id node : work_.touched.dated_nodes) date(node);
    for (const auto& [node, change] : work_.degrees)
      if (change != 0) database_.query("UPDATE node SET degree = degree + ? WHERE id = ?").with(change, node).run();
    name_edges();
  }

 private:
  using Ends = std::map<std::uint32_t, End>;
  Ends ends_of(Id document);
  void judge(Id document, const StaleDocument& stale);
  void judge_statements(Id document, const StaleDocument& stale, const Ends& ends);
  void judge_attributes(Id document, const StaleDocument& stale, const Ends& ends);
  std::optional<Id> edge_of(StatementRow& statement, const Ends& ends, const std::string* report_under);
  void write(Id edge);
  void drop(Id edge);
  void count(Id source, Id target, const std::string& relation, std::string_view status, int change);
  void date(Id node);
  void name_edges();
  void name(const std::string& hash);

  Work& work_;
  Database& database_;
  std::set<std::string> renamed_;  // hashes of edges that came or went
};

Edges::Ends Edges::ends_of(Id document) {
  Ends ends;
  Query& row = database_.query(
      "SELECT m.number, m.appearance, n.id, n.iri, n.type, n.subtype FROM mention m JOIN appearance a ON a.document = m.document AND a.first = m.appearance "
      "JOIN class c ON c.id = a.class JOIN entity e ON e.id = c.entity LEFT JOIN node n ON n.id = e.node WHERE m.document = ?");
  row.bind(1, document);
  while (row.step()) {
    End& end = ends[row.number(0)];
    end.appearance = row.number(1), end.id = row.integer(2);
    end.node.iri = row.text(3), end.node.type = row.text(4), end.node.subtype = row.text(5);
  }
  row.reset();
  return ends;
}

void Edges::judge(Id document, const StaleDocument& stale) {
  const Ends ends = ends_of(document);
  judge_statements(document, stale, ends);
  judge_attributes(document, stale, ends);
}

void Edges::judge_statements(Id document, const StaleDocument& stale, const Ends& ends) {
  std::vector<StatementRow> statements = statements_in(database_, document);
  if (statements.empty()) return;
  std::string name;
  if (stale.whole) {
    Query& row = database_.query("SELECT name FROM document WHERE id = ?").with(document);
    if (row.step()) name = row.text(0);
    row.reset();
  }
  const auto concerns = [&](std::uint32_t mention) {
    const auto end = ends.find(mention);
    return end != ends.end() && stale.appearances.contains(end->second.appearance);
  };
  for (StatementRow& statement : statements) {
    if (!stale.whole && !concerns(statement.subject) && !concerns(statement.object) && !(statement.speaker && concerns(*statement.speaker))) continue;
    const auto edge = edge_of(statement, ends, stale.whole ? &name : nullptr);
    if (statement.edge) work_.touched.edges.insert(*statement.edge);
    if (edge) work_.touched.edges.insert(*edge);
    if (edge != statement.edge) database_.query("UPDATE statement SET edge = ? WHERE id = ?").with(edge, statement.id).run();
  }
}

/// The edge that a statement belongs to, made where there is none yet; nothing where it is refused.
std::optional<Id> Edges::edge_of(StatementRow& statement, const Ends& ends, const std::string* report_under) {
  const auto subject = ends.find(statement.subject), object = ends.find(statement.object);
  if (subject == ends.end() || object == ends.end()) return std::nullopt;
  const End &from = subject->second, &to = object->second;
  if (from.id == 0 || to.id == 0) return std::nullopt;  // a person said that it is no thing
  Edge& edge = statement.edge_value;
  edge.source = from.node.iri, edge.target = to.node.iri;
  if (const auto reason = law::refuse(edge, &from.node, &to.node, work_.ontology)) {
    if (report_under) work_.diagnostics.warning(*report_under, *reason + "; not taken into the graph");
    return std::nullopt;
  }
  const bool turned = edge.source != from.node.iri;
  const Id source = turned ? to.id : from.id, target = turned ? from.id : to.id;
  const std::string hash = law::edge_hash(edge);
  Query& found = database_.query("SELECT id FROM edge WHERE hash = ?").with(hash);
  const auto id = found.step() ? std::optional(found.integer(0)) : std::nullopt;
  found.reset();
  if (id) return id;
  database_.query("INSERT INTO edge(hash, name, relation, source, target, status, time, role, role_text, instrument, topic, amount, share, deal, confidence, evidence) "
                  "VALUES(?, '', ?, ?, ?, ?, ?, ?, '', '', '', '', '', '', 0, 0)")
      .with(hash, edge.relation, source, target, to_string(edge.status), date_text(edge.time), edge.role)
      .run();
  const Id fresh = database_.last_id();
  renamed_.insert(hash);
  count(source, target, edge.relation, to_string(edge.status), 1);
  ++work_.changes.edges_added;
  return fresh;
}

void Edges::judge_attributes(Id document, const StaleDocument& stale, const Ends& ends) {
  std::vector<std::tuple<Id, std::uint32_t, std::optional<Id>>> attributes;
  Query& rows = database_.query("SELECT id, mention, node FROM attribute WHERE document = ?").with(document);
  while (rows.step()) attributes.emplace_back(rows.integer(0), rows.number(1), rows.optional_integer(2));
  rows.reset();
  for (const auto& [id, mention, before] : attributes) {
    const auto end = ends.find(mention);
    if (end == ends.end() || (!stale.whole && !stale.appearances.contains(end->second.appearance))) continue;
    const auto now = end->second.id != 0 ? std::optional(end->second.id) : std::nullopt;
    if (now != before) database_.query("UPDATE attribute SET node = ? WHERE id = ?").with(now, id).run();
  }
}

void Edges::count(Id source, Id target, const std::string& relation, std::string_view status, int change) {
  work_.degrees[source] += change, work_.degrees[target] += change;
  work_.counters.add("edge", relation, std::string(status), change);
}

/// Merges the statements of an edge; an edge without any goes.
void Edges::write(Id id) {
  std::vector<Edge> statements;
  for (StatementRow& row : statements_of(database_, id)) statements.push_back(std::move(row.edge_value));
  if (statements.empty()) return drop(id);
  const Edge edge = law::merge(std::move(statements));
  Query& before = database_.query("SELECT source, target, evidence FROM edge WHERE id = ?").with(id);
  before.step();
  const Id source = before.integer(0), target = before.integer(1);
  const auto evidence = static_cast<std::int64_t>(edge.evidence.size());
  work_.counters.add("evidence", "", "", evidence - before.integer(2));
  before.reset();
  database_.query("UPDATE edge SET role_text = ?, instrument = ?, topic = ?, amount = ?, share = ?, deal = ?, confidence = ?, evidence = ? WHERE id = ?")
      .with(edge.role_text, edge.instrument, edge.topic, edge.amount, edge.share, edge.deal, static_cast<double>(edge.confidence), evidence, id)
      .run();
  work_.touched.dated_nodes.insert(source), work_.touched.dated_nodes.insert(target);
}

void Edges::drop(Id id) {
  Query& row = database_.query("DELETE FROM edge WHERE id = ? RETURNING hash, relation, source, target, status, evidence").with(id);
  if (!row.step()) return row.reset();
  const Id source = row.integer(2), target = row.integer(3);
  renamed_.insert(row.text(0));
  count(source, target, row.text(1), row.view(4), -1);
  work_.counters.add("evidence", "", "", -row.integer(5));
  row.run();
  work_.touched.dated_nodes.insert(source), work_.touched.dated_nodes.insert(target);
  ++work_.changes.edges_removed;
}

/// When an agreement was signed or an event took place, from its edges.
void Edges::date(Id id) {
  Query& node = database_.query("SELECT type, time FROM node WHERE id = ?").with(id);
  if (!node.step()) return node.reset();
  const std::string type = node.text(0);
  const auto before = date_of(node, 1);
  node.reset();
  law::NodeDater dater;
  const bool dated = work_.ontology.is_a(type, "Agreement") || work_.ontology.is_a(type, "Event");
  if (!dated && !before) return;
  Query& rows = database_.query(
      "SELECT relation, status, time, evidence FROM edge WHERE source = ?1 UNION ALL SELECT relation, status, time, evidence FROM edge WHERE target = ?1");
  rows.bind(1, id);
  while (rows.step()) {
    if (law::NodeDater::dates(work_.ontology, rows.view(0), type)) dater.count(status_of(rows, 1), date_of(rows, 2), static_cast<std::size_t>(rows.integer(3)));
  }
  rows.reset();
  const auto now = dater.best();
  if (now == before) return;
  const auto year = [](const std::optional<Date>& date) { return date && date->begin ? std::to_string(date->begin->year) : std::string(); };
  if (const auto y = year(before); !y.empty()) work_.counters.add("dated", type, y, -1);
  if (const auto y = year(now); !y.empty()) work_.counters.add("dated", type, y, 1);
  database_.query("UPDATE node SET time = ? WHERE id = ?").with(date_text(now), id).run();
}

/// Short names of the edges that came, and of their neighbours and those of edges that went.
void Edges::name_edges() {
  std::set<std::string> concerned;
  for (const std::string& hash : renamed_) {
    concerned.insert(hash);
    for (const char* sql : {"SELECT hash FROM edge WHERE hash < ? ORDER BY hash DESC LIMIT 1", "SELECT hash FROM edge WHERE hash > ? ORDER BY hash LIMIT 1"}) {
      Query& row = database_.query(sql).with(hash);
      if (row.step()) concerned.insert(row.text(0));
      row.reset();
    }
  }
  for (const std::string& hash : concerned) name(hash);
}

void Edges::name(const std::string& hash) {
  const auto neighbour = [&](const char* sql) {
    Query& row = database_.query(sql).with(hash);
    std::string found = row.step() ? row.text(0) : "";
    row.reset();
    return found;
  };
  const std::string before = neighbour("SELECT hash FROM edge WHERE hash < ? ORDER BY hash DESC LIMIT 1");
  const std::string behind = neighbour("SELECT hash FROM edge WHERE hash > ? ORDER BY hash LIMIT 1");
  const auto name = hash.substr(0, law::short_id_length(hash, before, behind));
  database_.query("UPDATE edge SET name = ?1 WHERE hash = ?2 AND name <> ?1").with(name, hash).run();
}

}  // namespace

void settle_edges(Work& work) { Edges(work).settle(); }

}  // namespace citypact::store
