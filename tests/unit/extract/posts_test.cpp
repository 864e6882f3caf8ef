// Which body a post is a post of, and which of two things acts on the other: what a hundred edges read by hand showed to go wrong.
#include <gtest/gtest.h>

#include <algorithm>

#include "bench.hpp"

namespace citypact {
namespace {

using test::Bench;
using test::Fact;

bool has(const std::vector<Fact>& facts, const Fact& fact) { return std::find(facts.begin(), facts.end(), fact) != facts.end(); }

std::vector<Fact> facts(const char* text, const char* relation = "") { return Bench::get().facts(text, relation); }

TEST(Governors, OfAnAdjectiveGovernTheRegionNotItsCapital) {
  EXPECT_EQ(facts("Об этом сообщил саратовский губернатор Олег Петров.", "heads"),
            (std::vector<Fact>{{"Олег Петров", "heads", "Саратовская область", "asserted", "губернатор"}}));
  EXPECT_EQ(facts("Об этом сообщил саратовский мэр Олег Петров.", "heads"), (std::vector<Fact>{{"Олег Петров", "heads", "Саратов", "asserted", "мэр"}}));
}

TEST(Governors, DoNotGovernADistrict) {
  for (const Fact& fact : facts("В Сызранском районе размыло дорогу, сообщил губернатор Олег Петров.", "heads")) EXPECT_NE(fact.object, "Сызранский район");
  EXPECT_TRUE(has(facts("В Самарской области размыло дорогу в Сызранском районе, сообщил губернатор региона Олег Петров.", "heads"),
                  Fact{"Олег Петров", "heads", "Самарская область", "asserted", "губернатор"}));
}

TEST(Posts, OfHonourLeadNothing) {
  EXPECT_EQ(facts("Почётный президент фонда «Заря» Олег Петров открыл парад.", "heads"), std::vector<Fact>{});
}

TEST(Posts, OfASpeakerLeadParliamentsOnly) {
  EXPECT_TRUE(has(facts("Спикер Госдумы Олег Петров открыл парад."), Fact{"Олег Петров", "heads", "Госдума", "asserted", "спикер"}));
  EXPECT_EQ(facts("Спикер группировки «Север» Олег Петров открыл парад.", "heads"), std::vector<Fact>{});
}

TEST(Posts, MayBelongToAPersonThatThePossessiveMeans) {
  EXPECT_EQ(facts("Певицу Анну Сидорову увезли в больницу, сообщил каналу «Заря» её директор Иван Петров.", "heads"), std::vector<Fact>{});
  EXPECT_TRUE(has(facts("Под санкции попали завод «Маяк» и его директор Иван Петров."), Fact{"Иван Петров", "heads", "завод «Маяк»", "asserted", "директор"}));
}

TEST(Deals, AreMadeByWhoAgreesWithTheVerb) {
  EXPECT_EQ(facts("Завод «Маяк» приобрела компания «Ромашка».", "acquired"), (std::vector<Fact>{{"компания «Ромашка»", "acquired", "Завод «Маяк»", "asserted", ""}}));
  EXPECT_EQ(facts("Завод «Маяк» приобрело ООО «Ромашка».", "acquired"), (std::vector<Fact>{{"ООО «Ромашка»", "acquired", "Завод «Маяк»", "asserted", ""}}));
}

TEST(Status, OfWhatIsNotSaidToFailIsNotDenied) {
  const auto got = facts("Вступление Сербии в НАТО не создаёт угроз для соседей.", "member-of");
  ASSERT_EQ(got.size(), 1u);
  EXPECT_NE(got[0].status, "denied");
  EXPECT_TRUE(has(facts("Вступление Сербии в НАТО не состоялось."), Fact{"Сербия", "member-of", "НАТО", "denied", ""}));
}

TEST(Parks, AreNoHotelsAndNoClubs) {
  for (const char* text : {"Отель «Маяк» в Самаре закрыт.", "Футбольный клуб «Маяк» из Самары закрыт.", "Крымский мост перекрыт."})
    for (const Mention& mention : Bench::get().extract(text).mentions) EXPECT_NE(mention.type, "Park") << text;
}

}  // namespace
}  // namespace citypact
