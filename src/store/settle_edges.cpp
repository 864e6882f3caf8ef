// Statements -> edges, by the law of core/graph_law.hpp: judged again where an end may have become another node.
#include <algorithm>

#include "citypact/core/graph_law.hpp"
#include "edge_number.hpp"
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
    for (Id edge : renamed_) name_around(edge);
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
  Id free_number(Id number);
  void name_around(Id changed);

  Work& work_;
  Database& database_;
  std::set<Id> renamed_;  // edges that came or went
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
  const Id number = edge_number(hash);
  Query& found = database_.query("SELECT id FROM edge WHERE id BETWEEN ?1 AND ?2 AND hash = ?3").with(number, number + most_of_one_number - 1, hash);
  const auto id = found.step() ? std::optional(found.integer(0)) : std::nullopt;
  found.reset();
  if (id) return id;
  const Id fresh = free_number(number);
  database_.query("INSERT INTO edge(id, hash, name, relation, source, target, status, time, role, role_text, instrument, topic, amount, share, deal, confidence, evidence) "
                  "VALUES(?, ?, '', ?, ?, ?, ?, ?, ?, '', '', '', '', '', '', 0, 0)")
      .with(fresh, hash, edge.relation, source, target, to_string(edge.status), date_text(edge.time), edge.role)
      .run();
  renamed_.insert(fresh);
  count(source, target, edge.relation, to_string(edge.status), 1);
  ++work_.changes.edges_added;
  return fresh;
}

Id Edges::free_number(Id number) {
  for (Id id = number; id < number + most_of_one_number; ++id) {
    Query& taken = database_.query("SELECT 1 FROM edge WHERE id = ?").with(id);
    const bool free = !taken.step();
    taken.reset();
    if (free) return id;
  }
  throw Error(database_.path().string() + ": more edges of one number than a store takes");
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
  Query& row = database_.query("DELETE FROM edge WHERE id = ? RETURNING relation, source, target, status, evidence").with(id);
  if (!row.step()) return row.reset();
  const Id source = row.integer(1), target = row.integer(2);
  renamed_.insert(id);
  count(source, target, row.text(0), row.view(3), -1);
  work_.counters.add("evidence", "", "", -row.integer(4));
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

/// Short names of an edge that came and of its neighbours, or of those between which one went.
void Edges::name_around(Id changed) {
  struct Named {
    Id id = 0;
    std::string hash, name;
  };
  std::vector<Named> run;  // two before, the edge where it is still there, two behind
  const auto read = [&](const char* sql) {
    const std::size_t before = run.size();
    Query& rows = database_.query(sql).with(changed);
    while (rows.step()) run.push_back({rows.integer(0), rows.text(1), rows.text(2)});
    rows.reset();
    return run.size() - before;
  };
  const bool more_before = read("SELECT id, hash, name FROM edge WHERE id < ? ORDER BY id DESC LIMIT 2") == 2;
  std::ranges::reverse(run);
  const bool more_behind = read("SELECT id, hash, name FROM edge WHERE id >= ? ORDER BY id LIMIT 3") == 3;
  for (std::size_t i = more_before ? 1 : 0; i + (more_behind ? 1 : 0) < run.size(); ++i) {
    const Named& edge = run[i];
    const std::string_view before = i > 0 ? std::string_view(run[i - 1].hash) : "", behind = i + 1 < run.size() ? std::string_view(run[i + 1].hash) : "";
    const auto name = edge.hash.substr(0, law::short_id_length(edge.hash, before, behind));
    if (name != edge.name) database_.query("UPDATE edge SET name = ? WHERE id = ?").with(name, edge.id).run();
  }
}

}  // namespace

void settle_edges(Work& work) { Edges(work).settle(); }

}  // namespace citypact::store
