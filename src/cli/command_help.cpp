#include <memory>

#include "commands.hpp"
#include "manual.hpp"
#include "program.hpp"

namespace citypact::cli {

namespace {

struct Options {
  std::string topic;
  bool manual = false;
};

int run(const Options& options, Console& console) {
  if (options.topic.empty()) {
    console.out << (options.manual ? program_manual() : program_help());
    return exit_fine;
  }
  for (const auto& command : commands()) {
    if (command.name != options.topic) continue;
    console.out << (options.manual ? command_manual(command) : command_help(command));
    return exit_fine;
  }
  console.error("help", "there is no command '" + options.topic + "'" + did_you_mean(options.topic));
  return exit_bad_usage;
}

}  // namespace

const char* const help_examples =
    "Examples:\n"
    "  citypact help\n"
    "  citypact help version\n"
    "  citypact help neighbors --man | man -l -";

Run set_up_help(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("COMMAND", options->topic, "the command to explain; without it, all are listed");
  app.add_flag("--man", options->manual, "as a page for man(1)");
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace citypact::cli
