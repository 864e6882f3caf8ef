#pragma once
#include <string>
#include <string_view>

#include "citypact/knowledge/gazetteer.hpp"

namespace citypact {

/// Pinyin without tones of a Chinese name in Palladius's Cyrillic («чжунгуаньцунь» -> "zhongguancun"); empty when the word is no
/// sequence of its syllables. `folded` is one fold_name'd word; the syllables are facts of the gazetteer ("palladius").
/// Where a word can be cut in several ways, the cut with the longest syllables first is taken.
std::string pinyin_of(const Gazetteer& gazetteer, std::string_view folded);

}  // namespace citypact
