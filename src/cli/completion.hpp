#pragma once
#include <string>

namespace citypact::cli {

/// Scripts that make a shell complete commands, options and the words that may stand behind them; made from option_table.hpp.
std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace citypact::cli
