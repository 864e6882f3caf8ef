#pragma once
#include <string>
#include <vector>

#include "command.hpp"

namespace citypact::cli {

/// What may stand behind an option or at a place of the command line.
enum class Values { none, any, file, format, view, input_format, type, relation, status, choice, command, shell };

/// An option or positional of a command, as completion and the manual need it.
struct OptionRow {
  std::vector<std::string> names;  // "-o", "--output"; one name without dashes for a positional
  std::string placeholder;         // "FILE"; empty for a flag
  std::string help;
  Values values = Values::none;
  std::vector<std::string> choices;  // of Values::choice
  bool positional = false, required = false, repeated = false;
};

/// The rows of a command, read from what its set_up declares: the same that --help shows.
std::vector<OptionRow> option_rows(const Command& command);

/// The words that may stand there, where they are a closed set; empty for files and free text.
std::vector<std::string> words_for(const OptionRow& row);

}  // namespace citypact::cli
