// Lists after a colon, a dash or words that open one, also over several lines.
#include <algorithm>

#include "body_types.hpp"
#include "slot_filler.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t lead_in = 12;      // tokens from a trigger to the colon or dash of its list
constexpr std::uint32_t most_items = 40;   // of a list
constexpr std::uint32_t longest_list = 3000;  // tokens: keeps endless sentences linear
constexpr std::uint32_t opener_line = 100; // tokens from a trigger to «среди них»
constexpr std::uint32_t ordinal_sentences = 3;  // behind a trigger, in which its list is told one by one
constexpr std::uint32_t item_words = 4;    // lower-case words before the name in an item: «российская компания «Заря»»

}  // namespace

bool SlotFiller::dash(std::uint32_t t) const {
  const auto surface = scene_.surface(t);
  return surface == "—" || surface == "–" || surface == "-" || surface == "•" || surface == "▪" || surface == "·" || surface == "*";
}

/// The items of the list that the trigger announces: «Учредители: A, B», «Резиденты — A и B», «Члены совета:» with an item a line,
/// «В совете семеро, среди них A и B».
void SlotFiller::announced(const Slot& slot, std::uint32_t start, Fill& out) const {
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(start)].tokens;
  std::uint32_t at = start + 1;
  const auto stops = [&](std::uint32_t t) {
    const bool comma = scene_.surface(t) == "," && !(t + 1 < sentence.end && dash(t + 1));  // «те, кто войдёт в совет, — A и B»
    return comma || is_finite(scene_.token(t)) || scene_.surface(t) == ";" || scene_.surface(t) == ".";
  };
  while (at < sentence.end && at - start <= lead_in && scene_.surface(at) != ":" && !dash(at) && !stops(at)) ++at;
  if (at >= sentence.end || at - start > lead_in || stops(at)) return among_them(slot, start, out);
  const auto end = std::min(at + longest_list, scene_.surface(at) == ":" ? list_end(syntax_.sentence_of(start)) : sentence.end);
  const bool long_items = std::any_of(scene_.document.tokens.begin() + at, scene_.document.tokens.begin() + end,
                                      [&](const Token& t) { return scene_.document.surface(t) == ";"; }) ||
                          end > sentence.end;
  items(slot, {at + 1, end}, long_items, out);
}

void SlotFiller::items(const Slot& slot, TokenRange range, bool long_items, Fill& out) const {
  auto at = range.begin;
  for (std::uint32_t count = 0; at < range.end && count < most_items; ++count) {
    const auto site = item_from(slot, at, range.end);
    if (site == no_site) {
      if (!long_items) return;
    } else {
      add(out, site, scene_.sites[site].head);
      if (slot.one) return;
      at = past_bracket(scene_.sites[site].tokens.end, {at, range.end});
    }
    at = long_items ? next_long_item(at, range.end) : past_post(site, next_short_item(at, range.end), range.end);
  }
}

/// Behind «среди них», «в их числе» (words/list_openers.tsv) later in the sentence or at the beginning of the next one.
void SlotFiller::among_them(const Slot& slot, std::uint32_t start, Fill& out) const {
  const auto& sentences = scene_.document.sentences;
  const auto own = syntax_.sentence_of(start);
  TokenRange range = sentences[own].tokens;
  auto at = past_opener({start + 1, std::min(range.end, start + opener_line)});
  if (at == no_head && own + 1 < sentences.size()) {
    range = sentences[own + 1].tokens;
    at = past_opener({range.begin, std::min(range.end, range.begin + 3)});
    const bool told = at == no_head && range.size() > 1 && several(start) && scene_.lexicon.list("list_demonstratives").contains(fold_case(scene_.surface(range.begin)));
    if (told) at = range.begin + 1;
  }
  if (at == no_head) return several(start) ? one_by_one(slot, start, out) : void();
  for (int skipped = 0; at < range.end && skipped < 2 && (is_finite(scene_.token(at)) || dash(at)); ++skipped) ++at;
  items(slot, {at, range.end}, false, out);
}

/// More than one: a plural, or a singular that a numeral counts («два резидента»).
bool SlotFiller::several(std::uint32_t noun) const {
  if (scene_.token(noun).features.number == Number::plur) return true;
  return std::ranges::any_of(syntax_.children(noun), [&](auto child) { return syntax_.is(child, "nummod"); });
}

/// «Резидентов двое. Первый — A, вторым стал B. Третий, C, строится»: what stands behind an ordinal (words/list_ordinals.tsv) at the
/// beginning of a clause, in the sentence itself or one of the next few.
void SlotFiller::one_by_one(const Slot& slot, std::uint32_t start, Fill& out) const {
  const auto& sentences = scene_.document.sentences;
  const auto own = syntax_.sentence_of(start);
  const auto& ordinals = scene_.lexicon.list("list_ordinals");
  for (auto sentence = own; sentence < sentences.size() && sentence <= own + ordinal_sentences; ++sentence) {
    const TokenRange range = sentences[sentence].tokens;
    const auto begin = sentence == own ? start + 1 : range.begin;
    for (auto t = begin; t + 2 < range.end && t < begin + opener_line; ++t) {
      const bool opens = t == range.begin || scene_.surface(t - 1) == "," || scene_.surface(t - 1) == ";" || scene_.surface(t - 1) == ":" || scene_.token(t - 1).upos == Upos::cconj;
      if (!opens || !ordinals.contains(scene_.token(t).lemma) || !tells_off(t + 1)) continue;
      if (const auto site = item_from(slot, t + 2, range.end); site != no_site) add(out, site, scene_.sites[site].head);
    }
  }
}

/// What stands between an ordinal and its name: «первый — A», «первый, A, займётся», «вторым стал A».
bool SlotFiller::tells_off(std::uint32_t t) const {
  if (dash(t) || (is_finite(scene_.token(t)) && scene_.lexicon.list("copulas").contains(scene_.token(t).lemma))) return true;
  return scene_.surface(t) == "," && std::ranges::any_of(scene_.sites_at[t + 1], [&](auto s) {
    const auto end = scene_.sites[s].tokens.end;
    return scene_.sites[s].tokens.begin == t + 1 && end < scene_.document.tokens.size() && scene_.surface(end) == ",";
  });
}

/// The token behind the first opener of two or three words that begins in the range, or no_head.
std::uint32_t SlotFiller::past_opener(TokenRange range) const {
  const auto& openers = scene_.lexicon.list("list_openers");
  const auto count = static_cast<std::uint32_t>(scene_.document.tokens.size());
  for (auto t = range.begin; t < range.end; ++t) {
    std::string phrase = fold_case(scene_.surface(t));
    if (!scene_.lexicon.list_opener_starts.contains(phrase)) continue;
    for (auto next = t + 1; next < t + 3 && next < count; ++next)
      if (openers.contains(phrase.append(" ").append(fold_case(scene_.surface(next))))) return next + 1;
  }
  return no_head;
}

/// A list goes on in the sentences after its announcement while each begins with a bullet or its number.
std::uint32_t SlotFiller::list_end(std::uint32_t sentence) const {
  const auto& sentences = scene_.document.sentences;
  auto last = sentence;
  while (last + 1 < sentences.size() && last - sentence < most_items && sentences[last + 1].tokens.size() > 0 &&
         (dash(sentences[last + 1].tokens.begin) || scene_.surface(sentences[last].tokens.end - 1) == ";"))
    ++last;
  return sentences[last].tokens.end;
}

SlotFiller::Beginning SlotFiller::beginning_at(const Slot& slot, std::uint32_t at) const {
  Beginning found;
  for (auto s : scene_.sites_at[at]) {
    const Site& site = scene_.sites[s];
    if (site.tokens.begin != at || site.mention.form == Form::adjective) continue;
    if (!fits(slot, s)) found.other = true;
    else if (found.best == no_site || site.tokens.size() > scene_.sites[found.best].tokens.size()) found.best = s;
  }
  return found;
}

std::uint32_t SlotFiller::item_from(const Slot& slot, std::uint32_t at, std::uint32_t end) const {
  if (const auto holder = holder_from(at, {at, end}); holder != no_site && scene_.sites[holder].tokens.end <= end && fits(slot, holder)) return holder;
  for (std::uint32_t skipped = 0; at < end && skipped <= item_words; ++at) {
    const auto [best, other] = beginning_at(slot, at);
    if (best != no_site) return skipped > 0 && of_living(best) ? no_site : best;
    const Token& token = scene_.token(at);
    if (other || is_finite(token) || token.upos == Upos::adp || scene_.surface(at) == "(" || scene_.surface(at) == ";" || scene_.surface(at) == ".") return no_site;
    if (skipped > 0 && dash(at)) return no_site;  // «инвестор — A, подрядчик — B»
    if (token.upos != Upos::punct) ++skipped;
  }
  return no_site;
}

/// «граждане Австралии»: the item is the people, not their place.
bool SlotFiller::of_living(std::uint32_t site) const {
  const auto begin = scene_.sites[site].tokens.begin;
  const Token& noun = scene_.token(begin - 1);
  const bool living = noun.upos == Upos::noun && noun.features.animacy == Animacy::anim && !scene_.lexicon.transparent_nouns.contains(noun.lemma);
  return living && is_place(scene_.sites[site].mention.type) && scene_.token(scene_.sites[site].head).features.case_ == Case::gen;
}

/// «A, мэр Омска, и B»: past the post of the item before.
std::uint32_t SlotFiller::past_post(std::uint32_t item, std::uint32_t at, std::uint32_t end) const {
  if (item == no_site || at >= end || scene_.role_at[at] == no_site) return at;
  const RoleSite& role = scene_.roles[scene_.role_at[at]];
  if (!listed_site(role.holders, item) || role.tokens.begin < scene_.sites[item].tokens.end) return at;
  auto past = role.tokens.end;
  for (auto body : role.bodies) past = std::max(past, scene_.sites[body].tokens.end);
  for (auto t = past; t < end && t < past + 6; ++t)
    if (scene_.surface(t) == "," || scene_.token(t).upos == Upos::cconj) return past_joint(t, end);
  return end;
}

std::uint32_t SlotFiller::next_short_item(std::uint32_t at, std::uint32_t end) const {
  const auto joint = [&](std::uint32_t t) { return scene_.surface(t) == "," || scene_.token(t).upos == Upos::cconj; };
  if (at < end && scene_.token(at).upos == Upos::adp)  // «A с российской стороны и B»
    for (const auto last = std::min(end, at + 4); at + 1 < last && !joint(at) && !is_finite(scene_.token(at));) ++at;
  if (at >= end || (scene_.surface(at) != "," && scene_.token(at).upos != Upos::cconj)) return end;
  return past_joint(at, end);
}

/// Past what joins two items of a list: commas and conjunctions in a row, or a joiner.
std::uint32_t SlotFiller::past_joint(std::uint32_t at, std::uint32_t end) const {
  if (const auto past = past_joiner(at, end); past > at) return past;
  while (at < end && (scene_.surface(at) == "," || scene_.token(at).upos == Upos::cconj)) ++at;
  return at;
}

/// Past a comma and «а также», «а с ними» (words/list_joiners.tsv), or `at` where none stands there.
std::uint32_t SlotFiller::past_joiner(std::uint32_t at, std::uint32_t end) const {
  const auto begin = at < end && scene_.surface(at) == "," ? at + 1 : at;
  if (begin >= end) return at;
  auto past = at;
  std::string phrase = fold_case(scene_.surface(begin));
  for (auto next = begin + 1; next < begin + 4 && next < end; ++next)
    if (scene_.lexicon.list("list_joiners").contains(phrase.append(" ").append(fold_case(scene_.surface(next))))) past = next + 1;
  return past;
}

/// Past the next semicolon or bullet.
std::uint32_t SlotFiller::next_long_item(std::uint32_t at, std::uint32_t end) const {
  while (at < end && scene_.surface(at) != ";" && scene_.document.sentences[syntax_.sentence_of(at)].tokens.begin != at) ++at;
  while (at < end && (scene_.surface(at) == ";" || dash(at))) ++at;
  return at;
}

}  // namespace citypact::extract
