#include "name_source.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <numeric>

#include "unicode.hpp"

namespace citypact {
namespace {

constexpr std::size_t min_headline = 20;  // capitals that make a headline

/// Ends when so many small letters have come that no capitals can outweigh them.
bool is_headline(std::string_view sentence) {
  std::size_t small = 0, capital = 0;
  const auto size = static_cast<std::int32_t>(sentence.size());
  for (std::int32_t i = 0; i < size && small * 10 < sentence.size();) {
    UChar32 c;
    U8_NEXT_OR_FFFD(sentence.data(), i, size, c);
    if (is_letter(static_cast<char32_t>(c))) ++(is_upper(static_cast<char32_t>(c)) ? capital : small);
  }
  return capital > min_headline && small * 10 < capital;
}

}  // namespace

bool NameSource::in_headline(std::uint32_t token) {
  const auto sentence =
      std::ranges::upper_bound(document.sentences, token, {}, [](const Sentence& s) { return s.tokens.end; });
  if (sentence == document.sentences.end() || !sentence->tokens.contains(token)) return false;
  if (headlines_.empty()) headlines_.assign(document.sentences.size(), -1);
  auto& answer = headlines_[static_cast<std::size_t>(sentence - document.sentences.begin())];
  if (answer < 0) answer = is_headline(document.surface(sentence->span));
  return answer != 0;
}

/// A counting sort.
void NameSource::index() {
  constexpr std::size_t shortest = 4;  // bytes
  offsets_.assign(cells + 1, 0);
  const auto for_each_long = [this](const auto& visit) {
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i)
      if (const auto surface = document.surface(document.tokens[i]); surface.size() >= shortest) visit(i, cell(surface));
  };
  for_each_long([this](std::uint32_t, std::uint8_t of) { ++offsets_[of + 1]; });
  std::partial_sum(offsets_.begin(), offsets_.end(), offsets_.begin());
  tokens_.resize(offsets_.back());
  auto next = offsets_;
  for_each_long([&](std::uint32_t token, std::uint8_t of) { tokens_[next[of]++] = token; });
}

}  // namespace citypact
