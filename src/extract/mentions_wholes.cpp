// The body whose organ a name tells: «Самарского университета» in «учёный совет Самарского университета».
#include <algorithm>

#include "mention_finder.hpp"

namespace citypact::extract {

/// Hidden until a relation needs it. `outer` is headed by a noun of words/organs.tsv and no mention of a body lies behind its head yet.
void MentionFinder::add_whole(TokenRange outer, std::uint32_t head) {
  if (!in_list("organs", head)) return;
  const auto end = std::find_if(document_.tokens.begin() + head + 1, document_.tokens.begin() + outer.end, [](const Token& t) { return t.upos == Upos::adp; }) - document_.tokens.begin();
  const TokenRange range{head + 1, static_cast<std::uint32_t>(end)};
  for (auto i = range.begin; i < range.end && surface(i) != "("; ++i) {
    if (is_quote(surface(i))) return add_quoted_whole(i, range.end);
    const Token& noun = token(i);
    const bool genitive = noun.features.case_ == Case::gen || !noun.in_dictionary;
    if (noun.upos == Upos::adj || noun.upos == Upos::punct || !genitive || noun.features.number == Number::plur) continue;
    auto begin = i;
    while (begin > range.begin && is_adjective(token(begin - 1)) && agrees(token(begin - 1), noun)) --begin;
    const TokenRange whole{begin, range.end};
    if (!describes_whole(whole, i) && !names_whole(whole, i)) continue;
    Site& site = put(whole, i, "Organization", Form::name);
    site.keep = false;
    refine(site);
    return;
  }
}

/// «дивизион «Росатома»»: a known body's one word in the genitive; in the nominative the quotes would name the organ itself.
void MentionFinder::add_quoted_whole(std::uint32_t quote, std::uint32_t end) {
  if (quote + 3 > end || !is_quote(surface(quote + 2))) return;
  const TokenRange name{quote + 1, quote + 2};
  const Token& word = token(name.begin);
  if (word.features.case_ != Case::gen || !is_noun(word)) return;
  if (!named_.bodies.contains(word.lemma) && !types_.by_name(names_.canonical(name, "Organization"))) return;
  Site& site = put({quote, quote + 3}, name.begin, "Organization", Form::name);
  site.keep = false;
  refine(site);
}

/// «кластера чистых технологий», «Самарского университета», «особой экономической зоны»: a word for what it is, and words that tell it
/// from its like.
bool MentionFinder::describes_whole(TokenRange whole, std::uint32_t head) const {
  const bool form = head + 1 < whole.end && is_quote(surface(head + 1)) && is_short_form(surface(head));  // «АНО «Имя»»
  if (!form && (!is_noun(token(head)) || (!lexicon_.body_heads.contains(token(head).lemma) && !types_.by_head(document_, whole, head)))) return false;
  const bool proper = whole.begin < head && is_capitalized(surface(whole.begin));
  const bool told = whole.begin < head && types_.by_head(document_, whole, head) && !types_.by_head(document_, {head, head + 1}, head);
  return proper || told || head + 1 < whole.end;
}

/// «Минобрнауки», «МИД России»: a word known for a body's whole name, and at most its state behind it.
bool MentionFinder::names_whole(TokenRange whole, std::uint32_t head) const {
  if (whole.begin != head || !is_capitalized(surface(head))) return false;
  const bool state = std::all_of(named_.place.begin() + head + 1, named_.place.begin() + whole.end, [](bool place) { return place; });
  if (!state || named_.place[head]) return false;
  if (named_.bodies.contains(token(head).lemma)) return true;
  const auto name = names_.canonical({head, head + 1}, "Organization");
  return place_type(name).empty() && (is_short_form(surface(head)) || types_.by_name(name));
}

}  // namespace citypact::extract
