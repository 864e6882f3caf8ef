#include <algorithm>
#include <cctype>

#include "mention_finder.hpp"

namespace citypact::extract {
namespace {

/// «i.moscow»: letters and inner dots of the Latin alphabet.
bool is_address(std::string_view word) {
  const auto dot = word.find('.');
  const bool inner = dot != std::string_view::npos && dot > 0 && dot + 1 < word.size();
  return inner && std::all_of(word.begin(), word.end(), [](unsigned char c) { return c < 0x80; }) && std::isalpha(static_cast<unsigned char>(word.back()));
}

}  // namespace

void BodyMentions::add(const NameSpan& name) {
  for (const TokenRange part : parts_of(without_neighbour(without_post(without_address(name.tokens))))) {
    if (is_common_noun(part)) continue;
    const TokenRange tokens = widened(part);
    const auto word = head_of(tokens, true);
    const auto named_by = lexicon_.mention_heads.find(token(word).lemma);
    const bool deed = named_by != lexicon_.mention_heads.end() && in_list("event_nouns", word);  // «заседание совета парка»
    Site& site = put(tokens, word, deed ? named_by->second.type : std::string(name.kind), Form::name);
    if (tokens == name.tokens) site.mention.span = name.span;
    const bool told = deed || refine(site);
    if (!told && !settle_site(site)) {
      sites_.pop_back();
      cover(tokens);
      continue;
    }
    const auto index = sites_.size() - 1;
    cover(tokens);
    if (add_nested(tokens, word) && !told) sites_[index].mention.type = "Organization";  // «совет парка «Имя»» is no park
  }
}

/// «Парк» at the head of a sentence, «Фонд» in official prose: no name, NounMentions tell what it stands for.
bool BodyMentions::is_common_noun(TokenRange range) const {
  const bool quoted = range.begin > 0 && is_quote(surface(range.begin - 1));
  return range.size() == 1 && !quoted && nominals_.contains(token(range.begin).lemma);
}

/// The body whose body this is: «университета Имя» in «совета университета Имя», «РАН» in «отделение РАН»; whether a descriptor tells it.
bool BodyMentions::add_nested(TokenRange outer, std::uint32_t head) {
  for (auto i = head + 1; i < outer.end; ++i) {
    if (is_quote(surface(i))) return false;
    const TokenRange inner{i, outer.end};
    if (i + 1 == outer.end) return add_nested_word(i), false;
    const bool named = is_quote(surface(i + 1)) || is_capitalized(surface(i + 1));
    if (token(i).upos != Upos::noun || token(i).features.case_ != Case::gen || !named || !types_.by_head(document_, inner, i)) continue;
    refine(put_hidden(inner, i, "Organization", Form::name));
    return true;
  }
  return false;
}

/// A short form, or a word that is a body's whole name elsewhere in the document; no place.
void BodyMentions::add_nested_word(std::uint32_t i) {
  const auto word = surface(i);
  if (!is_capitalized(word) || (token(i).features.case_ != Case::gen && token(i).in_dictionary)) return;
  if (!named_.bodies.contains(token(i).lemma) && !is_short_form(word)) return;
  auto name = names_.canonical({i, i + 1}, "Organization");
  if (!place_type(name).empty()) return;
  Site& site = put({i, i + 1}, i, "Organization", Form::name, std::move(name));
  site.keep = false;
  refine(site);
}

/// A platform's name or address behind its owner's is not part of it.
TokenRange BodyMentions::without_address(TokenRange range) {
  if (range.size() > 1 && is_address(surface(range.end - 1))) {
    --range.end;
    if (!named_.platform[range.end]) put({range.end, range.end + 1}, range.end, "Platform", Form::name), cover({range.end, range.end + 1});
    return range;
  }
  const auto [first, last] = named_.platforms.equal_range(range.end);
  const auto inner = std::find_if(first, last, [&](const auto& platform) { return platform.second > range.begin; });
  if (inner != last) range.end = inner->second;
  return range;
}

/// «резидент технопарка «Имя»»: the post before a body is none of its words.
TokenRange BodyMentions::without_post(TokenRange range) const {
  while (range.size() > 1 && lexicon_.positions.contains(token(range.begin).lemma) && !is_capitalized(surface(range.begin))) ++range.begin;
  return range;
}

/// «с Самарским университетом кластер подписал»: a common noun of another case behind a body is another body.
TokenRange BodyMentions::without_neighbour(TokenRange range) const {
  const Token& last = token(range.end - 1);
  const bool common = range.size() > 1 && nominals_.contains(last.lemma) && !is_capitalized(document_.surface(last));
  if (!common || last.features.case_ == Case::gen || last.features.case_ == token(head_of(range, true)).features.case_) return range;
  return {range.begin, range.end - 1};
}

/// Cut at a conjunction between two descriptors of equal case, each with its own words.
std::vector<TokenRange> BodyMentions::parts_of(TokenRange range) const {
  std::vector<std::uint32_t> heads;
  bool quoted = false;
  for (auto i = range.begin; i < range.end; ++i) {
    quoted ^= is_quote(surface(i));
    if (!quoted && token(i).upos == Upos::noun && types_.by_head(document_, range, i)) heads.push_back(i);
  }
  for (std::size_t h = 0; h + 1 < heads.size(); ++h) {
    if (token(heads[h]).features.case_ != token(heads[h + 1]).features.case_) continue;
    for (auto i = heads[h] + 1; i < heads[h + 1]; ++i) {
      if (token(i).upos != Upos::cconj || i + 1 == range.end) continue;
      auto parts = parts_of({i + 1, range.end});
      parts.insert(parts.begin(), {range.begin, i});
      return parts;
    }
  }
  return {range};
}

/// Takes in the descriptor before a quoted or capitalized name, and the words that make the descriptor what it is
/// («научным пекинским парком «Имя»»).
TokenRange BodyMentions::widened(TokenRange range) const {
  const TokenRange sentence = sentence_of(range.begin);
  auto begin = range.begin;
  const bool inner = begin > sentence.begin && is_quote(surface(begin - 1));
  if (inner) --begin;
  const bool quoted = inner || is_quote(surface(begin));
  if (!quoted || begin == sentence.begin || !is_noun(token(begin - 1)) || !types_.is_descriptor(token(begin - 1).lemma) || covered_[begin - 1])
    return range;
  const auto descriptor = --begin;
  for (auto i = descriptor; i > sentence.begin && is_adjective(token(i - 1)) && agrees(token(i - 1), token(descriptor)) && !covered_[i - 1]; --i)
    if (types_.by_head(document_, {i - 1, range.end}, descriptor) && !types_.by_head(document_, {i, range.end}, descriptor)) begin = i - 1;
  auto end = range.end;
  if (end < sentence.end && inner && is_quote(surface(end))) ++end;
  return {begin, end};
}

/// The tagger calls much that is built a park. Its head noun tells an organization («клуб «Имя»») or none of ours («мост»); a bare
/// name is a park's only in a text that speaks of one. False: no mention.
bool BodyMentions::settle_site(Site& site) {
  Mention& mention = site.mention;
  if (mention.type != "Park" && mention.type != "Cluster") return true;
  if (types_.by_name(mention.name)) return true;
  if (speaks_of_sites(site.tokens)) return true;
  const Token& head = token(site.head);
  const bool common = is_noun(head) && head.in_dictionary && !is_capitalized(surface(site.head)) && !is_quote(surface(site.tokens.begin));
  if (common && !types_.is_descriptor(head.lemma)) return false;
  if (!document_speaks_of_sites_) document_speaks_of_sites_ = speaks_of_sites({0, static_cast<std::uint32_t>(document_.tokens.size())});
  if (common || !*document_speaks_of_sites_) mention.type = "Organization";
  return true;
}

bool BodyMentions::speaks_of_sites(TokenRange tokens) const {
  return std::any_of(document_.tokens.begin() + tokens.begin, document_.tokens.begin() + tokens.end, [&](const Token& t) { return types_.is_site_word(t.lemma); });
}

}  // namespace citypact::extract
