#include <algorithm>

#include "mention_finder.hpp"

namespace citypact::extract {

void NounMentions::add(std::uint32_t i, TokenRange sentence) {
  const bool of_place = (token(i).upos == Upos::adj || places_.describes(i + 1)) && lexicon_.is_place_adjective(token(i).lemma);
  if (of_place && !adjective_site_[i]) return places_.add({i, i + 1}, "Country", false);
  if (covered_[i] || !lexicon_.opens_mention(token(i).lemma)) return;
  if (pronouns_.contains(token(i).lemma)) return put_hidden({i, i + 1}, i, "Person", Form::pronoun), void();
  if (token(i).upos == Upos::adj && in_list("counted_words", i)) return add_counted(i, sentence);
  if (!is_noun(token(i)) || add_epithet(i, sentence) || add_numbered(i, sentence)) return;
  if (const MentionHead* kind = lexicon_.mention_head(token(i).lemma); kind && heads_phrase(i, *kind, sentence)) return add_phrase(i, *kind, sentence);
  if (add_joint(i, sentence)) return;
  if (lexicon_.body_heads.contains(token(i).lemma) && add_body(i, sentence)) return;
  if (lexicon_.asset_nouns.contains(token(i).lemma)) return add_asset(i, sentence);
  if (nominals_.contains(token(i).lemma)) return add_nominal(i, sentence);
  if (of_level(i, sentence)) return add_body_of_level(i, sentence);
  if (lexicon_.positions.contains(token(i).lemma)) add_holder(i, sentence);
}

/// «День города» or «Вересовские чтения» where the capital is not the sentence's.
bool NounMentions::heads_phrase(std::uint32_t head, const MentionHead& kind, TokenRange sentence) const {
  const auto begin = start_of(head, sentence);
  if (!kind.with.empty()) {  // «дорожная карта», «летняя школа»: other ones are other things
    const auto end = end_of(head, sentence);
    auto described = begin;
    while (described < end && !kind.with.contains(token(described).lemma)) ++described;
    if (described == end) return false;
  }
  if (!kind.needs_capital) return true;
  if (!is_capitalized(surface(begin)) || end_of(head, sentence) - begin < 2) return false;
  const bool when = begin > sentence.begin && token(begin - 1).upos == Upos::adp && token(head).features.case_ == Case::acc && !in_list("event_prepositions", begin - 1);
  if (when) return false;  // «в День города» tells when
  return begin > sentence.begin || (begin > 0 && is_quote(surface(begin - 1)));
}

void NounMentions::add_phrase(std::uint32_t head, const MentionHead& kind, TokenRange sentence) {
  const TokenRange tokens{start_of(head, sentence), end_of(head, sentence)};
  const bool alone = tokens.end == head + 1;
  if (kind.needs_complement && alone && !nominals_.contains(token(head).lemma)) return;
  put_hidden(tokens, head, kind.type, alone ? Form::nominal : Form::name);
  covered_[head] = true;
}

/// A body named by a common noun and its genitive, which holds a name («постоянный комитет горкома партии») or, of some
/// nouns, need not («кафедра западных языков»).
bool NounMentions::add_body(std::uint32_t head, TokenRange sentence) {
  const TokenRange tokens{start_of(head, sentence), of_one_body({head, end_of(head, sentence)}).end};
  if (in_list("place_part_nouns", head) && tokens.end > head + 1 && std::all_of(named_.place.begin() + head + 1, named_.place.begin() + tokens.end, [](bool p) { return p; }))
    return false;  // «центр Москвы»
  const bool holds_name = std::any_of(covered_.begin() + head + 1, covered_.begin() + tokens.end, [](bool c) { return c; });
  if (tokens.end <= head + 1 || token(head + 1).upos == Upos::adp || !(holds_name || names_institution(head))) return false;
  refine(put_hidden(tokens, head, "Organization", Form::nominal));
  covered_[head] = true;
  if (std::none_of(named_.body.begin() + head + 1, named_.body.begin() + tokens.end, [](bool b) { return b; })) add_whole(tokens, head);
  return true;
}

bool NounMentions::names_institution(std::uint32_t head) const {
  return in_list("institution_heads", head) && token(head).features.number == Number::sing && token(head + 1).features.case_ == Case::gen &&
         (is_noun(token(head + 1)) || is_adjective(token(head + 1)));
}

/// «российский бизнес», «казахстанская «дочка»», «активы компании»: with an adjective, in quotes or with whose it is.
void NounMentions::add_asset(std::uint32_t i, TokenRange sentence) {
  const bool quoted = i > sentence.begin && i + 1 < sentence.end && is_quote(surface(i - 1)) && is_quote(surface(i + 1));
  const auto begin = start_of(quoted ? i - 1 : i, sentence, i);
  const auto after = quoted ? i + 2 : i + 1;
  if (begin == i && !quoted && !(after < sentence.end && covered_[after])) return;
  put_hidden({begin, i + 1}, i, "Organization", Form::nominal);
  covered_[i] = true;
}

/// Up to a conjunction or the name of a person, who only stands behind it.
TokenRange NounMentions::of_one_body(TokenRange range) const {
  for (auto i = range.begin; i < range.end; ++i)
    if (token(i).upos == Upos::cconj || named_.person[i]) return {range.begin, i};
  return range;
}

/// A common noun alone or with adjectives: «фонд», «этот кластер», «российская столица», «наблюдательный совет».
void NounMentions::add_nominal(std::uint32_t i, TokenRange sentence) {
  auto begin = i;
  while (begin > sentence.begin && is_adjective(token(begin - 1)) && agrees(token(begin - 1), token(i)) && !in_list("nominal_determiners", begin - 1)) --begin;
  auto end = i + 1;
  const bool genitive = end < sentence.end && (is_noun(token(end)) || is_adjective(token(end))) && token(end).features.case_ == Case::gen;
  if (genitive && !in_list("capital_nouns", i)) return;
  if (genitive && !covered_[end]) return;
  if (genitive) ++end;
  if (token(i).features.number == Number::plur) return;
  const auto& table = lexicon_.language().table("nominals");
  const auto row = std::find_if(table.begin(), table.end(), [&](const auto& r) { return r[0] == token(i).lemma; });
  put_hidden({begin, end}, i, (*row)[1], Form::nominal);
  covered_[i] = true;
}

/// «совместное предприятие», «совместный институт»: a body that is founded, whether or not it has a name yet (words/joint_bodies.tsv,
/// joint_adjectives.tsv).
bool NounMentions::add_joint(std::uint32_t i, TokenRange sentence) {
  if (!in_list("joint_bodies", i) || token(i).features.number == Number::plur) return false;
  const auto begin = start_of(i, sentence);
  bool joint = false;
  for (auto t = begin; t < i; ++t) joint |= in_list("joint_adjectives", t);
  if (!joint) return false;
  put_hidden({begin, i + 1}, i, "Organization", Form::nominal);
  covered_[i] = true;
  return true;
}

/// «городская прокуратура», «краевое избирательное собрание».
bool NounMentions::of_level(std::uint32_t i, TokenRange sentence) const {
  if (!in_list("level_bodies", i) || token(i).features.number == Number::plur) return false;
  for (auto t = i; t > sentence.begin && is_adjective(token(t - 1)) && agrees(token(t - 1), token(i)); --t)
    if (in_list("level_adjectives", t - 1)) return true;
  return false;
}

void NounMentions::add_body_of_level(std::uint32_t i, TokenRange sentence) {
  refine(put_hidden({start_of(i, sentence), i + 1}, i, "Organization", Form::nominal));
  covered_[i] = true;
}

/// «школа № 5», «детский сад № 12»: words/numbered_bodies.tsv, numbered_adjectives.tsv.
bool NounMentions::add_numbered(std::uint32_t i, TokenRange sentence) {
  if (i + 2 >= sentence.end || surface(i + 1) != "№" || token(i + 2).upos != Upos::num || token(i).features.number == Number::plur) return false;
  const auto& table = lexicon_.language().table("numbered_bodies");
  const auto row = std::find_if(table.begin(), table.end(), [&](const auto& r) { return r[0] == token(i).lemma; });
  if (row == table.end()) return false;
  auto begin = i;
  bool described = row->size() < 2;
  for (; begin > sentence.begin && !covered_[begin - 1] && in_list("numbered_adjectives", begin - 1); --begin) described |= token(begin - 1).lemma == (*row)[row->size() - 1];
  if (!described) return false;  // «дом № 3» is a building
  put_hidden({begin, i + 3}, i, "Organization", Form::name);
  cover({begin, i + 3});
  return true;
}

/// «A и B: первая строит, вторая торгует»: an ordinal without a noun. «Первым выступил A», «первый — A» say who was first.
void NounMentions::add_counted(std::uint32_t i, TokenRange sentence) {
  const Features& own = token(i).features;
  const auto next = i + 1;
  const bool governed = i > sentence.begin && token(i - 1).upos == Upos::adp;
  if (own.number != Number::sing || (own.case_ == Case::ins && !governed && !syntax_.is(i, "nsubj")) || syntax_.is(i, "amod") || next >= sentence.end) return;
  const Token& after = token(next);
  if (is_noun(after) || is_adjective(after) || after.upos == Upos::num || after.upos == Upos::adp || is_quote(surface(next)) || covered_[next]) {
    const bool apart = after.upos == Upos::adp || (governed && surface(next) == "«") || (is_noun(after) && !agrees(token(i), after)) || after.features.verb_form == VerbForm::part;
    if (!apart || lexicon_.origin_prepositions.contains(after.lemma)) return;
  }
  const auto sign = surface(next);
  if (sign == "—" || sign == "–" || sign == "-" || sign == ":") return;
  put_hidden({i, i + 1}, i, "Organization", Form::pronoun);
}

/// «Северная столица», «столица Сибири»: words/epithets.tsv.
bool NounMentions::add_epithet(std::uint32_t i, TokenRange sentence) {
  const auto& table = lexicon_.language().table("epithets");
  for (const auto& row : table) {
    if (row.size() < 3) continue;
    const auto gap = row[0].find(' ');
    const std::string_view first = std::string_view(row[0]).substr(0, gap), second = std::string_view(row[0]).substr(gap + 1);
    const auto begin = token(i).lemma == first ? i : i > sentence.begin && token(i).lemma == second ? i - 1 : i + 1;
    if (begin > i || begin + 2 > sentence.end || token(begin).lemma != first || token(begin + 1).lemma != second) continue;
    const auto end = begin + 2;
    if (end < sentence.end && named_.place[end] && token(end).features.case_ == Case::gen) continue;  // «северная столица Японии»
    put({begin, end}, i, row[1], Form::name, row[2]).keep = false;
    cover({begin, end});
    return true;
  }
  return false;
}

/// A post without its holder beside it: «отметил мэр».
void NounMentions::add_holder(std::uint32_t i, TokenRange sentence) {
  if (token(i).features.number == Number::plur || token(i).features.case_ != Case::nom) return;
  const bool before = i > sentence.begin && (covered_[i - 1] || token(i - 1).upos == Upos::adj || token(i - 1).upos == Upos::noun);
  const bool after = i + 1 < sentence.end && (covered_[i + 1] || is_noun(token(i + 1)) || token(i + 1).upos == Upos::adj || token(i + 1).upos == Upos::adp);
  if (before || after) return;
  put_hidden({i, i + 1}, i, "Person", Form::nominal);
}

std::uint32_t NounMentions::start_of(std::uint32_t begin, TokenRange sentence, std::uint32_t head) const {
  const auto describes = [&](std::uint32_t i) {
    return token(i).upos == Upos::adj && agrees(token(i), token(head)) && !lexicon_.positions.contains(token(i).lemma);  // «заведующая кафедрой»
  };
  while (begin > sentence.begin && describes(begin - 1)) --begin;
  return begin;
}

bool NounMentions::ends_phrase(std::uint32_t i) const {
  const Token& t = token(i);
  if (t.upos == Upos::verb || t.upos == Upos::aux || t.upos == Upos::sconj || t.upos == Upos::pron || t.features.verb_form == VerbForm::part) return true;
  const auto sign = surface(i);
  return sign == "," || sign == "(" || sign == "." || sign == ":" || sign == ";" || sign == "—" || sign == "–" || sign == "-";
}

/// «форум «Кто, если не мы»»: whatever stands between the quotes right behind the noun is its name; without quotes there, `at`.
std::uint32_t NounMentions::past_quotes(std::uint32_t at, TokenRange sentence) const {
  constexpr std::uint32_t longest = 12;  // tokens of a name in quotes
  if (at >= sentence.end || surface(at) != "«") return at;
  for (auto i = at + 1; i < sentence.end && i < at + longest; ++i) {
    if (surface(i) == "«") return at;
    if (surface(i) == "»") return i > at + 1 ? i + 1 : at;
  }
  return at;
}

/// The complement: genitives, a quoted name, «о сотрудничестве в сфере инноваций»; follows the tree and stays contiguous.
std::uint32_t NounMentions::end_of(std::uint32_t head, TokenRange sentence) const {
  auto end = past_quotes(head + 1, sentence);
  for (; end < sentence.end && end < head + 16 && !ends_phrase(end); ++end) {
    if (token(end).upos == Upos::punct) continue;
    if (!syntax_.below(end, head) || begins_body(end, head)) break;
    if (token(end).upos == Upos::adp && !in_list("complement_prepositions", end)) break;
  }
  const auto dangling = [&](std::uint32_t i) {
    return token(i).upos == Upos::adp || token(i).upos == Upos::cconj || (token(i).upos == Upos::punct && !closes_quote(i, head));
  };
  while (end > head + 1 && dangling(end - 1)) --end;
  return end;
}

/// «организует форум Самарский институт», «в рамках программы Самарский институт открыл»: a body's name of another case than a
/// complement's is none.
bool NounMentions::begins_body(std::uint32_t i, std::uint32_t head) const {
  const auto own = token(i).features.case_;  // «о сотрудничестве область подписала»: one form for both cases
  const bool common = token(i).upos == Upos::noun && token(i).in_dictionary && !is_capitalized(surface(i)) && is_noun(token(i - 1)) && (own == Case::nom || own == Case::acc);
  const auto before = token(i - 1).features.case_;
  if (common && before != Case::nom && before != Case::acc && before != Case::none) return true;  // «на форуме столица подписала», «контракт на поставку станков завод подписал»
  const bool begins = named_.body[i] && !named_.body[i - 1] && is_noun(token(i - 1)) && is_capitalized(surface(i)) && !is_capitalized(surface(head));
  if (!begins || own == Case::none || own == Case::gen) return false;
  return lexicon_.body_heads.contains(token(i).lemma) || (is_adjective(token(i)) && own != Case::loc);
}

bool NounMentions::closes_quote(std::uint32_t at, std::uint32_t head) const {
  const auto last = surface(at);
  if (!is_quote(last) || last == "«" || last == "„") return false;
  for (auto i = head; i < at; ++i)
    if (is_quote(surface(i))) return true;
  return false;
}

}  // namespace citypact::extract
