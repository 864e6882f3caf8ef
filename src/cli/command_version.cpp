#include <memory>

#include "commands.hpp"

namespace citypact::cli {

const char* const version_examples = "Example:\n  citypact version";

Run set_up_version(CLI::App&) {
  return [](Console& console) {
    console.out << "citypact " CITYPACT_VERSION "\n";
    return exit_fine;
  };
}

}  // namespace citypact::cli
