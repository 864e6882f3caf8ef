// Whether the tables of a store agree with each other; what the graph says is looked at by core/graph_check.hpp.
#include "reading.hpp"

namespace citypact {

namespace {

struct Rule {
  const char* message;
  const char* sql;  // a column that names what breaks it; no row: all is well
};

// What is kept beside the rows it follows from, and rows that nothing stands behind.
constexpr Rule rules[] = {
    {"table 'class' counts its appearances wrongly", "SELECT c.id FROM class c WHERE c.count <> (SELECT count(*) FROM appearance a WHERE a.class = c.id)"},
    {"a class that belongs to no entity", "SELECT id FROM class WHERE entity IS NULL"},
    {"an entity without a class", "SELECT id FROM entity e WHERE NOT EXISTS(SELECT 1 FROM class c WHERE c.entity = e.id)"},
    {"a node without an entity", "SELECT iri FROM node n WHERE NOT EXISTS(SELECT 1 FROM entity e WHERE e.node = n.id)"},
    {"a mention without an appearance",
     "SELECT d.name FROM mention m JOIN document d ON d.id = m.document LEFT JOIN appearance a ON a.document = m.document AND a.first = m.appearance WHERE a.class IS NULL"},
    {"a text without a document", "SELECT id FROM text t WHERE NOT EXISTS(SELECT 1 FROM document d WHERE d.id = t.id >> 32)"},
    {"an edge without a statement", "SELECT name FROM edge e WHERE NOT EXISTS(SELECT 1 FROM statement s WHERE s.edge = e.id)"},
    {"a node whose number of edges is wrong",
     "SELECT n.iri FROM node n WHERE n.degree <> (SELECT count(*) FROM edge WHERE source = n.id) + (SELECT count(*) FROM edge WHERE target = n.id)"},
    {"a node whose names are not indexed", "SELECT iri FROM node n WHERE NOT EXISTS(SELECT 1 FROM name WHERE node = n.id)"},
    {"two edges of one short id", "SELECT name FROM edge GROUP BY name HAVING count(*) > 1"},
    {"the number of documents is wrong", "SELECT 'counter' WHERE (SELECT total(count) FROM counter WHERE kind = 'language') <> (SELECT count(*) FROM document)"},
    {"the number of nodes is wrong",
     "SELECT 'counter' WHERE EXISTS(SELECT name, count FROM counter WHERE kind = 'node' EXCEPT SELECT iif(subtype = '', type, subtype), count(*) FROM node GROUP BY 1)"
     " OR (SELECT total(count) FROM counter WHERE kind = 'node') <> (SELECT count(*) FROM node)"},
    {"the number of edges is wrong",
     "SELECT 'counter' WHERE EXISTS(SELECT name, detail, count FROM counter WHERE kind = 'edge' EXCEPT SELECT relation, status, count(*) FROM edge GROUP BY 1, 2)"
     " OR (SELECT total(count) FROM counter WHERE kind = 'edge') <> (SELECT count(*) FROM edge)"},
    {"the number of pieces of evidence is wrong", "SELECT 'counter' WHERE (SELECT total(count) FROM counter WHERE kind = 'evidence') <> (SELECT total(evidence) FROM edge)"},
    {"the number of dated nodes is wrong",
     "SELECT 'counter' WHERE EXISTS(SELECT name, detail, count FROM counter WHERE kind = 'dated' EXCEPT SELECT type, substr(time, 1, 4), count(*) FROM node WHERE time "
     "IS NOT NULL GROUP BY 1, 2)"},
};

constexpr std::size_t most_shown = 20;

}  // namespace

std::vector<std::string> Store::check() const {
  store::Database& database = state_->database;
  store::Snapshot snapshot(database);
  std::vector<std::string> wrong;
  store::Query& integrity = database.query("PRAGMA integrity_check(20)");
  while (integrity.step())
    if (integrity.view(0) != "ok") wrong.push_back("the file is damaged: " + integrity.text(0));
  integrity.reset();
  if (!wrong.empty()) return wrong;
  store::Query& keys = database.query("PRAGMA foreign_key_check");
  while (wrong.size() < most_shown && keys.step()) wrong.push_back("table '" + keys.text(0) + "' has a row that refers to nothing");
  keys.reset();
  for (const Rule& rule : rules) {
    store::Query& rows = database.query(rule.sql);
    for (std::size_t shown = 0; shown < most_shown && rows.step(); ++shown) wrong.push_back(std::string(rule.message) + ": " + rows.text(0));
    rows.reset();
  }
  return wrong;
}

}  // namespace citypact
