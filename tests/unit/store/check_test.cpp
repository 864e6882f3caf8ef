// What `validate` finds: tables that were meddled with, and graphs that break a law.
#include <gtest/gtest.h>

#include <sqlite3.h>

#include "citypact/core/graph_check.hpp"
#include "documents.hpp"

namespace citypact {
namespace {

using namespace store_testing;

/// Makes a store at `path` and runs `sql` on its file behind its back; how many rows the last statement changed.
int meddle(const std::filesystem::path& path, const char* sql) {
  {
    Store store(path, ontology(), making());
    put(store, random_documents(20, 20));
  }
  sqlite3* raw = nullptr;
  sqlite3_open(path.c_str(), &raw);
  EXPECT_EQ(sqlite3_exec(raw, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
  const int changes = sqlite3_changes(raw);
  sqlite3_close(raw);
  return changes;
}

/// Messages of a store after `sql` was run on its file behind its back.
std::string found_after(const char* sql) {
  Folder folder;
  const auto path = folder / "a.citypact";
  EXPECT_GT(meddle(path, sql), 0) << sql;
  const Store store(path, ontology());
  std::string found;
  for (const std::string& message : store.check()) found += message + "\n";
  if (!found.empty()) return found;
  for (const Breach& breach : check_graph(store, ontology())) found += breach.place + ": " + breach.message + "\n";
  return found;
}

TEST(StoreCheck, IsSilentAboutAStoreInOrder) {
  Folder folder;
  Store store(folder / "a.citypact", ontology(), making());
  put(store, random_documents(20, 20));
  EXPECT_TRUE(store.check().empty());
  EXPECT_TRUE(check_graph(store, ontology()).empty());
}

TEST(StoreCheck, FindsTablesThatDoNotAgree) {
  for (const auto& [sql, words] : std::initializer_list<std::pair<const char*, const char*>>{
           {"UPDATE node SET degree = degree + 1 WHERE id = (SELECT min(source) FROM edge)", "number of edges"},
           {"DELETE FROM statement WHERE edge = (SELECT min(id) FROM edge)", "without a statement"},
           {"UPDATE class SET count = 7 WHERE id = (SELECT min(id) FROM class)", "counts its appearances wrongly"},
           {"DELETE FROM document WHERE id = 1", "refers to nothing"},
           {"UPDATE counter SET count = count + 1 WHERE kind = 'node'", "number of nodes"},
           {"DELETE FROM name", "not indexed"},
       })
    EXPECT_NE(found_after(sql).find(words), std::string::npos) << sql << "\n" << found_after(sql);
}

TEST(StoreCheck, FindsBreachesOfTheLaw) {
  for (const auto& [sql, words] : std::initializer_list<std::pair<const char*, const char*>>{
           {"UPDATE edge SET relation = 'loves' WHERE id = (SELECT min(id) FROM edge);"
            "DELETE FROM counter WHERE kind = 'edge'; INSERT INTO counter SELECT 'edge', relation, status, count(*) FROM edge GROUP BY 2, 3",
            "no relation of the ontology"},
           {"UPDATE statement SET begin = begin + 100000, end = end + 100000, trigger_begin = 0, trigger_end = 0 WHERE edge IS NOT NULL", "no text is kept"},
           {"UPDATE statement SET trigger_begin = end, trigger_end = end + 4 WHERE edge IS NOT NULL", "outside of its sentence"},
           {"UPDATE edge SET confidence = 0.123", "not that of its best evidence"},
           {"UPDATE edge SET hash = 'aaaaaaaaaaaaaaaaaaaa' WHERE id = (SELECT min(id) FROM edge)", "its IRI is not that"},
           {"UPDATE node SET labels = '{}' WHERE id = 1", "no label"},
           {"UPDATE node SET mentions = 0 WHERE id = 1", "orphan"},
       })
    EXPECT_NE(found_after(sql).find(words), std::string::npos) << sql << "\n" << found_after(sql);
}

/// The export, or the words of the Error behind the file's name, of a store after `sql` was run behind its back.
std::string exported_after(const char* sql) {
  Folder folder;
  const auto path = folder / "a.citypact";
  meddle(path, sql);
  try {
    return exported(Store(path, ontology()));
  } catch (const Error& error) {
    EXPECT_TRUE(std::string_view(error.what()).starts_with(path.string() + ": ")) << error.what();
    return std::string(error.what()).substr(path.string().size());
  }
}

TEST(StoreWalk, CostsNoMoreForRowsOfGreatNumbers) {
  const auto moved = exported_after(
      "UPDATE node SET id = id + 4611686018427387904 WHERE id % 2; UPDATE edge SET source = source + 4611686018427387904 WHERE source % 2;"
      "UPDATE edge SET target = target + 4611686018427387904 WHERE target % 2; UPDATE entity SET node = node + 4611686018427387904 WHERE node % 2;"
      "UPDATE attribute SET node = node + 4611686018427387904 WHERE node % 2; UPDATE node_part SET node = node + 4611686018427387904 WHERE node % 2");
  EXPECT_EQ(moved, built(random_documents(20, 20)));
}

TEST(StoreWalk, NamesTheFileWhenANumberIsNone) {
  for (const char* sql : {"UPDATE node SET id = -7 WHERE id = 1", "UPDATE document SET id = -7 WHERE id = 1", "UPDATE document SET id = 4611686018427387904 WHERE id = 1"})
    EXPECT_NE(exported_after(sql).find("which citypact never gives"), std::string::npos) << sql;
}

TEST(StoreWalk, NamesTheFileAndTheNodeWhenLabelsAreDamaged) {
  for (const char* labels : {"\"Казань\"", "[\"Казань\"]", "{\"ru\": {\"en\": \"Kazan\"}}", "{\"ru\": 7}", "{\"ru\": \"Каз", ""}) {
    const auto said = exported_after(("UPDATE node SET labels = '" + std::string(labels) + "' WHERE id = 1").c_str());
    EXPECT_NE(said.find("labels that are no JSON object of texts"), std::string::npos) << labels << said.substr(0, 200);
    EXPECT_NE(said.find("/id/"), std::string::npos);
  }
}

TEST(StoreWalk, NamesTheFileAndTheNodeWhenItsOtherNamesAreDamaged) {
  for (const char* column : {"aliases", "replaced"}) {
    for (const char* names : {"\"Казань\"", "{\"ru\": \"Казань\"}", "[7]", "[\"Каз", "[\"a\x15z\"]", "[\"\xff\"]", ""}) {
      const auto said = exported_after(("UPDATE node SET " + std::string(column) + " = CAST('" + names + "' AS TEXT) WHERE id = 1").c_str());
      EXPECT_NE(said.find("names that are no JSON array of texts"), std::string::npos) << names << said.substr(0, 200);
      EXPECT_NE(said.find("/id/"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace citypact
