#include "commands.hpp"

#include "command.hpp"

namespace citypact::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table{
      {"analyze", "sentences, lemmas, parts of speech, names and syntax as CoNLL-U", analyze_examples, set_up_analyze},
      {"types", "the types of nodes and relations that a graph may hold", types_examples, set_up_types},
      {"help", "how to use citypact or one of its commands", help_examples, set_up_help},
      {"version", "which version this is and under which licences its data stand", version_examples, set_up_version},
  };
  return table;
}

}  // namespace citypact::cli
