// What the text told before fills a slot: the one thing of a kind, two of them, a word, what the text is about.
#include <algorithm>
#include <iterator>
#include <ranges>

#include "body_types.hpp"
#include "most_named.hpp"
#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t farthest = 400;  // tokens to what was told: keeps endless sentences linear

}  // namespace

/// The one thing of the slot's kinds that is named in the sentence before `start` (anywhere in it, `across`), else in the nearest of the
/// sentences before it, as far back as the path says, that has any; where a sentence names two, the one that the text is about, if any.
/// Of a slot of words, the last of them. Cost: some hundred tokens; of two things, `theme`.
void SlotFiller::told(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
  const auto own = syntax_.sentence_of(start);
  if (listed("Role", slot.kinds)) return told_role(start, own > path.within ? own - path.within : 0, out);
  if (slot.kinds.empty()) return told_word(slot, start, own > path.within ? own - path.within : 0, out);
  for (auto sentence = own + 1; sentence-- > (own > path.within ? own - path.within : 0);) {
    const auto limit = path.across ? std::min(scene_.document.sentences[sentence].tokens.end, start + farthest) : start;
    std::uint32_t found = no_site;
    bool several = false;
    for (auto s : beginning_in({around(start, farthest, 0).begin, limit}, scene_.sites_of[sentence], scene_.sites)) {
      const Site& site = scene_.sites[s];
      if (site.tokens.end > limit || site.mention.form == Form::adjective || !fits(slot, s) || not_meant(s, start)) continue;
      if (found != no_site && scene_.sites[found].mention.entity != site.mention.entity) several = true;
      found = s;
    }
    if (several) return told_theme(slot, limit, sentence, out);
    if (found != no_site) return add(out, found, scene_.sites[found].head);
  }
}

/// «Банк купил её»: of a pronoun at `start`, the subject of its own verb, and a thing whose name begins with a word of another gender.
bool SlotFiller::not_meant(std::uint32_t site, std::uint32_t start) const {
  const Token& pronoun = scene_.token(start);
  if (pronoun.upos != Upos::pron) return false;
  const auto head = scene_.sites[site].head;
  if (syntax_.is(head, "nsubj") && syntax_.head(head) == syntax_.head(start)) return true;
  const Token& name = scene_.token(head);
  const bool known = name.in_dictionary && name.features.gender != Gender::none && scene_.token(scene_.sites[site].tokens.begin).upos != Upos::punct;
  return known && pronoun.features.gender != Gender::none && (name.features.gender == Gender::fem) != (pronoun.features.gender == Gender::fem);
}

/// The last of the slot's words before `start`, no farther back than a sentence.
void SlotFiller::told_word(const Slot& slot, std::uint32_t start, std::uint32_t first_sentence, Fill& out) const {
  const auto begin = scene_.document.sentences[first_sentence].tokens.begin;
  for (auto t = start; t-- > begin && start - t < farthest;)
    if (slot.words.contains(scene_.token(t).lemma)) return out.tokens.push_back(t);
}

/// «Губернатор представил нового ректора института. Им стал W»: the last post with a body that nobody is said to hold.
void SlotFiller::told_role(std::uint32_t start, std::uint32_t first_sentence, Fill& out) const {
  for (auto sentence = syntax_.sentence_of(start) + 1; sentence-- > first_sentence;)
    for (auto r : beginning_in(around(start, farthest, 0), scene_.roles_of[sentence], scene_.roles) | std::views::reverse) {
      const auto& role = scene_.roles[r];
      if (role.tokens.end > start || role.bodies.empty()) continue;
      if (role.holders.empty()) out.roles.push_back(r), out.tokens.push_back(role.head);
      return;
    }
}

/// What the text is about, where the sentence names it before `limit`.
void SlotFiller::told_theme(const Slot& slot, std::uint32_t limit, std::uint32_t sentence, Fill& out) const {
  Fill about;
  theme(slot, limit, about);
  if (about.empty()) return;
  const auto entity = scene_.sites[about.sites.front()].mention.entity;
  for (auto s : beginning_in(around(limit, 2 * farthest, 0), scene_.sites_of[sentence], scene_.sites))
    if (scene_.sites[s].mention.entity == entity && scene_.sites[s].mention.form != Form::adjective && scene_.sites[s].tokens.end <= limit && fits(slot, s))
      return add(out, s, scene_.sites[s].head);
}

/// The mention nearest before `start`, else the first, of the one thing of the slot's kinds that the text is about: named at least twice
/// and more than twice as often as any other, or the only one; or named more often than any other and in the first sentence. Cost: all
/// sites once a slot, then a binary search.
void SlotFiller::theme(const Slot& slot, std::uint32_t start, Fill& out) const {
  const auto [at, fresh] = themes_.try_emplace(&slot);
  auto& sites = at->second;
  if (fresh) {
    const auto counts = [&](std::uint32_t s) { return scene_.sites[s].mention.form != Form::adjective && fits(slot, s); };
    const auto found = most_named(scene_.sites, counts);
    if (found.times > found.next && (found.times > 2 * found.next || in_headline(found.entity)))
      for (std::uint32_t s = 0; s < scene_.sites.size(); ++s)
        if (scene_.sites[s].mention.entity == found.entity && counts(s)) sites.push_back(s);
  }
  if (sites.empty()) return;
  const auto behind = std::partition_point(sites.begin(), sites.end(), [&](auto s) { return scene_.sites[s].tokens.begin <= start; });
  const auto nearest = behind == sites.begin() ? sites.front() : *std::prev(behind);
  add(out, nearest, scene_.sites[nearest].head);
}

bool SlotFiller::in_headline(std::uint32_t entity) const {
  return !scene_.sites_of.empty() && std::ranges::any_of(scene_.sites_of.front(), [&](auto s) { return scene_.sites[s].mention.entity == entity && !nested(s); });
}

/// «A и B дружат давно. Стороны подписали договор»: the two things of the slot's kinds that the nearest sentence with any such thing
/// names before the plural `start`, if they are two and of one class that a conjunction or «с» joins, neither said to be where something
/// happens; «вузы» and «два города» are two of their own class. Cost: some hundred tokens.
void SlotFiller::told_pair(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
  if (!several_of(start)) return;
  const auto& nominals = scene_.lexicon.language().table("nominals");
  const auto row = std::ranges::find_if(nominals, [&](const auto& r) { return r[0] == scene_.token(start).lemma; });
  const auto of_class = [&](std::uint32_t s) { return row == nominals.end() || (*row)[1] == scene_.sites[s].mention.type; };
  const auto own = syntax_.sentence_of(start);
  for (auto sentence = own + 1; sentence-- > (own > path.within ? own - path.within : 0);) {
    std::vector<std::uint32_t> pair;
    bool any = false;
    for (auto s : beginning_in(around(start, farthest, 0), scene_.sites_of[sentence], scene_.sites)) {
      const Site& site = scene_.sites[s];
      if (site.tokens.end > start || site.mention.form == Form::adjective || !fits(slot, s) || !of_class(s)) continue;
      any = true;
      if (nested(s) || located(s)) continue;
      if (std::none_of(pair.begin(), pair.end(), [&](auto other) { return scene_.sites[other].mention.entity == site.mention.entity; })) pair.push_back(s);
    }
    if (pair.size() == 2 && scene_.sites[pair[0]].mention.type == scene_.sites[pair[1]].mention.type && (partner(pair[1]) || opposed(pair[0], pair[1])))
      for (auto s : pair) add(out, s, scene_.sites[s].head);
    if (any) return;
  }
}

/// «стороны», «два вуза».
bool SlotFiller::several_of(std::uint32_t noun) const {
  const auto counts = [&](auto child) { return syntax_.is(child, "nummod") || syntax_.is(child, "nummod:gov"); };
  return scene_.token(noun).features.number == Number::plur || std::ranges::any_of(syntax_.children(noun), counts);
}

/// «A откроет кредит B», «B обратился в A»: the subject and the bare object or addressee of one verb.
bool SlotFiller::opposed(std::uint32_t a, std::uint32_t b) const {
  auto first = scene_.sites[a].head, second = scene_.sites[b].head;
  if (!syntax_.is(first, "nsubj")) std::swap(first, second);
  const auto verb = syntax_.head(first);
  if (verb == no_head || syntax_.head(second) != verb || !syntax_.is(first, "nsubj")) return false;
  return syntax_.is(second, "iobj") || syntax_.is(second, "obj") || (syntax_.is(second, "obl") && syntax_.preposition(second) == no_head);
}

/// A conjunction, a dash or «с» stands before the name and its adjectives.
bool SlotFiller::partner(std::uint32_t site) const {
  const auto first = scene_.document.sentences[scene_.sites[site].sentence].tokens.begin;
  auto before = scene_.sites[site].tokens.begin;
  for (int adjectives = 0; before > first && adjectives < 3 && scene_.token(before - 1).upos == Upos::adj; ++adjectives) --before;
  if (before == first) return false;
  const Token& token = scene_.token(before - 1);
  return token.upos == Upos::cconj || dash(before - 1) || (token.upos == Upos::adp && scene_.lexicon.list("comitative_prepositions").contains(token.lemma));
}

/// The name lies within a longer one: «университет Самары».
bool SlotFiller::nested(std::uint32_t site) const {
  const TokenRange own = scene_.sites[site].tokens;
  return std::ranges::any_of(scene_.sites_at[own.begin], [&](auto s) { return scene_.sites[s].tokens.size() > own.size() && scene_.sites[s].mention.form == Form::name; });
}

/// A place behind a preposition of places: «в Самаре».
bool SlotFiller::located(std::uint32_t site) const {
  const Token* before = scene_.before(site);
  return is_place(scene_.sites[site].mention.type) && before && before->upos == Upos::adp && scene_.lexicon.list("place_prepositions").contains(before->lemma);
}

}  // namespace citypact::extract
