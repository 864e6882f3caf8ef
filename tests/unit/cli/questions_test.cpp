// What a terminal gets: colour that is ours, never a sequence of a text; and the scripts and pages made from the tables.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <pty.h>
#include <regex>
#include <sys/wait.h>
#include <unistd.h>

#include "command.hpp"
#include "completion.hpp"
#include "manual.hpp"
#include "option_table.hpp"
#include "table.hpp"
#include "text_width.hpp"

namespace citypact::cli {
namespace {

namespace fs = std::filesystem;

/// A graph whose every text tries to steer the terminal.
const char* const hostile_graph =
    R"({"document":{"id":"a\u001b[2J.txt","source":"a","title":"t\u001b]0;x\u0007","published":"2021-03-12","language":"ru"},"mentions":[)"
    R"({"id":"m1","type":"City","form":"name","begin":0,"end":4,"text":"Гора","name":"Гора\u001b[31m\u202e","entity":"e1","iri":"https://citypact.org/id/City/gora"},)"
    R"({"id":"m2","type":"City","form":"name","begin":5,"end":9,"text":"Река","name":"Река\u009b5m\r\n","entity":"e2","iri":"https://citypact.org/id/City/reka"}],)"
    R"("relations":[{"type":"signed-with","subject":"m1","object":"m2","status":"asserted","time":"2021","confidence":0.9,"rule":"r\u001b[1m",)"
    R"("evidence":{"begin":0,"end":20,"text":"Гора \u001b[7m и Река \u0007.","trigger":"и","trigger_begin":10,"trigger_end":11},"qualifiers":{"role":"r\u001bc"}}],"attributes":[]})";

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "citypact-cli-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

/// What the program writes when standard output and error are a terminal of 80 columns.
std::string on_terminal(std::vector<std::string> arguments, const char* no_colour) {
  int terminal = -1;
  winsize size{24, 80, 0, 0};
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (child == 0) {
    ::setenv("TERM", "xterm", 1);
    no_colour != nullptr ? ::setenv("NO_COLOR", no_colour, 1) : ::unsetenv("NO_COLOR");
    arguments.insert(arguments.begin(), CITYPACT_PROGRAM);
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  std::string output;
  std::array<char, 4096> buffer;
  for (ssize_t size_read; (size_read = ::read(terminal, buffer.data(), buffer.size())) > 0;) output.append(buffer.data(), static_cast<std::size_t>(size_read));
  ::close(terminal);
  int status = 0;
  ::waitpid(child, &status, 0);
  return output;
}

std::string without_our_colours(const std::string& text) { return std::regex_replace(text, std::regex("\x1B\\[(0|1|2|31|32|33|36)m"), ""); }

bool steers(const std::string& text) {
  const std::string rest = without_our_colours(text);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const auto byte = static_cast<unsigned char>(rest[i]);
    if ((byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F) return true;
    if (byte == 0xC2 && i + 1 < rest.size() && static_cast<unsigned char>(rest[i + 1]) < 0xA0) return true;
    if (rest.compare(i, 3, "\xE2\x80\xAE") == 0) return true;  // U+202E turns lines around
  }
  return false;
}

TEST(Terminal, NoTextOfAGraphSteersIt) {
  const Folder folder;
  const std::string graph = folder.file("graph.jsonl", hostile_graph);
  const std::vector<std::vector<std::string>> questions{{"neighbors", graph, "https://citypact.org/id/City/gora"}, {"show", graph, "https://citypact.org/id/City/gora"},
                                                        {"path", graph, "https://citypact.org/id/City/gora", "https://citypact.org/id/City/reka"},
                                                        {"search", graph, "гора"}, {"stats", graph}, {"diff", graph, "--from", "2020"}, {"neighbors", graph, "nothing\x1B[2J"}};
  for (auto question : questions) {
    for (const char* format : {"", "--json", "--csv"}) {
      if (question[0] == "show" && std::string(format) == "--csv") continue;
      auto arguments = question;
      if (*format) arguments.push_back(format);
      const std::string output = on_terminal(arguments, nullptr);
      EXPECT_GT(output.size(), 10U) << question[0];
      EXPECT_FALSE(std::string(format) == "" && question.back() != "nothing\x1B[2J" && steers(output)) << question[0] << ' ' << output;
      EXPECT_EQ(without_our_colours(output).find('\x1B'), std::string::npos) << question[0] << ' ' << format << ' ' << output;
    }
  }
}

TEST(Terminal, ColoursUnlessAskedNotTo) {
  const Folder folder;
  const std::string graph = folder.file("graph.jsonl", hostile_graph);
  const std::vector<std::string> question{"neighbors", graph, "https://citypact.org/id/City/gora"};
  EXPECT_NE(on_terminal(question, nullptr).find("\x1B[1m"), std::string::npos);
  EXPECT_NE(on_terminal(question, "").find("\x1B[1m"), std::string::npos);  // empty is as good as absent, says no-color.org
  EXPECT_EQ(on_terminal(question, "1").find('\x1B'), std::string::npos);
}

TEST(Terminal, NoTextCanPaint) {
  Console console{std::cout, std::cerr};
  console.colour = true;
  const std::string mark{paint_mark, 's'};
  EXPECT_EQ(printable(mark + "x").find(paint_mark), std::string::npos);
  EXPECT_EQ(cell_width(painted(console, Paint::bad, "ab北")), 4U);
  std::ostringstream out;
  Table table({});
  table.add({{"left", Paint::strong}, {mark + "evil"}});
  table.write(console, out);
  EXPECT_EQ(out.str().find("\xFF""s", 3), std::string::npos);
}

TEST(Tables, LineUpWithCyrillicAndChinese) {
  std::ostringstream out;
  Console console{out, out};
  Table table({"NAME", "EDGES", "ID"});
  table.add({"北京", number(5), "a"});
  table.add({"Нижний Новгород", number(1234), ""}, "below the row");
  table.write(console, out);
  EXPECT_EQ(out.str(),
            "NAME             EDGES  ID\n"
            "北京                 5  a\n"
            "Нижний Новгород   1234\n"
            "    below the row\n");
}

/// Standard output of a shell command; its exit status is 0.
std::string shell(const std::string& command) {
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::string output;
  std::array<char, 4096> buffer;
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), size);
  const int status = ::pclose(pipe);
  EXPECT_EQ(status, 0) << command << ": " << output;
  return output;
}
bool has(const std::string& program) { return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0; }

/// What bash offers behind these words.
std::string completed(const std::string& script, const std::vector<std::string>& words) {
  std::string line = ". '" + script + "'; COMP_WORDS=(";
  for (const std::string& word : words) line += "'" + word + "' ";
  line += "); COMP_CWORD=" + std::to_string(words.size() - 1) + "; _citypact; echo \"${COMPREPLY[*]}\"";
  const Folder folder;
  return shell("bash " + folder.file("run", line));
}

TEST(Completion, BashOffersCommandsOptionsFormatsTypesAndRelations) {
  if (!has("bash")) GTEST_SKIP() << "bash is absent";
  const Folder folder;
  const std::string script = folder.file("citypact.bash", bash_completion());
  shell("bash -n " + script);
  EXPECT_EQ(completed(script, {"citypact", "nei"}), "neighbors\n");
  EXPECT_EQ(completed(script, {"citypact", "neighbors", "g", "--dir"}), "--direction\n");
  EXPECT_EQ(completed(script, {"citypact", "neighbors", "g", "--direction", ""}), "out in\n");
  EXPECT_EQ(completed(script, {"citypact", "neighbors", "g", "--type", "Univ"}), "University\n");
  EXPECT_EQ(completed(script, {"citypact", "neighbors", "g", "--type", "=", "Univ"}), "University\n");
  EXPECT_EQ(completed(script, {"citypact", "path", "g", "--relation", "twinned-with,signed"}), "twinned-with,signed-with\n");
  EXPECT_EQ(completed(script, {"citypact", "path", "g", "--status", "den"}), "denied\n");
  EXPECT_EQ(completed(script, {"citypact", "build", "x", "-f", "graph"}), "graphml\n");
  EXPECT_EQ(completed(script, {"citypact", "build", "x", "--input-format", "js"}), "jsonl\n");
  EXPECT_EQ(completed(script, {"citypact", "help", "expl"}), "explain\n");
  EXPECT_EQ(completed(script, {"citypact", "completion", "f"}), "fish\n");
  EXPECT_EQ(completed(script, {"citypact", "neighbors", "graph"}), "\n");  // bash's own: files
}

TEST(Completion, ZshAndFishAcceptTheirScripts) {
  const Folder folder;
  if (has("zsh")) shell("zsh -n " + folder.file("_citypact", zsh_completion()));
  if (has("fish")) {
    const std::string script = folder.file("citypact.fish", fish_completion());
    shell("fish --no-execute " + script);
    EXPECT_NE(shell("fish -N -c 'source " + script + "; complete -C \"citypact nei\"'").find("neighbors"), std::string::npos);
    EXPECT_NE(shell("fish -N -c 'source " + script + "; complete -C \"citypact path g --status den\"'").find("denied"), std::string::npos);
  }
  for (const Command& command : commands()) {
    EXPECT_NE(zsh_completion().find("'" + std::string(command.name) + ":"), std::string::npos);
    EXPECT_NE(fish_completion().find(" -a " + std::string(command.name) + " "), std::string::npos);
  }
}

TEST(Manual, HasEveryOptionThatHelpShows) {
  for (const Command& command : commands()) {
    const std::string page = command_manual(command);
    for (const OptionRow& row : option_rows(command)) {
      std::string name = row.names.back();
      for (std::size_t at = 0; (at = name.find('-', at)) != std::string::npos; at += 2) name.insert(at, "\\");
      EXPECT_NE(page.find(name), std::string::npos) << command.name << ' ' << row.names.back();
      EXPECT_FALSE(row.help.empty()) << command.name << ' ' << row.names.back();
    }
  }
}

TEST(Manual, SatisfiesTheJudges) {
  const Folder folder;
  for (std::size_t i = 0; i <= commands().size(); ++i) {
    const std::string page = folder.file("page.1", i == 0 ? program_manual() : command_manual(commands()[i - 1]));
    for (const std::string judge : {"mandoc -T lint -W error ", "groff -ww -man -Tutf8 -z "}) {
      if (!has(judge.substr(0, judge.find(' ')))) continue;
      EXPECT_EQ(shell(judge + page), "") << (i == 0 ? "citypact" : commands()[i - 1].name);
    }
  }
}

}  // namespace
}  // namespace citypact::cli
