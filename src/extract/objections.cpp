// What a sentence itself speaks against, whoever proposed it: matches for meetings, posts whose own words give them another body than
// the one that the model alone believes in, persons whom the gazetteer knows in another country. Of places: objections_places.cpp.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"
#include "extractors.hpp"
#include "scene.hpp"

namespace citypact::extract {
namespace {

class Objections {
 public:
  Objections(const Scene& scene, const Gazetteer* gazetteer) : scene_(scene), lexicon_(scene.lexicon), gazetteer_(gazetteer) {
    for (const RoleSite& role : scene.roles)
      if (role.role_class != "occupation")
        for (const auto holder : role.holders) officials_.insert(entity(holder));
    for (std::uint32_t r = 0; r < scene.roles.size(); ++r)
      for (const auto body : scene.roles[r].bodies) {
        posts_of_[body].push_back(r);
        const RoleSite& role = scene.roles[r];
        if (role.role_class != "top" || role.status || role.inferred || role.told || site(body).mention.form != Form::name) continue;
        for (const auto holder : role.holders) heads_[entity(body)].insert(entity(holder));
      }
  }

  /// «в ходе форума не стал отвечать», «на полях форума договорились о встрече»: what is denied or planned there is not the presence.
  void correct(Proposal& p) const {
    if (is_by_model(p) && of_post(p) && leads_a_part(p)) p.relation = std::string(lexicon_.relation_of_posts("post"));
    if (of_post(p) && p.status == Status::asserted && retired(p)) p.status = Status::ended;
    if (is_by_model(p) && of_post(p) && p.status == Status::ended && speaks_in_office(p)) p.status = Status::asserted;
    if ((p.status == Status::planned || p.status == Status::possible) && (past_event(p.subject) || past_event(p.object))) p.status = Status::asserted;
    if (p.relation != participated_) return;
    if (is_by_model(p)) correct_presence(p);
    const Token* word = scene_.before(p.object);
    if (!word || !lexicon_.list("during_words").contains(word->lemma)) return;
    const auto verb = scene_.syntax.head(site(p.object).tokens.begin - 1);
    const bool past = verb != no_head && is_finite(scene_.token(verb)) && scene_.token(verb).features.tense == Tense::past;
    if (past ? p.status != Status::denied || is_by_model(p) : is_by_model(p) && p.status == Status::denied) p.status = Status::asserted;
  }
  bool against(const Proposal& p) const {
    if (p.relation == met_) return match(p) || (is_by_model(p) && (seen_in(p.subject) || seen_in(p.object)));
    if (p.relation == organized_) return plays(p);
    if (p.relation == member_ && is_by_model(p) && scene_.is_a(p.subject, "Person") && type(p.object) == "Country") return true;  // of a delegation
    if (of_post(p) && lexicon_.list("continents").contains(fold_name(site(p.object).mention.name))) return true;
    if (lexicon_.list("outside_relations").contains(p.relation) && named_so(p.subject, p.object)) return true;
    if (of_many_heads(p) || known_elsewhere(p) || of_no_person(p) || in_a_work(p) || of_another_party(p) || headed_by_another(p)) return true;
    if (!is_by_model(p)) return false;
    return (of_post(p) && (of_somebody_else(p) || of_one_of_two_states(p) || of_another_post(p) || led_by_another(p) || in_bracket_of_another(p) || partner_in(p) || of_minister_elsewhere(p))) ||
           (p.relation == participated_ && (of_other_winner(p) || of_others(p))) || (p.relation == works_ && plays_part(p)) || (p.relation == lent_ && gives_thing(p)) || (p.relation == supplies_ && gives_no_goods(p));
  }

 private:
  static constexpr std::string_view met_ = "met-with", organized_ = "organized", participated_ = "participated-in", member_ = "member-of", works_ = "works-for", lent_ = "lent-to", supplies_ = "supplies";

  const Site& site(std::uint32_t s) const { return scene_.sites[s]; }
  std::uint32_t entity(std::uint32_t s) const { return site(s).mention.entity; }
  const std::string& type(std::uint32_t s) const { return site(s).mention.type; }
  bool within(std::uint32_t inner, std::uint32_t outer) const {
    const TokenRange a = site(inner).tokens, b = site(outer).tokens;
    return b.begin <= a.begin && a.end <= b.end;
  }

  /// «поражение в финале» denies no presence, whatever is denied of the defeat; «не допустил на игры» does.
  void correct_presence(Proposal& p) const {
    const auto governor = scene_.syntax.head(site(p.object).head);
    if (governor == no_head) return;
    const Token& word = scene_.token(governor);
    if (p.status == Status::denied && is_noun(word) && lexicon_.list("outcome_nouns").contains(word.lemma)) p.status = Status::asserted;
    const bool towards = scene_.token(site(p.object).head).features.case_ == Case::acc && scene_.syntax.preposition(site(p.object).head) != no_head;
    if (p.status == Status::asserted && towards && is_finite(word) && scene_.syntax.negated(governor)) p.status = Status::denied;
  }
  /// «Олимпийские игры 2014 года» in a text of 2020.
  bool past_event(std::uint32_t s) const {
    const auto& published = scene_.document.document.published;
    if (type(s) != "Event" || !published || !published->begin) return false;
    for (auto i = site(s).tokens.begin; i < site(s).tokens.end; ++i) {
      const auto word = scene_.surface(i);
      if (is_four_digits(word)) return std::stoi(std::string(word)) < published->begin->year;
    }
    return false;
  }
  /// «премьер-министр W заявил»: whoever speaks as what he is, is it, unless a word before the post says otherwise.
  bool speaks_in_office(const Proposal& p) const {
    const RoleSite* post = post_of(p);
    if (!post || post->status || post->tokens.end != site(p.subject).tokens.begin) return false;
    const auto first = scene_.document.sentences[post->sentence].tokens.begin;
    for (auto i = post->tokens.begin; i-- > first && post->tokens.begin - i <= 3;)
      if (lexicon_.role_status.contains(scene_.token(i).lemma)) return false;
    auto verb = scene_.syntax.head(site(p.subject).head);
    if (verb != no_head && post->tokens.contains(verb)) verb = scene_.syntax.head(verb);
    return verb != no_head && lexicon_.list("speech_verbs").contains(scene_.token(verb).lemma);
  }
  /// «полковник милиции в отставке W»: between the body and who was its.
  bool retired(const Proposal& p) const {
    if (site(p.subject).sentence != site(p.object).sentence) return false;
    const auto i = site(p.object).tokens.end + 1;
    return i < site(p.subject).tokens.begin && lexicon_.list("retirement_nouns").contains(scene_.token(i).lemma) && scene_.token(i - 1).upos == Upos::adp;
  }
  /// «портал Имя»: what stands behind the noun is the thing's own name; «сайт завода» names another.
  bool named_so(std::uint32_t name, std::uint32_t thing) const {
    return within(name, thing) && site(name).tokens.begin == site(thing).head + 1 && scene_.token(site(name).head).features.case_ != Case::gen;
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

  /// «побывал на заводе в Самаре»: the town is only where that was.
  bool seen_in(std::uint32_t s) const {
    const Token* word = scene_.before(s);
    return type(s) == "City" && site(s).mention.form != Form::adjective && word && word->upos == Upos::adp && lexicon_.list("place_prepositions").contains(word->lemma) &&
           scene_.token(site(s).head).features.case_ == Case::loc;
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
  /// «встретился с победителями конкурса»: the contest is theirs.
  bool of_others(const Proposal& p) const {
    const auto noun = scene_.syntax.head(site(p.object).head);
    if (noun == no_head || !is_noun(scene_.token(noun)) || scene_.token(noun).features.animacy != Animacy::anim || scene_.token(noun).features.number != Number::plur) return false;
    const auto who = site(p.subject).head;
    const bool predicate = scene_.syntax.is(noun, "root") || scene_.syntax.below(who, noun) || scene_.syntax.below(noun, who);
    return !predicate && scene_.syntax.preposition(noun) != no_head;
  }
  /// «среди ролей — A в «Пьесе»»: whom an actor plays works nowhere.
  bool plays_part(const Proposal& p) const {
    const auto begin = site(p.object).tokens.begin;
    const TokenRange sentence = scene_.document.sentences[site(p.object).sentence].tokens;
    const bool quoted = scene_.token(begin).upos == Upos::punct || (begin > sentence.begin && scene_.token(begin - 1).upos == Upos::punct);
    for (auto i = sentence.begin; quoted && i < begin; ++i)
      if (lexicon_.list("part_nouns").contains(scene_.token(i).lemma)) return true;
    return false;
  }
  /// «глава комитета W … глава ведомства V»: whom the text names at the head of the body is not V, so the noun means another one.
  bool headed_by_another(const Proposal& p) const {
    if (p.relation != lexicon_.relation_of_posts("top") || p.status == Status::ended || !(guessed(p) || site(p.object).mention.form == Form::nominal)) return false;
    const auto found = heads_.find(entity(p.object));
    return found != heads_.end() && !found->second.contains(entity(p.subject)) && type(p.object) != "Country";
  }
  /// «Союз решил прекратить соглашение с A»: of the subject, not of the state that the text is about elsewhere.
  bool of_another_party(const Proposal& p) const {
    if (p.rule != "agreement.theme-country" || site(p.subject).sentence == p.sentence || site(p.object).sentence > p.sentence) return false;
    return std::ranges::any_of(scene_.sites_of[p.sentence], [&](auto s) {
      const bool party = is_body(type(s)) || type(s) == "Country" || type(s) == "City";
      return party && site(s).tokens.end <= p.trigger.begin && scene_.syntax.is(site(s).head, "nsubj") && entity(s) != entity(p.subject) && entity(s) != entity(p.object);
    });
  }
  /// «играл в спектакле «Имя»»: a work employs nobody.
  bool in_a_work(const Proposal& p) const {
    if (p.rule != "works.played-in") return false;
    const auto& works = lexicon_.list("work_nouns");
    const auto begin = site(p.object).tokens.begin;
    for (auto i = begin; i < site(p.object).tokens.end; ++i)
      if (works.contains(scene_.token(i).lemma)) return true;
    const TokenRange sentence = scene_.document.sentences[site(p.object).sentence].tokens;
    for (auto i = begin; i-- > sentence.begin && !is_finite(scene_.token(i));)
      if (works.contains(scene_.token(i).lemma)) return true;
    return false;
  }
  /// «выдала компании сертификат»: what is given is a thing and no money.
  bool gives_thing(const Proposal& p) const {
    if (p.trigger.size() == 0 || !is_verb(scene_.token(p.trigger.begin))) return false;
    const TokenRange sentence = scene_.document.sentences[p.sentence].tokens;
    for (auto i = sentence.begin; i < sentence.end; ++i)
      if (lexicon_.list("loan_nouns").contains(scene_.token(i).lemma)) return false;
    for (auto child : scene_.syntax.children(p.trigger.begin)) {
      const Token& token = scene_.token(child);
      if (scene_.syntax.is(child, "obj") && token.upos == Upos::noun && token.in_dictionary && scene_.sites_at[child].empty()) return true;
    }
    return false;
  }
  /// «передала соседям ноту», «… пленных», «послание, которое A передала B»: papers and people are no goods.
  bool gives_no_goods(const Proposal& p) const {
    if (p.trigger.size() == 0 || !is_verb(scene_.token(p.trigger.begin))) return false;
    const auto no_goods = [&](std::uint32_t t) {
      const Token& token = scene_.token(t);
      if (std::ranges::any_of(scene_.sites_at[t], [&](auto s) { return scene_.is_a(s, "Person"); })) return true;
      return lexicon_.list("handed_nouns").contains(token.lemma) || (token.features.animacy == Animacy::anim && scene_.sites_at[t].empty() && token.upos != Upos::pron);
    };
    const auto noun = scene_.syntax.head(p.trigger.begin);
    for (auto child : scene_.syntax.children(p.trigger.begin)) {
      if (!scene_.syntax.is(child, "obj")) continue;
      const bool relative = lexicon_.relative_words.contains(scene_.token(child).lemma);
      if (relative ? scene_.syntax.is(p.trigger.begin, "acl") && noun != no_head && no_goods(noun) : no_goods(child)) return true;
    }
    return false;
  }
  /// «партнёр по клубу «Маяк»» says of neither that he still plays there.
  bool partner_in(const Proposal& p) const {
    const Token* word = scene_.before(p.object);
    return word && lexicon_.list("role_topic_prepositions").contains(word->lemma);
  }
  /// A minister heads his ministry; of another sentence's body the model guesses, unless its name holds what he is minister of.
  bool of_minister_elsewhere(const Proposal& p) const {
    constexpr std::size_t stem = 10;  // bytes of a word that a short name («Минобороны») keeps
    const RoleSite* post = post_of(p);
    const std::string name = fold_name(site(p.object).mention.name);
    for (auto i = post ? post->head + 1 : 0; post && i < post->tokens.end; ++i)
      if (scene_.token(i).lemma.size() >= stem && name.find(scene_.token(i).lemma.substr(0, stem)) != std::string::npos) return false;
    return post && post->role_class == "minister" && p.relation == lexicon_.relation_of_posts("top") && site(p.object).sentence != post->sentence;
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
  bool of_post(const Proposal& p) const { return scene_.is_a(p.subject, "Person") && lexicon_.states_post(p.relation); }
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
  /// «начальник отдела завода A» heads the department; he works for the plant.
  bool leads_a_part(const Proposal& p) const {
    const RoleSite* post = p.relation == lexicon_.relation_of_posts("top") ? post_of(p) : nullptr;
    if (!post || !is_body(type(p.object)) || site(p.object).sentence != post->sentence) return false;
    const auto noun = own_genitive(scene_, *post);
    if (noun == no_head || !(lexicon_.list("unit_bodies").contains(scene_.token(noun).lemma) || lexicon_.body_heads.contains(scene_.token(noun).lemma))) return false;
    return !site(p.object).tokens.contains(noun) && noun < site(p.object).tokens.begin;
  }
  /// «директор департамента регулирования и аналитики»: what looks like a post is listed with things.
  bool of_no_person(const Proposal& p) const {
    if (!of_post(p) || p.trigger.size() == 0 || scene_.role_at[p.trigger.begin] == no_site) return false;
    const auto head = scene_.roles[scene_.role_at[p.trigger.begin]].head, first = scene_.syntax.first_conjunct(head);
    const Token& token = scene_.token(first);
    return first != head && scene_.token(head).features.number == Number::plur && scene_.token(site(p.subject).head).features.number != Number::plur && is_noun(token) && token.in_dictionary && token.features.animacy == Animacy::inan && token.features.case_ == Case::gen && scene_.role_at[first] == no_site;
  }
  /// A guess of a state for a person whom the gazetteer knows in another one.
  bool known_elsewhere(const Proposal& p) const {
    if (!gazetteer_ || !of_post(p) || type(p.object) != "Country" || !(guessed(p) || site(p.object).mention.form == Form::nominal)) return false;
    bool known = false;
    for (const GazetteerEntry& person : gazetteer_->find(site(p.subject).mention.name)) {
      if (person.type != "Person" || person.country.empty()) continue;
      for (const GazetteerEntry& state : gazetteer_->find(site(p.object).mention.name)) {
        if (state.type != "Country") continue;
        if (state.country == person.country) return false;
        known = true;
      }
    }
    return known;
  }
  /// Said of a body that does not stand beside the post.
  static bool guessed(const Proposal& p) {
    return is_by_model(p) || p.rule.starts_with("role.document") || p.rule.ends_with(".told") || p.rule.ends_with(".described") || p.rule.ends_with(".inferred") || p.rule == "post.named";
  }
  /// «лидеры союза A, B и C»: of its members, not of the union.
  bool of_many_heads(const Proposal& p) const {
    const RoleSite* post = post_of(p);
    return post && p.relation == lexicon_.relation_of_posts("top") && post->holders.size() > 2 && post->bodies.size() == 1 && is_body(type(p.object)) &&
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
  /// «на вопрос, почему молчит глава банка, W ответил»: another clause names a head of the body and does not give the post to the person.
  bool of_somebody_else(const Proposal& p) const {
    if (p.relation != lexicon_.relation_of_posts("top") || !p.qualifiers.role.empty() || site(p.subject).sentence != p.sentence) return false;
    return std::any_of(scene_.roles_of[p.sentence].begin(), scene_.roles_of[p.sentence].end(), [&](auto r) {
      const RoleSite& role = scene_.roles[r];
      return role.role_class == "top" && !held(role, p.subject) && comma_between(role.tokens.end, site(p.subject).tokens.begin) && std::any_of(role.bodies.begin(), role.bodies.end(), [&](auto body) { return entity(body) == entity(p.object); });
    });
  }
  bool comma_between(std::uint32_t begin, std::uint32_t end) const {
    for (auto i = begin; i < end; ++i)
      if (scene_.surface(i) == ",") return true;
    return false;
  }
  /// «…, когда военные A и B наносили удары, сообщил министр W»: of which of two states, nobody says, unless one is the subject.
  bool of_one_of_two_states(const Proposal& p) const {
    const RoleSite* post = post_of(p);
    if (!post || !post->bodies.empty() || type(p.object) != "Country" || site(p.object).sentence != post->sentence || scene_.syntax.is(site(p.object).head, "nsubj")) return false;
    for (auto s : scene_.sites_of[post->sentence])
      if (type(s) == "Country" && entity(s) != entity(p.object) && site(s).mention.form == Form::name && scene_.syntax.first_conjunct(site(s).head) == scene_.syntax.first_conjunct(site(p.object).head)) return true;
    return false;
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
    if (row == table.end()) return !is_body(type(p.object)) || p.relation == lexicon_.relation_of_posts("top");
    if (is_body((*row)[1])) return !is_body(type(p.object));
    return is_body(type(p.object)) || ((*row)[1] == "City" && type(p.object) != "City") || ((*row)[1] == "Region" && lexicon_.is_district(site(p.object).mention.name) && !lexicon_.is_district((*row)[0]));
  }

  const Scene& scene_;
  const Lexicon& lexicon_;
  const Gazetteer* gazetteer_;
  std::unordered_set<std::uint32_t> officials_;                             // entities that hold a post
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> posts_of_;  // body's site to posts
  std::unordered_map<std::uint32_t, std::unordered_set<std::uint32_t>> heads_;  // body to whom the text names at its head beside its name
};

}  // namespace

void drop_contradicted(const Scene& scene, const Gazetteer* gazetteer, std::vector<Proposal>& proposals) {
  drop_misplaced(scene, gazetteer, proposals);
  drop_guessed_posts(scene, gazetteer, proposals);
  const Objections objections(scene, gazetteer);
  for (Proposal& p : proposals) objections.correct(p);
  std::erase_if(proposals, [&](const Proposal& p) { return objections.against(p); });
}

}  // namespace citypact::extract
