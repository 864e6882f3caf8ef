#include "segmenter.hpp"

#include <algorithm>

#include "characters.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/language/date_line.hpp"
#include "segmentation.hpp"

namespace citypact {
using namespace segmentation;

namespace {

using Stands = SegmenterLists::Abbreviation::Stands;

Stands parse_stands(const std::string& name) {
  if (name == "before") return Stands::before;
  if (name == "after") return Stands::after;
  if (name == "unit") return Stands::unit;
  if (name == "either") return Stands::either;
  if (name == "reference") return Stands::reference;
  throw Error("words/abbreviations.tsv: unknown kind '" + name + "'; one of before, after, unit, either, reference");
}

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
bool is_separator(const std::vector<RawToken>& tokens, TokenRange range) {
  if (range.size() == 1 && tokens[range.begin].kind == TokenKind::web) return true;
  return std::all_of(tokens.begin() + range.begin, tokens.begin() + range.end, [](const RawToken& token) {
    return token.kind != TokenKind::word && token.kind != TokenKind::number && token.kind != TokenKind::web;
  });
}

/// A first line without a full stop at its end, and more text behind it.
bool is_title(std::string_view text, const Sentence& first, const Sentence& last, bool wrapped) {
  constexpr std::size_t longest_title = 300;  // characters
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

void mark_title(std::string_view text, std::vector<Sentence>& sentences) {
  auto first = std::find_if(sentences.begin(), sentences.end(), [](const Sentence& s) { return s.kind == Sentence::Kind::prose; });
  if (first == sentences.end() || !begins_line(text, first->span.begin)) return;
  auto last = first;
  while (std::next(last) != sentences.end() && !ends_line(text, last->span.end)) ++last;
  if (!is_title(text, *first, *last, examine_lines(text).wrapped)) return;
  for (auto sentence = first; sentence <= last; ++sentence) sentence->kind = Sentence::Kind::title;
}

}  // namespace

SegmenterLists SegmenterLists::of(const Language& language) {
  SegmenterLists lists;
  for (const auto& row : language.table("abbreviations")) {
    if (row.size() < 2) throw Error("words/abbreviations.tsv: '" + row[0] + "' has no kind; one of before, after, unit, either, reference");
    auto& entry = lists.abbreviations[row[0]];
    entry.stands = parse_stands(row[1]);
    entry.continued_by.insert(row.begin() + 2, row.end());
  }
  lists.site_suffixes = language.words("site-suffixes");
  lists.dotted_names = language.words("dotted-names");
  lists.dictionary = language.dictionary();
  return lists;
}

Segmenter::Segmenter(const Language& language) : Segmenter(SegmenterLists::of(language), &language) {}
Segmenter::Segmenter(SegmenterLists lists, const Language* language) : lists_(std::move(lists)), language_(language) {}

void Segmenter::segment(AnalyzedDocument& document) const {
  const std::string_view text = document.document.text;
  auto raw = tokenize(text, lists_.site_suffixes);
  resolve_quotes(text, raw);
  const auto starts = Boundaries(text, raw, lists_).starts();

  document.tokens.clear();
  document.tokens.resize(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) document.tokens[i].span = raw[i].span;
  document.sentences.clear();
  document.sentences.reserve(starts.size());
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : raw.size();
    Sentence sentence;
    sentence.tokens = {static_cast<std::uint32_t>(starts[i]), static_cast<std::uint32_t>(end)};
    sentence.span = {raw[starts[i]].span.begin, raw[end - 1].span.end};
    const bool whole_line = begins_line(text, sentence.span.begin) && ends_line(text, sentence.span.end);
    if (is_separator(raw, sentence.tokens)) sentence.kind = Sentence::Kind::separator;
    else if (whole_line && parse_date_line(surface(text, sentence.span), language_)) sentence.kind = Sentence::Kind::date_line;
    document.sentences.push_back(sentence);
  }
  mark_title(text, document.sentences);
}

}  // namespace citypact
