#include "program.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sstream>
#include <unistd.h>

#include "streams.hpp"

namespace citypact::cli {
namespace {

struct Outcome {
  int code;
  std::string out, err;
};

Outcome run(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "citypact");
  std::ostringstream out, err;
  Console console{out, err};
  const int code = run_program(static_cast<int>(arguments.size()), arguments.data(), console);
  return {code, out.str(), err.str()};
}

TEST(Program, EveryCommandExplainsItselfWithAnExample) {
  for (const auto& command : commands()) {
    const std::string name(command.name);
    const auto outcome = run({"help", name.c_str()});
    EXPECT_EQ(outcome.code, exit_fine) << name;
    EXPECT_EQ(outcome.err, "") << name;
    EXPECT_NE(outcome.out.find("Example"), std::string::npos) << name;
    EXPECT_NE(outcome.out.find("citypact " + name), std::string::npos) << name;
    EXPECT_EQ(run({name.c_str(), "--help"}).out, outcome.out) << name;
  }
}
TEST(Program, HelpListsEveryCommand) {
  const auto help = run({"help"}).out;
  for (const auto& command : commands()) EXPECT_NE(help.find("\n  " + std::string(command.name) + " "), std::string::npos) << command.name;
}
TEST(Program, WrongUsageIsOneLineAndExitTwo) {
  const auto outcome = run({"biuld"});
  EXPECT_EQ(outcome.code, exit_bad_usage);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "citypact: there is no command 'biuld'; did you mean 'build'?\n");
}
TEST(Program, NearestTakesPrefixesAndSmallSlips) {
  EXPECT_EQ(nearest("vers", {"build", "version"}), "version");
  EXPECT_EQ(nearest("biuld", {"build", "version"}), "build");
  EXPECT_EQ(nearest("xyz", {"build", "version"}), "");
}

TEST(Streams, AFullDeviceIsAnError) {
  const int device = ::open("/dev/full", O_WRONLY);
  ASSERT_GE(device, 0);
  {
    DescriptorBuffer buffer(device, "here", false);
    std::ostream out(&buffer);
    out.exceptions(std::ios::badbit);
    out << "text";
    EXPECT_THROW(out.flush(), Error);
  }
  ::close(device);
}
TEST(Streams, ATerminalGetsNoControlCharacters) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  {
    DescriptorBuffer buffer(ends[1], "here", true);
    std::ostream out(&buffer);
    out << "a\x1B[1m\n\xC2" << std::flush << "\x9B" "b\x7F" << std::flush;
  }
  ::close(ends[1]);
  char bytes[64];
  const auto size = ::read(ends[0], bytes, sizeof bytes);
  ::close(ends[0]);
  EXPECT_EQ(std::string(bytes, static_cast<std::size_t>(size)), "a\\u001b[1m\n\\u009bb\\u007f");
}

}  // namespace
}  // namespace citypact::cli
