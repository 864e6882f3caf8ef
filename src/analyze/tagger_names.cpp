#include "tagger_names.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace citypact {
namespace {

constexpr std::array<std::string_view, 3> places{"City", "Region", "Country"};
constexpr std::array<std::string_view, 3> special_bodies{"University", "Park", "Cluster"};
constexpr std::string_view body = "Organization", platform = "Platform", person = "Person", position = "Position";
constexpr std::string_view nested_kind = "Country";  // «Минобороны РФ» says whose ministry it is
constexpr std::string_view any_prefix = "any:";  // heads of wider conventions, of which only some spans are taken

bool one_of(std::string_view kind, std::span<const std::string_view> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool has_capital_or_digit(std::string_view utf8) {
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(utf8.data(), i, size, c);
    if (u_isupper(c) || u_isdigit(c)) return true;
  }
  return false;
}

/// «i.moscow»: labels between dots, the last one of at least two letters.
bool is_site(std::string_view token) {
  const auto dot = token.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || token.size() - dot < 3 || token.find('@') != std::string_view::npos) return false;
  return token.find_first_of("0123456789,", dot) == std::string_view::npos;
}

enum class Quote { none, opens, closes, either };

Quote quote_of(std::string_view token) {
  if (token == "«" || token == "„") return Quote::opens;
  if (token == "»" || token == "”") return Quote::closes;
  if (token == "\"" || token == "“" || token == "''" || token == "``") return Quote::either;
  return Quote::none;
}

/// Quotes belong to a name: one that lacks its closing quote takes it, and one that stands between quotes takes both.
TokenRange balance_quotes(const AnalyzedDocument& document, TokenRange range) {
  const auto quote = [&](std::uint32_t token) {
    return token < document.tokens.size() ? quote_of(document.surface(document.tokens[token])) : Quote::none;
  };
  int open = 0;
  for (std::uint32_t t = range.begin; t < range.end; ++t) {
    const Quote q = quote(t);
    if (q == Quote::opens || (q == Quote::either && open == 0)) ++open;
    else if (q != Quote::none) --open;
  }
  const Quote before = range.begin > 0 ? quote(range.begin - 1) : Quote::none, after = quote(range.end);
  const bool opens = before == Quote::opens || before == Quote::either, closes = after == Quote::closes || after == Quote::either;
  if (open > 0 && closes) ++range.end;
  else if (open < 0 && opens) --range.begin;
  else if (open == 0 && opens && closes) --range.begin, ++range.end;
  return range;
}

/// Tokens that some spans cover; whether a span touches one of those costs as much as it is long.
class Cover {
 public:
  explicit Cover(std::size_t tokens) : covered_(tokens) {}
  void add(TokenRange range) { std::fill(covered_.begin() + range.begin, covered_.begin() + range.end, true); }
  bool touches(TokenRange range) const {
    return std::find(covered_.begin() + range.begin, covered_.begin() + range.end, true) != covered_.begin() + range.end;
  }

 private:
  std::vector<bool> covered_;
};

/// Linear in tokens and spans, however long the document and its sentences.
class Names {
 public:
  Names(AnalyzedDocument& document, const std::vector<HeadSpan>& found, const TokenFacts& facts)
      : document_(document), found_(found), facts_(facts), bodies_(document.tokens.size()), places_(bodies_), named_(bodies_), found_bodies_(bodies_),
        found_platforms_(bodies_) {
    for (const HeadSpan& span : found) {
      if (span.head == body) found_bodies_.add(span.tokens);
      if (span.head == platform) found_platforms_.add(span.tokens);
      if (span.head == person) persons_at_.emplace(span.tokens.begin, span.tokens.end);
      if (!one_of(span.head, special_bodies)) continue;
      for (auto t = span.tokens.begin; t < span.tokens.end; ++t) specials_at_.emplace(t, &span);
    }
  }

  std::vector<NameSpan> build() {
    add_bodies();
    add_places();
    for (const HeadSpan& span : found_) {
      if (span.head != body && !one_of(span.head, special_bodies) && !one_of(span.head, places) && !span.head.starts_with(any_prefix)) {
        if (span.head != person || !named_after(span.tokens.begin)) add(span, span.head);
      }
    }
    add_rest();
    std::stable_sort(names_.begin(), names_.end(), [](const NameSpan& a, const NameSpan& b) {
      return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
    });
    return std::move(names_);
  }

 private:
  void add(const HeadSpan& span, std::string_view kind, bool adjective = false) {
    const auto [name, other] = one_of(kind, places) || kind == position ? std::pair(span.tokens, TokenRange{}) : two_names(span.tokens);
    add(name, span.score, kind, adjective);
    if (other.size() > 0) add(other, span.score, kind, adjective);
  }
  void add(TokenRange tokens, float score, std::string_view kind, bool adjective) {
    const TokenRange range = adjective ? tokens : balance_quotes(document_, tokens);
    names_.push_back({document_.span(range), range, document_.pool.intern(kind), score, adjective});
    if (kind != position) named_.add(range);
  }

  /// «фонд развития (ФР)», «Хайко Мас (Heiko Maas)»: a name and, in brackets at its end, another one of the same; years there are none.
  std::pair<TokenRange, TokenRange> two_names(TokenRange range) const {
    const auto is = [&](std::uint32_t token, std::string_view mark) { return document_.surface(document_.tokens[token]) == mark; };
    const std::uint32_t end = range.size() > 0 && is(range.end - 1, ")") ? range.end - 1 : range.end;
    std::uint32_t open = end;
    do {
      if (open == range.begin || is(--open, ")")) return {range, {}};
    } while (!is(open, "("));
    if (open == range.begin || open + 1 == end) return {range, {}};
    const TokenRange inner{open + 1, end};
    const auto words = document_.surface(document_.span(inner));
    const bool name = has_capital_or_digit(words) && std::none_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
    return {{range.begin, open}, name ? inner : TokenRange{}};
  }

  void add_bodies() {
    for (const HeadSpan& span : found_) {
      if (span.head != body) continue;
      const HeadSpan whole{span.head, with_namesake(with_descriptor(span.tokens)), span.score};
      add(whole, body_kind(whole.tokens));
      bodies_.add(whole.tokens);
      add_site(whole);
    }
    for (const HeadSpan& span : found_) {
      if (one_of(span.head, special_bodies) && !bodies_.touches(span.tokens)) add(span, span.head), bodies_.add(span.tokens);
    }
  }

  /// «фонд» before a quoted name is part of it, also where the network did not see it.
  TokenRange with_descriptor(TokenRange range) const {
    TokenRange quoted = balance_quotes(document_, range);
    const bool opens = quote_of(document_.surface(document_.tokens[quoted.begin])) != Quote::none;
    if (!opens || quoted.begin == 0) return range;
    const std::uint32_t before = quoted.begin - 1;
    if (found_bodies_.touches({before, before + 1}) || !facts_.noun(before) || facts_.body_kind(before, before).empty()) return range;
    return {before, quoted.end};
  }

  bool named_after(std::uint32_t first) const { return first > 0 && bodies_.touches({first - 1, first}) && facts_.named_after(first - 1); }

  /// «университет им. Гагарина»: the person behind that word is part of the name, also where the network saw two.
  TokenRange with_namesake(TokenRange range) const {
    const TokenRange quoted = balance_quotes(document_, range);
    if (quoted.end == document_.tokens.size() || !facts_.named_after(quoted.end)) return range;
    const auto namesake = persons_at_.find(quoted.end + 1);
    return namesake == persons_at_.end() ? range : TokenRange{quoted.begin, namesake->second};
  }

  /// The site of a body is a platform, when it stands right behind the body's name as a part of the span.
  void add_site(const HeadSpan& span) {
    const TokenRange last{span.tokens.end - 1, span.tokens.end};
    if (span.tokens.size() == 1 || !is_site(document_.surface(document_.tokens[last.begin]))) return;
    if (!found_platforms_.touches(last)) add({platform, last, span.score}, platform);
  }

  /// The phrase's first noun tells whether it is a university, park or cluster; else the head of such a kind does that
  /// marks the phrase from its beginning.
  std::string_view body_kind(TokenRange range) const {
    for (std::uint32_t t = range.begin; t < range.end; ++t) {
      if (!facts_.noun(t)) continue;
      if (const std::string_view kind = facts_.body_kind(range.begin, t); !kind.empty()) return kind;
      break;
    }
    const HeadSpan* special = nullptr;
    const auto [first, last] = specials_at_.equal_range(range.begin);
    for (auto other = first; other != last; ++other) {
      if (!special || other->second->score > special->score) special = other->second;
    }
    return special ? special->head : body;
  }

  /// A place is one of city, region and country: the most probable of those that overlap.
  void add_places() {
    std::vector<const HeadSpan*> order;
    for (const HeadSpan& span : found_) {
      if (one_of(span.head, places)) order.push_back(&span);
    }
    std::stable_sort(order.begin(), order.end(), [](const HeadSpan* a, const HeadSpan* b) { return a->score > b->score; });
    for (const HeadSpan* span : order) {
      if (places_.touches(span->tokens)) continue;
      add(*span, span->head, !has_capital_or_digit(document_.surface(document_.span(span->tokens))));
      places_.add(span->tokens);
    }
  }

  /// What the convention leaves out of the heads above: adjectives of places, states inside a body's name, institutions known by a common noun in lower
  /// case («бундестаг», «минздрав»), and places of other kinds (rivers, squares, seas).
  void add_rest() {
    for (const HeadSpan& span : found_) {
      if (!span.head.starts_with(any_prefix)) continue;
      const std::string_view kind = span.head.substr(any_prefix.size());
      const bool capital = has_capital_or_digit(document_.surface(document_.span(span.tokens)));
      if (kind == body) {
        if (!capital && !bodies_.touches(span.tokens)) add(span, kind), bodies_.add(span.tokens);
      } else if (one_of(kind, places)) {
        if (places_.touches(span.tokens)) continue;
        const bool adjective = !capital || (span.tokens.size() == 1 && facts_.only_adjective(span.tokens.begin));
        const bool nested = kind == nested_kind && bodies_.touches(span.tokens);
        if (adjective || nested) add(span, kind, adjective), places_.add(span.tokens);
      } else if (capital && !named_.touches(span.tokens)) {
        add(span, kind);
      }
    }
  }

  AnalyzedDocument& document_;
  const std::vector<HeadSpan>& found_;
  const TokenFacts& facts_;
  std::vector<NameSpan> names_;
  Cover bodies_, places_, named_;                // what was added: bodies, places, everything but posts
  Cover found_bodies_, found_platforms_;         // what the network found
  std::map<std::uint32_t, std::uint32_t> persons_at_;  // begin to end
  std::multimap<std::uint32_t, const HeadSpan*> specials_at_;  // universities, parks, clusters that cover a token, in the order found
};

}  // namespace

std::vector<NameSpan> to_names(AnalyzedDocument& document, const std::vector<HeadSpan>& found, const TokenFacts& facts) {
  return Names(document, found, facts).build();
}

}  // namespace citypact
