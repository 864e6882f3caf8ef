#pragma once
#include <string>
#include <string_view>

#include "citypact/core/analysis.hpp"

namespace citypact::test {

/// A document with one sentence and plain tokens (words with inner hyphens and apostrophes, single marks) that bear no
/// tags, so that only the dictionary speaks.
inline AnalyzedDocument plain_tokens(std::string text) {
  AnalyzedDocument document;
  document.document.text = std::move(text);
  const std::string& t = document.document.text;
  const auto size = static_cast<std::uint32_t>(t.size());
  auto width = [&](std::uint32_t i) {
    const auto c = static_cast<unsigned char>(t[i]);
    return c < 0x80 ? 1u : c < 0xe0 ? 2u : c < 0xf0 ? 3u : 4u;
  };
  auto wordy = [&](std::uint32_t i) {
    const auto c = static_cast<unsigned char>(t[i]);
    return c < 0x80 ? std::isalnum(c) != 0
                    : c == 0xc3 || c == 0xd0 || c == 0xd1 || c == 0xd2 || c == 0xd3 || (c >= 0xe4 && c <= 0xe9);
  };
  for (std::uint32_t i = 0; i < size;) {
    if (std::isspace(static_cast<unsigned char>(t[i])) || t.compare(i, 2, "\xc2\xa0") == 0) {
      i += width(i);
      continue;
    }
    std::uint32_t end = i + width(i);
    if (wordy(i))
      while (end < size && (wordy(end) || ((t[end] == '-' || t[end] == '\'') && end + 1 < size && wordy(end + 1))))
        end += width(end);
    Token token;
    token.span = {i, std::min(end, size)};
    document.tokens.push_back(token);
    i = end;
  }
  document.sentences.push_back(
      {{0, size}, {0, static_cast<std::uint32_t>(document.tokens.size())}, Sentence::Kind::prose, false});
  return document;
}

inline TokenRange tokens_of(const AnalyzedDocument& document, Span span) {
  TokenRange range{0, 0};
  bool first = true;
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    if (!document.tokens[i].span.overlaps(span)) continue;
    if (first) range.begin = i, first = false;
    range.end = i + 1;
  }
  return range;
}

}  // namespace citypact::test
