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

std::string names_of(AnalyzedDocument& document, const std::vector<HeadSpan>& found) {
  std::string out;
  for (const NameSpan& name : to_names(document, found, [](std::uint32_t token) { return token == 0; })) {
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

TEST(TaggerNames, TellUniversitiesFromOtherBodies) {
  auto document = words("Томский университет и завод");
  EXPECT_EQ(names_of(document, {{"Organization", {0, 2}}, {"University", {0, 2}}, {"Organization", {3, 4}}}), "University Томский университет; Organization завод");
}

TEST(TaggerNames, StandInTextOrderTheLongerFirst) {
  auto document = words("министр финансов Китая Ли Мин");
  EXPECT_EQ(names_of(document, {{"Person", {3, 5}}, {"Country", {2, 3}}, {"Position", {0, 3}}}), "Position министр финансов Китая; Country Китая; Person Ли Мин");
}

}  // namespace
}  // namespace citypact
