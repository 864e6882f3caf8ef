#include "output.hpp"

#include <algorithm>
#include <cmath>

namespace citypact::write {

std::string two_decimals(float value) {
  const int hundredths = std::isnan(value) ? 0 : static_cast<int>(std::lround(std::clamp(value, 0.0F, 1.0F) * 100));
  if (hundredths == 100) return "1";
  if (hundredths == 0) return "0";
  std::string text = "0.";
  text += static_cast<char>('0' + hundredths / 10);
  if (hundredths % 10 != 0) text += static_cast<char>('0' + hundredths % 10);
  return text;
}

}  // namespace citypact::write
