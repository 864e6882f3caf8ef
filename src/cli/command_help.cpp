#include <memory>

#include "commands.hpp"
#include "program.hpp"

namespace citypact::cli {

const char* const help_examples = "Examples:\n  citypact help\n  citypact help version";

Run set_up_help(CLI::App& app) {
  auto topic = std::make_shared<std::string>();
  app.add_option("COMMAND", *topic, "the command to explain; without it, all are listed");
  return [topic](Console& console) {
    if (topic->empty()) {
      console.out << program_help();
      return exit_fine;
    }
    for (const auto& command : commands()) {
      if (command.name == *topic) {
        console.out << command_help(command);
        return exit_fine;
      }
    }
    console.error("help", "there is no command '" + *topic + "'" + did_you_mean(*topic));
    return exit_bad_usage;
  };
}

}  // namespace citypact::cli
