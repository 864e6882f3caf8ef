#include <set>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"
#include "links.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t owner_words = 200;  // before a possessive in which whom it means stands: keeps endless sentences linear
constexpr std::uint32_t sentence_words = 400;  // tokens before a post in which its body or a person is sought: keeps endless sentences linear
constexpr std::size_t most_named = 2;  // in the sentence before, for a post that names nothing

}  // namespace

std::uint32_t BodyFinder::find(RoleSite& role) const {
  auto at = past_share(past_one_of(role.tokens.end));
  if (punctuation(at) && !comma(at) && !dash(at) && !is(at, "(") && !is(at, ".") && site_from(at, body_kinds()) == no_site) ++at;  // a quote
  auto body = site_from(at, body_kinds());
  if (body == no_site) body = past_adjectives(at);
  if (body != no_site && (body_case(body) || instrumental(role, body))) {
    if (const auto whole = whole_of(body); whole != no_site) body = whole, role.role_class = "post";
    at = take_bodies(role, body);
  } else {
    at = role.tokens.end;
    add_adjective(role);
  }
  at = past_place(role, past_larger_place(role, at));
  if (role.bodies.empty() && relative(at)) {
    if (const auto told = antecedent_of(role, at); told != no_site) role.bodies.push_back(told), ++at;
  } else if (role.bodies.empty() && (role.role_class == "top" || role.role_class == "founder" || role.role_class == "owner" || role.role_class == "post")) {
    if (const auto owner = possessed_by(role); owner != no_site) role.bodies.push_back(owner);
  }
  return skip_bracket(closing_quote(at));
}

/// «начальник отдела министерства» works for the ministry: what is named within the phrase of a part (words/unit_bodies.tsv), or no_site.
std::uint32_t BodyFinder::whole_of(std::uint32_t part) const {
  const Site& unit = scene_.sites[part];
  if (!lexicon_.list("unit_bodies").contains(token(unit.head).lemma)) return no_site;
  std::uint32_t best = no_site;
  for (auto s : scene_.sites_of[unit.sentence]) {
    const Site& inner = scene_.sites[s];
    if (inner.tokens.begin <= unit.head || inner.tokens.end != unit.tokens.end || inner.mention.form == Form::adjective || !fits(s, body_kinds())) continue;
    if (best == no_site || inner.tokens.size() > scene_.sites[best].tokens.size()) best = s;
  }
  return best;
}

/// «владелец 60% акций завода».
std::uint32_t BodyFinder::past_share(std::uint32_t at) const {
  while (inside(at) && (token(at).upos == Upos::num || token(at).upos == Upos::sym || lexicon_.share_nouns.contains(token(at).lemma))) ++at;
  return at;
}

/// «пресс-секретарь российского президента», «российский президент».
void BodyFinder::add_adjective(RoleSite& role) const {
  for (auto i = role.head + 1; i < role.tokens.end && role.bodies.empty(); ++i)
    if (const auto adjective = site_from(i, body_kinds(), true); adjective != no_site && scene_.sites[adjective].mention.form == Form::adjective)
      role.bodies.push_back(adjective);
  const bool private_post = role.role_class == "occupation";  // «российские космонавты» do not work for Russia
  for (auto i = role.tokens.begin; !private_post && i-- > range_.begin && role.tokens.begin - i <= 3 && role.bodies.empty();) {
    const auto adjective = site_from(i, body_kinds(), true);
    if (adjective != no_site && scene_.sites[adjective].mention.form == Form::adjective) {
      role.bodies.push_back(adjective);
      break;
    }
    if (token(i).upos != Upos::adj) break;
  }
}

/// «посол в Пекине»: the place behind a preposition; returns the token after it.
std::uint32_t BodyFinder::past_place(RoleSite& role, std::uint32_t at) const {
  if (!inside(at) || token(at).upos != Upos::adp) return at;
  const bool of_origin = role.role_class == "colleague" && lexicon_.origin_prepositions.contains(token(at).lemma);  // «коллега из Минска»
  if (!of_origin && !lexicon_.role_prepositions.contains(token(at).lemma)) return at;
  auto place = site_from(at + 1, body_kinds());
  if (place == no_site && inside(at + 1) && token(at + 1).upos == Upos::noun) place = site_from(at + 2, body_kinds());
  if (place == no_site) return at;
  const bool of_party = (lexicon_.list("partisans").contains(token(role.head).lemma) || role.status == Status::possible) && scene_.is_a(place, "Organization");
  bool envoy = false;  // «заместитель посла в Пекине»
  for (auto i = role.head; i < role.tokens.end; ++i) envoy |= lexicon_.list("envoys").contains(token(i).lemma);
  if (role.bodies.empty() && !of_party && !envoy) role.bodies.push_back(place);
  return scene_.sites[place].tokens.end;
}

/// «глава турецкого министерства», «лидер крайне правого фронта», «руководитель проекта Mushroom»: adjectives in the genitive,
/// and at most two common nouns, before the body's name.
std::uint32_t BodyFinder::past_adjectives(std::uint32_t at) const {
  int nouns = 0;
  for (auto i = at; inside(i) && i < at + 5 && scene_.role_at[i] == no_site; ++i) {
    const Token& t = token(i);
    if (t.upos == Upos::noun && nouns < 2 && t.features.case_ == Case::gen && scene_.sites_at[i].empty() && !is_noun_title(i)) ++nouns;
    else if (t.upos != Upos::adv && !possessive(i) && !((t.upos == Upos::adj || t.features.verb_form == VerbForm::part) && t.features.case_ == Case::gen)) return no_site;
    const auto body = site_from(i + 1, body_kinds());
    if (body != no_site && (nouns == 0 || !token(scene_.sites[body].tokens.begin).in_dictionary || quoted(body) || describes(i, body))) return body;
  }
  return no_site;
}

/// «мэры городов Самары и Омска»: the noun tells what the body is (words/described_bodies.tsv).
bool BodyFinder::describes(std::uint32_t noun, std::uint32_t body) const {
  const auto& table = lexicon_.language().table("described_bodies");
  const auto row = std::find_if(table.begin(), table.end(), [&](const auto& r) { return r[0] == token(noun).lemma; });
  return row != table.end() && fits(body, {row->begin() + 1, row->end()});
}

/// «глава одного из ведущих производителей «Заря»»: the token after «одного из».
std::uint32_t BodyFinder::past_one_of(std::uint32_t at) const {
  const bool one = inside(at + 1) && lexicon_.list("one_of_numerals").contains(token(at).lemma) && lexicon_.list("one_of_prepositions").contains(token(at + 1).lemma);
  return one ? at + 2 : at;
}

/// «глава Березовского района Самарской области W»: where the place lies is no further body.
std::uint32_t BodyFinder::past_larger_place(const RoleSite& role, std::uint32_t at) const {
  const auto place = [&](std::uint32_t s) { return fits(s, {"City", "Region", "Country"}); };
  if (role.bodies.size() != 1 || !place(role.bodies.front())) return at;
  const auto larger = site_from(at, {"City", "Region", "Country"});
  if (larger == no_site || token(scene_.sites[larger].head).features.case_ != Case::gen) return at;
  return scene_.sites[larger].tokens.end;
}

bool BodyFinder::relative(std::uint32_t at) const { return inside(at) && lexicon_.relative_words.contains(token(at).lemma) && token(at).features.case_ == Case::gen; }

/// «фонд, директор которого W», «парк, с главой которого»: the nearest body before the comma that the pronoun agrees with.
std::uint32_t BodyFinder::antecedent_of(const RoleSite& role, std::uint32_t pronoun) const {
  auto comma_at = role.tokens.begin;
  while (comma_at > range_.begin && role.tokens.begin - comma_at < 3 && !comma(comma_at - 1)) --comma_at;
  if (comma_at == range_.begin || !comma(comma_at - 1)) return no_site;
  std::uint32_t best = no_site;
  for (auto s : near(comma_at, role.sentence))
    if (scene_.sites[s].tokens.end < comma_at && comma_at - scene_.sites[s].tokens.end < 8 && scene_.sites[s].mention.form != Form::adjective && fits(s, body_kinds()) &&
        may_own(pronoun, s))
      best = s;
  return best;
}

/// Whether the gender of a possessive or relative pronoun lets it mean a body. A bare name in quotes may be a company, a bank or a fund.
bool BodyFinder::may_own(std::uint32_t pronoun, std::uint32_t site) const {
  const Token& head = token(scene_.sites[site].head);
  const std::string word = fold_case(scene_.surface(pronoun));
  const auto& owners = lexicon_.language().table("possessives");
  const auto row = std::find_if(owners.begin(), owners.end(), [&](const auto& r) { return r[0] == word; });
  const Gender of_owner = row == owners.end() ? token(pronoun).features.gender : row->size() < 2 ? Gender::none : (*row)[1] == "Fem" ? Gender::fem : Gender::masc;
  if (!head.in_dictionary || head.features.gender == Gender::none || quoted(site) || of_owner == Gender::none) return true;
  return (of_owner == Gender::fem) == (head.features.gender == Gender::fem);
}

/// «завод и его директор», «Анкара, чей мэр»: the nearest body before the possessive that it agrees with, in its sentence or the one
/// before; after a verb of speech the sentence's subject («банк …, сообщил его президент»).
std::uint32_t BodyFinder::possessed_by(const RoleSite& role) const {
  auto i = role.tokens.begin;
  while (i > range_.begin && role.tokens.begin - i < 3 && token(i - 1).upos == Upos::adj) --i;
  if (i == range_.begin || !possessive(i - 1)) return no_site;
  const bool joined = i > range_.begin + 1 && (conjunction(i - 2) || comma(i - 2));
  bool reported = false;
  for (auto t = i - 1; t-- > range_.begin && i - 1 - t <= 4 && !reported && !comma(t);) reported = lexicon_.list("speech_verbs").contains(token(t).lemma);
  if (reported && !joined) return spoken_for(i - 1, lexicon_.list("body_posts").contains(token(role.head).lemma));
  if (role.role_class == "post" && !joined) return no_site;  // «его заместитель» is mostly a person's
  if ((role.role_class == "post" || (!joined && role.role_class == "top")) && names_person(i - 1)) return no_site;
  return nearest_before(i - 1, {"Organization", "University", "Park", "Cluster", "City", "Region", "Country"}, 1);
}

/// The sites of a sentence that begin not too far before a token.
std::span<const std::uint32_t> BodyFinder::near(std::uint32_t token, std::uint32_t sentence) const {
  return beginning_in(extract::around(token, sentence_words, 0), scene_.sites_of[sentence], scene_.sites);
}

/// The body whose words a verb of speech right before the possessive reports: the sentence's subject, else the first in the nominative.
std::uint32_t BodyFinder::spoken_for(std::uint32_t possessive, bool of_body) const {
  std::uint32_t nominative = no_site;
  for (auto s : near(possessive, scene_.syntax.sentence_of(possessive))) {
    const Site& site = scene_.sites[s];
    if (site.tokens.end >= possessive) break;
    if (site.mention.form == Form::adjective || !may_own(possessive, s)) continue;
    const bool body = fits(s, body_kinds()) && !(of_body && fits(s, {"City", "Region", "Country", "Event", "Program"}));
    if (scene_.syntax.is(site.head, "nsubj")) return body ? s : no_site;
    if (body && nominative == no_site && token(site.head).features.case_ == Case::nom) nominative = s;
  }
  return nominative;
}

/// «певицу увезли, сообщил агентству её директор»: a person before the possessive may be whom it means.
bool BodyFinder::names_person(std::uint32_t possessive) const {
  return std::ranges::any_of(near(possessive, scene_.syntax.sentence_of(possessive)), [&](auto s) {
    return scene_.sites[s].tokens.end <= possessive && scene_.is_a(s, "Person") && scene_.sites[s].mention.form == Form::name;
  });
}

/// Nothing where the sentence before names so many that none is meant.
std::uint32_t BodyFinder::nearest_before(std::uint32_t at, const std::vector<std::string>& kinds, std::uint32_t sentences_back) const {
  const auto fitting = [&](std::uint32_t s) { return scene_.sites[s].mention.form != Form::adjective && fits(s, kinds) && may_own(at, s); };
  const auto own = scene_.syntax.sentence_of(at);
  for (auto sentence = own + 1; sentence-- > (own > sentences_back ? own - sentences_back : 0);) {
    std::uint32_t last = no_site;
    std::set<std::uint32_t> entities;
    const auto& sites = scene_.sites_of[sentence];
    auto next = std::partition_point(sites.begin(), sites.end(), [&](auto s) { return scene_.sites[s].tokens.begin < at; });
    while (next != sites.begin() && scene_.sites[*--next].tokens.begin + owner_words > at && !(sentence == own && last != no_site)) {
      if (scene_.sites[*next].tokens.end > at || !fitting(*next)) continue;
      if (last == no_site) last = *next;
      entities.insert(scene_.sites[*next].mention.entity);
    }
    if (last != no_site) return sentence != own && entities.size() > most_named ? no_site : last;
  }
  return no_site;
}

void BodyFinder::before_bracket(RoleSite& role) const {
  const auto bracket = role.tokens.begin;
  if (!role.bodies.empty() || role.holders.empty() || bracket < range_.begin + 2 || !is(bracket - 1, "(")) return;
  const auto last = bracket - 2;
  auto body = site_until(last, body_kinds());
  if (body == no_site && punctuation(last) && last > range_.begin) body = site_until(last - 1, body_kinds());
  if (body != no_site && !contains(role.holders, body)) role.bodies.push_back(body);
}

void BodyFinder::behind_holder(RoleSite& role) const {
  if (!role.bodies.empty() || role.holders.empty() || scene_.sites[role.holders.front()].tokens.begin < role.tokens.end) return;
  std::vector<std::uint32_t> holders, bodies;
  auto person = role.holders.front();
  while (person != no_site) {
    const auto bracket = scene_.sites[person].tokens.end;
    const auto body = is(bracket, "(") ? site_from(bracket + 1, body_kinds()) : no_site;
    if (body == no_site || !is_body(scene_.sites[body].mention.type) || scene_.is_a(body, "Party")) break;
    const auto close = closing_quote(scene_.sites[body].tokens.end);
    if (!is(close, ")")) break;
    holders.push_back(person), bodies.push_back(body);
    const bool more = token(role.head).features.number == Number::plur && (comma(close + 1) || conjunction(close + 1));
    person = more ? site_from(close + 2, {"Person"}) : no_site;
  }
  if (holders.size() < role.holders.size()) return;
  role.pairwise = holders.size() > 1;
  role.holders = std::move(holders), role.bodies = std::move(bodies);
}

bool BodyFinder::instrumental(const RoleSite& role, std::uint32_t body) const {
  return token(scene_.sites[body].head).features.case_ == Case::ins && lexicon_.list("role_instrumental").contains(token(role.head).lemma);
}

std::uint32_t BodyFinder::take_bodies(RoleSite& role, std::uint32_t body) const {
  role.bodies.push_back(body);
  auto at = skip_bracket(closing_quote(scene_.sites[body].tokens.end));
  while (conjunction(at) || comma(at)) {
    const auto next = site_from(at + 1, body_kinds());
    if (next == no_site || !body_case(next) || scene_.sites[next].mention.form == Form::pronoun) break;
    const auto end = closing_quote(scene_.sites[next].tokens.end);
    const bool among_many = token(role.head).features.number == Number::plur && token(scene_.sites[next].head).features.case_ == Case::gen;  // «главы A, B, C»
    if (comma(at) && !among_many && !conjunction(end) && site_from(end, {"Person"}) == no_site) break;
    if (token(scene_.sites[next].head).features.case_ == Case::nom && !quoted(next) && token(scene_.sites[next].head).in_dictionary) break;
    role.bodies.push_back(next);
    at = end;
  }
  return at;
}

}  // namespace citypact::extract
