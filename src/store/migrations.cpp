// How stores of older versions are brought up to date: one step a version, never changed once it was released. A step writes its
// SQL in full, since the schema of schema.cpp moves on. A new version: change schema.cpp and schema_version, add a step here, and to
// tests/unit/store/version_test.cpp the way back.
#include "migrations.hpp"

#include <array>

#include "citypact/core/diagnostics.hpp"
#include "edge_number.hpp"
#include "schema.hpp"

namespace citypact::store {

namespace {

struct Step {
  std::int64_t from;  // to the next
  void (*run)(Database& database);
};

void sql_edge_number(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* hash = sqlite3_value_text(values[0]);
  sqlite3_result_int64(context, edge_number(hash ? reinterpret_cast<const char*>(hash) : ""));
}

/// Edges numbered by their hashes; an index that holds where evidence stands; texts under one number.
void from_1(Database& database) {
  if (database.integer("SELECT count(*) FROM sqlite_master WHERE name = 'node_part'") == 0) {
    throw Error(database.path().string() + ": made by a citypact of the time before stores were meant to be kept; make it anew: 'citypact add NEW INPUT...'");
  }
  sqlite3_create_function_v2(database.handle(), "edge_number", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, sql_edge_number, nullptr, nullptr, nullptr);
  database.execute(R"sql(
CREATE TABLE renumbered(old INTEGER PRIMARY KEY, id INTEGER NOT NULL);
INSERT INTO renumbered SELECT id, edge_number(hash) + row_number() OVER (PARTITION BY edge_number(hash) ORDER BY hash) - 1 FROM edge;
DROP INDEX statement_edge;
UPDATE statement SET edge = (SELECT id FROM renumbered WHERE old = statement.edge) WHERE edge IS NOT NULL;
CREATE TABLE new_edge(
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, relation TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES node, target INTEGER NOT NULL REFERENCES node, status TEXT NOT NULL, time TEXT,
  role TEXT NOT NULL, role_text TEXT NOT NULL, instrument TEXT NOT NULL, topic TEXT NOT NULL, amount TEXT NOT NULL,
  share TEXT NOT NULL, deal TEXT NOT NULL, confidence REAL NOT NULL, evidence INTEGER NOT NULL);
INSERT INTO new_edge SELECT r.id, hash, name, relation, source, target, status, time, role, role_text, instrument, topic, amount, share, deal, confidence, evidence
  FROM edge e JOIN renumbered r ON r.old = e.id ORDER BY r.id;
DROP TABLE edge;
DROP TABLE renumbered;
ALTER TABLE new_edge RENAME TO edge;
CREATE INDEX edge_source ON edge(source, relation, time DESC);
CREATE INDEX edge_target ON edge(target, relation, time DESC);
CREATE INDEX statement_edge ON statement(edge, document, begin, end, trigger_begin, trigger_end, also, rule, confidence, speaker) WHERE edge IS NOT NULL;
CREATE TABLE new_text(id INTEGER PRIMARY KEY, body TEXT NOT NULL);
INSERT INTO new_text SELECT document << 32 | begin, body FROM text ORDER BY document, begin;
DROP TABLE text;
ALTER TABLE new_text RENAME TO text;
)sql");
}

constexpr std::array steps{Step{1, from_1}};
static_assert(steps.back().from + 1 == schema_version, "a new version needs a step");

void drop_views(Database& database) {
  std::vector<std::string> views;
  Query& rows = database.query("SELECT name FROM sqlite_master WHERE type = 'view'");
  while (rows.step()) views.push_back(rows.text(0));
  rows.reset();
  for (const std::string& view : views) database.execute("DROP VIEW \"" + view + "\"");
}

void run_steps(Database& database) {
  const auto version = database.integer("PRAGMA user_version");
  if (version == schema_version) return;  // another process was faster
  if (version < steps.front().from) {
    throw Error(database.path().string() + ": made by a citypact that is too old (store version " + std::to_string(version) + ", this one knows " +
                std::to_string(steps.front().from) + " to " + std::to_string(schema_version) + "); make it anew: 'citypact add NEW INPUT...'");
  }
  drop_views(database);
  for (const Step& step : steps) {
    if (step.from >= version) step.run(database);
  }
  create_views(database);
  database.execute("PRAGMA user_version = " + std::to_string(schema_version));
}

}  // namespace

void migrate(Database& database) {
  if (sqlite3_db_readonly(database.handle(), "main") != 0) {
    throw Error(database.path().string() + ": made by an older citypact and has to be brought up to date, but may not be written to; change the permissions, or copy it");
  }
  const bool reader = database.integer("PRAGMA query_only") != 0;
  database.execute("PRAGMA query_only = OFF");
  database.execute("PRAGMA foreign_keys = OFF");  // tables are replaced by others of the same name; no effect within a transaction
  Transaction transaction(database, Transaction::Kind::write);
  run_steps(database);
  transaction.commit();
  database.execute("PRAGMA wal_checkpoint(TRUNCATE)");  // tables that were replaced leave nothing behind
  database.execute("PRAGMA foreign_keys = ON");
  if (reader) database.execute("PRAGMA query_only = ON");
}

}  // namespace citypact::store
