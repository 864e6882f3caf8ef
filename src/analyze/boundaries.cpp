// Where sentences end. Every decision looks at a few tokens around a gap, so that the whole stays linear.
#include <algorithm>

#include "characters.hpp"
#include "segmentation.hpp"

namespace citypact::segmentation {
namespace {

constexpr std::size_t longest_quoted_name = 8;  // tokens
constexpr std::size_t most_closers = 6;         // quotes and brackets between a stop and the gap
constexpr std::size_t paragraph_spaces = 3;     // a run of spaces that stands for a line break
static_assert(Boundaries::reach > longest_quoted_name + 2 && Boundaries::reach > most_closers + 4);

bool closes(TokenKind kind) { return kind == TokenKind::close_quote || kind == TokenKind::close_bracket; }
bool opens(TokenKind kind) { return kind == TokenKind::open_quote || kind == TokenKind::open_bracket; }

/// «Москва», «В», «iPhone»; what begins with a small letter and has a capital later counts as a name.
bool looks_capital(std::string_view word) {
  const char32_t first = character_at(word, 0).value;
  if (is_upper(first)) return true;
  return first < 0x80 && std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Boundaries::Boundaries(std::string_view text, std::span<const RawToken> tokens, std::size_t first, const SegmenterLists& lists, const Lines& lines)
    : text_(text), tokens_(tokens), lists_(lists), lines_(lines), quoted_(inside_short_quotes(tokens, longest_quoted_name)), start_(first) {}

std::vector<std::size_t> Boundaries::starts() {
  std::vector<std::size_t> result;
  for (std::size_t i = start_; i < tokens_.size(); ++i) {
    if (i > start_ && !before(i)) continue;
    result.push_back(i);
    start_ = i;
  }
  return result;
}

Boundaries::Gap Boundaries::gap(std::size_t at) const {
  Gap result;
  for (std::size_t i = tokens_[at - 1].span.end; i < tokens_[at].span.begin; ++i) {
    const char c = text_[i];
    if (c == '\n') ++result.lines;
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++result.spaces;
  }
  return result;
}

Boundaries::Opening Boundaries::opening(std::size_t at) const {
  Opening result;
  result.word = tokens_.size();
  for (std::size_t i = at; i < std::min(at + 4, tokens_.size()); ++i) {
    const TokenKind here = kind(i);
    if (here == TokenKind::dash) {
      result.dash = true;
    } else if (opens(here) || surface(i) == "<") {
      result.quote = true;
    } else {
      if (here == TokenKind::word || here == TokenKind::web) {
        result.word = i;
        result.capital = here == TokenKind::web || looks_capital(surface(i));
        result.lower = !result.capital && is_lower(character_at(surface(i), 0).value);
        if (!result.capital && !result.lower) result.number = character_at(surface(i), 0).value < 0x80;
        if (!result.capital && !result.lower && !result.number) result.capital = true;  // a script without cases
      } else if (here == TokenKind::number) {
        result.word = i;
        result.number = true;
      } else if (here == TokenKind::line_mark || result.quote || surface(i) == "№") {
        result.word = i;  // «<…> Мы», «(...) Речь», «№ 94»
        result.capital = true;
      }
      return result;
    }
  }
  return result;
}

bool Boundaries::before(std::size_t at) const {
  const Gap here = gap(at);
  if (here.lines > 0) return at_line_break(at, here);
  if (quoted_[at]) return false;
  if (closes(kind(at)) || kind(at) == TokenKind::stop) return false;
  if (here.spaces >= paragraph_spaces) {
    const Opening next = opening(at);
    if (next.capital || next.number) return true;
  }
  std::size_t last = at - 1;
  while (last > start_ && closes(kind(last)) && touches(last) && at - last < most_closers) --last;
  if (kind(last) == TokenKind::stop && last >= start_) return after_stop(last, at, here);
  return opens_speech(at, here);
}

bool Boundaries::at_line_break(std::size_t at, const Gap& here) const {
  if (here.lines >= 2) return true;
  const TokenKind left = kind(at - 1);
  const Opening next = opening(at);
  const bool marks = left == TokenKind::line_mark || kind(at) == TokenKind::line_mark;
  if (marks) return true;
  if (!lines_.wrapped) return !(next.lower && !next.dash && left != TokenKind::stop && left != TokenKind::colon);
  // In wrapped text a line that ends well before the margin ends its paragraph.
  const std::size_t line_begin = text_.rfind('\n', tokens_[at - 1].span.end - 1);
  const std::size_t begin = line_begin == std::string_view::npos ? 0 : line_begin + 1;
  const std::size_t length = tokens_[at - 1].span.end - begin;
  std::size_t last = at - 1;
  while (last > start_ && closes(kind(last)) && touches(last)) --last;
  const bool stopped = kind(last) == TokenKind::stop;
  if (length * 10 < lines_.width * 6 && !next.lower) return true;
  return stopped && after_stop(last, at, {0, 1});
}

bool Boundaries::opens_speech(std::size_t at, const Gap& here) const {
  if (kind(at) != TokenKind::dash || kind(at - 1) != TokenKind::colon || at + 1 >= tokens_.size()) return false;
  const Opening next = opening(at);
  return next.word < tokens_.size() && next.capital && (here.spaces > 0 || !touches(at + 1));
}

bool Boundaries::after_stop(std::size_t stop, std::size_t at, const Gap& here) const {
  if (stop == start_) return false;  // «…Слово»: nothing has ended yet
  const bool closed = stop + 1 < at;
  const Opening next = opening(at);
  if (next.word >= tokens_.size() || next.lower) return false;
  if (closed && next.dash) return false;  // «…», - the one who said it
  const bool single = surface(stop) == ".";
  if (single && !closed) return after_full_stop(stop, at, here, next);
  if (here.spaces > 0) {
    // A question inside its quotes goes on: «Зачем?» спросил. Speech that is followed by a capital does not.
    return next.capital || next.number;
  }
  return glued(closed ? at - 1 : stop - 1, at, next);
}

bool Boundaries::after_full_stop(std::size_t stop, std::size_t at, const Gap& here, const Opening& next) const {
  const std::size_t left = stop - 1;
  const bool attached = touches(stop);
  if (!attached && here.spaces == 0) return false;  // «в зоне .рф»
  if (attached && kind(left) == TokenKind::word) {
    if (const auto* found = abbreviation(left)) {
      return !next.dash && kind(at) != TokenKind::open_bracket && after_abbreviation(*found, left, next);
    }
    if (is_initial(left)) return kind(at) != TokenKind::open_bracket && (!next.dash || here.spaces > 0) && after_initial(left, next);
  }
  if (attached && kind(left) == TokenKind::number && left == start_) return false;  // «1. Общие положения»
  if (here.spaces > 0) return next.capital || next.number;
  return glued(left, at, next);
}

const SegmenterLists::Abbreviation* Boundaries::abbreviation(std::size_t left) const {
  std::string key = lowered(surface(left));
  if (left >= start_ + 2 && kind(left - 1) == TokenKind::stop && kind(left - 2) == TokenKind::word &&
      tokens_[left].span.begin - tokens_[left - 1].span.end <= 2 && tokens_[left - 2].span.size() <= 8) {
    const auto pair = lists_.abbreviations.find(lowered(surface(left - 2)) + "." + key);
    if (pair != lists_.abbreviations.end()) return &pair->second;
  }
  if (is_upper(character_at(surface(left), 0).value) && count_characters(surface(left)) == 1) return nullptr;  // an initial
  const auto found = lists_.abbreviations.find(key);
  if (found == lists_.abbreviations.end()) return nullptr;
  // A unit with a capital inside a sentence is a name: «ректор Ли Мин.», «приехал Мин.»
  using Stands = SegmenterLists::Abbreviation::Stands;
  const bool name = left != start_ && key != surface(left) && character_at(surface(left), 0).value >= 0x80;
  const bool precedes = found->second.stands == Stands::before || found->second.stands == Stands::reference;
  return name && !precedes ? nullptr : &found->second;
}

bool Boundaries::after_abbreviation(const SegmenterLists::Abbreviation& found, std::size_t left, const Opening& next) const {
  using Stands = SegmenterLists::Abbreviation::Stands;
  auto stands = found.stands;
  const bool before_number = next.number && kind(next.word) == TokenKind::number && !next.quote;
  if (before_number && (stands == Stands::reference || stands == Stands::unit)) return false;
  if (stands == Stands::either || stands == Stands::reference) {
    const bool numbered = left > start_ && (kind(left - 1) == TokenKind::number ||
                                            (kind(left - 1) == TokenKind::word && surface(left - 1).find_first_not_of("IVXLC") == std::string_view::npos));
    stands = numbered ? Stands::after : Stands::before;
  }
  if (stands == Stands::before) return false;
  if (next.number) return true;
  if (found.continued_by.contains(lowered(surface(next.word)))) return false;
  return next.capital && !only_genitive(next.word);
}

bool Boundaries::after_initial(std::size_t left, const Opening& next) const {
  if (next.number && lists_.abbreviations.contains(lowered(surface(left)))) return false;  // «Ч. 1»
  if (next.number || next.dash || next.quote) return true;
  if (!next.capital) return false;
  const bool another_initial = is_initial(next.word) && next.word + 1 < tokens_.size() && kind(next.word + 1) == TokenKind::stop;
  if (another_initial || touches(next.word)) return false;
  const bool first_word = left == start_;
  return !first_word && is_function_word(next.word);
}

bool Boundaries::glued(std::size_t left, std::size_t at, const Opening& next) const {
  if (!next.capital || next.word >= tokens_.size() || kind(next.word) == TokenKind::web) return false;
  if (next.word != at && !opens(kind(at)) && surface(at) != "-") return false;
  const std::string_view word = surface(next.word);
  const bool one_letter = count_characters(word) == 1;
  if (one_letter && (next.word + 1 >= tokens_.size() || touches(next.word + 1))) return false;
  switch (kind(left)) {
    case TokenKind::number:
    case TokenKind::close_quote:
    case TokenKind::close_bracket:
    case TokenKind::web:
      return true;
    case TokenKind::word: {
      const std::string_view before = surface(left);
      if (count_characters(before) < 2 || lists_.dotted_names.contains(lowered(before))) return false;
      const bool both_latin = character_at(before, 0).value < 0x80 && character_at(word, 0).value < 0x80;
      return !both_latin;  // ASP.NET, Node.Js
    }
    default:
      return surface(left) == "%";
  }
}

bool Boundaries::is_initial(std::size_t token) const {
  return kind(token) == TokenKind::word && count_characters(surface(token)) == 1 && is_upper(character_at(surface(token), 0).value);
}

bool Boundaries::is_function_word(std::size_t token) const {
  if (!lists_.dictionary || kind(token) != TokenKind::word) return false;
  const auto readings = lists_.dictionary->readings(lowered(surface(token)));
  if (readings.empty() || !readings[0].known) return false;
  switch (readings[0].upos) {
    case Upos::adp: case Upos::cconj: case Upos::sconj: case Upos::pron: case Upos::det: case Upos::part: case Upos::adv:
      return true;
    default:
      return false;
  }
}

/// True for a word that, however it is read, is a noun or adjective in the genitive: hardly the start of a sentence, so
/// that the abbreviation before it does not end one («в 2024 гг. Годов дружбы»).
bool Boundaries::only_genitive(std::size_t token) const {
  if (!lists_.dictionary || kind(token) != TokenKind::word) return false;
  const auto readings = lists_.dictionary->readings(lowered(surface(token)));
  return !readings.empty() && std::all_of(readings.begin(), readings.end(), [](const Reading& reading) {
    const bool nominal = reading.upos == Upos::noun || reading.upos == Upos::adj || reading.upos == Upos::propn;
    return reading.known && nominal && !reading.indeclinable && reading.features.case_ == Case::gen;
  });
}

}  // namespace citypact::segmentation
