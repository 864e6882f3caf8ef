#pragma once
#include <functional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "console.hpp"

namespace citypact::cli {

/// Exit codes of the program.
inline constexpr int exit_fine = 0;
inline constexpr int exit_bad_data = 1;   // the data or the answer is bad; also: not found
inline constexpr int exit_bad_usage = 2;  // the command line is wrong

/// Thrown by a command when its command line is wrong in a way that only running shows.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a command does once its options are known. Returns an exit code; throws Error when the run cannot go on.
using Run = std::function<int(Console&)>;

/// One row of the table of commands. Setting up is apart from running: `set_up` declares options and positionals on
/// `app` and returns the function that runs with them.
struct Command {
  std::string_view name;
  std::string_view summary;   // one line for `citypact help`
  std::string_view examples;  // stands below the options of `citypact NAME --help`
  Run (*set_up)(CLI::App& app);
};

/// Every command, in the order in which help lists them. The one place that knows which commands exist.
const std::vector<Command>& commands();

/// Parses the command line and runs the command; reports every error on the console. Never exits; throws only ClosedPipe.
int run_program(int argc, const char* const* argv, Console& console);

}  // namespace citypact::cli
