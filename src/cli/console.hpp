#pragma once
#include <ostream>
#include <string>
#include <string_view>

#include "citypact/core/diagnostics.hpp"

namespace citypact::cli {

/// Thrown when standard output was closed by its reader (`citypact ... | head`): not an error, nobody listens any more.
struct ClosedPipe {};

/// Where a command writes: data to `out`, everything else to `err`.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  unsigned width = 80;  // terminal cells a line of a table may take
  bool quiet = false;   // only errors on `err`
  bool colour = false;  // `out` may be painted (paint.hpp)

  /// `citypact: PLACE: MESSAGE`, one line; control characters of names are made visible.
  void error(std::string_view place, std::string_view message);
  void error(std::string_view message);
  void report(const Diagnostic& diagnostic);
  /// A line for the person who waits; silent when quiet.
  void note(std::string_view message);
};

}  // namespace citypact::cli
