#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace citypact::cli {

/// The text with everything that could steer a terminal made visible: control characters (C0, C1, DEL) become
/// `\u001b`, line breaks and tabs a space, bidirectional overrides are dropped. Invalid UTF-8 becomes U+FFFD.
std::string printable(std::string_view text);

/// Cells that a terminal gives the text: 2 for East Asian wide and full width, 0 for marks that combine, else 1.
unsigned cell_width(std::string_view text);

/// The text filled with spaces to `cells`; longer text stays whole.
std::string padded(std::string_view text, unsigned cells);

/// Lines of at most `cells` cells, broken at spaces; a word longer than a line is broken inside.
std::vector<std::string> wrapped(std::string_view text, unsigned cells);

}  // namespace citypact::cli
