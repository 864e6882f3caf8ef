// What a sentence itself speaks against, whoever proposed it: nearness taken for location, routes for places, matches for meetings,
// and posts whose own words give them another body than the one that the model alone believes in.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"
#include "extractors.hpp"

namespace citypact::extract {
namespace {

class Objections {
 public:
  explicit Objections(const Scene& scene) : scene_(scene), lexicon_(scene.lexicon) {
    for (const RoleSite& role : scene.roles)
      if (role.role_class != "occupation")
        for (const auto holder : role.holders) officials_.insert(entity(holder));
    for (std::uint32_t r = 0; r < scene.roles.size(); ++r)
      for (const auto body : scene.roles[r].bodies) posts_of_[body].push_back(r);
  }

  /// «в ходе форума не стал отвечать», «на полях форума договорились о встрече»: what is denied or planned there is not the presence.
  void correct(Proposal& p) const {
    if (p.relation != participated_) return;
    const Token* word = before(p.object);
    if (!word || !lexicon_.list("during_words").contains(word->lemma)) return;
    const auto verb = scene_.syntax.head(site(p.object).tokens.begin - 1);
    const bool past = verb != no_head && is_finite(scene_.token(verb)) && scene_.token(verb).features.tense == Tense::past;
    if (past ? p.status != Status::denied || by_model(p) : by_model(p) && p.status == Status::denied) p.status = Status::asserted;
  }
  bool against(const Proposal& p) const {
    if (p.relation == located_) return near(p) || on_route(p) || beside_participle(p) || on_its_way(p) || (by_model(p) && (towards(p) || coming_from(p) || placed_within(p)));
    if (p.relation == met_) return match(p);
    if (p.relation == organized_) return plays(p);
    if (p.relation == member_ && by_model(p) && scene_.is_a(p.subject, "Person") && type(p.object) == "Country") return true;  // of a delegation
    if (of_post(p) && lexicon_.list("continents").contains(fold_name(site(p.object).mention.name))) return true;
    if (lexicon_.list("outside_relations").contains(p.relation) && named_so(p.subject, p.object)) return true;
    if (of_many_heads(p)) return true;
    return by_model(p) && of_post(p) && (of_another_post(p) || led_by_another(p) || in_bracket_of_another(p) || partner_in(p) || of_minister_elsewhere(p)) ||
           (by_model(p) && p.relation == participated_ && of_other_winner(p));
  }

 private:
  static constexpr std::string_view located_ = "located-in", met_ = "met-with", organized_ = "organized", participated_ = "participated-in", member_ = "member-of";

  static bool by_model(const Proposal& p) { return p.rule.starts_with("model."); }
  const Site& site(std::uint32_t s) const { return scene_.sites[s]; }
  std::uint32_t entity(std::uint32_t s) const { return site(s).mention.entity; }
  const std::string& type(std::uint32_t s) const { return site(s).mention.type; }
  const Token* before(std::uint32_t s) const {
    const auto begin = site(s).tokens.begin;
    return begin > scene_.document.sentences[site(s).sentence].tokens.begin ? &scene_.token(begin - 1) : nullptr;
  }
  bool within(std::uint32_t inner, std::uint32_t outer) const {
    const TokenRange a = site(inner).tokens, b = site(outer).tokens;
    return b.begin <= a.begin && a.end <= b.end;
  }

  /// «портал Имя»: what stands behind the noun is the thing's own name; «сайт завода» names another.
  bool named_so(std::uint32_t name, std::uint32_t thing) const {
    return within(name, thing) && site(name).tokens.begin == site(thing).head + 1 && scene_.token(site(name).head).features.case_ != Case::gen;
  }
  /// «вблизи Казани».
  bool near(const Proposal& p) const {
    const Token* word = before(p.object);
    return word && site(p.object).mention.form != Form::adjective && lexicon_.list("near_prepositions").contains(word->lemma);
  }
  /// «улетел на Кубу»: the accusative of a direction; not before the clause that it is told in («на остров, где лежит A»).
  bool towards(const Proposal& p) const {
    const Token* word = before(p.object);
    return word && site(p.object).mention.form != Form::adjective && word->upos == Upos::adp && scene_.token(site(p.object).head).features.case_ == Case::acc &&
           lexicon_.list("place_prepositions").contains(word->lemma) && site(p.subject).tokens.end <= site(p.object).tokens.begin;
  }
  /// «в граничащей с A области B»: what follows bears the participle, not the place inside its phrase.
  bool beside_participle(const Proposal& p) const {
    const auto begin = site(p.subject).tokens.begin;
    return begin >= 2 && site(p.object).tokens.begin == site(p.subject).tokens.end && scene_.token(begin - 1).upos == Upos::adp &&
           scene_.token(begin - 2).features.verb_form == VerbForm::part && scene_.token(begin - 2).features.case_ != Case::none;
  }
  /// «приехала на вокзал на поезде из Пскова»: what comes from there is what stands before the preposition.
  bool coming_from(const Proposal& p) const {
    const Token* word = before(p.object);
    return word && site(p.object).mention.form != Form::adjective && lexicon_.origin_prepositions.contains(word->lemma) && site(p.subject).tokens.end + 1 != site(p.object).tokens.begin;
  }
  /// «рейс авиакомпании A из B».
  bool on_its_way(const Proposal& p) const {
    const Token* vehicle = before(p.subject);
    const Token* word = before(p.object);
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
  /// «встреча 19-го тура между «A» и «B»».
  bool match(const Proposal& p) const {
    const bool players = scene_.is_a(p.subject, "Person") && scene_.is_a(p.object, "Person") && !officials_.contains(entity(p.subject)) && !officials_.contains(entity(p.object));
    if (!players && (!is_body(type(p.subject)) || !is_body(type(p.object)))) return false;
    const TokenRange sentence = scene_.document.sentences[p.sentence].tokens;
    const WordSet& matches = lexicon_.list("match_nouns");
    for (auto i = sentence.begin; i < sentence.end; ++i)
      if (matches.contains(scene_.token(i).lemma)) return true;
    return false;
  }

  /// «клубы проведут матчи»: they play them.
  bool plays(const Proposal& p) const {
    return scene_.is_a(p.subject, "Organization") && lexicon_.list("game_nouns").contains(scene_.token(site(p.object).head).lemma);
  }
  /// «победил чемпиона турнира B»: the event is B's.
  bool of_other_winner(const Proposal& p) const {
    const auto noun = scene_.syntax.head(site(p.object).head);
    if (noun == no_head || !is_noun(scene_.token(noun)) || scene_.token(noun).features.animacy != Animacy::anim || noun > site(p.object).head) return false;
    const TokenRange sentence = scene_.document.sentences[site(p.object).sentence].tokens;
    for (auto i = site(p.object).tokens.end; i < sentence.end && i < site(p.object).tokens.end + 4; ++i)
      for (auto s : scene_.sites_at[i])
        if (scene_.is_a(s, "Person") && site(s).tokens.begin == i) return entity(s) != entity(p.subject);
    return false;
  }
  /// «партнёр по клубу «Маяк»» says of neither that he still plays there.
  bool partner_in(const Proposal& p) const {
    const Token* word = before(p.object);
    return word && lexicon_.list("role_topic_prepositions").contains(word->lemma);
  }
  /// A minister heads his ministry; of another sentence's body the model guesses, unless its name holds what he is minister of.
  bool of_minister_elsewhere(const Proposal& p) const {
    constexpr std::size_t stem = 10;  // bytes of a word that a short name («Минобороны») keeps
    const RoleSite* post = post_of(p);
    const std::string name = fold_name(site(p.object).mention.name);
    for (auto i = post ? post->head + 1 : 0; post && i < post->tokens.end; ++i)
      if (scene_.token(i).lemma.size() >= stem && name.find(scene_.token(i).lemma.substr(0, stem)) != std::string::npos) return false;
    return post && post->role_class == "minister" && p.relation == lexicon_.role_classes.at("top").relation && site(p.object).sentence != post->sentence;
  }
  /// «A («Маяк»), B («Заря»)»: what stands in brackets right behind a person's name is his, and nothing else of its kind is.
  bool in_bracket_of_another(const Proposal& p) const {
    const auto owner = owner_of_bracket(p.object);
    if (owner != no_site) return entity(owner) != entity(p.subject);
    const auto open = site(p.subject).tokens.end;
    const TokenRange sentence = scene_.document.sentences[site(p.subject).sentence].tokens;
    if (open >= sentence.end || scene_.surface(open) != "(") return false;
    for (auto i = open + 1; i < sentence.end && scene_.surface(i) != ")"; ++i)
      for (auto s : scene_.sites_at[i])
        if (type(s) == type(p.object) && site(s).mention.form == Form::name) return true;
    return false;
  }
  /// The person whose name stands right before the bracket that holds the site.
  std::uint32_t owner_of_bracket(std::uint32_t s) const {
    const auto first = scene_.document.sentences[site(s).sentence].tokens.begin;
    for (auto i = site(s).tokens.begin; i-- > first && scene_.surface(i) != ")";) {
      if (scene_.surface(i) != "(" || i == first) continue;
      for (auto before : scene_.sites_at[i - 1])
        if (scene_.is_a(before, "Person")) return before;
      return no_site;
    }
    return no_site;
  }
  bool of_post(const Proposal& p) const {
    const auto& classes = lexicon_.role_classes;
    return scene_.is_a(p.subject, "Person") &&
           std::any_of(classes.begin(), classes.end(), [&](const auto& c) { return c.second.relation == p.relation && c.second.state; });
  }
  /// «министр W», and elsewhere «глава ведомства A»: the body has a post of its own there, which nobody says that the person holds.
  bool led_by_another(const Proposal& p) const {
    const RoleSite* own = post_of(p);
    if (!own || !is_body(type(p.object))) return false;
    const auto posts = posts_of_.find(p.object);
    if (posts == posts_of_.end()) return false;
    return std::any_of(posts->second.begin(), posts->second.end(), [&](auto r) {
      const RoleSite& other = scene_.roles[r];
      return &other != own && !held(other, p.subject) && own->sentence != other.sentence;
    });
  }
  /// «лидеры союза A, B и C»: of its members, not of the union.
  bool of_many_heads(const Proposal& p) const {
    const RoleSite* post = post_of(p);
    return post && p.relation == lexicon_.role_classes.at("top").relation && post->holders.size() > 2 && post->bodies.size() == 1 && is_body(type(p.object)) &&
           scene_.token(post->head).features.number == Number::plur;
  }
  /// The post that the proposal speaks of, if the sentence gives it to the person.
  const RoleSite* post_of(const Proposal& p) const {
    const auto index = p.trigger.size() > 0 ? scene_.role_at[p.trigger.begin] : no_site;
    if (index == no_site) return nullptr;
    const RoleSite& role = scene_.roles[index];
    return held(role, p.subject) ? &role : nullptr;
  }
  bool held(const RoleSite& role, std::uint32_t person) const {
    return std::any_of(role.holders.begin(), role.holders.end(), [&](auto holder) { return entity(holder) == entity(person); });
  }
  /// «министр экономики страны» is of the country that «страна» stands for.
  bool names_other_place(const RoleSite& post, const Proposal& p) const {
    for (auto i = post.tokens.begin; i < post.tokens.end; ++i)
      for (auto s : scene_.sites_at[i])
        if (site(s).mention.form == Form::nominal && is_place(type(s)) && is_place(type(p.object)) && entity(s) != entity(p.object))
          return entity(s) != no_site || site(p.object).mention.form == Form::adjective;
    return false;
  }
  /// «Президент ассоциации — мэр Казани W»: another post of the sentence that no body was found for may be the person's.
  bool open_post(const Proposal& p, const RoleSite& post) const {
    return std::any_of(scene_.roles_of[p.sentence].begin(), scene_.roles_of[p.sentence].end(), [&](auto r) {
      const RoleSite& other = scene_.roles[r];
      return &other != &post && other.bodies.empty() && (other.holders.empty() || held(other, p.subject));
    });
  }
  /// The person's post in this sentence is of a body that stands beside it, or of one that a common noun names.
  bool of_another_post(const Proposal& p) const {
    const RoleSite* post = post_of(p);
    if (!post) return false;
    const auto& bodies = post->bodies;
    const auto same = [&](auto body) { return entity(body) == entity(p.object) || within(body, p.object) || within(p.object, body); };
    if (bodies.size() > 1 && post->holders.size() > 1) return true;  // each his own: «главы A и B W1 и W2»
    if (names_other_place(*post, p)) return true;
    if (!bodies.empty()) return std::none_of(bodies.begin(), bodies.end(), same) && !open_post(p, *post);
    const auto noun = own_genitive(scene_, *post);
    if (noun == no_head) return false;
    const auto& table = lexicon_.language().table("nominals");
    const auto row = std::find_if(table.begin(), table.end(), [&](const auto& r) { return r.size() > 1 && r[0] == scene_.token(noun).lemma; });
    if (row == table.end()) return !is_body(type(p.object)) || p.relation == lexicon_.role_classes.at("top").relation;
    if (is_body((*row)[1])) return !is_body(type(p.object));
    return is_body(type(p.object)) || ((*row)[1] == "City" && type(p.object) != "City") || ((*row)[1] == "Region" && lexicon_.is_district(site(p.object).mention.name));
  }

  const Scene& scene_;
  const Lexicon& lexicon_;
  std::unordered_set<std::uint32_t> officials_;                             // entities that hold a post
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> posts_of_;  // body's site to posts
};

}  // namespace

void drop_contradicted(const Scene& scene, std::vector<Proposal>& proposals) {
  const Objections objections(scene);
  for (Proposal& p : proposals) objections.correct(p);
  std::erase_if(proposals, [&](const Proposal& p) { return objections.against(p); });
}

}  // namespace citypact::extract
