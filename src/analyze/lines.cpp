#include <algorithm>

#include "characters.hpp"
#include "segmentation.hpp"

namespace citypact::segmentation {

/// Lines were wrapped by hand when many of them break off in mid-sentence (no stop at the end, a small letter at the
/// start of the next) and none of these is long.
Lines examine_lines(std::string_view text) {
  constexpr std::size_t longest_wrapped = 320;  // bytes; 160 Cyrillic letters
  Lines result;
  std::size_t breaks = 0, broken = 0, width = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const bool last = end >= text.size() || end + 1 >= text.size();
    const bool blank_next = !last && (text[end + 1] == '\n' || text[end + 1] == '\r');
    if (end > begin + 1 && !last && !blank_next) {
      ++breaks;
      std::size_t stop = end;
      while (stop > begin && (text[stop - 1] == '\r' || text[stop - 1] == ' ')) --stop;
      const bool stopped = stop > begin && std::string_view(".!?:;").find(text[stop - 1]) != std::string_view::npos;
      if (!stopped && is_lower(character_at(text, end + 1).value) && end - begin <= longest_wrapped) {
        ++broken;
        width = std::max(width, end - begin);
      }
    }
    begin = end + 1;
  }
  result.wrapped = broken >= 2 && broken * 10 >= breaks * 3;
  result.width = width;
  return result;
}

}  // namespace citypact::segmentation
