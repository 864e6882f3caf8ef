#include "commands.hpp"
namespace citypact::cli {
const char* const validate_examples = "";
Run set_up_validate(CLI::App&) { return [](Console&) { return exit_fine; }; }
}
