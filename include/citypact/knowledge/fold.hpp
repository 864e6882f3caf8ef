#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace citypact {

/// Form under which names are looked up: letter case folded, ё as е, quotes dropped, dashes alike, white space single.
/// `name` must be valid UTF-8. Cost: some 100 ns for Cyrillic and Latin names; ICU case folding for other scripts.
std::string fold_name(std::string_view name);

/// The words of a folded name, cut at spaces, dashes, dots, commas, slashes and brackets; none is empty.
std::vector<std::string> name_words(std::string_view folded);

}  // namespace citypact
