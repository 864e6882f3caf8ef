#pragma once
#include <string>
#include <string_view>

namespace citypact::write {

/// Text for XML 1.0. Only what must be is escaped (white space between two entities vanishes under Java's own parser);
/// characters that XML cannot hold become U+FFFD.
void append_escaped(std::string& into, std::string_view text, bool in_attribute);

/// Two decimals, whatever the locale.
std::string decimals(double value);

}  // namespace citypact::write
