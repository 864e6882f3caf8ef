#include "program.hpp"

#include <algorithm>
#include <sstream>

namespace citypact::cli {
namespace {

constexpr const char* introduction =
    "citypact reads news and builds a knowledge graph of how cities innovate together:\n"
    "who signed what with whom, who chaired and took part, and the sentence that proves it.\n";

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

const Command* find_command(std::string_view name) {
  for (const auto& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

void prepare(CLI::App& app, const Command& command) {
  app.name("citypact " + std::string(command.name));
  std::string summary(command.summary);
  summary[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(summary[0])));
  app.description(summary + ".");
  app.footer(std::string(command.examples));
  app.get_formatter()->column_width(34);
  app.get_formatter()->label("OPTIONS", "options");
  app.get_formatter()->label("REQUIRED", "");
  app.set_help_flag("-h,--help", "this help");
}

int usage_error(Console& console, std::string_view command, std::string message) {
  while (!message.empty() && (message.back() == '\n' || message.back() == '.')) message.pop_back();
  std::replace(message.begin(), message.end(), '\n', ' ');
  const bool advised = message.find("did you mean") != message.npos || message.find("'citypact ") != message.npos;
  console.error(command, advised ? message : message + "; see 'citypact help " + std::string(command) + "'");
  return exit_bad_usage;
}

int run_command(const Command& command, int argc, const char* const* argv, Console& console) {
  CLI::App app;
  const Run run = declare(app, command, console.quiet);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    console.out << command_help(command);
    return exit_fine;
  } catch (const CLI::ExtrasError&) {
    return usage_error(console, command.name, "unexpected argument '" + app.remaining().front() + "'");
  } catch (const CLI::ParseError& error) {
    return usage_error(console, command.name, error.what());
  }
  try {
    return run(console);
  } catch (const UsageError& error) {
    return usage_error(console, command.name, error.what());
  }
}

int dispatch(int argc, const char* const* argv, Console& console) {
  std::string_view name = argc > 1 ? argv[1] : "";
  if (name == "--version") name = "version";
  if (name == "--help" || name == "-h") name = "help";
  if (name.empty()) {
    console.err << program_help();
    return exit_bad_usage;
  }
  const Command* command = find_command(name);
  if (!command) {
    const bool option = name[0] == '-';
    console.error(option ? "the command comes first, then its options; 'citypact help' shows how"
                         : "there is no command '" + std::string(name) + "'" + did_you_mean(name));
    return exit_bad_usage;
  }
  return run_command(*command, argc - 1, argv + 1, console);
}

}  // namespace

Run declare(CLI::App& app, const Command& command, bool& quiet) {
  prepare(app, command);
  Run run = command.set_up(app);
  app.add_flag("-q,--quiet", quiet, "no notes and no progress; only errors");
  return run;
}

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t least = name.size() / 3 + 1;
  for (const auto candidate : candidates) {
    if (name.size() > 1 && candidate.starts_with(name)) return candidate;
    const auto distance = edit_distance(name, candidate);
    if (distance < least || (distance == least && best.empty())) best = candidate, least = distance;
  }
  return best;
}

std::string did_you_mean(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& command : commands()) names.push_back(command.name);
  const auto best = nearest(name, names);
  return best.empty() ? "; 'citypact help' lists them" : "; did you mean '" + std::string(best) + "'?";
}

std::string program_help() {
  std::ostringstream out;
  out << introduction << "\nUsage: citypact COMMAND [OPTIONS] [ARGUMENTS]\n\nCommands:\n";
  for (const auto& command : commands()) {
    out << "  " << command.name << std::string(12 - std::min<std::size_t>(11, command.name.size()), ' ') << command.summary << '\n';
  }
  out << "\n'citypact help COMMAND' explains one of them, with examples.\n"
         "Data go to standard output, everything else to standard error.\n"
         "Exit status: 0 fine; 1 the data or the answer is bad (not found too); 2 wrong usage.\n";
  return out.str();
}

std::string command_help(const Command& command) {
  CLI::App app;
  bool quiet = false;
  declare(app, command, quiet);
  return app.help();
}

int run_program(int argc, const char* const* argv, Console& console) {
  int code = exit_bad_data;
  try {
    code = dispatch(argc, argv, console);
    console.out.flush();
  } catch (const ClosedPipe&) {
    throw;
  } catch (const Error& error) {
    console.error(error.what());
    code = exit_bad_data;
  } catch (const std::bad_alloc&) {
    console.error("not enough memory; give fewer documents at once or lower --threads");
    code = exit_bad_data;
  } catch (const std::exception& error) {
    console.error(std::string("unexpected: ") + error.what() + "; please report this with the input");
    code = exit_bad_data;
  }
  console.err.flush();
  return code;
}

}  // namespace citypact::cli
