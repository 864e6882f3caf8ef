#include "edit_distance.hpp"

#include <algorithm>
#include <vector>

namespace citypact::query {

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> before_last, last(a.size() + 1), current(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) last[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    current[0] = j;
    std::size_t best = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t replaced = last[i - 1] + (a[i - 1] != b[j - 1]);
      current[i] = std::min({last[i] + 1, current[i - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[i] = std::min(current[i], before_last[i - 2] + 1);
      best = std::min(best, current[i]);
    }
    if (best > limit) return limit + 1;
    before_last = last;
    std::swap(last, current);
  }
  return std::min(last[a.size()], limit + 1);
}

}  // namespace citypact::query
