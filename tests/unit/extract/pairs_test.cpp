#include <gtest/gtest.h>

#include "../../../src/extract/extractor.hpp"
#include "../../../src/extract/pairs.hpp"
#include "../../../src/extract/scorer_pairs.hpp"
#include "citypact/analyze/analyze.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/knowledge/ontology_reader.hpp"

namespace citypact::extract {
namespace {

/// The scene of a text, as the extractor sets it.
class Pairs : public testing::Test {
 protected:
  void read(std::string text) {
    static const std::filesystem::path share = CITYPACT_SHARE;
    static const Language language(share, "ru");
    static const Gazetteer gazetteer(share / "knowledge.bin");
    static const Ontology ontology = read_ontology(share / "schemas/ontology.ttl");
    static const Analyzer analyzer(language, &gazetteer, share);
    static const Extractor extractor(language, &gazetteer, ontology, share);
    Document document;
    document.text = std::move(text);
    document.language = "ru";
    document_ = analyzer.analyze(std::move(document));
    stage_ = set_stage(extractor.state(), document_);
  }
  const Scene& scene() const { return *stage_.scene; }
  std::string text(std::uint32_t site) const { return std::string(document_.surface(scene().sites[site].mention.span)); }
  bool paired(std::string_view a, std::string_view b) const {
    const auto pairs = candidate_pairs(scene());
    return std::any_of(pairs.begin(), pairs.end(), [&](Pair p) { return text(p.first) == a && text(p.second) == b; });
  }

  AnalyzedDocument document_;
  Stage stage_;
};

TEST_F(Pairs, StandInTextOrderAndAreTwoThings) {
  read("Мэр Самары Олег Петров встретился в Омске с Иваном Сидоровым.");
  const auto pairs = candidate_pairs(scene());
  ASSERT_FALSE(pairs.empty());
  for (const Pair p : pairs) {
    EXPECT_LT(p.first, p.second);
    EXPECT_NE(scene().sites[p.first].mention.entity, scene().sites[p.second].mention.entity);
  }
  EXPECT_TRUE(paired("Олег Петров", "Иваном Сидоровым"));
}

TEST_F(Pairs, ReachTheNextSentenceButNotTheOneAfterIt) {
  read("Форум открыл Олег Петров. Он прошёл в Самаре. Погода была хорошей, дождя не было. Потом все поехали в Омск.");
  EXPECT_TRUE(paired("Олег Петров", "Самаре"));
  EXPECT_FALSE(paired("Олег Петров", "Омск"));
}

TEST_F(Pairs, HaveTheSameFeaturesEveryTime) {
  read("Компания «Ромашка» принадлежит Олегу Петрову.");
  const std::vector<Proposal> none;
  const PairFeaturizer featurizer(scene(), none);
  for (const Pair p : candidate_pairs(scene())) {
    const auto once = featurizer.features(p), again = featurizer.features(p);
    EXPECT_EQ(once.sparse, again.sparse);
    EXPECT_EQ(once.words, again.words);
    EXPECT_EQ(once.status, again.status);
    EXPECT_TRUE(std::is_sorted(once.sparse.begin(), once.sparse.end()));
    EXPECT_FALSE(once.status.empty());
    for (const auto& [slot, key] : once.words) EXPECT_LT(slot, word_slots);
  }
}

TEST_F(Pairs, KnowWhichRuleSpoke) {
  read("Компания «Ромашка» принадлежит Олегу Петрову.");
  const auto pairs = candidate_pairs(scene());
  ASSERT_FALSE(pairs.empty());
  Proposal said;
  said.relation = "owns";
  said.subject = pairs[0].second, said.object = pairs[0].first;
  said.rule = "owns.belongs";
  const std::vector<Proposal> one{said}, none;
  EXPECT_NE(PairFeaturizer(scene(), one).features(pairs[0]).sparse, PairFeaturizer(scene(), none).features(pairs[0]).sparse);
}

TEST_F(Pairs, ScoreTheSameWhetherWhatTheyShareIsSummedOnceOrForEach) {
  read("Мэр Самары Олег Петров подписал в Омске соглашение с компанией «Ромашка». Её директор Анна Седова и министр Иван Сидоров "
       "побывали в парке «Заря», который построил университет. Президент вернулся. В Китай поехал губернатор Мария Орлова.");
  const PairModel model(std::filesystem::path(CITYPACT_SOURCE_DIR) / "data/ru/models/relations.bin");
  const std::vector<Proposal> none;
  const PairFeaturizer featurizer(scene(), none);
  PairModel::Buffers buffers, others;
  PairScorer scorer(scene(), model, featurizer, buffers);
  const auto pairs = candidate_pairs(scene());
  ASSERT_GT(pairs.size(), 20u);
  for (const Pair p : pairs) {
    const auto once = scorer.score(p, featurizer.kinds(p)), whole = model.score(featurizer.features(p), others);
    ASSERT_EQ(once.size(), whole.size());
    for (std::size_t v = 0; v < whole.size(); ++v) EXPECT_NEAR(once[v], whole[v], 1e-5);
  }
}

TEST_F(Pairs, OfAnEmptyTextAreNone) {
  read("");
  EXPECT_TRUE(candidate_pairs(scene()).empty());
}

}  // namespace
}  // namespace citypact::extract
