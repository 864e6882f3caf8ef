#include "commands.hpp"

#include "command.hpp"

namespace citypact::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table{
      {"help", "how to use citypact or one of its commands", help_examples, set_up_help},
      {"version", "which version this is and under which licences its data stand", version_examples, set_up_version},
  };
  return table;
}

}  // namespace citypact::cli
