#include "paint.hpp"

namespace citypact::cli {

std::string painted(const Console& console, Paint paint, std::string_view text) {
  if (!console.colour || paint == Paint::plain || text.empty()) return std::string(text);
  std::string result{paint_mark, static_cast<char>(paint)};
  result += text;
  result += {paint_mark, static_cast<char>(Paint::plain)};
  return result;
}

std::string_view terminal_sequence(char paint) {
  switch (static_cast<Paint>(paint)) {  // SGR, ECMA-48 8.3.117; the eight first colours follow the terminal's own theme
    case Paint::plain: return "\x1B[0m";
    case Paint::strong: return "\x1B[1m";
    case Paint::faint: return "\x1B[2m";
    case Paint::good: return "\x1B[32m";
    case Paint::bad: return "\x1B[31m";
    case Paint::doubtful: return "\x1B[33m";
    case Paint::accent: return "\x1B[36m";
  }
  return {};
}

}  // namespace citypact::cli
