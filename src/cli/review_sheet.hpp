#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "citypact/resolve/decisions.hpp"

namespace citypact::cli {

/// A pair as a row of a spreadsheet: the cells of decisions_header (decision, name, who, when and why empty), then what helps to decide.
struct SheetRow {
  MentionPlace first, second;
  std::string now, score, use, sentence, sentence2, signals;
};
void write_sheet(const std::vector<SheetRow>& rows, std::ostream& out);

/// The rows of a filled spreadsheet that decide something. Commas, semicolons or tabs; quotes as RFC 4180 has them; a byte order
/// mark does not matter, nor further columns or their order. Throws Error naming file and line.
std::vector<Decision> read_sheet(const std::filesystem::path& path);

/// Appends decisions to a decisions file, which is made if it is not there. Throws Error naming the file.
void append_decisions(const std::filesystem::path& path, const std::vector<Decision>& decisions);

}  // namespace citypact::cli
