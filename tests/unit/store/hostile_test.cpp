// Hostile names, files that are none of ours, and what must be gone.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include <sqlite3.h>

#include "documents.hpp"

namespace citypact {
namespace {

using namespace store_testing;

/// Two mentions of one sentence and a tie between them.
Extraction of_names(const std::string& id, const std::string& first, const std::string& second) {
  Extraction e;
  e.document = {id, id, "title " + first, {}, "ru", first + " и " + second + "."};
  const auto all = static_cast<std::uint32_t>(e.document.text.size()), one = static_cast<std::uint32_t>(first.size());
  e.mentions.push_back({"City", "", Form::name, {0, one}, first, "", 0, {}, {}});
  e.mentions.push_back({"City", "", Form::name, {all - 1 - static_cast<std::uint32_t>(second.size()), all - 1}, second, "", 1, {}, {}});
  Relation r;
  r.type = "twinned-with", r.subject = 0, r.object = 1;
  r.evidence = {{0, all}, {0, one}, {}, "rule", 0.5F};
  r.qualifiers.topic = second;
  e.relations.push_back(r);
  return e;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string error_of(const std::filesystem::path& path, StoreOptions::Access access = StoreOptions::Access::read) {
  StoreOptions options;
  options.access = access;
  try {
    const Store store(path, ontology(), options);
    (void)exported(store);
  } catch (const Error& error) {
    return std::string(error.what()).substr(path.string().size());
  }
  return "";
}

TEST(Store, TakesHostileNamesAsData) {
  using namespace std::string_literals;
  const std::vector<Extraction> documents{
      of_names("a'); DROP TABLE node; --", "O'Brien \"x\"; --", "%_*?[a-z]"), of_names("b\0c"s, "Zero\0Town"s, "Ноль\0град"s),
      of_names("\u202E-rtl", "\u202Eдолбом\u202C", "مدينة"), of_names("long", "Город " + std::string(1 << 20, 'a'), "Б" + std::string(1 << 12, 'b')),
      of_names("escape", "\x1B[31mred\x07", "tab\tline\nbreak"), of_names("{\"json\": [1]}", "{{}}", "[[1,2]]")};
  Folder folder;
  Store store(folder / "a.citypact", ontology(), making());
  for (const Extraction& extraction : documents) put(store, {extraction});
  EXPECT_EQ(exported(store), built(documents));
  EXPECT_TRUE(store.check().empty());
  EXPECT_EQ(store.find_documents("b\0c"s), std::vector<std::string>{"b\0c"s});
  EXPECT_TRUE(store.find_names(NameKey::similar, "\"OR\" NEAR(", 5).has_value());
  remove(store, {documents[0], documents[1], documents[3]});
  EXPECT_EQ(exported(store), built({documents[2], documents[4], documents[5]}));
}

TEST(Store, TellsFilesApartThatItCannotRead) {
  Folder folder;
  {
    Store store(folder / "good.citypact", ontology(), making());
    put(store, random_documents(1, 20));
  }
  const std::string good = bytes_of(folder / "good.citypact");
  const auto file = [&](const char* name, const std::string& bytes) {
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return folder / name;
  };
  EXPECT_NE(error_of(folder / "none.citypact").find("no such file"), std::string::npos);
  EXPECT_NE(error_of(file("text", "Москва и Казань\n")).find("no citypact store"), std::string::npos);
  EXPECT_NE(error_of(file("text", "Москва и Казань\n"), StoreOptions::Access::create).find("no citypact store"), std::string::npos);
  EXPECT_NE(error_of(file("cut", good.substr(0, good.size() / 2))).find("damaged"), std::string::npos);
  EXPECT_NE(error_of(file("few", good.substr(0, 50))).find("damaged"), std::string::npos);
  std::string scrambled = good;
  for (std::size_t at = 5000; at < scrambled.size(); at += 97) scrambled[at] = static_cast<char>(scrambled[at] ^ 0x5A);
  EXPECT_NE(error_of(file("scrambled", scrambled)), "");
  std::string newer = good;
  newer[63] = 99;  // user_version, big endian at 60
  EXPECT_NE(error_of(file("newer", newer)).find("newer citypact"), std::string::npos);
  std::string foreign = good;
  foreign[68] = 'x';  // application_id
  EXPECT_NE(error_of(file("foreign", foreign)).find("no citypact store"), std::string::npos);
  EXPECT_EQ(bytes_of(folder / "text"), "Москва и Казань\n") << "what is not ours is not touched";
  EXPECT_TRUE(Store::is_store(folder / "good.citypact"));
  EXPECT_FALSE(Store::is_store(folder / "foreign"));
}

TEST(Store, HoldsNoByteOfWhatWasRemoved) {
  const auto stay = random_documents(1, 60);
  for (unsigned round = 1; round <= 5; ++round) {
    std::vector<Extraction> gone;
    for (unsigned i = 0; i < 8; ++i) {
      const std::string number = std::to_string(round * 100 + i);
      gone.push_back(of_names("secret-document-" + number, "Тайноград" + number, "Скрытополь Ѩѭѱ" + number));  // letters of no other name
      gone.back().document.text += std::string(i * 700, '.') + " Секретная фраза номер " + number + " лежит в самом конце.";
    }
    Folder folder;
    const auto path = folder / "a.citypact";
    Store store(path, ontology(), making());
    std::mt19937 random(round);
    for (std::size_t i = 0; i < stay.size(); ++i) {
      put(store, {stay[i]});
      if (i % 7 == 0 && i / 7 < gone.size()) put(store, {gone[i / 7]});
    }
    put(store, gone);
    for (const char* there : {"Секретная фраза", "ѩѭѱ"}) ASSERT_NE((bytes_of(path) + bytes_of(path.string() + "-wal")).find(there), std::string::npos);
    remove(store, gone);
    store.wipe_log();
    const std::string left = bytes_of(path) + bytes_of(path.string() + "-wal");
    for (const char* secret : {"Секретная фраза", "secret-document", "Тайноград", "Скрытополь", "тайноград", "скрытополь", "Ѩѭѱ", "ѩѭѱ"})
      EXPECT_EQ(left.find(secret), std::string::npos) << secret << " in round " << round;
    EXPECT_EQ(exported(store), built(stay));
  }
}

}  // namespace
}  // namespace citypact
