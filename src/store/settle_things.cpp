// Blocks -> classes -> entities -> nodes: what a transaction touched is resolved again, and nothing else.
#include <algorithm>

#include "settle.hpp"

namespace citypact::store {

namespace {

struct ClassRow {
  Id id = 0;
  std::string placed;
  std::optional<Id> entity;
};

struct Classes {
  std::vector<ClassRow> rows;
  std::vector<AppearanceClass> values;
};

/// Runs a query over columns id, value, count, placed, entity.
Classes read_classes(Query& query) {
  Classes classes;
  while (query.step()) {
    classes.rows.push_back({query.integer(0), query.text(3), query.optional_integer(4)});
    classes.values.push_back({query.text(1), query.number(2)});
  }
  query.reset();
  return classes;
}

constexpr const char* class_columns = "SELECT id, value, count, placed, entity FROM class ";

class Things {
 public:
  explicit Things(Work& work) : work_(work), database_(work.database) {}

  void settle() {
    for (const std::string& block : work_.touched.blocks) {
      Query& query = database_.query(std::string(class_columns) + "WHERE block = ? AND block <> x'' ORDER BY id");
      query.bind_blob(1, block);
      place(read_classes(query));
    }
    place_loose();
    decide();
    for (const auto& [id, key] : final_keys_) assign(id, key);
    make_nodes();
  }

 private:
  void place(const Classes& classes);
  void place_loose();
  void decide();
  bool decisions_concerned();
  void assign(Id id, const std::string& key);
  Id entity_of(const std::string& key);
  void make_nodes();
  std::optional<Node> make_node(Id entity);
  void move_entity(Id entity, const std::optional<Id>& from, const std::optional<Id>& to);
  void mark_classes_of(Id entity);
  void write_node_of(Id node);

  Work& work_;
  Database& database_;
  std::map<Id, std::string> final_keys_;  // of classes that may have another key than before
  std::map<Id, std::optional<Node>> made_;
};

void Things::place(const Classes& classes) {
  if (classes.rows.empty()) return;
  const auto keys = work_.resolution.place(classes.values);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const ClassRow& row = classes.rows[i];
    if (row.entity && row.placed == keys[i]) continue;
    work_.touched.keys.insert(row.placed), work_.touched.keys.insert(keys[i]);
    Query& update = database_.query("UPDATE class SET placed = ?2 WHERE id = ?1");
    update.bind(1, row.id).bind_blob(2, keys[i]).run();
    final_keys_[row.id] = keys[i];
  }
}

void Things::place_loose() {
  Classes all;
  for (Id id : work_.touched.loose_classes) {
    Classes one = read_classes(database_.query(std::string(class_columns) + "WHERE id = ?").bind(1, id));
    std::ranges::move(one.rows, std::back_inserter(all.rows));
    std::ranges::move(one.values, std::back_inserter(all.values));
  }
  place(all);
}

/// Decisions join and split whole nodes: when a node that one of them names, or named, has changed, all of them are taken again.
bool Things::decisions_concerned() {
  if (work_.touched.decisions) return true;
  Query& rows = database_.query("SELECT placed, entity FROM class INDEXED BY class_decided WHERE decided");
  bool concerned = false;
  while (!concerned && rows.step()) concerned = work_.touched.keys.contains(rows.text(0)) || work_.touched.entities.contains(rows.integer(1));
  rows.reset();
  Query& verdicts = database_.query("SELECT key, id FROM entity WHERE verdict <> x''");  // also where what a decision named is gone
  while (!concerned && verdicts.step()) concerned = work_.touched.keys.contains(verdicts.text(0)) || work_.touched.entities.contains(verdicts.integer(1));
  verdicts.reset();
  return concerned;
}

void Things::decide() {
  if (!decisions_concerned()) return;
  // Bit 1 of `decided`: a decision names it; bit 2: it stood in a node that a decision named when they were last taken.
  Query& former = database_.query("SELECT id, placed FROM class INDEXED BY class_decided WHERE decided AND decided & 2");
  while (former.step()) final_keys_[former.integer(0)] = former.text(1);
  former.reset();
  database_.execute("UPDATE class SET decided = decided & 1 WHERE decided AND decided & 2");
  database_.execute("UPDATE class SET decided = decided | 2 WHERE placed IN (SELECT placed FROM class WHERE decided AND decided & 1)");
  const Classes classes = read_classes(database_.query(std::string(class_columns) + "INDEXED BY class_decided WHERE decided AND decided & 2 ORDER BY id"));
  Query& with_verdict = database_.query("UPDATE entity SET verdict = x'' WHERE verdict <> x'' RETURNING id");
  while (with_verdict.step()) work_.touched.entities.insert(with_verdict.integer(0));
  with_verdict.reset();
  if (classes.rows.empty()) return;
  std::vector<std::string> keys;
  for (const ClassRow& row : classes.rows) keys.push_back(row.placed);
  const auto decided = work_.resolution.decide(classes.values, keys, &work_.diagnostics);
  for (std::size_t i = 0; i < classes.rows.size(); ++i) {
    final_keys_[classes.rows[i].id] = decided.keys[i];
    if (decided.verdicts[i].empty()) continue;
    const Id entity = entity_of(decided.keys[i]);
    database_.query("UPDATE entity SET verdict = ?2 WHERE id = ?1").bind(1, entity).bind_blob(2, decided.verdicts[i]).run();
    work_.touched.entities.insert(entity);
  }
}

Id Things::entity_of(const std::string& key) {
  Query& found = database_.query("SELECT id FROM entity WHERE key = ?").bind_blob(1, key);
  const auto id = found.step() ? std::optional(found.integer(0)) : std::nullopt;
  found.reset();
  if (id) return *id;
  database_.query("INSERT INTO entity(key) VALUES(?)").bind_blob(1, key).run();
  return database_.last_id();
}

void Things::assign(Id id, const std::string& key) {
  const Id entity = entity_of(key);
  Query& row = database_.query("SELECT entity FROM class WHERE id = ?").bind(1, id);
  if (!row.step()) return row.reset();
  const auto before = row.optional_integer(0);
  row.reset();
  if (before == entity) return;
  database_.query("UPDATE class SET entity = ? WHERE id = ?").with(entity, id).run();
  if (before) work_.touched.entities.insert(*before);
  work_.touched.entities.insert(entity);
  Query& appearances = database_.query("SELECT document, first FROM appearance WHERE class = ?").with(id);
  while (appearances.step()) work_.touched.documents[appearances.integer(0)].appearances.insert(appearances.number(1));
  appearances.reset();
}

std::optional<Node> Things::make_node(Id entity) {
  if (const auto found = made_.find(entity); found != made_.end()) return found->second;
  Query& row = database_.query("SELECT key, verdict FROM entity WHERE id = ?").with(entity);
  row.step();
  const std::string key = row.text(0), verdict = row.text(1);
  row.reset();
  const Classes classes = read_classes(database_.query(std::string(class_columns) + "WHERE entity = ? ORDER BY id").bind(1, entity));
  return made_[entity] = work_.resolution.make_node(key, classes.values, verdict);
}

void Things::mark_classes_of(Id entity) {
  Query& rows = database_.query("SELECT a.document, a.first FROM class c JOIN appearance a ON a.class = c.id WHERE c.entity = ?").with(entity);
  while (rows.step()) work_.touched.documents[rows.integer(0)].appearances.insert(rows.number(1));
  rows.reset();
}

void Things::make_nodes() {
  std::set<Id> changed;
  for (Id entity : work_.touched.entities) {
    Query& row = database_.query("SELECT node, EXISTS(SELECT 1 FROM class WHERE entity = entity.id) FROM entity WHERE id = ?").with(entity);
    if (!row.step()) {
      row.reset();
      continue;
    }
    const auto before = row.optional_integer(0);
    const bool alive = row.integer(1) != 0;
    row.reset();
    if (!alive) {
      database_.query("DELETE FROM entity WHERE id = ?").with(entity).run();
      if (before) work_.nodes.insert(*before), changed.insert(*before);
      continue;
    }
    const auto node = make_node(entity);
    const auto now = node ? std::optional(node_with_iri(work_, *node)) : std::nullopt;
    if (now) changed.insert(*now);
    if (before != now) {
      database_.query("UPDATE entity SET node = ? WHERE id = ?").with(now, entity).run();
      if (before) work_.nodes.insert(*before), changed.insert(*before);
      mark_classes_of(entity);
    }
  }
  for (Id node : changed) write_node_of(node);
}

/// Nodes of one IRI are one node, the first of them in the order of their values (as GraphBuilder has it).
void Things::write_node_of(Id id) {
  std::vector<Id> entities;
  Query& rows = database_.query("SELECT id FROM entity WHERE node = ?").with(id);
  while (rows.step()) entities.push_back(rows.integer(0));
  rows.reset();
  std::optional<Node> best;
  for (Id entity : entities) {
    const auto node = make_node(entity);
    if (node && (!best || std::tie(node->type, node->subtype, node->labels) < std::tie(best->type, best->subtype, best->labels))) best = node;
  }
  if (!best) return;  // drop_empty_nodes
  if (write_node(work_, id, *best)) std::ranges::for_each(entities, [this](Id entity) { mark_classes_of(entity); });
}

}  // namespace

void settle_things(Work& work) { Things(work).settle(); }

}  // namespace citypact::store
