#pragma once
#include <ostream>
#include <string>
#include <vector>

namespace citypact::cli {

/// Rows of cells in columns that line up on a terminal, whatever the script. The last column is wrapped to `width`.
void write_table(const std::vector<std::vector<std::string>>& rows, unsigned width, std::ostream& out);

}  // namespace citypact::cli
