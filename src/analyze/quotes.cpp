#include "segmentation.hpp"

namespace citypact::segmentation {
namespace {

bool line_break_between(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  return text.substr(begin, end - begin).find('\n') != std::string_view::npos;
}

/// Opening or closing, by what touches it; `open` says whether a plain quote is open.
TokenKind side_of(const std::vector<RawToken>& tokens, std::size_t i, bool open) {
  const bool touches_left = i > 0 && tokens[i - 1].span.end == tokens[i].span.begin;
  const bool touches_right = i + 1 < tokens.size() && tokens[i].span.end == tokens[i + 1].span.begin;
  const TokenKind left = touches_left ? tokens[i - 1].kind : TokenKind::other;
  const TokenKind right = touches_right ? tokens[i + 1].kind : TokenKind::other;
  const bool opens = touches_right && (right == TokenKind::word || right == TokenKind::number || right == TokenKind::open_quote) &&
                     (!touches_left || left == TokenKind::open_bracket || left == TokenKind::open_quote);
  const bool closes = touches_left && left != TokenKind::open_bracket &&
                      (!touches_right || (right != TokenKind::word && right != TokenKind::number));
  if (opens) return TokenKind::open_quote;
  if (closes) return TokenKind::close_quote;
  return open ? TokenKind::close_quote : TokenKind::open_quote;
}

}  // namespace

void QuoteResolver::resolve(std::vector<RawToken>& tokens, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (i > 0 && line_break_between(text_, tokens[i - 1].span.end, tokens[i].span.begin)) open_ = low_open_ = false;
    const auto sign = surface(text_, tokens[i].span);
    if (tokens[i].kind == TokenKind::plain_quote) {
      tokens[i].kind = side_of(tokens, i, open_);
      open_ = tokens[i].kind == TokenKind::open_quote;
    } else if (sign == "„") {
      low_open_ = true;
    } else if (sign == "“" && low_open_) {
      tokens[i].kind = TokenKind::close_quote;
      low_open_ = false;
    }
  }
}

std::vector<bool> inside_short_quotes(std::span<const RawToken> tokens, std::size_t longest) {
  std::vector<bool> inside(tokens.size() + 1, false);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::open_quote) {
      open.push_back(i);
    } else if (tokens[i].kind == TokenKind::close_quote && !open.empty()) {
      const std::size_t begin = open.back();
      open.pop_back();
      if (i - begin > longest + 1) continue;
      for (std::size_t gap = begin + 1; gap <= i; ++gap) inside[gap] = true;
    }
  }
  return inside;
}

}  // namespace citypact::segmentation
