// What speaks against a location, whoever proposed it: nearness, routes, journeys, another clause, a list that both stand in, and what
// the gazetteer knows of the two places.
#include <algorithm>
#include <array>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"
#include "scene.hpp"

namespace citypact::extract {
namespace {

class PlaceObjections {
 public:
  PlaceObjections(const Scene& scene, const Gazetteer* gazetteer) : scene_(scene), syntax_(scene.syntax), lexicon_(scene.lexicon), gazetteer_(gazetteer) {}

  bool against(const Proposal& p) const {
    if (near(p) || between(p) || on_route(p) || beside_participle(p) || on_its_way(p) || capital_in_district(p) || outskirts(p) || of_deed(p) || of_thing(p) || journey(p) || of_another(p) || on_the_way(p)) return true;
    if (type(p.subject) == "Event" && placed_within(p)) return true;
    if (p.rule == pair_ && known(p) != Known::there) return true;  // «Таганрог и Людинг (Шаньдун)»
    return is_by_model(p) && (towards(p) || coming_from(p) || placed_within(p) || apart(p));
  }

 private:
  static constexpr std::string_view in_ = "located.in", from_ = "located.from", verb_ = "located.verb", took_place_ = "located.participle", pair_ = "located.bracket-pair";
  static constexpr std::array<std::string_view, 3> seat_lists_{"placed_nouns", "building_nouns", "company_words"};
  static constexpr std::array<std::string_view, 5> body_lists_{"company_words", "placed_nouns", "unplaced_bodies", "descriptors", "unions"};

  const Site& site(std::uint32_t s) const { return scene_.sites[s]; }
  std::uint32_t entity(std::uint32_t s) const { return site(s).mention.entity; }
  const std::string& type(std::uint32_t s) const { return site(s).mention.type; }

  /// «вблизи Казани».
  bool near(const Proposal& p) const {
    const Token* word = scene_.before(p.object);
    return word && site(p.object).mention.form != Form::adjective && lexicon_.list("near_prepositions").contains(word->lemma);
  }
  /// «на трассе между A и B в районе C»: neither end lies there.
  bool between(const Proposal& p) const {
    if ((p.rule != in_ && !is_by_model(p)) || !is_place(type(p.subject)) || site(p.subject).tokens.end == site(p.object).tokens.begin) return false;
    const auto preposition = syntax_.preposition(site(p.subject).head);
    return preposition != no_head && lexicon_.list("between_prepositions").contains(scene_.token(preposition).lemma);
  }
  /// «улетел на Кубу»: the accusative of a direction; not before the clause that it is told in («на остров, где лежит A»).
  bool towards(const Proposal& p) const {
    const Token* word = scene_.before(p.object);
    return word && site(p.object).mention.form != Form::adjective && word->upos == Upos::adp && scene_.token(site(p.object).head).features.case_ == Case::acc &&
           lexicon_.list("place_prepositions").contains(word->lemma) && site(p.subject).tokens.end <= site(p.object).tokens.begin;
  }
  /// «визит в Минск»: whoever goes there meets it.
  bool journey(const Proposal& p) const { return type(p.subject) == "Event" && lexicon_.list("journey_nouns").contains(scene_.token(site(p.subject).head).lemma); }
  /// «в граничащей с A области B»: what follows bears the participle, not the place inside its phrase.
  bool beside_participle(const Proposal& p) const {
    const auto begin = site(p.subject).tokens.begin;
    return begin >= 2 && site(p.object).tokens.begin == site(p.subject).tokens.end && scene_.token(begin - 1).upos == Upos::adp &&
           scene_.token(begin - 2).features.verb_form == VerbForm::part && scene_.token(begin - 2).features.case_ != Case::none;
  }
  /// «приехала на вокзал на поезде из Пскова», «рейсы в аэропорт A из B»: what comes from there is what stands before the preposition, and
  /// no goal of a way.
  bool coming_from(const Proposal& p) const {
    if (site(p.object).mention.form == Form::adjective || !follows(p.object, lexicon_.origin_prepositions)) return false;
    const bool goal = follows(p.subject, lexicon_.list("place_prepositions")) && scene_.token(phrase_begin(p.subject)).features.case_ == Case::acc;
    return goal || site(p.subject).tokens.end + 1 != phrase_begin(p.object);
  }
  /// Whether a preposition of the list stands before a name and a noun of its own: «из посёлка A».
  bool follows(std::uint32_t s, const WordSet& prepositions) const {
    const auto i = phrase_begin(s);
    return i > scene_.document.sentences[site(s).sentence].tokens.begin && prepositions.contains(scene_.token(i - 1).lemma);
  }
  /// The name's first token, or the noun or quotation mark before it: «лагерь «A»».
  std::uint32_t phrase_begin(std::uint32_t s) const {
    const auto first = scene_.document.sentences[site(s).sentence].tokens.begin;
    auto i = site(s).tokens.begin;
    if (i > first && scene_.token(i - 1).upos == Upos::punct) --i;
    if (i > first && scene_.token(i - 1).upos == Upos::noun && !is_capitalized(scene_.surface(i - 1)) && std::ranges::all_of(scene_.sites_at[i - 1], [&](auto other) { return entity(other) == entity(s); })) --i;
    return i;
  }
  /// «рейс авиакомпании A из B».
  bool on_its_way(const Proposal& p) const {
    const Token* vehicle = scene_.before(p.subject);
    const Token* word = scene_.before(p.object);
    return vehicle && word && site(p.object).mention.form != Form::adjective && lexicon_.list("vehicle_nouns").contains(vehicle->lemma) &&
           lexicon_.origin_prepositions.contains(word->lemma);
  }
  /// «посольство страны в A»: its own name says where it lies, in no other town.
  bool placed_within(const Proposal& p) const {
    const TokenRange tokens = site(p.subject).tokens;
    for (auto i = tokens.begin + 1; i + 1 < tokens.end; ++i) {
      if (scene_.token(i).upos != Upos::adp || !lexicon_.list("place_prepositions").contains(scene_.token(i).lemma)) continue;
      for (auto s : scene_.sites_at[i + 1])
        if (type(s) == type(p.object) && entity(s) != entity(p.object)) return true;
    }
    return false;
  }
  /// «трасса A — B»: neither end of a route is where something happens on it.
  bool on_route(const Proposal& p) const {
    if (type(p.subject) != "City" || site(p.subject).mention.form != Form::name) return false;
    const TokenRange sentence = scene_.document.sentences[site(p.subject).sentence].tokens;
    const TokenRange tokens = site(p.subject).tokens;
    const auto dash = [&](std::uint32_t i) { return scene_.surface(i) == "—" || scene_.surface(i) == "–" || scene_.surface(i) == "-"; };
    const auto other_city = [&](std::uint32_t at) {
      return std::any_of(scene_.sites_at[at].begin(), scene_.sites_at[at].end(), [&](auto s) { return type(s) == "City" && site(s).mention.form == Form::name && entity(s) != entity(p.object); });
    };
    const bool left = tokens.begin > sentence.begin + 1 && dash(tokens.begin - 1) && other_city(tokens.begin - 2);
    return left || (tokens.end + 1 < sentence.end && dash(tokens.end) && other_city(tokens.end + 1));
  }

  /// «A, B», «A, в B», «A (находится в B)»: the larger place right behind the smaller one tells where it lies.
  bool beside(const Proposal& p) const {
    const auto end = site(p.subject).tokens.end, begin = site(p.object).tokens.begin;
    if (begin < end) return false;
    if (scene_.surface(end) == "(") return true;
    const bool preposition = begin == end + 2 && scene_.token(end + 1).upos == Upos::adp;
    return scene_.surface(end) == "," && ((begin == end + 1 && !goes_on(p.object)) || preposition);
  }
  /// «A, B и C»: behind B the list goes on.
  bool goes_on(std::uint32_t s) const {
    const auto end = site(s).tokens.end;
    if (end + 1 >= scene_.document.sentences[site(s).sentence].tokens.end || scene_.token(end).upos != Upos::cconj) return false;
    return std::ranges::any_of(scene_.sites_at[end + 1], [&](auto next) { return is_place(type(next)) && site(next).tokens.begin == end + 1; });
  }
  /// «A, B и часть района C»: members of one list lie beside each other.
  bool coordinated(const Proposal& p) const {
    if (!is_place(type(p.subject)) || site(p.subject).sentence != site(p.object).sentence || site(p.object).mention.form == Form::adjective || beside(p)) return false;
    const auto a = member(site(p.subject).head), b = member(site(p.object).head);
    return a != b && syntax_.first_conjunct(a) == syntax_.first_conjunct(b);
  }
  /// The word of a list that a place stands for or hangs on as a genitive: «часть района C».
  std::uint32_t member(std::uint32_t t) const {
    for (int steps = 0; steps < 3 && syntax_.is(t, "nmod") && syntax_.preposition(t) == no_head && scene_.token(t).features.case_ == Case::gen; ++steps) {
      const auto noun = syntax_.head(t);
      if (noun == no_head || !scene_.sites_at[noun].empty()) break;
      t = noun;
    }
    return t;
  }
  /// «взрывы раздались в A, в B сработала сирена»: each place has its own verb, and neither clause hangs on a word of the other's place.
  bool in_other_clause(const Proposal& p) const {
    if (!is_place(type(p.subject)) || site(p.subject).sentence != site(p.object).sentence || site(p.object).mention.form == Form::adjective) return false;
    const auto a = verb_of(site(p.subject).head), b = verb_of(site(p.object).head);
    if (beside(p) && !(scene_.surface(site(p.subject).tokens.end) == "," && a < site(p.subject).head && b > site(p.object).head)) return false;
    return a != no_head && b != no_head && a != b && !inside(a, b) && !inside(b, a);
  }
  /// Whether a verb's clause tells more of a noun of the other's: a relative clause.
  bool inside(std::uint32_t inner, std::uint32_t outer) const {
    return syntax_.below(inner, outer) && !syntax_.is(inner, "conj") && !syntax_.is(inner, "parataxis");
  }
  std::uint32_t verb_of(std::uint32_t t) const {
    for (int steps = 0; steps < 12 && t != no_head && !is_finite(scene_.token(t)); ++steps) t = syntax_.head(t);
    return t;
  }

  /// «на западе столицы в районе A», «в пригороде столицы A»: the capital does not lie in its district.
  bool capital_in_district(const Proposal& p) const {
    if (type(p.subject) != "City" || type(p.object) != "Region" || !lexicon_.capital_names.contains(fold_name(site(p.subject).mention.name))) return false;
    return lexicon_.is_district(site(p.object).mention.name) || (is_by_model(p) && gazetteer_ && gazetteer_->find(site(p.object).mention.name).empty());
  }

  /// «атака движения A в B», «космодром министерства A в B»: what lies there is the deed or the thing, not whose it is.
  bool of_deed(const Proposal& p) const {
    return type(p.subject) == "Organization" && site(p.object).mention.form != Form::adjective && (is_by_model(p) || p.rule == in_ || p.rule == from_) && lexicon_.list("unplaced_bodies").contains(scene_.token(site(p.subject).head).lemma);
  }

  /// «филиал A в B», «делегация A находится в B», «клиенты A из B», «акция против закрытия A прошла в B»: what is there is the noun that the name only
  /// hangs on. A building or a body's part is where the body is.
  bool of_another(const Proposal& p) const {
    const Site& subject = site(p.subject);
    const auto noun = syntax_.head(subject.head);
    if (p.rule == in_) return noun != no_head && !subject.tokens.contains(noun) && syntax_.is(subject.head, "nmod") && lexicon_.list("branch_nouns").contains(scene_.token(noun).lemma);
    if (p.rule != verb_ && p.rule != from_ && p.rule != took_place_) return false;
    if (noun == no_head || subject.tokens.contains(noun) || !syntax_.is(subject.head, "nmod") || !is_noun(scene_.token(noun))) return false;
    if (subject.mention.type == "Event") return syntax_.preposition(subject.head) != no_head && syntax_.is(noun, "nsubj");
    if (scene_.token(subject.head).features.case_ != Case::gen || syntax_.is(noun, "obl")) return false;
    const auto lemma = scene_.token(noun).lemma;
    return !lexicon_.body_heads.contains(lemma) && std::ranges::none_of(seat_lists_, [&](std::string_view list) { return lexicon_.list(list).contains(lemma); });
  }
  /// «самолёт A из B», «A из B — в C»: it comes from there.
  bool on_the_way(const Proposal& p) const {
    if (p.rule != from_) return false;
    for (auto i = site(p.subject).tokens.begin; i < site(p.subject).tokens.end; ++i)
      if (lexicon_.list("work_nouns").contains(scene_.token(i).lemma) || lexicon_.list("vehicle_nouns").contains(scene_.token(i).lemma)) return true;
    const auto end = site(p.object).tokens.end, last = scene_.document.sentences[site(p.object).sentence].tokens.end;
    const bool dash = end + 1 < last && scene_.token(end).upos == Upos::punct && scene_.surface(end) != ",";
    return (dash && scene_.token(end + 1).upos == Upos::adp) || numbered(site(p.subject).mention.name);
  }
  /// «Луна-25», «WZ-3078».
  static bool numbered(const std::string& name) {
    const auto hyphen = name.rfind('-');
    return hyphen != std::string::npos && hyphen + 1 < name.size() && name[hyphen + 1] >= '0' && name[hyphen + 1] <= '9';
  }

  /// «немецкие танки A», «российская ракета «A»»: an adjective before a thing tells where it was made; a body or a building lies there.
  bool of_thing(const Proposal& p) const {
    if (p.rule != "located.adjective-company" && p.rule != "located.descriptor-company") return false;
    const Site& body = site(p.subject);
    if (numbered(body.mention.name) || made_there(p)) return true;  // «станция «Луна-25»»
    for (auto i = body.tokens.begin; i < body.tokens.end && scene_.token(i).upos != Upos::punct; ++i) {
      const Token& token = scene_.token(i);
      if (token.upos != Upos::noun || is_capitalized(scene_.surface(i)) || !token.in_dictionary || lexicon_.is_place_adjective(token.lemma)) continue;
      const auto last = token.lemma.substr(token.lemma.rfind('-') + 1);  // no hyphen: npos + 1 is 0
      if (lexicon_.list("work_nouns").contains(last)) return true;
      return !lexicon_.body_heads.contains(last) && std::ranges::none_of(body_lists_, [&](std::string_view list) { return lexicon_.list(list).contains(last); });
    }
    return false;
  }

  /// «британские A» of one name: machines, whoever made them; «китайский ресторан» cooks so.
  bool made_there(const Proposal& p) const {
    const TokenRange tokens = site(p.subject).tokens;
    for (auto i = tokens.begin; type(p.object) == "Country" && i < tokens.end; ++i)
      if (lexicon_.list("cuisine_nouns").contains(scene_.token(i).lemma)) return true;
    const TokenRange sentence = scene_.document.sentences[site(p.subject).sentence].tokens;
    const Token* word = scene_.before(p.subject);
    if (!word || word->upos != Upos::adj || word->features.number != Number::plur) return false;
    for (auto i = tokens.begin; i < tokens.end; ++i)
      if (lexicon_.list("company_words").contains(scene_.token(i).lemma) || (is_noun(scene_.token(i)) && scene_.token(i).in_dictionary && !is_capitalized(scene_.surface(i)))) return false;  // it has a noun for what it is
    return tokens.end >= sentence.end || !(scene_.surface(tokens.end) == "," || scene_.token(tokens.end).upos == Upos::cconj);
  }

  /// «предместье A B»: A, which it lies before, is not in B, nor is B in A.
  bool outskirts(const Proposal& p) const {
    const auto suburb = [&](std::uint32_t t) { return lexicon_.list("suburb_nouns").contains(scene_.token(t).lemma); };
    const TokenRange a = site(p.subject).tokens, b = site(p.object).tokens;
    const bool backwards = b.begin < a.begin;
    const TokenRange first = backwards ? b : a, second = backwards ? a : b;
    if (type(backwards ? p.object : p.subject) != "City") return false;
    const bool genitive = first.begin > 0 && suburb(first.begin - 1) && second.begin == first.end;
    return genitive || (second.begin == first.end + 1 && suburb(first.end) && site(p.object).mention.form == Form::adjective);
  }

  /// «в A и в B», «пункты района B и города A»: a conjunction joins the two phrases, so neither holds the other.
  bool joined(const Proposal& p) const {
    if (!is_place(type(p.subject)) || site(p.subject).sentence != site(p.object).sentence || site(p.object).mention.form == Form::adjective) return false;
    const TokenRange a = site(p.subject).tokens, b = site(p.object).tokens;
    return a.end <= b.begin ? joined(a.end, b.begin) : joined(b.end, a.begin);
  }
  /// Whether a conjunction stands between the end of one phrase or of the bracket behind it and the next place with its preposition and a
  /// noun or adjective of its own.
  bool joined(std::uint32_t end, std::uint32_t place) const {
    const auto word = [&](std::uint32_t t) {
      const Token& token = scene_.token(t);
      return (token.upos == Upos::noun || token.upos == Upos::adj) && scene_.sites_at[t].empty() && !is_capitalized(scene_.surface(t));
    };
    auto i = place;
    if (i > end && word(i - 1)) --i;
    if (i > end && scene_.token(i - 1).upos == Upos::adp) --i;
    if (i == end || scene_.token(i - 1).upos != Upos::cconj) return false;
    return i - 1 == end || (scene_.surface(end) == "(" && scene_.surface(i - 2) == ")");
  }

  /// «330 домов в A в округе B, 190 — в C»: what stands right before the larger place is another of the kind of C, which something parts
  /// from both.
  bool of_neighbour(const Proposal& p) const {
    if (!is_place(type(p.subject)) || site(p.subject).sentence != site(p.object).sentence || site(p.object).mention.form == Form::adjective) return false;
    const TokenRange a = site(p.subject).tokens, b = site(p.object).tokens;
    const auto neighbour = placed_before(p);
    if (neighbour == no_site) return false;
    if (a.begin >= b.end) return !relative_between(b.end, a.begin);
    if (follows(p.subject, lexicon_.origin_prepositions) && scene_.token(a.end).upos == Upos::adp) return true;
    for (auto t = a.end; t < site(neighbour).tokens.begin; ++t) {
      const Token& token = scene_.token(t);
      if (scene_.surface(t) == "," || token.upos == Upos::cconj || token.upos == Upos::adp) continue;
      if (!scene_.sites_at[t].empty() || ((token.upos == Upos::noun || token.upos == Upos::adj) && !is_capitalized(scene_.surface(t)))) continue;
      return true;
    }
    return false;
  }
  /// «в посёлке A в B, где лежит C».
  bool relative_between(std::uint32_t begin, std::uint32_t end) const {
    for (auto t = begin; t < end; ++t)
      if (lexicon_.relative_words.contains(scene_.token(t).lemma)) return true;
    return false;
  }
  /// Another place of the subject's class that stands right before the object: «S' в O», «S' района O».
  std::uint32_t placed_before(const Proposal& p) const {
    const auto first = scene_.document.sentences[site(p.object).sentence].tokens.begin;
    auto i = site(p.object).tokens.begin;
    if (i > first && scene_.token(i - 1).upos == Upos::adp) --i;
    if (i == first) return no_site;
    for (auto s : scene_.sites_at[i - 1])
      if (site(s).tokens.end == i && type(s) == type(p.subject) && site(s).mention.form == Form::name && entity(s) != entity(p.subject) && entity(s) != entity(p.object)) return s;
    return no_site;
  }

  /// The gazetteer knows the two apart, or does not know them together where the sentence parts them.
  bool apart(const Proposal& p) const {
    const Known said = known(p);
    return said == Known::elsewhere || (said != Known::there && (coordinated(p) || joined(p) || of_neighbour(p) || in_other_clause(p)));
  }

  enum class Known { nothing, there, elsewhere };
  /// What the gazetteer says of a town or region in a country, or of a town in a region.
  Known known(const Proposal& p) const {
    if (!gazetteer_ || site(p.object).mention.form == Form::adjective || (type(p.subject) != "City" && type(p.subject) != "Region")) return Known::nothing;
    const bool country = type(p.object) == "Country";
    if (!country && (type(p.object) != "Region" || type(p.subject) != "City")) return Known::nothing;
    Known said = Known::nothing;
    const bool apart = site(p.subject).sentence != site(p.object).sentence || site(p.object).mention.form != Form::name;
    for (const GazetteerEntry& outer : gazetteer_->find(site(p.object).mention.name)) {
      if (outer.type != type(p.object)) continue;
      for (const GazetteerEntry& inner : gazetteer_->find(site(p.subject).mention.name)) {
        if (inner.type != type(p.subject)) continue;
        const auto own = country ? inner.country : inner.region, other = country ? outer.country : outer.region;
        if (own.empty() || other.empty()) return Known::nothing;
        if (own == other) return Known::there;
        if (country && (type(p.subject) == "City" || apart)) said = Known::elsewhere;  // of regions the sentence itself may say otherwise
      }
    }
    return said;
  }

  const Scene& scene_;
  const Syntax& syntax_;
  const Lexicon& lexicon_;
  const Gazetteer* gazetteer_;
};

}  // namespace

void drop_misplaced(const Scene& scene, const Gazetteer* gazetteer, std::vector<Proposal>& proposals) {
  const PlaceObjections objections(scene, gazetteer);
  std::erase_if(proposals, [&](const Proposal& p) { return p.relation == "located-in" && objections.against(p); });
}

}  // namespace citypact::extract
