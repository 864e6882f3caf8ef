#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "citypact/core/diagnostics.hpp"
#include "citypact/knowledge/fold.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/knowledge/gazetteer_compiler.hpp"
#include "citypact/knowledge/ontology_reader.hpp"

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

Ontology ontology() { return read_ontology(fs::path(CITYPACT_SHARE) / "schemas/ontology.ttl"); }

TEST(OwnTables, AreAskedBeforeWhatShipsAndLeaveTheRestAsItIs) {
  Gazetteer gazetteer(fs::path(CITYPACT_SHARE) / "knowledge.bin");
  const auto shipped_size = gazetteer.size();
  EXPECT_FALSE(gazetteer.has_own());
  gazetteer.add(write("mine.tsv", "\xEF\xBB\xBFtype\tqid\tcountry\tnames_ru\tnames_en\tacronyms\r\n"
                                  "Park\t\tRU\tЗаречный парк\tZarechny Park\tЗРП\r\n# a remark\r\nCity\tQ649\tRU\tМосква|Приреченск\t\t\r\n"),
                ontology());
  EXPECT_TRUE(gazetteer.has_own());
  EXPECT_EQ(gazetteer.size(), shipped_size + 2);
  const auto park = gazetteer.find("ЗРП");
  ASSERT_EQ(park.size(), 1u);
  EXPECT_TRUE(park.front().own);
  EXPECT_EQ(park.front().id, "name:Park:RU:заречный парк");
  EXPECT_EQ(gazetteer.entry(park.front().index).type, "Park");
  EXPECT_EQ(gazetteer.names(park.front().index, "en").front(), "Zarechny Park");
  const auto city = gazetteer.find("Приреченск");
  ASSERT_EQ(city.size(), 1u);
  EXPECT_EQ(gazetteer.labels(city.front().index).at("zh"), "莫斯科") << "what the row lacks comes from the entry that ships";
  EXPECT_TRUE(gazetteer.find("Москва").front().own);
  EXPECT_EQ(gazetteer.with_id("Q649").size(), shipped().with_id("Q649").size() + 1);
  EXPECT_EQ(gazetteer.find("Пекин").front().qid, "Q956");
  EXPECT_EQ(gazetteer.fact("given", "сергей"), "m");
}

TEST(OwnTables, TheirFactsAndTheFirstTableWin) {
  Gazetteer gazetteer(fs::path(CITYPACT_SHARE) / "knowledge.bin");
  gazetteer.add(write("facts.tsv", "kind\tform\tvalue\ngiven\tсергей\tf\n"), ontology());
  EXPECT_EQ(gazetteer.fact("given", "сергей"), "f");
  gazetteer.add(write("City.one.tsv", "qid\tnames_ru\nQ1\tЗаречье\n"), ontology());
  gazetteer.add(write("City.two.tsv", "qid\tnames_ru\nQ2\tЗаречье\n"), ontology());
  EXPECT_EQ(gazetteer.find("Заречье").front().qid, "Q1");
}

TEST(OwnTables, MistakesAreNamedWithTheirLine) {
  Gazetteer gazetteer(fs::path(CITYPACT_SHARE) / "knowledge.bin");
  const auto message = [&](const std::string& text) -> std::string {
    try {
      gazetteer.add(write("mine.tsv", text), ontology());
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(message("type\tnames_ru\nCity\tА\nCitty\tБ\n").find("mine.tsv:3: unknown type 'Citty'"), std::string::npos);
  EXPECT_NE(message("type\tname\nCity\tА\n").find("mine.tsv:1: no column names_<language>"), std::string::npos);
  EXPECT_NE(message("type\tnames_ru\tpopulation\nCity\tА\tmany\n").find("mine.tsv:2: 'many' is no population"), std::string::npos);
  EXPECT_THROW(gazetteer.add("/nowhere.tsv", ontology()), Error);
  EXPECT_FALSE(gazetteer.has_own()) << "a bad table leaves nothing behind";
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
