// Names in Cyrillic (Palladius), Latin (pinyin) and Chinese characters.
#include <gtest/gtest.h>

#include <algorithm>

#include "../../../src/resolve/block.hpp"
#include "citypact/resolve/review.hpp"
#include "world.hpp"

namespace citypact {
namespace {

using namespace testing_world;

std::string block_of(NameFamily kind, const std::string& type, const std::string& name) {
  identity::NameReader reader(&knowledge());
  MentionGroup group;
  group.kind = kind, group.type = type, group.name = name, group.named = true;
  return identity::block_key(group, reader);
}

TEST(Scripts, OneNameIsOneBlockInAllThree) {
  const std::string person = block_of(NameFamily::person, "Person", "Чэнь Сюй");
  EXPECT_EQ(block_of(NameFamily::person, "Person", "Chen Xu"), person);
  EXPECT_EQ(block_of(NameFamily::person, "Person", "陈旭"), person);
  for (const auto& [kind, type] : {std::pair(NameFamily::body, "Park"), std::pair(NameFamily::place, "City")}) {
    const std::string block = block_of(kind, type, "Чжунгуаньцунь");
    EXPECT_EQ(block_of(kind, type, "Zhongguancun"), block) << type;
    EXPECT_EQ(block_of(kind, type, "中关村"), block) << type;
    EXPECT_NE(block_of(kind, type, "Чжанцзян"), block) << type;
  }
}

bool asks(const std::vector<DoubtfulPair>& pairs, const std::string& a, const std::string& b) {
  return std::ranges::any_of(pairs, [&](const DoubtfulPair& pair) {
    return !pair.one && ((pair.comparison.first == a && pair.comparison.second == b) || (pair.comparison.first == b && pair.comparison.second == a));
  });
}

TEST(Scripts, ANameAloneMakesCandidatesAndNoMerge) {
  std::vector<Extraction> documents{document("a", {{"Person", "Чэнь Сюй"}, {"City", "Сяньлинцунь"}}), document("b", {{"Person", "Chen Xu"}, {"City", "Xianlingcun"}}, {}, "en"),
                                    document("c", {{"Person", "陈旭"}, {"City", "仙岭村"}}, {}, "zh")};
  const Resolved world = resolved(documents);
  EXPECT_FALSE(world.same(0, 0, 1, 0) || world.same(0, 0, 2, 0) || world.same(1, 0, 2, 0));
  const auto pairs = doubtful_pairs(documents, &knowledge(), ontology(), {}, 100);
  EXPECT_TRUE(asks(pairs, "Чэнь Сюй", "Chen Xu"));
  EXPECT_TRUE(asks(pairs, "Чэнь Сюй", "陈旭"));
  EXPECT_TRUE(asks(pairs, "Chen Xu", "陈旭"));
  EXPECT_FALSE(world.same(0, 1, 1, 1));
  EXPECT_TRUE(asks(pairs, "Сяньлинцунь", "Xianlingcun"));
  EXPECT_TRUE(asks(pairs, "Сяньлинцунь", "仙岭村"));
}

TEST(Scripts, ABodyOfAnAlikeNameIsACandidateUntilItsCompanyAgrees) {
  std::vector<Extraction> alone{document("a", {{"Company", "Приречинвестстрой"}}), document("b", {{"Company", "Prirechinveststroy"}}, {}, "en")};
  EXPECT_FALSE(resolved(alone).same(0, 0, 1, 0));
  EXPECT_TRUE(asks(doubtful_pairs(alone, &knowledge(), ontology(), {}, 100), "Приречинвестстрой", "Prirechinveststroy"));
  const Resolved acquainted = resolved({document("a", {{"Company", "Приречинвестстрой"}, {"University", "Университет Цинхуа"}}),
                                        document("b", {{"Company", "Prirechinveststroy"}, {"University", "Tsinghua University"}}, {}, "en")});
  EXPECT_TRUE(acquainted.same(0, 0, 1, 0));
  const Resolved strangers = resolved({document("a", {{"Company", "Приречинвестстрой"}, {"University", "Университет Цинхуа"}}),
                                       document("b", {{"Company", "Prirechinveststroy"}, {"University", "Peking University"}}, {}, "en")});
  EXPECT_FALSE(strangers.same(0, 0, 1, 0));
}

TEST(Scripts, TheParkAndTheUniversityOfOneSoundAreTwo) {
  const Resolved world = resolved({document("a", {{"Park", "Приречинвестстрой"}, {"Organization", "НАТО"}}),
                                   document("b", {{"University", "Prirechinveststroy"}, {"Organization", "NATO"}}, {}, "en")});
  EXPECT_FALSE(world.same(0, 0, 1, 0));
}

TEST(Scripts, RoleAndOrganizationThatAgreeMakeOnePerson) {
  const Resolved world = resolved({document("a", {{"Person", "Чэнь Сюй"}, {"University", "Университет Цинхуа"}}, {{0, 1, "heads", "ректор"}}),
                                   document("b", {{"Person", "Chen Xu"}, {"University", "Tsinghua University"}}, {{0, 1, "heads", "rector"}}, "en"),
                                   document("c", {{"Person", "陈旭"}, {"University", "清华大学"}}, {{0, 1, "heads", "校长"}}, "zh")});
  EXPECT_TRUE(world.same(0, 1, 1, 1) && world.same(0, 1, 2, 1)) << "the university has an identifier";
  EXPECT_TRUE(world.same(0, 0, 1, 0));
  EXPECT_TRUE(world.same(0, 0, 2, 0));
}

}  // namespace
}  // namespace citypact
