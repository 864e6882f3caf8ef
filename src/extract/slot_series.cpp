// Lists by the look of them, «A, B и C» in one case: parsers lose long names of a list.
#include <algorithm>

#include "body_types.hpp"
#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t longest_post = 24;  // tokens, before its holder
constexpr std::uint32_t clause_words = 16;  // of what is said of one item of a list

}  // namespace

/// What stands in one list with a site by the look of it: «A, B и C» in one case. Parsers lose long names of a list.
std::vector<std::uint32_t> SlotFiller::listed_with(std::uint32_t site) const {
  std::vector<std::uint32_t> left, right;
  bool conjunction = false;
  const TokenRange sentence = scene_.document.sentences[scene_.sites[site].sentence].tokens;
  for (auto at = site; (at = next_in_list(at, sentence, conjunction)) != no_site && right.size() < 16;) right.push_back(at);
  for (auto at = site; (at = previous_in_list(at, sentence, conjunction)) != no_site && left.size() < 16;) left.push_back(at);
  if (!conjunction) return {};
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

/// Names in quotes and foreign ones show no case.
bool SlotFiller::same_case(std::uint32_t a, std::uint32_t b) const {
  const Token &x = scene_.token(scene_.sites[a].head), &y = scene_.token(scene_.sites[b].head);
  const auto quoted_name = [&](std::uint32_t s) { return scene_.token(scene_.sites[s].tokens.begin).upos == Upos::punct; };
  const bool described = quoted_name(std::max(a, b)) && !quoted_name(std::min(a, b));  // «сети «A» и «B»»: names keep the nominative
  if (!described && is_body(scene_.sites[a].mention.type) && is_body(scene_.sites[b].mention.type) && (marks_.of(a) & marks_.of(b)).empty()) return false;
  const auto caseless = [&](std::uint32_t s, const Token& head) {
    return scene_.sites[s].mention.form == Form::name && is_body(scene_.sites[s].mention.type) &&
           (head.features.case_ == Case::none || !head.in_dictionary || scene_.token(scene_.sites[s].tokens.begin).upos == Upos::punct);
  };
  if (is_body(scene_.sites[a].mention.type) && is_body(scene_.sites[b].mention.type) && (caseless(a, x) || caseless(b, y))) return true;
  if (x.features.case_ == y.features.case_) return x.features.case_ != Case::none;
  const auto direct = [](Case c) { return c == Case::nom || c == Case::acc; };  // «A, B и C»: lifeless names look the same in both
  const CaseSet shared = marks_.of(a) & marks_.of(b);
  return direct(x.features.case_) && direct(y.features.case_) && shared.contains(Case::nom);
}

std::uint32_t SlotFiller::past_bracket(std::uint32_t at, TokenRange sentence) const {
  if (at < sentence.end && scene_.surface(at) == ",") return past_clause(at, sentence);
  if (at >= sentence.end || scene_.surface(at) != "(") return at;
  for (auto i = at; i < sentence.end && i < at + 12; ++i)
    if (scene_.surface(i) == ")") return i + 1;
  return at;
}

/// «A, выпускающая моторы, и B»: the conjunction behind what a participle or a relative clause says of an item of a list.
std::uint32_t SlotFiller::past_clause(std::uint32_t comma, TokenRange sentence) const {
  if (comma + 1 >= sentence.end) return comma;
  const Token& first = scene_.token(comma + 1);
  if (first.features.verb_form != VerbForm::part && !scene_.lexicon.relative_words.contains(first.lemma)) return comma;
  for (auto i = comma + 2; i + 1 < sentence.end && i < comma + clause_words; ++i) {
    if (scene_.surface(i) == ";" || scene_.surface(i) == "(") return comma;
    if (scene_.surface(i) == ",") return scene_.token(i + 1).upos == Upos::cconj ? i + 1 : comma;
  }
  return comma;
}

std::uint32_t SlotFiller::next_in_list(std::uint32_t site, TokenRange sentence, bool& conjunction) const {
  const auto joint = past_bracket(scene_.sites[site].tokens.end, sentence);
  if (joint + 1 >= sentence.end) return no_site;
  if (scene_.token(joint).upos != Upos::cconj && scene_.surface(joint) != ",") return no_site;
  const auto item = std::max(joint + 1, past_joiner(joint, sentence.end));
  if (item >= sentence.end) return no_site;
  const bool cc = item > joint + 1 || scene_.token(joint).upos == Upos::cconj;
  std::uint32_t best = holder_from(item, sentence);
  if (best != no_site && same_case(site, best)) {
    conjunction = conjunction || cc;
    return best;
  }
  best = no_site;
  const auto next = past_words(item, sentence);
  for (auto s : scene_.sites_at[next])
    if (scene_.sites[s].tokens.begin == next && scene_.sites[s].mention.form != Form::adjective && same_case(site, s)) best = s;
  if (best != no_site) conjunction = conjunction || cc;
  return best;
}

/// «Заря» и китайская компания «Лотос»: adjectives and one common noun before the next name of a list.
std::uint32_t SlotFiller::past_words(std::uint32_t at, TokenRange sentence) const {
  bool noun = false;
  for (auto i = at; i < sentence.end && i < at + 4; ++i) {
    const bool named = std::any_of(scene_.sites_at[i].begin(), scene_.sites_at[i].end(), [&](auto s) { return scene_.sites[s].mention.form != Form::adjective; });
    if (named) return !noun || !scene_.token(i).in_dictionary || scene_.token(i).upos == Upos::punct ? i : at;
    const Token& token = scene_.token(i);
    if (token.upos == Upos::noun && !noun && !is_capitalized(scene_.surface(i))) noun = true;
    else if (token.upos != Upos::adj || noun) return at;
  }
  return at;
}

std::uint32_t SlotFiller::previous_in_list(std::uint32_t site, TokenRange sentence, bool& conjunction) const {
  const auto begin = item_begin(site);
  if (begin < sentence.begin + 2) return no_site;
  const auto joint = begin - 1;
  const bool cc = scene_.token(joint).upos == Upos::cconj;
  if (!cc && scene_.surface(joint) != ",") return no_site;
  std::uint32_t best = no_site;
  for (auto s : scene_.sites_at[joint - 1])
    if (scene_.sites[s].tokens.end == joint && scene_.sites[s].mention.form != Form::adjective && same_case(site, s)) best = s;
  if (best != no_site) conjunction = conjunction || cc;
  return best;
}

/// Where an item of a list begins: a person's post belongs to it.
std::uint32_t SlotFiller::item_begin(std::uint32_t site) const {
  auto begin = scene_.sites[site].tokens.begin;
  for (auto r : beginning_in(around(begin, longest_post, 0), scene_.roles_of[scene_.sites[site].sentence], scene_.roles)) {
    const RoleSite& role = scene_.roles[r];
    if (role.tokens.end <= begin && begin - role.tokens.begin < longest_post && !role.predicate && listed_site(role.holders, site)) begin = std::min(begin, role.tokens.begin);
  }
  const auto sentence = scene_.document.sentences[scene_.sites[site].sentence].tokens.begin;
  while (begin != scene_.sites[site].tokens.begin && begin > sentence && scene_.token(begin - 1).upos == Upos::adj) --begin;
  return begin;
}

/// The holder of the post that begins here, behind adjectives: «российский министр A».
std::uint32_t SlotFiller::holder_from(std::uint32_t at, TokenRange sentence) const {
  for (auto t = at; t < sentence.end && t < at + 4; ++t) {
    if (scene_.role_at[t] != no_site) {
      const RoleSite& role = scene_.roles[scene_.role_at[t]];
      if (role.tokens.begin > t || role.predicate || role.holders.size() != 1) return no_site;
      return scene_.sites[role.holders.front()].tokens.begin >= role.tokens.end ? role.holders.front() : no_site;
    }
    if (scene_.token(t).upos != Upos::adj) return no_site;
  }
  return no_site;
}
}  // namespace citypact::extract
