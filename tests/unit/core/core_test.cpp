#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "citypact/core/date.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/core/files.hpp"
#include "citypact/core/mapped_file.hpp"
#include "citypact/core/morphology.hpp"
#include "citypact/core/text.hpp"

namespace citypact {
namespace {

namespace fs = std::filesystem;

fs::path scratch(const std::string& name) {
  const fs::path folder = fs::path(::testing::TempDir()) / "citypact-core";
  fs::create_directories(folder);
  return folder / name;
}

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndCutSequences) {
  EXPECT_FALSE(first_invalid_utf8("мэр, 市长, 🏙"));
  EXPECT_EQ(first_invalid_utf8("a\xC0\x80"), 1u);           // overlong NUL
  EXPECT_EQ(first_invalid_utf8("ab\xED\xA0\x80"), 2u);      // surrogate
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0u);    // above U+10FFFF
  EXPECT_EQ(first_invalid_utf8("\xD0"), 0u);
}

TEST(CodePoints, CountsCharactersBeforeAnyByteOfALongText) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "я市a🏙";
  const CodePointIndex index(text);
  EXPECT_EQ(index.code_point(0), 0u);
  EXPECT_EQ(index.code_point(2), 1u);
  EXPECT_EQ(index.code_point(10 * 50 + 5), 4u * 50 + 2);
  EXPECT_EQ(index.code_point(static_cast<std::uint32_t>(text.size())), 400u);
}

TEST(Dates, AreWrittenAndReadAsEdtf) {
  for (const char* text : {"2020-09-18", "2020-09", "2020", "2020/2021", "../2021", "2020-01-31/.."}) {
    const auto date = parse_edtf(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(to_edtf(*date), text);
  }
  EXPECT_EQ(to_edtf(*parse_edtf("2022-08-26T17:18:14+03:00")), "2022-08-26");
  for (const char* text : {"", "2020-13", "2020-02-30", "20", "18.09.2020", "2020-", "2020/", "../..", "x2020"})
    EXPECT_FALSE(parse_edtf(text)) << text;
}

TEST(Features, SurviveARoundTripThroughConllu) {
  const char* text = "Animacy=Inan|Case=Gen|Gender=Masc|Number=Sing";
  EXPECT_EQ(to_conllu(parse_features(text)), text);
  EXPECT_EQ(to_conllu(parse_features("NameType=Geo|Case=Nom")), "Case=Nom");
  EXPECT_EQ(to_conllu({}), "_");
  EXPECT_EQ(to_string(parse_upos("PROPN")), "PROPN");
}

TEST(MappedFile, GivesBackWhatWasWritten) {
  MappedFileWriter writer("test", "CC0", 3);
  const std::vector<float> numbers{1.5f, -2.f, 3.25f};
  writer.add("numbers", MappedFile::Type::f32, {3}, {reinterpret_cast<const char*>(numbers.data()), 12});
  writer.add("text", MappedFile::Type::bytes, {4}, "слово");
  writer.write(scratch("good.bin"));
  const MappedFile file(scratch("good.bin"), "test", 3);
  EXPECT_EQ(std::vector(file.floats("numbers").begin(), file.floats("numbers").end()), numbers);
  EXPECT_EQ(file.bytes("text"), "слово");
  EXPECT_EQ(file.licence(), "CC0");
  EXPECT_NO_THROW(file.verify());
  EXPECT_THROW(file.int8s("numbers"), Error);
  EXPECT_THROW(file.floats("absent"), Error);
}

TEST(MappedFile, RefusesWhatIsAbsentForeignCutOrDamaged) {
  MappedFileWriter writer("test", "CC0", 1);
  writer.add("text", MappedFile::Type::bytes, {5}, "bytes");
  writer.write(scratch("good.bin"));
  EXPECT_THROW(MappedFile(scratch("absent.bin"), "test", 1), Error);
  EXPECT_THROW(MappedFile(scratch("good.bin"), "other", 1), Error);
  EXPECT_THROW(MappedFile(scratch("good.bin"), "test", 2), Error);
  const std::string bytes = slurp(scratch("good.bin"));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    std::ofstream(scratch("cut.bin"), std::ios::binary) << bytes.substr(0, length);
    EXPECT_THROW(MappedFile(scratch("cut.bin"), "test", 1), Error) << length;
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    std::ofstream(scratch("damaged.bin"), std::ios::binary) << damaged;
    try {
      MappedFile(scratch("damaged.bin"), "test", 1).verify();
      EXPECT_TRUE(at >= 320 && at < 384 && bytes[at] == '\0') << "unnoticed at byte " << at;  // padding before the data
    } catch (const Error&) {
    }
  }
}

TEST(WholeFile, LeavesNothingBehindWhenWritingFails) {
  const fs::path path = scratch("whole.txt");
  fs::remove(path);
  EXPECT_THROW(write_whole_file(path, false, [](std::ostream&) { throw Error("stop"); }), Error);
  EXPECT_FALSE(fs::exists(path));
  write_whole_file(path, false, [](std::ostream& out) { out << "one"; });
  EXPECT_THROW(write_whole_file(path, false, [](std::ostream& out) { out << "two"; }), Error);
  EXPECT_EQ(slurp(path), "one");
  write_whole_file(path, true, [](std::ostream& out) { out << "two"; });
  EXPECT_EQ(slurp(path), "two");
  EXPECT_THROW(write_whole_file("/dev/full", true, [](std::ostream& out) { out << "x"; }), Error);
  EXPECT_THROW(write_whole_file(scratch("no/such/folder.txt"), true, [](std::ostream&) {}), Error);
}

TEST(WholeFile, HoldsEveryByteOfManyMegabytesInOrder) {
  const fs::path path = scratch("large.txt");
  std::string expected;
  for (std::size_t i = 0; expected.size() < 5'500'000; ++i) expected += std::to_string(i) + (i % 1000 == 0 ? std::string(i % 70'001, 'x') : " ");
  write_whole_file(path, true, [&](std::ostream& out) {
    for (std::size_t at = 0, part = 1; at < expected.size(); at += part, part = part * 7 % 300'007 + 1) out << expected.substr(at, part);
  });
  EXPECT_TRUE(slurp(path) == expected);
  EXPECT_THROW(write_whole_file("/dev/full", true, [&](std::ostream& out) { out << expected; }), Error);
  fs::remove(path);
  EXPECT_THROW(write_whole_file(path, false, [&](std::ostream& out) { out << expected, throw Error("stop"); }), Error);
  EXPECT_FALSE(fs::exists(path));
}

TEST(WholeFile, GoesThroughAPipeWhole) {
  const fs::path path = scratch("pipe");
  fs::remove(path);
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::string arrived;
  std::thread reader([&] { arrived = slurp(path); });
  const std::string expected(3'000'001, 'p');
  write_whole_file(path, false, [&](std::ostream& out) { out << expected; });
  reader.join();
  EXPECT_TRUE(arrived == expected);
}

TEST(WholeFile, IsNotThereWhenTheDiskIsFullHalfWay) {
  const fs::path path = scratch("half.txt");
  fs::remove(path);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  for (const rlim_t most : {1'500'000U, 3U << 20, 4'000'001U}) {  // within a page, between blocks, in the rest
    rlimit limit = before;
    limit.rlim_cur = most;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    EXPECT_THROW(write_whole_file(path, false, [&](std::ostream& out) { out << std::string(4'100'000, 'x'); }), Error) << most;
    ::setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_FALSE(fs::exists(path)) << most;
  }
  std::signal(SIGXFSZ, handler);
}

}  // namespace
}  // namespace citypact
