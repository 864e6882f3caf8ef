#include "citypact/knowledge/palladius.hpp"

#include <optional>
#include <vector>

namespace citypact {

std::string pinyin_of(const Gazetteer& gazetteer, std::string_view folded) {
  constexpr std::size_t longest_word = 128, longest_syllable = 12;  // bytes; «чжуан» has 10
  constexpr std::string_view hard_sign = "\xD1\x8A";                // stands between syllables
  if (folded.empty() || folded.size() > longest_word) return {};
  // rest[i]: pinyin of folded[i..], when it can be cut into syllables; from the end, so that the longest first syllable wins.
  std::vector<std::optional<std::string>> rest(folded.size() + 1);
  rest[folded.size()] = "";
  for (std::size_t at = folded.size(); at-- > 0;) {
    const std::size_t begin = at > 0 && folded.substr(at).starts_with(hard_sign) ? at + hard_sign.size() : at;
    for (std::size_t size = std::min(longest_syllable, folded.size() - begin); size > 0 && !rest[at]; --size) {
      if (!rest[begin + size]) continue;
      if (const auto pinyin = gazetteer.fact("palladius", folded.substr(begin, size))) rest[at] = std::string(*pinyin) + *rest[begin + size];
    }
  }
  return rest[0].value_or("");
}

}  // namespace citypact
