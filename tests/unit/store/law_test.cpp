// The law of the store: what it exports depends on the documents that are in it, and on nothing else.
#include <gtest/gtest.h>

#include <algorithm>

#include "documents.hpp"

namespace citypact {
namespace {

using namespace store_testing;

std::vector<Extraction> shuffled(std::vector<Extraction> documents, unsigned seed) {
  std::mt19937 random(seed);
  std::ranges::shuffle(documents, random);
  return documents;
}

/// In transactions of some documents each.
void put_in_parts(Store& store, const std::vector<Extraction>& documents, std::size_t part) {
  for (std::size_t i = 0; i < documents.size(); i += part)
    put(store, {documents.begin() + static_cast<std::ptrdiff_t>(i), documents.begin() + static_cast<std::ptrdiff_t>(std::min(documents.size(), i + part))});
}

TEST(Store, ExportsWhatBuildMakesOfTheSameDocuments) {
  const auto documents = random_documents(1, 40);
  Folder folder;
  Store store(folder / "a.citypact", ontology(), making());
  const StoreChanges changes = put(store, documents);
  EXPECT_EQ(exported(store), built(documents));
  EXPECT_EQ(changes.nodes_added, store.node_count());
  EXPECT_EQ(changes.edges_added, store.edge_count());
  EXPECT_GT(store.edge_count(), 20U);
}

TEST(Store, IsTheSameInAnyOrderAndInAnyParts) {
  const auto documents = random_documents(100, 30);
  const std::string expected = built(documents);
  for (unsigned seed = 1; seed <= 4; ++seed) {
    Folder folder;
    Store store(folder / "a.citypact", ontology(), making());
    put_in_parts(store, shuffled(documents, seed), seed * seed);
    EXPECT_EQ(exported(store), expected) << seed;
  }
}

TEST(Store, WithHalfRemovedEqualsTheOtherHalfAdded) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const auto documents = shuffled(random_documents(1000 * seed, 24), seed);
    const std::vector<Extraction> gone(documents.begin(), documents.begin() + 12), stay(documents.begin() + 12, documents.end());
    Folder folder;
    Store all(folder / "all.citypact", ontology(), making());
    put_in_parts(all, documents, 5);
    for (std::size_t i = 0; i < gone.size(); i += seed) remove(all, {gone.begin() + static_cast<std::ptrdiff_t>(i), gone.begin() + static_cast<std::ptrdiff_t>(std::min(gone.size(), i + seed))});
    EXPECT_EQ(exported(all), built(stay)) << seed;
    Store half(folder / "half.citypact", ontology(), making());
    put(half, stay);
    EXPECT_EQ(exported(all), exported(half)) << seed;
  }
}

TEST(Store, IsEmptyWhenAllIsRemoved) {
  const auto documents = random_documents(50, 20);
  Folder folder;
  Store store(folder / "a.citypact", ontology(), making());
  put(store, documents);
  remove(store, documents);
  EXPECT_EQ(exported(store), built({}));
  EXPECT_EQ(store.node_count(), 0U);
  EXPECT_EQ(store.edge_count(), 0U);
}

}  // namespace
}  // namespace citypact
