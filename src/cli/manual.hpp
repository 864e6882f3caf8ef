#pragma once
#include <string>

#include "command.hpp"

namespace citypact::cli {

/// The man page of the program or of one command, in the macros of man(7), from the tables that --help is made of.
std::string program_manual();
std::string command_manual(const Command& command);

}  // namespace citypact::cli
