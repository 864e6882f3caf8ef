// Stores of older versions open, and what cannot be opened says what to do.
#include <gtest/gtest.h>

#include <sqlite3.h>

#include "documents.hpp"

namespace citypact {
namespace {

using namespace store_testing;

/// Makes of a store of version 2 what version 1 had: edges numbered as they came, texts by two columns, hashes in the indexes.
constexpr const char* to_version_1 = R"sql(
DROP VIEW documents; DROP VIEW nodes; DROP VIEW edges; DROP VIEW evidence;
DROP INDEX statement_edge;
CREATE TABLE came(id INTEGER PRIMARY KEY, edge INTEGER NOT NULL);
INSERT INTO came(edge) SELECT id FROM edge ORDER BY relation, confidence, id DESC;
CREATE TABLE edge_1(
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, relation TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES node, target INTEGER NOT NULL REFERENCES node, status TEXT NOT NULL, time TEXT,
  role TEXT NOT NULL, role_text TEXT NOT NULL, instrument TEXT NOT NULL, topic TEXT NOT NULL, amount TEXT NOT NULL,
  share TEXT NOT NULL, deal TEXT NOT NULL, confidence REAL NOT NULL, evidence INTEGER NOT NULL);
INSERT INTO edge_1 SELECT c.id, hash, name, relation, source, target, status, time, role, role_text, instrument, topic, amount, share, deal, confidence, evidence
  FROM came c JOIN edge e ON e.id = c.edge;
UPDATE statement SET edge = (SELECT id FROM came c WHERE c.edge = statement.edge) WHERE edge IS NOT NULL;
DROP TABLE edge; DROP TABLE came;
ALTER TABLE edge_1 RENAME TO edge;
CREATE INDEX edge_source ON edge(source, relation, time DESC, hash);
CREATE INDEX edge_target ON edge(target, relation, time DESC, hash);
CREATE INDEX statement_edge ON statement(edge) WHERE edge IS NOT NULL;
CREATE TABLE text_1(document INTEGER NOT NULL REFERENCES document, begin INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(document, begin)) WITHOUT ROWID;
INSERT INTO text_1 SELECT id >> 32, id & 0xffffffff, body FROM text;
DROP TABLE text;
ALTER TABLE text_1 RENAME TO text;
CREATE VIEW documents AS SELECT name AS id FROM document;
CREATE VIEW evidence AS SELECT e.name AS edge, x.body AS sentence FROM statement s JOIN edge e ON e.id = s.edge JOIN text x ON x.document = s.document;
PRAGMA user_version = 1;
)sql";

void run_sql(const std::filesystem::path& path, const std::string& sql) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
  sqlite3_close(raw);
}

/// The first cell of the first row.
std::string cell(const std::filesystem::path& path, const char* sql) {
  std::string value;
  sqlite3* raw = nullptr;
  sqlite3_open(path.c_str(), &raw);
  const auto keep = [](void* into, int, char** values, char**) { return *static_cast<std::string*>(into) = values[0] ? values[0] : "", 0; };
  EXPECT_EQ(sqlite3_exec(raw, sql, keep, &value, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
  sqlite3_close(raw);
  return value;
}

/// `names` and kinds of all that a store is made of, tables with their columns.
std::string shape_of(const std::filesystem::path& path) {
  return cell(path, "SELECT group_concat(line, char(10)) FROM (SELECT type || ' ' || name || ' ' || (SELECT coalesce(group_concat(c.name || c.type), '') FROM "
                    "pragma_table_info(m.name) c) AS line FROM sqlite_master m ORDER BY line)");
}

std::string error_of(const std::filesystem::path& path) {
  try {
    const Store store(path, ontology());
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(StoreVersions, AStoreOfVersion1OpensWithAllThatItHad) {
  const auto documents = random_documents(300, 30);
  for (const TextPolicy texts : {TextPolicy::full, TextPolicy::evidence}) {
    Folder folder;
    const auto path = folder / "a.citypact";
    std::string expected, shape;
    {
      Store store(path, ontology(), making(texts));
      put(store, documents);
      expected = exported(store);
    }
    shape = shape_of(path);
    run_sql(path, to_version_1);
    ASSERT_EQ(cell(path, "PRAGMA user_version"), "1");
    {
      const Store reader(path, ontology());
      EXPECT_EQ(exported(reader), expected);
      EXPECT_TRUE(reader.check().empty()) << reader.check().front();
    }
    EXPECT_EQ(shape_of(path), shape);
    EXPECT_EQ(cell(path, "PRAGMA foreign_key_check"), "");
    EXPECT_NE(cell(path, "SELECT count(*) FROM evidence"), "0");
    StoreOptions writing;
    writing.access = StoreOptions::Access::write;
    Store store(path, ontology(), writing);
    put(store, random_documents(900, 5));
    remove(store, documents);
    EXPECT_EQ(exported(store), built(random_documents(900, 5))) << "what was brought up to date is kept like any other";
  }
}

TEST(StoreVersions, WhatIsTooOldOrNewSaysWhatToDo) {
  Folder folder;
  const auto path = folder / "a.citypact";
  { Store store(path, ontology(), making()); }
  run_sql(path, "PRAGMA user_version = 99");
  EXPECT_NE(error_of(path).find("made by a newer citypact (store version 99"), std::string::npos);
  run_sql(path, "PRAGMA user_version = 0");
  EXPECT_NE(error_of(path).find("too old (store version 0"), std::string::npos);
  EXPECT_NE(error_of(path).find("'citypact add NEW INPUT...'"), std::string::npos);
  run_sql(path, "PRAGMA user_version = 1; DROP TABLE node_part");  // as it was before the layout of version 1 was settled
  EXPECT_NE(error_of(path).find("'citypact add NEW INPUT...'"), std::string::npos);
  EXPECT_EQ(cell(path, "PRAGMA user_version"), "1") << "nothing is changed by what fails";
}

}  // namespace
}  // namespace citypact
