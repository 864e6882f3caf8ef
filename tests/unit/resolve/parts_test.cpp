#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include "citypact/core/resolution.hpp"
#include "world.hpp"

// Resolution block by block, as a store does it, against resolution of everything at once.

namespace citypact {
namespace {

using namespace testing_world;

std::string text_of(const Node& node) {
  std::string out = node.iri + " " + node.type + " " + node.subtype + " " + node.qid + " " + std::to_string(node.mentions);
  for (const auto& [language, label] : node.labels) out += " " + language + "=" + label;
  for (const std::string& alias : node.aliases) out += " " + alias;
  for (const std::string& old : node.replaced) out += " " + old;
  return out + "\n";
}

/// The least store: appearances by document, and for each class the key of its node. Places only the blocks that a document
/// touches, makes only the nodes that they concern.
class Store {
 public:
  explicit Store(std::vector<Decision> decisions) {
    ResolveOptions options;
    options.decisions = std::move(decisions);
    resolution_ = make_resolution(&knowledge(), ontology(), options);
  }

  void add(Extraction extraction) {
    auto& of_document = documents_[extraction.document.id];
    for (Appearance& one : resolution_->appearances(extraction, nullptr)) of_document.push_back(std::move(one));
    touch(of_document);
  }

  void remove(const std::string& document) {
    const auto gone = std::move(documents_.extract(document).mapped());
    touch(gone);
  }

  /// What resolve() would say.
  std::string bytes() {
    std::string out;
    std::vector<Node> nodes;
    for (const auto& [key, node] : nodes_) nodes.push_back(node);
    std::ranges::sort(nodes, {}, &Node::iri);
    for (const Node& node : nodes) out += text_of(node);
    for (const auto& [document, appearances] : documents_) {
      std::map<std::uint32_t, std::string> iris;
      for (const Appearance& one : appearances)
        for (const std::uint32_t entity : one.entities) {
          const auto node = nodes_.find(final_.at(one.signature));
          iris[entity] = node == nodes_.end() ? "" : node->second.iri;
        }
      for (const auto& [entity, iri] : iris) out += document + " " + std::to_string(entity) + " " + iri + "\n";
    }
    return out;
  }

 private:
  struct Counted {
    AppearanceClass one;
    bool decided = false;
  };

  std::map<std::string, Counted> classes_of(const std::function<bool(const Appearance&)>& wanted) const {
    std::map<std::string, Counted> classes;
    for (const auto& [document, appearances] : documents_)  // documents ascend, so the first is the least
      for (const Appearance& one : appearances) {
        if (!wanted(one)) continue;
        const auto [at, fresh] = classes.try_emplace(one.signature, Counted{{one.value, 1}, one.decided});
        if (!fresh) ++at->second.one.count;
      }
    return classes;
  }

  void touch(const std::vector<Appearance>& touched) {
    std::set<std::string> concerned;  // keys
    for (const Appearance& one : touched) {
      const auto classes = classes_of([&](const Appearance& other) { return other.block == one.block; });
      std::vector<AppearanceClass> block;
      for (const auto& [signature, counted] : classes) block.push_back(counted.one);
      const auto keys = resolution_->place(block);
      std::size_t at = 0;
      for (const auto& [signature, counted] : classes) placed_[signature] = keys[at++];
      ++placings_;
      block_size_ += block.size();
    }
    decide();
    make();
  }

  void decide() {
    const auto all = classes_of([](const Appearance&) { return true; });
    std::map<std::string, std::string> fresh;
    std::set<std::string> named;
    for (const auto& [signature, counted] : all) {
      fresh[signature] = placed_.at(signature);
      if (counted.decided) named.insert(placed_.at(signature));
    }
    std::vector<AppearanceClass> classes;
    std::vector<std::string> keys, signatures;
    for (const auto& [signature, counted] : all)
      if (named.contains(placed_.at(signature))) {
        classes.push_back(counted.one);
        keys.push_back(placed_.at(signature));
        signatures.push_back(signature);
      }
    const auto decided = resolution_->decide(classes, keys, nullptr);
    verdicts_.clear();
    for (std::size_t i = 0; i < signatures.size(); ++i) {
      fresh[signatures[i]] = decided.keys[i];
      verdicts_[decided.keys[i]] = decided.verdicts[i];
    }
    final_ = std::move(fresh);
  }

  void make() {
    std::map<std::string, std::vector<AppearanceClass>> by_key;
    for (const auto& [signature, counted] : classes_of([](const Appearance&) { return true; })) by_key[final_.at(signature)].push_back(counted.one);
    nodes_.clear();
    for (const auto& [key, classes] : by_key)
      if (auto node = resolution_->make_node(key, classes, verdicts_[key])) nodes_.emplace(key, std::move(*node));
  }

  std::unique_ptr<Resolution> resolution_;
  std::map<std::string, std::vector<Appearance>> documents_;
  std::map<std::string, std::string> placed_, final_, verdicts_;
  std::map<std::string, Node> nodes_;

 public:
  std::size_t placings_ = 0, block_size_ = 0;
};

std::string at_once(std::vector<Extraction> documents, const std::vector<Decision>& decisions) {
  ResolveOptions options;
  options.decisions = decisions;
  const auto nodes = resolve(documents, &knowledge(), ontology(), options);
  std::ranges::sort(documents, {}, [](const Extraction& e) { return e.document.id; });
  std::string out;
  for (const Node& node : nodes) out += text_of(node);
  for (const Extraction& extraction : documents) {
    std::map<std::uint32_t, std::string> iris;
    for (const Mention& mention : extraction.mentions) iris[mention.entity] = mention.iri;
    for (const auto& [entity, iri] : iris) out += extraction.document.id + " " + std::to_string(entity) + " " + iri + "\n";
  }
  return out;
}

/// Documents of a small world in which everybody has a namesake, a short form and a second script.
std::vector<Extraction> random_documents(std::mt19937& random, std::size_t count) {
  const std::vector<Named> names{{"Person", "Мария Волгина"}, {"Person", "Волгина"}, {"Person", "М. Волгина"}, {"Person", "Анна Волгина"}, {"Person", "Иван Кузнецов"},
                                 {"Person", "Кузнецов"}, {"Person", "Чэнь Сюй"}, {"Person", "Chen Xu"}, {"Person", "陈旭"}, {"Person", "Владимир Путин"},
                                 {"Person", "Путин"}, {"Person", "Vladimir Putin"}, {"Organization", "Минфин"}, {"Organization", "Министерство финансов"},
                                 {"Organization", "Верховный суд"}, {"Organization", "Верховный суд Пакистана"}, {"Organization", "ООН"}, {"Organization", "Норд Стрим"},
                                 {"Organization", "Nord Stream"}, {"University", "Заречье"}, {"Organization", "Заречье"}, {"City", "Казань"}, {"City", "Москва"},
                                 {"City", "Moscow"}, {"Country", "Россия"}, {"Country", "США"}, {"Country", "Пакистан"}, {"Region", "Москва"}, {"City", "Заречье"},
                                 {"Program", "Чистый берег"}, {"Event", "форум", Form::nominal}, {"Organization", "компания", Form::nominal}};
  std::vector<Extraction> documents;
  for (std::size_t d = 0; d < count; ++d) {
    std::vector<Named> chosen;
    for (auto n = 2 + random() % 5; n; --n) chosen.push_back(names[random() % names.size()]);
    std::vector<Tie> ties;
    if (chosen[0].type == "Person" && chosen[1].type == "City") ties.push_back({0, 1, "heads", "мэр"});
    documents.push_back(document("d" + std::to_string(random() % 1000) + "/" + std::to_string(d), chosen, ties));
  }
  return documents;
}

Decision decide(Decision::Verdict verdict, const Extraction& a, std::size_t m, const Extraction* b = nullptr, std::size_t n = 0) {
  const auto place = [](const Extraction& extraction, std::size_t mention) {
    const Span span = extraction.mentions[mention].span;
    return MentionPlace{extraction.document.id, CodePointIndex(extraction.document.text).code_points(span), std::string(surface(extraction.document.text, span))};
  };
  Decision made;
  made.verdict = verdict;
  made.first = place(a, m);
  if (b) made.second = place(*b, n);
  made.name = "Иное имя";
  return made;
}

void check_steps(std::mt19937& random, bool with_decisions) {
  const auto all = random_documents(random, 14);
  std::vector<Decision> decisions;
  for (int i = 0; with_decisions && i < 6; ++i) {
    const auto &a = all[random() % all.size()], &b = all[random() % all.size()];
    const auto verdict = static_cast<Decision::Verdict>(random() % 4);
    decisions.push_back(decide(verdict, a, random() % a.mentions.size(), verdict < Decision::Verdict::rename ? &b : nullptr, random() % b.mentions.size()));
  }
  Store store(decisions);
  std::map<std::string, Extraction> present;
  for (int step = 0; step < 40; ++step) {
    const Extraction& one = all[random() % all.size()];
    if (present.erase(one.document.id)) {
      store.remove(one.document.id);
    } else {
      present.emplace(one.document.id, one);
      store.add(one);
    }
    std::vector<Extraction> documents;
    for (const auto& [id, extraction] : present) documents.push_back(extraction);
    ASSERT_EQ(store.bytes(), at_once(std::move(documents), decisions)) << "step " << step;
  }
}

TEST(ResolveInParts, EqualsResolvingEverythingAfterEveryDocumentThatComesOrGoes) {
  std::mt19937 random(11);
  for (int round = 0; round < 6; ++round) check_steps(random, false);
}

TEST(ResolveInParts, HoldsWithDecisionsToo) {
  std::mt19937 random(12);
  for (int round = 0; round < 6; ++round) check_steps(random, true);
}

TEST(ResolveInParts, KeepsAWellKnownPlaceOnceForManyDocuments) {
  const auto resolution = make_resolution(&knowledge(), ontology());
  std::set<std::string> signatures;
  for (int d = 0; d < 50; ++d) {
    auto extraction = document("d" + std::to_string(d), {{"City", "Москва"}, {"Organization", "ООН"}, {"Person", "Житель " + std::to_string(d)}});
    for (const Appearance& one : resolution->appearances(extraction, nullptr))
      if (one.block.find("person") == std::string::npos) signatures.insert(one.signature);
  }
  EXPECT_EQ(signatures.size(), 2u);
}

TEST(ResolveInParts, MovesAValueToAnotherDocument) {
  const auto resolution = make_resolution(&knowledge(), ontology());
  auto a = document("a", {{"Event", "форум", Form::nominal}, {"City", "Москва"}}), b = document("b", {{"City", "Москва"}});
  const auto in_a = resolution->appearances(a, nullptr), in_b = resolution->appearances(b, nullptr);
  ASSERT_EQ(in_a.size(), 2u);
  EXPECT_EQ(in_a[1].signature, in_b[0].signature);
  EXPECT_EQ(resolution->moved(in_a[1].value, "b", in_b[0].entities), in_b[0].value);
}

TEST(ResolveInParts, RefusesBytesThatAreNone) {
  const auto resolution = make_resolution(&knowledge(), ontology());
  auto extraction = document("a", {{"Person", "Мария Волгина"}, {"City", "Москва"}}, {{0, 1, "heads", "мэр"}});
  const auto appearances = resolution->appearances(extraction, nullptr);
  for (const Appearance& one : appearances) {
    for (std::size_t size = 0; size < one.value.size(); ++size) EXPECT_THROW(resolution->place({{one.value.substr(0, size), 1}}), Error) << size;
    EXPECT_THROW(resolution->place({{one.value + "x", 1}}), Error);
    EXPECT_NO_THROW(resolution->place({{one.value, 1}}));
  }
}

TEST(Decisions, AboutOnePairThatContradictRestoreTheBytes) {
  std::mt19937 random(5);
  const auto all = random_documents(random, 10);
  const std::string before = at_once(all, {});
  auto same = decide(Decision::Verdict::same, all[0], 0, &all[1], 0), reverse = decide(Decision::Verdict::different, all[1], 0, &all[0], 0);
  same.when = "2026-11-01";
  reverse.when = "2026-11-02";
  EXPECT_NE(at_once(all, {same}), before);
  EXPECT_EQ(at_once(all, {same, reverse}), at_once(all, {reverse})) << "the later one holds";
  reverse.when = same.when;
  EXPECT_EQ(at_once(all, {same, reverse}), before) << "neither holds";
}

}  // namespace
}  // namespace citypact
