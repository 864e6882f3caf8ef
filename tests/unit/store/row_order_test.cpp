// Tables that are walked in another order than that in which they lie.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <random>

#include "../../../src/store/row_order.hpp"
#include "citypact/core/diagnostics.hpp"

namespace citypact::store {
namespace {

std::filesystem::path fresh_file(const char* name) {
  const auto path = std::filesystem::temp_directory_path() / (std::string("citypact-row-order-") + name + ".db");
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path.string() + suffix);
  return path;
}

/// Rows with ids that lie close here and far apart there.
std::map<std::int64_t, std::string> fill(Database& database, std::mt19937& random, int rows) {
  database.execute("CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT, size INTEGER); CREATE INDEX by_name ON thing(name)");
  std::map<std::int64_t, std::string> known;
  Transaction transaction(database, Transaction::Kind::write);
  std::int64_t id = -7;
  for (int i = 0; i < rows; ++i) {
    id += random() % 8 == 0 ? 1 + static_cast<std::int64_t>(random() % 1000) : 1;
    known[id] = std::to_string(random());
    database.query("INSERT INTO thing VALUES(?, ?, ?)").with(id, known[id], i % 3 == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(i)).run();
  }
  transaction.commit();
  return known;
}

TEST(FallingRows, FindWhatASearchFromTheTopWouldFind) {
  std::mt19937 random(5);
  Database database(fresh_file("falling"), Database::Mode::create, 0);
  const auto known = fill(database, random, 3000);
  FallingRows rows(database, "SELECT id, name FROM thing");
  for (int round = 0; round < 3; ++round) {  // each begins at the top again
    for (std::int64_t wanted = known.rbegin()->first + 50; wanted > known.begin()->first - 20; wanted -= static_cast<std::int64_t>(random() % 60)) {
      const Query* row = rows.at_most(wanted);
      auto expected = known.upper_bound(wanted);
      if (expected == known.begin()) {
        EXPECT_EQ(row, nullptr) << wanted;
        continue;
      }
      --expected;
      ASSERT_NE(row, nullptr) << wanted;
      EXPECT_EQ(row->integer(0), expected->first) << wanted;
      EXPECT_EQ(row->view(1), expected->second);
    }
  }
}

TEST(RowsInOrder, AreThoseThatSqliteSorts) {
  std::mt19937 random(6);
  Database database(fresh_file("order"), Database::Mode::create, 0);
  fill(database, random, 150'000);  // more than are read at once
  RowsInOrder rows(database, "SELECT id FROM thing ORDER BY name, id", "SELECT id, name, size FROM thing", 3);
  const auto expected = database.own_query("SELECT id, name, size FROM thing ORDER BY name, id");
  std::size_t count = 0;
  for (; rows.next(); ++count) {
    ASSERT_TRUE(expected->step());
    ASSERT_EQ(rows.row().integer(0), expected->integer(0));
    ASSERT_EQ(rows.row().view(1), expected->view(1));
    ASSERT_EQ(rows.row().is_null(2), expected->is_null(2));
    if (!expected->is_null(2)) ASSERT_EQ(rows.row().integer(2), expected->integer(2));
  }
  EXPECT_FALSE(expected->step());
  EXPECT_EQ(count, 150'000U);
}

TEST(RowsInOrder, AreNoneOfAnEmptyTable) {
  Database database(fresh_file("empty"), Database::Mode::create, 0);
  database.execute("CREATE TABLE thing(id INTEGER PRIMARY KEY)");
  EXPECT_FALSE(RowsInOrder(database, "SELECT id FROM thing", "SELECT id FROM thing", 1).next());
}

TEST(RowsInOrder, SayThatAnIndexKnowsMoreThanItsTable) {
  Database database(fresh_file("damaged"), Database::Mode::create, 0);
  database.execute("CREATE TABLE thing(id INTEGER PRIMARY KEY); INSERT INTO thing VALUES(1), (3)");
  RowsInOrder rows(database, "VALUES(3), (2), (1)", "SELECT id FROM thing", 1);
  EXPECT_THROW(rows.next(), Error);
}

}  // namespace
}  // namespace citypact::store
