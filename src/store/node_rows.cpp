#include <algorithm>

#include "citypact/knowledge/fold.hpp"
#include "citypact/knowledge/palladius.hpp"
#include "citypact/language/names.hpp"
#include "rows.hpp"
#include "settle.hpp"

namespace citypact::store {

namespace {

std::set<std::string> names_of(const LanguageMap& labels, const std::vector<std::string>& aliases) {
  std::set<std::string> names(aliases.begin(), aliases.end());
  for (const auto& [language, label] : labels) names.insert(label);
  return names;
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

void forget_names(Database& database, Id node) {
  std::vector<std::pair<Id, std::string>> names;
  Query& rows = database.query("SELECT id, folded FROM name WHERE node = ?").with(node);
  while (rows.step()) names.emplace_back(rows.integer(0), rows.text(1));
  rows.reset();
  for (const auto& [id, folded] : names) database.query("INSERT INTO grams(grams, rowid, folded) VALUES('delete', ?, ?)").with(id, folded).run();
  database.query("DELETE FROM name WHERE node = ?").with(node).run();
  database.query("DELETE FROM name_key WHERE node = ?").with(node).run();
}

/// The keys of NameKey.
void index_name(Work& work, Id node, const std::string& name, const std::string& folded) {
  const auto key = [&](const char* kind, const std::string& text) {
    if (!text.empty()) work.database.query("INSERT OR IGNORE INTO name_key(kind, key, node) VALUES(?, ?, ?)").with(kind, text, node).run();
  };
  key("folded", folded);
  key("sound", without_spaces(name_key(name)));
  std::string pinyin;
  bool chinese = work.gazetteer != nullptr;
  for (const std::string& word : name_words(folded)) {
    key("word", word);
    key("word", without_spaces(name_key(word)));
    if (!chinese) continue;
    const std::string syllables = pinyin_of(*work.gazetteer, word);
    chinese = !syllables.empty();
    pinyin += syllables;
  }
  if (chinese) key("sound", pinyin);
}

/// The last parts of a node's IRI and of those that it replaced.
void index_replaced(Database& database, Id id, const Node& node) {
  database.query("DELETE FROM node_part WHERE node = ?").with(id).run();
  const auto add = [&](const std::string& iri) { database.query("INSERT OR IGNORE INTO node_part(part, node) VALUES(?, ?)").with(std::string(last_part(iri)), id).run(); };
  add(node.iri);
  std::ranges::for_each(node.replaced, add);
}

void index_names(Work& work, Id node, const std::set<std::string>& names) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    const std::string folded = fold_name(name);
    index_name(work, node, name, folded);
    if (!seen.insert(folded).second) continue;
    work.database.query("INSERT INTO name(node, folded) VALUES(?, ?)").with(node, folded).run();
    work.database.query("INSERT INTO grams(rowid, folded) VALUES(?, ?)").with(work.database.last_id(), folded).run();
  }
}

}  // namespace

std::string finest(const std::string& type, const std::string& subtype) { return subtype.empty() ? type : subtype; }

Id node_with_iri(Work& work, const Node& node) {
  Database& database = work.database;
  Query& found = database.query("SELECT id FROM node WHERE iri = ?").with(node.iri);
  const auto id = found.step() ? std::optional(found.integer(0)) : std::nullopt;
  found.reset();
  if (id) return *id;
  database.query("INSERT INTO node(iri, type, subtype, qid, labels, aliases, replaced, mentions) VALUES(?, ?, ?, ?, '{}', '[]', '[]', 0)").with(node.iri, node.type, node.subtype, node.qid).run();
  const Id fresh = database.last_id();
  work.counters.add("node", finest(node.type, node.subtype), "", 1);
  index_replaced(database, fresh, node);
  ++work.changes.nodes_added;
  return fresh;
}

bool write_node(Work& work, Id id, const Node& node) {
  Database& database = work.database;
  Query& row = database.query("SELECT type, subtype, qid, labels, aliases, mentions, time, replaced FROM node WHERE id = ?").with(id);
  row.step();
  const std::string type = row.text(0), subtype = row.text(1), labels = row.text(3), aliases = row.text(4);
  const std::string new_replaced = pack_list(node.replaced);
  const bool same_replaced = row.view(7) == new_replaced;
  const bool same_rest = same_replaced && row.view(2) == node.qid && row.number(5) == node.mentions;
  const auto time = date_of(row, 6);
  row.reset();
  const std::string new_labels = pack_labels(node.labels), new_aliases = pack_list(node.aliases);
  const bool same_type = type == node.type && subtype == node.subtype, same_names = labels == new_labels && aliases == new_aliases;
  if (same_type && same_names && same_rest) return false;
  database.query("UPDATE node SET type = ?, subtype = ?, qid = ?, labels = ?, aliases = ?, mentions = ?, replaced = ? WHERE id = ?")
      .with(node.type, node.subtype, node.qid, new_labels, new_aliases, node.mentions, new_replaced, id)
      .run();
  if (!same_type) {
    work.counters.add("node", finest(type, subtype), "", -1);
    work.counters.add("node", finest(node.type, node.subtype), "", 1);
    if (time && time->begin) {
      work.counters.add("dated", type, std::to_string(time->begin->year), -1);
      work.counters.add("dated", node.type, std::to_string(time->begin->year), 1);
    }
    work.touched.dated_nodes.insert(id);
  }
  if (!same_replaced) index_replaced(database, id, node);
  if (!same_names) {
    forget_names(database, id);
    index_names(work, id, names_of(node.labels, node.aliases));
  }
  return !same_type;
}

void delete_node(Work& work, Id id) {
  Database& database = work.database;
  forget_names(database, id);
  database.query("DELETE FROM node_part WHERE node = ?").with(id).run();
  Query& row = database.query("DELETE FROM node WHERE id = ? RETURNING type, subtype, time").with(id);
  if (!row.step()) return row.reset();
  work.counters.add("node", finest(row.text(0), row.text(1)), "", -1);
  if (const auto time = date_of(row, 2); time && time->begin) work.counters.add("dated", row.text(0), std::to_string(time->begin->year), -1);
  row.run();
  ++work.changes.nodes_removed;
}

void drop_empty_nodes(Work& work) {
  for (Id id : work.nodes) {
    Query& row = work.database.query("SELECT EXISTS(SELECT 1 FROM entity WHERE node = ?)").with(id);
    row.step();
    const bool alive = row.integer(0) != 0;
    row.reset();
    if (!alive) delete_node(work, id);
  }
}

void Counters::write(Database& database) {
  for (const auto& [key, change] : changes_) {
    if (change == 0) continue;
    const auto& [kind, name, detail] = key;
    database.query("INSERT INTO counter(kind, name, detail, count) VALUES(?, ?, ?, ?) ON CONFLICT(kind, name, detail) DO UPDATE SET count = count + excluded.count")
        .with(kind, name, detail, change)
        .run();
    database.query("DELETE FROM counter WHERE kind = ? AND name = ? AND detail = ? AND count = 0").with(kind, name, detail).run();
  }
}

}  // namespace citypact::store
