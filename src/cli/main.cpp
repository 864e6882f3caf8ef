// The program. Thread safety: the console belongs to the main thread; stages report through Diagnostics and Progress.
#include <csignal>
#include <cstdlib>
#include <ostream>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "command.hpp"
#include "streams.hpp"

namespace {

unsigned terminal_width(int descriptor) {
  winsize size{};
  const bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20;
  return known ? size.ws_col : 100;
}

/// https://no-color.org, and terminals that can only print.
bool may_paint(bool is_terminal) {
  const char *no_colour = std::getenv("NO_COLOR"), *kind = std::getenv("TERM");
  return is_terminal && (no_colour == nullptr || *no_colour == '\0') && (kind == nullptr || std::string_view(kind) != "dumb");
}

}  // namespace

int main(int argc, char** argv) {
  using namespace citypact::cli;
  std::signal(SIGPIPE, SIG_IGN);  // writing tells us, and output files are cleaned up on the way out
  const bool out_is_terminal = isatty(STDOUT_FILENO) == 1, err_is_terminal = isatty(STDERR_FILENO) == 1;
  DescriptorBuffer out_buffer(STDOUT_FILENO, "standard output", out_is_terminal);
  DescriptorBuffer err_buffer(STDERR_FILENO, "standard error", false);
  std::ostream out(&out_buffer), err(&err_buffer);
  out.exceptions(std::ios::badbit);  // lets what the buffer throws pass
  Console console{out, err, out_is_terminal, err_is_terminal, terminal_width(STDOUT_FILENO)};
  console.colour = may_paint(out_is_terminal);
  int code = exit_bad_data;
  try {
    code = run_program(argc, argv, console);
  } catch (const ClosedPipe&) {
    std::signal(SIGPIPE, SIG_DFL);  // end as other programs do when nobody reads
    std::raise(SIGPIPE);
  }
  return code;
}
