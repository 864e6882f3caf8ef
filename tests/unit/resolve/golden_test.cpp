#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "world.hpp"

// Runs tests/golden/identity: pairs that must meet and pairs that must stay apart.

namespace citypact {
namespace {

using namespace testing_world;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::istringstream in(text); std::getline(in, cell, separator);) cells.push_back(cell);
  return cells;
}

Extraction side(const std::string& id, const std::string& text) {
  std::vector<Named> mentions;
  std::vector<Tie> ties;
  std::string language = "ru";
  for (const std::string& item : split(text, ';')) {
    if (item.starts_with("language=")) {
      language = item.substr(9);
    } else if (item.starts_with("role=")) {
      const auto arrow = item.find('>');
      ties.push_back({0, static_cast<std::uint32_t>(std::stoul(item.substr(arrow + 1))), "heads", item.substr(5, arrow - 5)});
    } else {
      const auto colon = item.find(':');
      mentions.push_back({item.substr(0, colon), item.substr(colon + 1)});
    }
  }
  return document(id, mentions, ties, language);
}

struct Pair {
  bool same;
  std::string left, right;
};

std::vector<Pair> pairs(const std::string& name) {
  std::ifstream in(std::filesystem::path(CITYPACT_SOURCE_DIR) / "tests/golden/identity" / name);
  std::vector<Pair> found;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto cells = split(line, '\t');
    if (cells.size() == 3) found.push_back({cells[0] == "same", cells[1], cells[2]});
  }
  return found;
}

/// Each pair alone, as two documents.
void check(const std::string& name) {
  std::size_t same = 0, found = 0, apart = 0;
  std::string missed;
  for (const Pair& pair : pairs(name)) {
    const auto r = resolved({side("left", pair.left), side("right", pair.right)});
    const bool joined = r.same(0, 0, 1, 0);
    if (pair.same) {
      ++same;
      found += joined;
      if (!joined) missed += "\n  " + pair.left + " | " + pair.right;
    } else {
      ++apart;
      EXPECT_FALSE(joined) << "joined falsely: " << pair.left << " | " << pair.right;
    }
  }
  EXPECT_GE(same, 30u);
  EXPECT_GE(apart, 30u);
  EXPECT_GE(found * 10, same * 8) << found << " of " << same << " found; missed:" << missed;
  std::printf("%s: %zu of %zu joined, %zu kept apart%s\n", name.c_str(), found, same, apart, missed.c_str());
}

TEST(IdentityGolden, HomonymsStayApartAndFormsMeet) { check("homonyms.tsv"); }
TEST(IdentityGolden, NamesMeetAcrossLanguages) { check("cross-lingual.tsv"); }

/// All pairs as one collection: more company, more bearers of each name.
TEST(IdentityGolden, NothingJoinsFalselyAmongMany) {
  for (const char* name : {"homonyms.tsv", "cross-lingual.tsv"}) {
    const auto all = pairs(name);
    std::vector<Extraction> documents;
    for (std::size_t i = 0; i < all.size(); ++i) {
      documents.push_back(side(std::to_string(i) + "/left", all[i].left));
      documents.push_back(side(std::to_string(i) + "/right", all[i].right));
    }
    const auto r = resolved(std::move(documents));
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].same) {
        EXPECT_FALSE(r.same(2 * i, 0, 2 * i + 1, 0)) << name << ": joined falsely: " << all[i].left << " | " << all[i].right;
      }
    }
  }
}

}  // namespace
}  // namespace citypact
