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

/// Some decisions about mentions of these documents, contradictions among them.
std::vector<Decision> random_decisions(const std::vector<Extraction>& documents, unsigned seed) {
  std::mt19937 random(seed);
  const auto place = [&] {
    const Extraction& e = documents[random() % documents.size()];
    const Mention& mention = e.mentions[random() % e.mentions.size()];
    return MentionPlace{e.document.id, CodePointIndex(e.document.text).code_points(mention.span), std::string(surface(e.document.text, mention.span))};
  };
  std::vector<Decision> decisions;
  for (unsigned i = 0; i < 8; ++i) {
    Decision decision;
    decision.verdict = static_cast<Decision::Verdict>(random() % 4);
    decision.first = place(), decision.second = place();
    decision.name = "Имя " + std::to_string(i), decision.when = std::to_string(i);
    if (decision.verdict == Decision::Verdict::rename || decision.verdict == Decision::Verdict::drop) decision.second = {};
    decisions.push_back(decision);
  }
  return decisions;
}

TEST(Store, AppliesDecisionsWheneverTheyCome) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    const auto documents = random_documents(300 * seed, 16);
    const auto first = random_decisions(documents, seed), second = random_decisions(documents, seed + 100);
    Folder folder;
    Store store(folder / "a.citypact", ontology(), making());
    put(store, {documents.begin(), documents.begin() + 8});
    put(store, {}, first);
    EXPECT_EQ(exported(store), built({documents.begin(), documents.begin() + 8}, first)) << seed;
    for (std::size_t i = 8; i < documents.size(); ++i) put(store, {documents[i]}, first);
    EXPECT_EQ(exported(store), built(documents, first)) << seed;
    put(store, {}, second);
    EXPECT_EQ(exported(store), built(documents, second)) << seed;
    EXPECT_TRUE(store.check().empty());
    EXPECT_EQ(store.decisions().size(), second.size());
    put(store, {});
    EXPECT_EQ(exported(store), built(documents)) << "a decision and its reverse leave no trace";
  }
}

TEST(Store, AppliesDecisionsWhenTheirDocumentsGo) {
  for (unsigned seed = 1; seed <= 16; ++seed) {
    const auto documents = random_documents(500 * seed, 14);
    const auto decisions = random_decisions(documents, seed);
    Folder folder;
    Store store(folder / "a.citypact", ontology(), making());
    put(store, documents, decisions);
    Diagnostics diagnostics;
    ResolveOptions options;
    options.decisions = decisions;
    const auto resolution = make_resolution(&knowledge(), ontology(), options);
    for (std::size_t i = 0; i < 7; ++i) {
      StoreWriter writer(store, *resolution, &knowledge(), diagnostics);
      writer.remove(documents[i].document.id);
      writer.commit();
    }
    EXPECT_EQ(exported(store), built({documents.begin() + 7, documents.end()}, decisions)) << seed;
    EXPECT_TRUE(store.check().empty());
  }
}

TEST(Store, ReplacesADocumentThatChanged) {
  auto documents = random_documents(40, 12);
  Folder folder;
  Store store(folder / "a.citypact", ontology(), making());
  put(store, documents);
  EXPECT_TRUE(store.has_unchanged(documents[3].document));
  auto other = random_document(999);
  other.document.id = documents[3].document.id;
  documents[3] = other;
  EXPECT_FALSE(store.has_unchanged(documents[3].document));
  const StoreChanges changes = put(store, {other});
  EXPECT_EQ(changes.replaced, 1U);
  EXPECT_EQ(changes.added, 0U);
  EXPECT_EQ(exported(store), built(documents));
  EXPECT_EQ(store.documents().size(), documents.size());
}

TEST(Store, ExportsTheSameWhenOnlyEvidenceIsKept) {
  const auto documents = random_documents(600, 20);
  Folder folder;
  Store store(folder / "a.citypact", ontology(), making(TextPolicy::evidence));
  put(store, documents);
  EXPECT_EQ(exported(store), built(documents));
  EXPECT_EQ(store.given(documents[0].document.id)->text, "");
}

TEST(Store, KnowsWhatIsStale) {
  const auto documents = random_documents(1, 6);
  Folder folder;
  Store store(folder / "a.citypact", ontology(), making());
  put(store, {documents.begin(), documents.begin() + 4});
  put(store, {documents.begin() + 4, documents.end()}, {}, {"2026-02-03T00:00:00Z", "two", ""});
  EXPECT_EQ(store.stale("one").size(), 2U);
  EXPECT_EQ(store.stale_count("one"), 2U);
  EXPECT_EQ(store.stale_count("three"), 6U);
  EXPECT_EQ(store.stale("two").size(), 4U);
  EXPECT_EQ(store.given(documents[0].document.id)->text, documents[0].document.text);
  EXPECT_EQ(store.stale("two"), (std::vector<std::string>{"news/1.txt", "news/2.txt", "news/3.txt", "news/4.txt"}));
}

/// The same graph without any index: look-ups are those of GraphSource.
class Plain : public GraphSource {
 public:
  explicit Plain(const GraphSource& graph) : graph_(graph) {}
  std::size_t node_count() const override { return count(&GraphSource::for_each_node); }
  std::size_t edge_count() const override { return count(&GraphSource::for_each_edge); }
  void for_each_document(const std::function<void(const GraphDocument&)>& visit) const override { graph_.for_each_document(visit); }
  void for_each_node(const std::function<void(const Node&)>& visit) const override { graph_.for_each_node(visit); }
  void for_each_edge(const std::function<void(const Edge&)>& visit) const override { graph_.for_each_edge(visit); }

 private:
  template <class Value>
  std::size_t count(void (GraphSource::*each)(const std::function<void(const Value&)>&) const) const {
    std::size_t found = 0;
    (graph_.*each)([&](const Value&) { ++found; });
    return found;
  }
  const GraphSource& graph_;
};

std::vector<std::string> iris(const std::vector<Node>& nodes) {
  std::vector<std::string> list;
  for (const Node& node : nodes) list.push_back(node.iri);
  return list;
}

TEST(Store, AnswersLookUpsAsAPassOverEverythingWould) {
  Folder folder;
  Store store(folder / "a.citypact", ontology(), making());
  put(store, random_documents(800, 40));
  remove(store, random_documents(800, 10));
  const Plain plain(store);
  EXPECT_EQ(store.node_count(), plain.node_count());
  EXPECT_EQ(store.edge_count(), plain.edge_count());
  EXPECT_EQ(store.document_languages(), plain.document_languages());
  const GraphSummary a = store.summary(), b = plain.summary();
  EXPECT_EQ(std::tie(a.documents, a.nodes, a.edges, a.evidence, a.types, a.relations, a.dated_nodes),
            std::tie(b.documents, b.nodes, b.edges, b.evidence, b.types, b.relations, b.dated_nodes));
  for (const char* type : {"City", "Person", "Company", "Organization", "Nothing"}) EXPECT_EQ(iris(store.most_linked(type, 3)), iris(plain.most_linked(type, 3)));
  EdgeFilter strict;
  strict.statuses = {Status::asserted}, strict.min_confidence = 40, strict.direction = Direction::outgoing;
  std::size_t seen = 0;
  plain.for_each_node([&](const Node& node) {
    EXPECT_EQ(store.find_node(node.iri)->labels, node.labels);
    EXPECT_EQ(iris(store.find_nodes_by_qid(node.qid)), iris(plain.find_nodes_by_qid(node.qid)));
    for (const EdgeFilter& filter : {EdgeFilter(), strict}) {
      std::vector<std::string> indexed, passed;
      store.for_each_edge_of(node.iri, filter, [&](const Edge& edge) { return indexed.push_back(edge.iri), true; });
      plain.for_each_edge_of(node.iri, filter, [&](const Edge& edge) { return passed.push_back(edge.iri), true; });
      EXPECT_EQ(indexed, passed) << node.iri;
      seen += indexed.size();
    }
  });
  EXPECT_GT(seen, 50U);
  plain.for_each_edge([&](const Edge& edge) {
    const auto found = store.find_edges(edge.id, 2);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].iri, edge.iri);
    EXPECT_EQ(store.find_edges(edge.iri, 5).size(), 1U);
  });
  EXPECT_GE(store.find_names(NameKey::words, "моск", 5)->size(), 1U);
  EXPECT_EQ(store.find_names(NameKey::similar, "казнь", 1)->size(), 1U);
  EXPECT_GE(store.find_names(NameKey::folded, "казань", 5)->size(), 1U);
  const std::vector<std::string> alike = store.find_names(NameKey::sound, "chenxu", 99).value();
  for (const char* name : {"чэнь сюй", "chen xu"}) {
    const std::vector<std::string> named = store.find_names(NameKey::folded, name, 99).value();
    EXPECT_FALSE(named.empty());
    for (const std::string& iri : named) EXPECT_NE(std::ranges::find(alike, iri), alike.end()) << name;
  }
  EXPECT_TRUE(store.find_names(NameKey::words, "никто", 5)->empty());
}

}  // namespace
}  // namespace citypact
