#include "console.hpp"

#include "text_width.hpp"

namespace citypact::cli {

void Console::error(std::string_view place, std::string_view message) {
  err << "citypact: " << printable(place) << ": " << printable(message) << '\n';
  err.flush();
}

void Console::error(std::string_view message) {
  err << "citypact: " << printable(message) << '\n';
  err.flush();
}

void Console::report(const Diagnostic& diagnostic) {
  if (quiet && diagnostic.severity != Diagnostic::Severity::error) return;
  if (diagnostic.place.empty()) error(diagnostic.message);
  else error(diagnostic.place, diagnostic.message);
}

void Console::note(std::string_view message) {
  if (!quiet) error(message);
}

}  // namespace citypact::cli
