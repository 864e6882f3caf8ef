#include "segment_stream.hpp"

#include <algorithm>

#include "characters.hpp"
#include "citypact/language/date_line.hpp"

namespace citypact {
using namespace segmentation;

namespace {

/// True when only spaces separate `at` from the line break before or behind it.
bool begins_line(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] != '\n') {
    if (text[at - 1] != ' ' && text[at - 1] != '\t' && text[at - 1] != '\r') return false;
    --at;
  }
  return true;
}
bool ends_line(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '\n') {
    if (text[at] != ' ' && text[at] != '\t' && text[at] != '\r') return false;
    ++at;
  }
  return true;
}

/// A line without words, or nothing but an address.
bool is_separator(std::span<const RawToken> tokens) {
  if (tokens.size() == 1 && tokens.front().kind == TokenKind::web) return true;
  return std::all_of(tokens.begin(), tokens.end(), [](const RawToken& token) {
    return token.kind != TokenKind::word && token.kind != TokenKind::number && token.kind != TokenKind::web;
  });
}

constexpr std::size_t longest_title = 300;  // characters
static_assert(SegmentStream::least > longest_title);

/// A first line without a full stop at its end, and more text behind it.
bool is_title(std::string_view text, const Sentence& first, const Sentence& last, bool wrapped) {
  const auto title = text.substr(first.span.begin, last.span.end - first.span.begin);
  if (!ends_line(text, last.span.end) || title.ends_with('.') || title.ends_with(':') || count_characters(title) > longest_title)
    return false;
  const auto rest = text.substr(last.span.end);
  const bool text_follows = rest.find_first_not_of(" \t\r\n") != std::string_view::npos;
  const auto line_break = rest.find('\n');
  if (!text_follows || line_break == std::string_view::npos) return false;
  if (!wrapped) return true;
  const auto next = rest.find_first_not_of(" \t\r", line_break + 1);
  return next != std::string_view::npos && (rest[next] == '\n' || rest[next] == '#' || rest[next] == '*');
}

}  // namespace

SegmentStream::SegmentStream(std::string_view text, const SegmenterLists& lists, const Language* language)
    : text_(text), lists_(lists), language_(language), lines_(examine_lines(text)), tokenizer_(text, lists.site_suffixes), quotes_(text) {}

bool SegmentStream::next(std::size_t most, AnalyzedDocument& document) {
  document.sentences.clear();
  document.tokens.clear();
  std::vector<std::size_t> starts = find_starts(std::max(most, least));
  if (starts.size() < 2) return false;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) document.sentences.push_back(sentence(starts[i], starts[i + 1]));
  if (!title_told_) tell_title(document.sentences);
  begin_ = starts[document.sentences.size()];
  document.tokens.resize(begin_ - starts[0]);
  for (std::size_t i = 0; i < document.tokens.size(); ++i) document.tokens[i].span = raw_[starts[0] + i].span;
  return true;
}

bool SegmentStream::ended() const { return ended_ && begin_ == raw_.size(); }

bool SegmentStream::touches_next() const { return begin_ > 0 && begin_ < raw_.size() && raw_[begin_ - 1].span.end == raw_[begin_].span.begin; }

/// Makes `count` tokens ready from begin_ on, unless the text ends before.
void SegmentStream::fill(std::size_t count) {
  if (begin_ > Boundaries::reach && begin_ > raw_.size() / 2) {
    const std::size_t gone = begin_ - Boundaries::reach;
    raw_.erase(raw_.begin(), raw_.begin() + static_cast<std::ptrdiff_t>(gone));
    begin_ -= gone, resolved_ -= gone;
  }
  const std::size_t ready = raw_.size() - begin_;
  if (ready >= count || ended_) return;
  ended_ = !tokenizer_.append(count - ready, raw_);
  const std::size_t end = ended_ ? raw_.size() : raw_.size() - 1;  // a quote's other side is not known before its neighbour
  quotes_.resolve(raw_, resolved_, end);
  resolved_ = end;
}

/// First tokens of the next sentences and, last, the token behind them: as many as have `most` tokens together, at least one.
/// A single number when the text has ended.
std::vector<std::size_t> SegmentStream::find_starts(std::size_t most) {
  for (std::size_t wanted = most;; wanted *= 2) {
    fill(wanted + 2 * Boundaries::reach);
    const std::size_t before = begin_ - std::min(begin_, Boundaries::reach);
    const std::size_t last = std::min(raw_.size(), begin_ + wanted + 1 + Boundaries::reach);
    const bool whole = ended_ && last == raw_.size();
    auto starts = Boundaries(text_, std::span(raw_).subspan(before, last - before), begin_ - before, lists_, lines_).starts();
    for (std::size_t& start : starts) start += before;
    if (whole) starts.push_back(raw_.size());
    const bool told = whole || (starts.size() > 1 && starts[1] <= begin_ + wanted);
    while (starts.size() > 2 && starts.back() > begin_ + most) starts.pop_back();
    if (told) return starts;
  }
}

/// Tokens [begin, end), numbered from begin_ on.
Sentence SegmentStream::sentence(std::size_t begin, std::size_t end) const {
  Sentence sentence;
  sentence.tokens = {static_cast<std::uint32_t>(begin - begin_), static_cast<std::uint32_t>(end - begin_)};
  sentence.span = {raw_[begin].span.begin, raw_[end - 1].span.end};
  const bool whole_line = begins_line(text_, sentence.span.begin) && ends_line(text_, sentence.span.end);
  if (is_separator(std::span(raw_).subspan(begin, end - begin))) sentence.kind = Sentence::Kind::separator;
  else if (whole_line && parse_date_line(surface(text_, sentence.span), language_)) sentence.kind = Sentence::Kind::date_line;
  return sentence;
}

/// The first line of prose may be the title. When these sentences end amid a line that may be it, the line is left to the next
/// ones; `least` tokens are more than any title has.
void SegmentStream::tell_title(std::vector<Sentence>& sentences) {
  const auto first = std::find_if(sentences.begin(), sentences.end(), [](const Sentence& s) { return s.kind == Sentence::Kind::prose; });
  if (first == sentences.end()) return;
  auto last = first;
  while (std::next(last) != sentences.end() && !ends_line(text_, last->span.end)) ++last;
  const bool more = std::next(last) == sentences.end() && !ends_line(text_, last->span.end);
  if (more && first != sentences.begin() && begin_ + last->tokens.end < raw_.size()) return sentences.erase(first, sentences.end()), void();
  title_told_ = true;
  if (!begins_line(text_, first->span.begin) || !is_title(text_, *first, *last, lines_.wrapped)) return;
  for (auto sentence = first; sentence <= last; ++sentence) sentence->kind = Sentence::Kind::title;
}

}  // namespace citypact
