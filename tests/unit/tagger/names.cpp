// The rules that turn the heads' spans into names.
#include "../../../src/analyze/tagger_names.hpp"

#include <gtest/gtest.h>

#include <string>

namespace citypact {
namespace {

/// A document of one sentence whose tokens stand between spaces.
AnalyzedDocument words(const std::string& text) {
  AnalyzedDocument document;
  document.document.text = text;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    document.tokens.emplace_back().span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    begin = end + 1;
  }
  document.sentences.push_back({{0, static_cast<std::uint32_t>(text.size())}, {0, static_cast<std::uint32_t>(document.tokens.size())}});
  return document;
}

/// The first token is an adjective; nouns are those that the test names.
class Facts : public TokenFacts {
 public:
  explicit Facts(const AnalyzedDocument& document) : document_(document) {}
  bool only_adjective(std::uint32_t token) const override { return token == 0; }
  bool noun(std::uint32_t token) const override { return word(token) == "совет" || word(token) == "кластер"; }
  std::string_view body_kind(std::uint32_t, std::uint32_t token) const override { return word(token) == "кластер" ? "Cluster" : ""; }
  bool named_after(std::uint32_t token) const override { return word(token) == "им."; }

 private:
  std::string_view word(std::uint32_t token) const { return document_.surface(document_.tokens[token]); }
  const AnalyzedDocument& document_;
};

std::string names_of(AnalyzedDocument& document, const std::vector<HeadSpan>& found) {
  std::string out;
  for (const NameSpan& name : to_names(document, found, Facts(document))) {
    if (!out.empty()) out += "; ";
    out += std::string(name.kind) + (name.adjective ? "~" : "") + " " + std::string(document.surface(name.span));
  }
  return out;
}

TEST(TaggerNames, TakeTheQuotesThatBelongToThem) {
  auto document = words("компания « Заря » и « Восход » пишут");
  EXPECT_EQ(names_of(document, {{"Organization", {0, 3}}, {"Organization", {6, 7}}}), "Organization компания « Заря »; Organization « Восход »");
}

TEST(TaggerNames, LeaveQuotesThatHoldMoreThanTheName) {
  auto document = words("он сказал : « Томск растёт »");
  EXPECT_EQ(names_of(document, {{"City", {4, 5}}}), "City Томск");
}

TEST(TaggerNames, GiveAPlaceItsMostProbableKind) {
  auto document = words("в Люксембурге");
  EXPECT_EQ(names_of(document, {{"City", {1, 2}, 0.6f}, {"Country", {1, 2}, 0.7f}}), "Country Люксембурге");
}

TEST(TaggerNames, KeepAdjectivesOfPlacesApart) {
  auto document = words("Российский и казанский министр в Москве");
  EXPECT_EQ(names_of(document, {{"any:Country", {0, 1}}, {"any:City", {2, 3}}, {"any:City", {5, 6}}, {"City", {5, 6}}}), "Country~ Российский; City~ казанский; City Москве");
}

TEST(TaggerNames, TakeInstitutionsInLowerCaseAndOtherPlacesFromWiderConventions) {
  auto document = words("он и бундестаг у реки Тобол в Томске");
  EXPECT_EQ(names_of(document, {{"any:Organization", {2, 3}}, {"any:Organization", {7, 8}}, {"any:Location", {5, 6}}, {"any:Location", {7, 8}}, {"City", {7, 8}}}),
            "Organization бундестаг; Location Тобол; City Томске");
}

TEST(TaggerNames, TellKindsOfBodiesByTheirFirstNounElseByTheirHead) {
  auto document = words("Новый кластер , совет университета и ТГУ");
  EXPECT_EQ(names_of(document, {{"Organization", {0, 2}}, {"Organization", {3, 5}}, {"University", {4, 5}, 0.4f}, {"Organization", {6, 7}}, {"University", {6, 7}}}),
            "Cluster Новый кластер; Organization совет университета; University ТГУ");
}

TEST(TaggerNames, FindTheSiteBehindABody) {
  auto document = words("пишет Новый кластер i.moscow и ул. Мира");
  EXPECT_EQ(names_of(document, {{"Organization", {1, 4}}, {"Organization", {5, 7}}}), "Cluster Новый кластер i.moscow; Platform i.moscow; Organization ул. Мира");
}

TEST(TaggerNames, OfBodiesEndWithThePersonWhomTheyAreNamedAfter) {
  auto document = words("кластер « Заря » им. Петра Ильина и Ильин");
  EXPECT_EQ(names_of(document, {{"Organization", {0, 4}}, {"Person", {5, 7}}, {"Person", {8, 9}}}), "Cluster кластер « Заря » им. Петра Ильина; Person Ильин");
}

TEST(TaggerNames, BeforeBracketsAtTheEndAndInThemAreTwo) {
  auto document = words("кластер роста ( КР ) , совет ( СР ) Тулы , Ли Мин ( Li Min , кластер ( 2020 ) и ( совет");
  EXPECT_EQ(names_of(document, {{"Organization", {0, 5}}, {"Organization", {6, 11}}, {"Person", {12, 17}}, {"Organization", {18, 22}}, {"Organization", {23, 25}}}),
            "Cluster кластер роста; Cluster КР; Organization совет ( СР ) Тулы; Person Ли Мин; Person Li Min; Cluster кластер; Organization ( совет");
}

TEST(TaggerNames, StandInTextOrderTheLongerFirst) {
  auto document = words("министр финансов Китая Ли Мин");
  EXPECT_EQ(names_of(document, {{"Person", {3, 5}}, {"Country", {2, 3}}, {"Position", {0, 3}}}), "Position министр финансов Китая; Country Китая; Person Ли Мин");
}

}  // namespace
}  // namespace citypact
