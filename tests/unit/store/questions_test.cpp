// Every question is answered alike by a store, which has indexes, and by the same graph in memory, which has none.
#include <gtest/gtest.h>

#include "../../support/lookups.hpp"
#include "citypact/query/query.hpp"
#include "documents.hpp"

namespace citypact {
namespace {

using namespace store_testing;

/// Made once: all questions only read it.
struct World {
  World() : store_(folder_ / "graph.citypact", ontology(), making()) {
    auto documents = random_documents(0, 30);
    put(store_, documents);
    auto nodes = resolve(documents, &knowledge(), ontology());
    Diagnostics diagnostics;
    graph_ = assemble(std::move(nodes), std::move(documents), ontology(), ResolveOptions().base, diagnostics);
    graph_.for_each_node([&](const Node& node) { nodes_.push_back(node); });
  }

  Folder folder_;
  Store store_;
  KnowledgeGraph graph_;
  std::vector<Node> nodes_;
};

class Questions : public ::testing::Test {
 protected:
  static World& world() {
    static World made;
    return made;
  }
  const Store& store_ = world().store_;
  const KnowledgeGraph& graph_ = world().graph_;
  const std::vector<Node>& nodes_ = world().nodes_;
};

TEST_F(Questions, NoDifference) {
  EXPECT_TRUE(difference(store_, graph_).empty());
  EXPECT_GT(nodes_.size(), 20U);
}

TEST_F(Questions, Neighbors) {
  const auto around = [](const GraphSource& graph, const std::string& iri, const NeighborOptions& options) {
    std::vector<std::string> found;
    for (const Neighbor& n : neighbors(graph, iri, ontology(), options)) {
      found.push_back(std::to_string(n.distance) + (n.outgoing ? " -> " : " <- ") + n.edge.iri + " " + n.node.iri + " " + std::to_string(n.edge.evidence.size()));
    }
    return found;
  };
  std::vector<NeighborOptions> many(5);
  many[1].depth = 3, many[1].limit = 17;
  many[2].depth = 2, many[2].direction = Direction::incoming, many[2].type = "Organization";
  many[3].statuses = {Status::denied, Status::planned}, many[3].since = PartialDate{2020, 0, 0};
  many[4].min_confidence = 60, many[4].relations = {"heads", "signed-with"};
  for (const Node& node : nodes_) {
    for (const NeighborOptions& options : many) EXPECT_EQ(around(store_, node.iri, options), around(graph_, node.iri, options)) << node.iri;
  }
}

TEST_F(Questions, PathsAndStatistics) {
  for (std::size_t i = 0; i + 7 < nodes_.size(); i += 3) {
    PathOptions options;
    options.count = 3;
    const auto text = [](const std::vector<Path>& paths) {
      std::string all;
      for (const Path& path : paths) {
        for (const PathStep& step : path.steps) all += step.edge.iri + (step.forward ? " > " : " < ") + std::to_string(step.others) + " ";
        all += "\n";
      }
      return all;
    };
    EXPECT_EQ(text(find_paths(store_, nodes_[i].iri, nodes_[i + 7].iri, options)), text(find_paths(graph_, nodes_[i].iri, nodes_[i + 7].iri, options)));
  }
  const Statistics ours = statistics(store_, "Organization", 5), other = statistics(graph_, "Organization", 5);
  EXPECT_EQ(ours.degrees, other.degrees);
  EXPECT_EQ(ours.components, other.components);
  EXPECT_EQ(lookups::iris(ours.most_linked), lookups::iris(other.most_linked));
}

TEST_F(Questions, Names) {
  const NameKnowledge knows{[] { return nullptr; }, [] { return &knowledge(); }};
  const auto found = [&](const GraphSource& graph, const std::string& name) { return lookups::iris(find_by_name(graph, name, knows).nodes); };
  const auto searched = [&](const GraphSource& graph, const std::string& text) {
    std::vector<std::string> hits;
    for (const SearchHit& hit : search_names(graph, text, ontology(), knows, {"", 1000})) hits.push_back(hit.node.iri + " " + hit.name + " " + std::string(to_string(hit.likeness)));
    return hits;
  };
  std::set<std::string> texts{"моск", "Кзань", "chen", "Chen Xu", "陈旭", "Petrov", "вектор", "техн унив", "фонд", "zzzz", "Q649", "петров иван", "\"--'"};
  for (const Node& node : nodes_) {
    for (const auto& label : node.labels) texts.insert(label.second);
  }
  std::size_t any = 0;
  for (const std::string& text : texts) {
    EXPECT_EQ(found(store_, text), found(graph_, text)) << text;
    EXPECT_EQ(searched(store_, text), searched(graph_, text)) << text;
    any += searched(store_, text).size();
  }
  EXPECT_GT(any, 50U);
}

TEST_F(Questions, OnADay) {
  const GraphOnDay then(store_, {PartialDate{2022, 0, 0}, PartialDate{2021, 6, 1}}), same(graph_, {PartialDate{2022, 0, 0}, PartialDate{2021, 6, 1}});
  EXPECT_TRUE(difference(then, same).empty());
  EXPECT_GT(then.edge_count(), 0U);
  EXPECT_LT(then.edge_count(), store_.edge_count());
  for (const AsOf as_of : {AsOf{PartialDate{2021, 0, 0}, {}}, AsOf{{}, PartialDate{2021, 6, 1}}, AsOf{PartialDate{2022, 0, 0}, PartialDate{2021, 6, 1}}}) {
    lookups::expect_answers_of_passes(GraphOnDay(store_, as_of));
    EXPECT_EQ(GraphOnDay(store_, as_of).summary().evidence, GraphOnDay(graph_, as_of).summary().evidence);
  }
}

}  // namespace
}  // namespace citypact
