#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "citypact/core/diagnostics.hpp"
#include "citypact/knowledge/fold.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/knowledge/gazetteer_compiler.hpp"

namespace citypact {
namespace {

namespace fs = std::filesystem;

fs::path write(const std::string& name, const std::string& text) {
  const fs::path folder = fs::path(::testing::TempDir()) / "citypact-gazetteer";
  fs::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << text;
  return folder / name;
}

const Gazetteer& shipped() {
  static const Gazetteer gazetteer(fs::path(CITYPACT_SHARE) / "knowledge.bin");
  return gazetteer;
}

TEST(FoldName, MakesSpellingsOfOneNameEqual) {
  EXPECT_EQ(fold_name("  Орёл "), "орел");
  EXPECT_EQ(fold_name("«Чжунгуаньцунь»"), fold_name("\"ЧЖУНГУАНЬЦУНЬ\""));
  EXPECT_EQ(fold_name("Ростов–на–Дону"), "ростов-на-дону");
  EXPECT_EQ(fold_name("São  Paulo"), "são paulo");
  EXPECT_EQ(fold_name("北京"), "北京");
  EXPECT_EQ(fold_name(""), "");
}

TEST(Gazetteer, FindsAPlaceInThreeLanguages) {
  for (const char* name : {"Пекин", "ПЕКИН", "Beijing", "北京"}) {
    const auto found = shipped().find(name);
    ASSERT_FALSE(found.empty()) << name;
    EXPECT_EQ(found.front().qid, "Q956") << name;
    EXPECT_EQ(found.front().type, "City") << name;
  }
  EXPECT_EQ(shipped().find("КНР").front().qid, "Q148");
  EXPECT_TRUE(shipped().find("Несуществующегорск").empty());
}

TEST(Gazetteer, PutsTheBestKnownBearerOfANameFirst) {
  const auto moscow = shipped().find("Москва");
  ASSERT_GT(moscow.size(), 1u);
  EXPECT_EQ(moscow.front().qid, "Q649");
  EXPECT_EQ(shipped().labels(moscow.front().index).at("zh"), "莫斯科");
}

TEST(Gazetteer, FindsByIdentifier) {
  ASSERT_FALSE(shipped().with_id("Q649").empty());
  EXPECT_EQ(shipped().names(shipped().with_id("Q649").front().index, "en").front(), "Moscow");
  EXPECT_TRUE(shipped().with_id("Москва").empty());
}

TEST(Gazetteer, KnowsInstitutionsAndWhatTheyAreInACountry) {
  const auto ministry = shipped().find("Минфин");
  ASSERT_FALSE(ministry.empty());
  EXPECT_TRUE(ministry.front().is_institution());
  EXPECT_EQ(ministry.front().id, shipped().find("министерство финансов").front().id);
  ASSERT_TRUE(shipped().body_of(ministry.front().id, "US"));
  EXPECT_EQ(shipped().body_of(ministry.front().id, "US")->qid, "Q648666");
  EXPECT_FALSE(shipped().body_of(ministry.front().id, "SN"));
}

TEST(Gazetteer, KnowsFactsAboutWords) {
  EXPECT_EQ(shipped().fact("country-adjective", fold_name("Американская")), "Q30");
  EXPECT_EQ(shipped().fact("country-genitive", fold_name("России")), "Q159");
  EXPECT_EQ(shipped().fact("palladius", "чжун"), "zhong");
  EXPECT_EQ(shipped().fact("given", "сергей"), "m");
  EXPECT_FALSE(shipped().fact("given", "табуретка"));
}

TEST(GazetteerCompiler, ReadsAPersonsOwnTableAndNamesItsMistakes) {
  const auto output = fs::path(::testing::TempDir()) / "own.bin";
  compile_gazetteer({write("own.tsv", "type\tnames_ru\tnames_la\tacronyms\nPark\tЗаречный парк|Парк Заречный\tHortus\tЗП\n")}, output, "own");
  const Gazetteer own(output);
  ASSERT_EQ(own.find("парк заречный").size(), 1u);
  EXPECT_EQ(own.find("зп").front().type, "Park");
  EXPECT_EQ(own.find("hortus").front().id, "name:Park::заречный парк");
  EXPECT_THROW(compile_gazetteer({write("bad.tsv", "kind\tform\n\tслово\n")}, output, ""), Error);
  EXPECT_THROW(compile_gazetteer({write("bad.tsv", "type\tnames_ru\n\tБезымянный\n")}, output, ""), Error);
  EXPECT_THROW(compile_gazetteer({write("bad.tsv", "type\tnames\nCity\tX\n")}, output, ""), Error);
  EXPECT_THROW(compile_gazetteer({write("bad.tsv", "type\tnames_ru\tpopulation\nCity\tX\tmany\n")}, output, ""), Error);
  EXPECT_THROW(compile_gazetteer({write("bad.tsv", "type\tnames_ru\nCity\t\xFF\n")}, output, ""), Error);
}

TEST(GazetteerCompiler, TakesMoreIdentifiersFromATableOfTheirOwn) {
  const auto output = fs::path(::testing::TempDir()) / "more.bin";
  compile_gazetteer({write("more.tsv", "key_type\tkey\tqid\ngeonames\t77\tQ1234567\niso3166-2\tXX-A\tQ7654321\n"),
                     write("own.tsv", "type\tgeonames\tregion\tnames_ru\nCity\t77\t\tЗаречье\nRegion\t\tXX-A\tЗаречный край\n")}, output, "own");
  const Gazetteer own(output);
  EXPECT_EQ(own.find("Заречье").front().qid, "Q1234567");
  EXPECT_EQ(own.find("Заречный край").front().qid, "Q7654321");
}

TEST(GazetteerCompiler, IsDeterministic) {
  const auto table = write("own.tsv", "type\tnames_ru\nCity\tАльфа\nCity\tБета\nPark\tАльфа\n");
  const auto slurp = [](const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  compile_gazetteer({table}, fs::path(::testing::TempDir()) / "a.bin", "own");
  compile_gazetteer({table}, fs::path(::testing::TempDir()) / "b.bin", "own");
  EXPECT_EQ(slurp(fs::path(::testing::TempDir()) / "a.bin"), slurp(fs::path(::testing::TempDir()) / "b.bin"));
}

}  // namespace
}  // namespace citypact
