#pragma once
#include <string>
#include <string_view>

#include "command.hpp"

namespace citypact::cli {

/// Declares everything that a command takes, -q included; returns what runs it.
Run declare(CLI::App& app, const Command& command, bool& quiet);
std::string program_help();
std::string command_help(const Command& command);
/// "; did you mean 'build'?" for the nearest command; where none is near, how to list them.
std::string did_you_mean(std::string_view name);
/// A candidate that begins with the name, else the nearest by edit distance in bytes, at most a third of the name away;
/// empty when none is.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace citypact::cli
