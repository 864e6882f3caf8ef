#pragma once
#include <string>
#include <string_view>

namespace citypact {

/// A cell as RFC 4180 has it: in quotes where it must be. What a spreadsheet would take for a formula gets an apostrophe before it,
/// which makes it text (OWASP, "CSV Injection").
std::string csv_cell(std::string_view value);

}  // namespace citypact
