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
  for (const TokenRange part : parts_of(without_topic(without_bracket(without_neighbour(without_post(without_address(name.tokens))))))) {
    if (is_common_noun(part)) continue;
    const TokenRange tokens = widened(part);
    const auto word = head_of(tokens, true);
    if (is_no_name(tokens, word) || names_thing(tokens, word) || names_work(tokens)) {
      cover(tokens);
      continue;
    }
    if (word > tokens.begin && in_list("region_nouns", word) && token(tokens.begin).upos == Upos::adj && is_capitalized(surface(tokens.begin)) &&
        !in_list("no_region_adjectives", word - 1)) {
      put({tokens.begin, word + 1}, word, "Region", Form::name);  // «Грайворонском городском округе»
      cover(tokens);
      continue;
    }
    const MentionHead* named_by = lexicon_.mention_head(token(word).lemma);
    const bool described = named_by && (named_by->with.empty() || (word > 0 && named_by->with.contains(token(word - 1).lemma)));  // «летняя школа»
    const bool deed = described && names_deed(tokens, word);  // «заседание совета парка»
    Site& site = put(tokens, word, deed ? named_by->type : std::string(name.kind), Form::name);
    if (tokens == name.tokens) site.mention.span = name.span;
    bool told = deed || refine(site);
    if (!deed && has_residents(tokens, word)) site.mention.type = "Park", told = true;
    if (!told) told = settle_by_ending(site);
    if (!told) settle_university(site);
    if (!told && !settle_site(site)) {
      sites_.pop_back();
      cover(tokens);
      continue;
    }
    const auto index = sites_.size() - 1;
    cover(tokens);
    const bool organ = in_list("organs", word);
    if (organ) add_whole(tokens, word);
    const bool nested = sites_.size() == index + 1 && add_nested(tokens, word);
    if ((nested || organ) && !told) sites_[index].mention.type = "Organization";  // «совет парка «Имя»» is no park
  }
}

/// Some nouns never name a body; others do not behind «на», with a number or before quotes: «на Арктический конгресс», «II конгресс».
bool BodyMentions::names_deed(TokenRange tokens, std::uint32_t head) const {
  const std::string_view lemma = token(head).lemma;
  const auto among = [&](const WordSet& nouns) { return nouns.contains(lemma) || nouns.contains(lemma.substr(lemma.rfind('-') + 1)); };  // no hyphen: npos + 1 is 0
  if (among(lexicon_.list("event_nouns"))) return true;
  if (!among(lexicon_.list("event_or_body_nouns"))) return false;
  const bool there = tokens.begin > 0 && in_list("event_prepositions", tokens.begin - 1);
  const bool counted = head > tokens.begin && surface(tokens.begin).find_first_not_of("0123456789-IVX") == std::string_view::npos;
  return there || counted || (head + 1 < tokens.end && is_quote(surface(head + 1)));
}

/// «стал резидентом «Имени»», «компания, резидент «Имени»,»: whose residents are told is a park, though its name alone says nothing.
bool BodyMentions::has_residents(TokenRange tokens, std::uint32_t head) const {
  const auto start = sentence_of(head).begin;
  auto at = tokens.begin;
  if (at > start && is_quote(surface(at - 1))) --at;
  if (at == start || types_.by_head(document_, tokens, head) || !in_list("residents", at - 1)) return false;
  const Token& resident = token(--at);
  if (token(head).features.case_ == Case::gen && resident.features.case_ != Case::gen) return true;
  if (resident.features.number == Number::plur) return false;  // «резиденты «Имя» и «Имя»»
  auto after = tokens.end;
  if (after < sentence_of(head).end && is_quote(surface(after))) ++after;
  if (after < sentence_of(head).end && is_noun(token(after)) && types_.is_descriptor(token(after).lemma)) return true;  // «резидент «Имени» завод «Имя»»
  while (at > start && is_adjective(token(at - 1)) && agrees(token(at - 1), resident)) --at;
  const auto before = at > start ? surface(at - 1) : std::string_view{};
  const bool governed = at > start && token(at - 1).upos == Upos::adp;  // «с резидентом «Имя»»
  return before == "," || before == "—" || before == "–" || (resident.features.case_ == Case::ins && !governed);
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
    if (token(i).upos != Upos::noun || token(i).features.case_ != Case::gen || token(i).features.number == Number::plur || !named || !types_.by_head(document_, inner, i)) continue;
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

/// «Станки заводу «Имя»», «Акции фабрики «Имя»»: things right before a body's descriptor are no part of its name, nor is a participle that
/// governs it («Купившая завод «Имя» компания»).
bool BodyMentions::heads_none(TokenRange range) const {
  if (range.size() < 3) return false;
  const Token &things = token(range.begin), &body = token(range.begin + 1);
  if (is_adjective(things) || things.features.verb_form == VerbForm::part) {
    const Features &a = things.features, &b = body.features;
    const bool genders = a.number != Number::plur && b.number != Number::plur && a.gender != Gender::none && b.gender != Gender::none && a.gender != b.gender;
    const bool cases = a.case_ == Case::nom && b.case_ != Case::nom && b.case_ != Case::acc && b.case_ != Case::none;
    return (genders || cases) && is_noun(body) && types_.is_descriptor(body.lemma) && !is_capitalized(document_.surface(body));
  }
  if (things.upos != Upos::noun || things.features.number != Number::plur || types_.is_descriptor(things.lemma) || nominals_.contains(things.lemma)) return false;
  const bool oblique = body.features.case_ == Case::gen || body.features.case_ == Case::dat;
  return oblique && is_noun(body) && body.features.number != Number::plur && types_.is_descriptor(body.lemma) && !is_capitalized(document_.surface(body));
}

/// «управление технопарком «Имя»»: no body's name has another's in the instrumental.
bool BodyMentions::governs_body(TokenRange range) const {
  if (range.size() < 3) return false;
  const Token &deed = token(range.begin), &body = token(range.begin + 1);
  const bool common = !is_capitalized(surface(range.begin)) || range.begin == sentence_of(range.begin).begin;
  return common && is_noun(deed) && deed.features.case_ != Case::ins && is_noun(body) && body.features.case_ == Case::ins && types_.is_descriptor(body.lemma) && !is_capitalized(surface(range.begin + 1));
}

/// «резидент технопарка «Имя»», «владеет им «Имя»»: a post or pronoun before a body is none of its words.
TokenRange BodyMentions::without_post(TokenRange range) const {
  const bool people = range.size() > 2 && lexicon_.positions.contains(token(range.begin).lemma) && token(range.begin).features.number == Number::plur && !is_capitalized(surface(range.begin + 1));
  if ((people || heads_none(range)) && range.begin == sentence_of(range.begin).begin) ++range.begin;  // «Сотрудники школы»
  const auto opens = [&](std::uint32_t i) { return i == sentence_of(i).begin && i + 1 < range.end && !is_capitalized(surface(i + 1)) && !is_quote(surface(i + 1)); };  // «Сопредседателями совета»
  while (range.size() > 1 && (lexicon_.positions.contains(token(range.begin).lemma) || token(range.begin).upos == Upos::pron) && (!is_capitalized(surface(range.begin)) || opens(range.begin))) ++range.begin;
  const auto next = range.begin + 1;  // «управляет парком компания «Имя»»: two common nouns of different case name two things
  const bool other = range.size() > 2 && nominals_.contains(token(range.begin).lemma) && is_noun(token(next)) && !is_capitalized(surface(range.begin)) && !is_capitalized(surface(next));
  if (other && types_.is_descriptor(token(next).lemma) && token(next).features.case_ != Case::gen && token(next).features.case_ != token(range.begin).features.case_) ++range.begin;
  else if (governs_body(range)) ++range.begin;
  return range;
}

/// «с Самарским университетом кластер подписал», «институт вакцин и город»: a common noun of another case, or behind a conjunction and in
/// no genitive, is another body or a post, but not behind a preposition («управления МЧС по региону»). No name ends with a preposition.
TokenRange BodyMentions::without_neighbour(TokenRange range) const {
  while (range.size() > 1 && token(range.end - 1).upos == Upos::adp && !is_capitalized(surface(range.end - 1))) --range.end;
  if (range.size() > 2 && token(range.end - 2).upos == Upos::adp) return range;
  const Token& last = token(range.end - 1);
  const bool common = range.size() > 1 && (nominals_.contains(last.lemma) || lexicon_.positions.contains(last.lemma)) && !is_capitalized(document_.surface(last));
  const bool joined = common && last.features.case_ != Case::gen && token(range.end - 2).upos == Upos::cconj;
  if (joined && range.size() > 3) return {range.begin, range.end - 2};
  if (!common || last.features.case_ == Case::gen || last.features.case_ == token(head_of(range, true)).features.case_) return range;
  return {range.begin, range.end - 1};
}

/// Of lifeless nouns the accusative is the nominative, and the tagger guesses.
static Case subjective(Case c) { return c == Case::acc ? Case::nom : c; }

/// Cut at a conjunction between two descriptors of equal case, each with its own words.
std::vector<TokenRange> BodyMentions::parts_of(TokenRange range) const {
  std::vector<std::uint32_t> heads;
  bool quoted = false;
  for (auto i = range.begin; i < range.end; ++i) {
    quoted ^= is_quote(surface(i));
    if (!quoted && is_noun(token(i)) && types_.by_head(document_, range, i)) heads.push_back(i);
  }
  for (std::size_t h = 0; h + 1 < heads.size(); ++h) {
    if (subjective(token(heads[h]).features.case_) != subjective(token(heads[h + 1]).features.case_)) continue;
    for (auto i = heads[h + 1]; i-- > heads[h] + 1;) {  // right before it: «институт физики и химии и университет»
      if (is_adjective(token(i))) continue;
      if (token(i).upos != Upos::cconj) break;
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
  const auto last = range.end - 1;
  const bool cut = range.size() > 1 && token(last).upos == Upos::adj && is_capitalized(surface(last)) && range.end < sentence.end;
  if (cut && in_list("region_nouns", range.end) && agrees(token(last), token(range.end))) ++range.end;  // «по Самарской» of «по Самарской области»
  auto begin = range.begin;
  const bool inner = begin > sentence.begin && is_quote(surface(begin - 1));
  if (inner) --begin;
  const bool quoted = inner || is_quote(surface(begin));
  if (!quoted || begin == sentence.begin || !is_noun(token(begin - 1)) || !types_.is_descriptor(token(begin - 1).lemma) || covered_[begin - 1])
    return range;
  if (lexicon_.positions.contains(token(begin - 1).lemma) && token(begin - 1).features.number == Number::plur) return range;  // «операторы «Имени»»
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
  if (of_a_woman(site.tokens)) {
    mention.type = "Organization";
    return true;
  }
  const Token& head = token(site.head);
  const bool quoted = std::any_of(document_.tokens.begin() + site.tokens.begin, document_.tokens.begin() + site.head, [&](const Token& t) { return is_quote(document_.surface(t)); });
  const bool common = is_noun(head) && head.in_dictionary && !is_capitalized(surface(site.head)) && !quoted;
  if (common && !types_.is_descriptor(head.lemma)) return false;
  if (!document_speaks_of_sites_) document_speaks_of_sites_ = speaks_of_sites({0, static_cast<std::uint32_t>(document_.tokens.size())});
  if (common || !*document_speaks_of_sites_) mention.type = "Organization";
  return true;
}

/// «Омскстрой», «Волга-парк»: words/body_name_endings.tsv; whether an ending told the class.
bool BodyMentions::settle_by_ending(Site& site) const {
  Mention& mention = site.mention;
  if (!is_body(mention.type)) return false;
  if (mention.name.empty()) mention.name = names_.canonical(site.tokens, mention.type);
  std::string word = fold_case(std::string_view(mention.name).substr(mention.name.find_last_of(" -") + 1));
  while (word.ends_with("»")) word.resize(word.size() - std::string_view("»").size());
  for (const auto& row : lexicon_.language().table("body_name_endings"))
    if (row.size() > 1 && mention.name.size() > row[0].size() && word.ends_with(row[0])) {
      mention.type = row[1], mention.subtype = row.size() > 2 ? row[2] : "";
      return true;
    }
  return false;
}

/// «тульская «Имя»»: a company, for parks and clusters are no women.
bool BodyMentions::of_a_woman(TokenRange tokens) const {
  auto at = tokens.begin;
  const auto start = sentence_of(at).begin;
  const auto womanly = [&](std::uint32_t i) { return token(i).upos == Upos::adj && token(i).features.gender == Gender::fem && token(i).features.number == Number::sing; };
  if (at + 1 < tokens.end && is_quote(surface(at + 1)) && womanly(at)) return true;
  if (!is_quote(surface(at)) && (at == start || !is_quote(surface(--at)))) return false;
  return at > start && womanly(at - 1);
}

/// The tagger calls theatres and centres universities: one is where its name or the document has a word of universities, or the
/// gazetteer knows it.
void BodyMentions::settle_university(Site& site) {
  Mention& mention = site.mention;
  const bool foreign = site.tokens.size() == 1 && static_cast<unsigned char>(surface(site.tokens.begin).front()) < 0x80;  // «UFC»: one of many
  if (mention.type != "University" || (!foreign && types_.by_name(mention.name))) return;
  const auto speaks = [&](std::uint32_t i) { return in_list("university_words", i); };
  for (auto i = site.tokens.begin; i < site.tokens.end; ++i)
    if (speaks(i)) return;
  const Token& head = token(site.head);
  const bool common = is_noun(head) && head.in_dictionary && !is_capitalized(surface(site.head));
  if (!document_speaks_of_universities_) {
    document_speaks_of_universities_ = false;
    for (std::uint32_t i = 0; i < document_.tokens.size() && !*document_speaks_of_universities_; ++i) document_speaks_of_universities_ = speaks(i);
  }
  if (common || !*document_speaks_of_universities_) mention.type = "Organization";
}

/// «республиканец», «сенатор-республиканец»: somebody, no body; «клуб НХЛ» before the club's own name in quotes; «администрации Курской» of «Курской и Тульской областей»: several bodies, cut short.
bool BodyMentions::is_no_name(TokenRange tokens, std::uint32_t head) const {
  const auto end = sentence_of(head).end;
  const Token& first = token(tokens.begin);
  const bool word = first.in_dictionary || surface(tokens.begin).find('-') != std::string_view::npos;
  if (tokens.size() == 1 && first.upos == Upos::noun && word && first.features.animacy == Animacy::anim && !is_capitalized(surface(tokens.begin))) return true;
  if (tokens.end >= end) return false;
  const bool descriptor = tokens.size() == 2 && lexicon_.list("company_words").contains(token(head).lemma) && !is_capitalized(surface(tokens.begin));
  if (descriptor && is_short_form(surface(tokens.end - 1)) && surface(tokens.end) == "«") return true;
  const Token& last = token(tokens.end - 1);
  return token(head).features.number == Number::plur && last.upos == Upos::adj && is_capitalized(surface(tokens.end - 1)) && token(tokens.end).upos == Upos::cconj;
}

/// «движение по проспекту», «зенитный комплекс «Имя»»: words/no_body_heads.tsv.
bool BodyMentions::names_thing(TokenRange tokens, std::uint32_t head) const {
  const auto holds = [&](std::string_view words) {
    while (!words.empty()) {
      std::string_view word = words.substr(0, words.find('|'));
      words.remove_prefix(std::min(words.size(), word.size() + 1));
      const bool beginning = word.ends_with('*');
      if (beginning) word.remove_suffix(1);
      for (auto i = tokens.begin; i < tokens.end; ++i)
        if (beginning ? token(i).lemma.starts_with(word) : token(i).lemma == word) return true;
    }
    return false;
  };
  const auto& table = lexicon_.language().table("no_body_heads");
  return std::any_of(table.begin(), table.end(), [&](const auto& row) { return row[0] == token(head).lemma && (row.size() < 2 || holds(row[1])); });
}

/// «сериал «Имя»», «фильмы «Имя» и «Имя»»: what bears the quoted name is a work or a machine (words/work_nouns.tsv).
bool BodyMentions::names_work(TokenRange tokens) const {
  const TokenRange sentence = sentence_of(tokens.begin);
  auto at = tokens.begin;
  if (!is_quote(surface(at))) {
    const bool opens = at + 1 < tokens.end && is_quote(surface(at + 1));
    if (opens) return in_list("work_nouns", at);
    if (at == sentence.begin || !is_quote(surface(at - 1))) return false;
    --at;
  }
  while (at > sentence.begin) {
    --at;
    if (surface(at) == "»") {
      while (at > sentence.begin && surface(at) != "«") --at;
    } else if (token(at).upos != Upos::cconj && surface(at) != "," && !in_list("example_openers", at)) {
      return token(at).upos == Upos::noun && in_list("work_nouns", at);
    }
  }
  return false;
}

/// A bracket that closes without having been opened, or opens without being closed, ends the name: «администрации (АБВ) области» was
/// cut in its middle.
TokenRange BodyMentions::without_bracket(TokenRange range) const {
  auto open = range.end;
  for (auto i = range.begin; i < range.end; ++i) {
    if (surface(i) == "(") open = i;
    if (surface(i) != ")") continue;
    if (open == range.end) return i > range.begin ? TokenRange{range.begin, i} : range;
    open = range.end;
  }
  return open > range.begin ? TokenRange{range.begin, open} : range;
}

/// «координатор Белого дома по коммуникациям»: behind a body that the gazetteer knows the topic belongs to the post before it.
TokenRange BodyMentions::without_topic(TokenRange range) const {
  if (!gazetteer_ || range.begin == sentence_of(range.begin).begin || !lexicon_.positions.contains(token(range.begin - 1).lemma)) return range;
  for (auto i = range.begin + 1; i < range.end && !is_quote(surface(i)); ++i) {
    if (!in_list("role_topic_prepositions", i)) continue;
    const TokenRange body{range.begin, i};
    return types_.by_name(names_.canonical(body, "Organization")) && !types_.by_name(names_.canonical(range, "Organization")) ? body : range;
  }
  return range;
}

bool BodyMentions::speaks_of_sites(TokenRange tokens) const {
  return std::any_of(document_.tokens.begin() + tokens.begin, document_.tokens.begin() + tokens.end, [&](const Token& t) { return types_.is_site_word(t.lemma); });
}

}  // namespace citypact::extract
