#pragma once
#include <string>
#include <string_view>

namespace citypact {

/// Form under which names are looked up: letter case folded, ё as е, quotes dropped, dashes alike, white space single.
/// `name` must be valid UTF-8. Cost: some 100 ns for Cyrillic and Latin names; ICU case folding for other scripts.
std::string fold_name(std::string_view name);

}  // namespace citypact
