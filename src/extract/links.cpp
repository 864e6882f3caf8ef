#include "links.hpp"

#include <algorithm>

#include "arguments.hpp"

namespace citypact::extract {
namespace {

/// The link parser of one sentence. Walks the posts from right to left for «P1 O1 и P2 O2 W», then from left to right for
/// «W, P1 O1 и P2 O2».
class Linker : RoleLine {
 public:
  Linker(Scene& scene, std::uint32_t sentence) : RoleLine(scene, sentence), bodies_(scene, sentence), linked_(scene.roles), roles_(scene.roles_of[sentence]) {}

  void run() {
    after_.assign(roles_.size(), 0);
    for (std::size_t i = 0; i < roles_.size(); ++i) after_[i] = bodies_.find(role(i));
    for (std::size_t i = roles_.size(); i-- > 0;) find_right(i);
    for (std::size_t i = 0; i < roles_.size(); ++i)
      if (role(i).holders.empty()) find_left(i);
    for (std::size_t i = roles_.size(); i-- > 0;)
      if (role(i).holders.empty()) find_in_list(i);
    for (std::size_t i = 0; i < roles_.size(); ++i)
      if (role(i).holders.empty()) find_subject(i);
    share_bodies();
    for (std::size_t i = 0; i < roles_.size(); ++i) be_colleague(i);
    for (std::size_t i = 0; i < roles_.size(); ++i) bodies_.before_bracket(role(i)), bodies_.behind_holder(role(i));
    for (auto& post : inner_) linked_.push_back(std::move(post));
  }

 private:
  RoleSite& role(std::size_t i) { return linked_[roles_[i]]; }
  /// «один из основателей»: the numeral bears the case, and so does the participle of «исполняющий обязанности главы».
  std::uint32_t case_bearer(const RoleSite& role) const {
    for (auto i = role.tokens.begin; i < role.head; ++i)
      if (lexicon_.list("role_acting").contains(token(i).lemma) && token(i).upos != Upos::adv) return i;
    return numeral_before(role.head);
  }
  std::uint32_t numeral_before(std::uint32_t role_head) const {
    for (auto i = role_head; i-- > range_.begin + 1 && role_head - i < 4;)
      if (lexicon_.list("one_of_prepositions").contains(token(i).lemma) && lexicon_.list("one_of_numerals").contains(token(i - 1).lemma)) return i - 1;
    return role_head;
  }
  /// A full name right after a post and its body in the nominative holds the post whatever case the tagger saw; a bare surname may be
  /// a possessor («директор школы Петрова»).
  bool mistagged(const RoleSite& role, std::uint32_t person) const {
    const TokenRange name = scene_.sites[person].tokens;
    if (role.bodies.empty()) return false;
    const Case c = token(case_bearer(role)).features.case_;
    if (name.size() < 2) return quoted(role.bodies.back()) && scene_.names.person_may_bear(name, c);  // «директор «Волги» Щеглова»
    if (c == Case::nom) return true;
    for (auto i = name.begin; i < name.end; ++i)  // «Бато Санжиева», «Сунь Вэйдуном»: not every word of a foreign name shows its case
      if (token(i).features.case_ == c) return true;
    return c != Case::none && scene_.names.person_may_bear(name, c);
  }
  bool same_case(const RoleSite& role, std::uint32_t site) const {
    const auto bearer = case_bearer(role);
    const Token& a = token(bearer);
    const Token& b = token(scene_.sites[site].head);
    const auto frozen = [&](std::uint32_t i) {
      return lexicon_.list("indeclinable_posts").contains(token(i).lemma) || lexicon_.list("indeclinable_posts").contains(fold_case(scene_.surface(i)));
    };
    if (frozen(role.head) || frozen(bearer)) return true;
    if (a.features.case_ == Case::none || b.features.case_ == Case::none || a.features.case_ == b.features.case_) return true;
    const auto oblique = [](Case c) { return c == Case::gen || c == Case::acc; };  // one form for what is animate
    return oblique(a.features.case_) && oblique(b.features.case_);
  }

  /// «директор завода (W)», «главы городов A (W1) и B (W2)»: a holder in brackets behind every body.
  bool bracketed(RoleSite& r) const {
    std::vector<std::uint32_t> holders;
    for (auto body : r.bodies) {
      const auto at = closing_quote(scene_.sites[body].tokens.end);
      const auto person = is(at, "(") ? site_from(past_titles(at + 1), holder_kinds(r)) : no_site;
      if (person == no_site || !scene_.is_a(person, "Person") || !is(scene_.sites[person].tokens.end, ")")) return false;
      holders.push_back(person);
    }
    r.pairwise = holders.size() > 1;
    r.holders = std::move(holders);
    return !r.holders.empty();
  }
  void find_right(std::size_t i) {
    RoleSite& r = role(i);
    if (bracketed(r)) return;
    auto at = r.bodies.empty() ? unknown_body(after_[i]) : after_[i];
    at = past_topic(r, at);
    const bool listed = token(r.head).features.number == Number::plur && dash(at);  // «мэры A и B – W1 и W2»
    if (listed) ++at;
    if (comma(at) && inside(at + 1) && is_noun_title(at + 1) && site_from(at + 2, {"Person"}) != no_site) ++at;  // «основатель X, бизнесмен W»
    for (int skipped = 0; skipped < 3 && inside(at) && is_noun_title(at); ++skipped) ++at;
    auto person = site_from(at, holder_kinds(r));
    if (person == no_site && !r.bodies.empty()) person = site_from(unknown_body(at), {"Person"});  // «ректор Омского института» стали «Олег Петров»
    if (person == no_site && !left_holder(i)) {
      person = said_after(i, at);
      if (person != no_site) {
        role(i).holders.push_back(person);
        if (token(r.head).features.number == Number::plur) more_holders(i, person);
        return;
      }
    }
    if (person != no_site && (inner_holder(i, person) || names_relative(r, person))) return;
    if (person != no_site && token(r.head).features.case_ == Case::nom && token(scene_.sites[person].head).features.case_ == Case::gen) {
      const auto next = site_from(scene_.sites[person].tokens.end, {"Person"});  // «глава офиса президента W1 W2»: W1 is the president
      if (next != no_site && token(scene_.sites[next].head).features.case_ != Case::gen) person = next;
    }
    if (person != no_site && !contains(r.bodies, person) && (listed || same_case(r, person) || mistagged(r, person)) && holder_side(i, person)) {
      role(i).holders.push_back(person);
      if (token(r.head).features.number == Number::plur) more_holders(i, person);
      return;
    }
    if (i + 1 >= roles_.size()) return;
    const bool adjacent = starts_next(i, at) && !role(i).bodies.empty();  // «наблюдатель от ОБСЕ парламентарий W»
    const bool dashed = dash(at) && !role(i).bodies.empty();  // «вице-премьер РФ — полпред в округе W»
    if (!conjunction(at) && !dashed && !adjacent) return;
    if ((adjacent || starts_next(i, at + 1)) && !role(i + 1).holders.empty() && role(i + 1).holders.front() != no_site &&
        scene_.sites[role(i + 1).holders.front()].tokens.begin >= role(i + 1).tokens.end &&
        token(r.head).features.case_ == token(role(i + 1).head).features.case_)
      role(i).holders = role(i + 1).holders;
  }
  /// «вице-мэр Казани по вопросам экономики W»: the topic behind the body belongs to the post; returns the token after it, if a
  /// person stands there.
  std::uint32_t past_topic(RoleSite& r, std::uint32_t at) const {
    if (r.bodies.empty() || !inside(at) || token(r.head).features.number == Number::plur) return at;  // «судей в побеге W»
    const bool of_topic = lexicon_.list("role_topic_prepositions").contains(token(at).lemma);
    if (!of_topic && !lexicon_.role_prepositions.contains(token(at).lemma)) return at;
    auto end = at + 1;
    for (; inside(end) && end < at + 14 && site_from(end, {"Person"}) == no_site; ++end) {
      const Token& t = token(end);
      const bool word = t.upos == Upos::noun || t.upos == Upos::adj || t.upos == Upos::cconj || t.upos == Upos::propn || t.features.verb_form == VerbForm::part || (t.upos == Upos::adp && end > at + 1);
      if (!word || scene_.role_at[end] != no_site || is_noun_title(end)) break;
    }
    if (!inside(end) || end == at + 1 || site_from(past_titles(end), {"Person"}) == no_site) return at;
    if (!of_topic) return end;  // «постпред России при ведомствах в Вене W»
    const std::string topic(scene_.document.surface(scene_.document.span({at, end})));
    r.role += ' ' + topic, r.role_text += ' ' + topic;
    if (r.role_class == "top" && lexicon_.list("functional_posts").contains(token(r.head).lemma)) r.role_class = "post";
    return end;
  }
  /// Whether somebody stands right before the post, whom it may be said of: «W, директор завода».
  bool left_holder(std::size_t i) const {
    const auto begin = scene_.roles[roles_[i]].tokens.begin;
    if (begin < range_.begin + 2 || !(comma(begin - 1) || dash(begin - 1) || is(begin - 1, "("))) return false;
    return site_until(begin - 2, holder_kinds(scene_.roles[roles_[i]])) != no_site;
  }
  /// «Директор — W», «Учредители: W1, W2»; «ректор вуза, W,»; «директор завода, построенного в Омске, W».
  std::uint32_t said_after(std::size_t i, std::uint32_t at) const {
    const RoleSite& r = scene_.roles[roles_[i]];
    if (dash(at) || is(at, ":")) {
      const bool opens = r.tokens.begin == range_.begin || punctuation(r.tokens.begin - 1);
      return opens && token(r.head).features.case_ == Case::nom ? site_from(past_titles(at + 1), holder_kinds(r)) : no_site;
    }
    if (!comma(at) || r.bodies.empty()) return no_site;
    const auto begin = past_insertion(at);
    const auto person = site_from(past_titles(begin), {"Person"});
    if (person == no_site || !same_case(r, person)) return no_site;
    const auto end = scene_.sites[person].tokens.end;
    const bool closed = begin > at + 1 || end >= range_.end || comma(end) || punctuation(end) || is_finite(token(end));
    return closed && scene_.sites[person].tokens.size() > 1 ? person : no_site;
  }
  std::uint32_t past_titles(std::uint32_t at) const {
    for (int skipped = 0; skipped < 3 && inside(at) && (is_noun_title(at) || (token(at).upos == Upos::adj && scene_.sites_at[at].empty())); ++skipped) ++at;
    return at;
  }
  /// Past the comma that closes a participle's or a relative clause; past the comma itself where there is no such clause.
  std::uint32_t past_insertion(std::uint32_t comma_at) const {
    const auto first = comma_at + 1;
    if (!inside(first)) return first;
    const bool relative = lexicon_.relative_words.contains(token(first).lemma);
    if (token(first).features.verb_form != VerbForm::part && !relative) return first;
    for (auto i = first + 1; inside(i) && i < first + 20; ++i)
      if (comma(i) && site_from(i + 1, {"Person"}) != no_site) return i + 1;
    return first;
  }
  /// «вдова президента W»: the name in the relative's case, not the post's, is hers.
  bool names_relative(const RoleSite& r, std::uint32_t person) const {
    auto kin = r.tokens.begin;
    while (kin > range_.begin && token(kin - 1).upos == Upos::adj) --kin;
    if (kin == range_.begin || !lexicon_.list("kin_nouns").contains(token(kin - 1).lemma)) return false;
    const Case own = token(kin - 1).features.case_;
    return own != Case::gen && token(scene_.sites[person].tokens.begin).features.case_ == own;
  }
  /// «помощником губернатора края И. Иванова»: the name in the genitive holds the inner post, unless it may stand in the outer post's
  /// case as well («заместитель губернатора Азиза Умарова»); whom the verb takes is meant himself («советника губернатора W вызвали»).
  bool inner_holder(std::size_t i, std::uint32_t person) {
    const RoleSite& outer = role(i);
    const Case outside = token(outer.head).features.case_, name = token(scene_.sites[person].head).features.case_;
    if (outside == Case::gen || outside == Case::acc || outside == Case::none || name != Case::gen) return false;
    if (scene_.names.person_may_bear(scene_.sites[person].tokens, outside)) return false;
    for (auto inner = outer.tokens.end; inner-- > outer.head + 1;) {
      const auto found = lexicon_.positions.find(token(inner).lemma);
      if (found == lexicon_.positions.end() || token(inner).features.case_ != Case::gen) continue;
      RoleSite post = outer;
      post.tokens.begin = post.head = inner;
      post.role_class = found->second;
      post.status.reset();
      post.role_text = std::string(scene_.document.surface(scene_.document.span(post.tokens)));
      post.role = fold_case(scene_.names.canonical(post.tokens, "Position"));
      post.holders = {person};
      inner_.push_back(std::move(post));
      return true;
    }
    return false;
  }
  /// A body told by common nouns only: «губернатор области И. Иванов».
  std::uint32_t unknown_body(std::uint32_t at) const {
    auto end = at;
    const auto unnamed = [&](std::uint32_t i) {  // «вьетнамского вуза»: an adjective of a place is no name of the body
      return std::ranges::all_of(scene_.sites_at[i], [&](auto s) { return scene_.sites[s].mention.form == Form::adjective; });
    };
    for (auto i = at; inside(i) && i < at + 4 && unnamed(i); ++i) {
      if (token(i).features.case_ != Case::gen || is_capitalized(scene_.surface(i)) || scene_.role_at[i] != no_site || is_noun_title(i)) break;
      if (token(i).upos == Upos::noun) end = i + 1;
      else if (token(i).upos != Upos::adj) break;
    }
    return end;
  }
  bool starts_next(std::size_t i, std::uint32_t at) {
    for (; inside(at) && at < role(i + 1).tokens.begin; ++at)
      if (token(at).upos != Upos::adj && !lexicon_.role_status.contains(token(at).lemma) && !possessive(at)) return false;
    return at == role(i + 1).tokens.begin;
  }
  /// A post without a body before an organization is that organization's post, not held by it.
  bool holder_side(std::size_t i, std::uint32_t site) { return !role(i).bodies.empty() || scene_.is_a(site, "Person"); }

  void more_holders(std::size_t i, std::uint32_t first) {
    auto at = scene_.sites[first].tokens.end;
    while (comma(at) || conjunction(at)) {
      const auto next = site_from(at + 1, holder_kinds(role(i)));
      if (next == no_site) break;
      role(i).holders.push_back(next);
      at = scene_.sites[next].tokens.end;
    }
    RoleSite& r = role(i);
    if (r.holders.size() > 1 && r.bodies.size() > 1) r.pairwise = true;  // «президенты России и Китая W1 и W2»
  }

  /// «P1 O1, P2 O2 W»: nobody stands before the list, so the name after it holds every post of it.
  void find_in_list(std::size_t i) {
    if (i + 1 >= roles_.size() || role(i).bodies.empty() || !comma(after_[i]) || !starts_next(i, after_[i] + 1)) return;
    const RoleSite& next = role(i + 1);
    if (next.holders.empty() || scene_.sites[next.holders.front()].tokens.begin < next.tokens.end) return;
    if (token(role(i).head).features.case_ == token(next.head).features.case_ && token(role(i).head).features.case_ != Case::none) role(i).holders = next.holders;
  }

  void find_left(std::size_t i) {
    auto at = role(i).tokens.begin;
    while (at > range_.begin && (token(at - 1).upos == Upos::adj || lexicon_.role_status.contains(token(at - 1).lemma) || is_noun_title(at - 1) || possessive(at - 1)) &&
           !ends_person(at - 1))
      --at;
    at = std::min(at, time_before(scene_.document, lexicon_, role(i).tokens.begin, range_.begin).begin);
    if (const auto bearer = numeral_before(at); bearer + 2 == at) at = bearer;  // «завод, один из основателей»
    if (at == range_.begin) return;
    const auto joint = at - 1;
    if (!(comma(joint) || dash(joint) || is(joint, "(") || conjunction(joint)) || joint == range_.begin) return;
    auto last = joint - 1;
    if (comma(joint) && is_noun_title(last) && last > range_.begin + 1 && (dash(last - 1) || comma(last - 1))) last -= 2;  // «W — бизнесмен, инвестор»
    if (is(last, ")"))
      while (last > range_.begin && !is(last, "(")) --last;
    if (is(last, "(") && last > range_.begin) --last;
    if (inherits(i, joint)) {
      role(i).holders = role(i - 1).holders;
      return;
    }
    if (!conjunction(joint)) {
      const auto person = site_until(closing(last), holder_kinds(role(i)));
      if (person != no_site && !contains(role(i).bodies, person) && ((dash(joint) && scene_.is_a(person, "Person")) || same_case(role(i), person) || apposed(role(i), person))) {
        role(i).holders.push_back(person);
        if (token(role(i).head).features.number == Number::plur) holders_before(i, person);
        if (comma(joint) && several(role(i)) && role(i).holders.size() == 1) role(i).holders.clear();  // «директор W, представители завода»
        return;
      }
    }
  }
  /// A plural, not one form for all numbers («замглавы»).
  bool several(const RoleSite& role) const {
    const auto& frozen = lexicon_.list("indeclinable_posts");
    return token(role.head).features.number == Number::plur && !frozen.contains(token(role.head).lemma) && !frozen.contains(fold_case(scene_.surface(role.head)));
  }
  /// «Ефросинья Меньшова, директор завода»: a full name before a post and its body may stand in the post's case, whatever the tagger saw.
  bool apposed(const RoleSite& role, std::uint32_t person) const {
    const TokenRange name = scene_.sites[person].tokens;
    const Case c = token(case_bearer(role)).features.case_;
    return !role.bodies.empty() && name.size() > 1 && scene_.is_a(person, "Person") && c != Case::none && scene_.names.person_may_bear(name, c);
  }
  /// «W1 и W2, президенты A и B».
  void holders_before(std::size_t i, std::uint32_t last) {
    RoleSite& r = role(i);
    for (auto person = last; scene_.sites[person].tokens.begin > range_.begin + 1;) {
      const auto joint = scene_.sites[person].tokens.begin - 1;
      if (!conjunction(joint) && !comma(joint)) break;
      person = site_until(joint - 1, {"Person"});
      if (person == no_site) break;
      r.holders.insert(r.holders.begin(), person);
    }
    if (r.holders.size() > 1 && r.bodies.size() > 1) r.pairwise = true;
  }
  /// «W, P1 O1, P2 O2 и P3 O3»: a post right after another's body has the same holder when he stands before them.
  bool inherits(std::size_t i, std::uint32_t joint) {
    if (i == 0 || role(i - 1).holders.empty() || after_[i - 1] != joint) return false;
    const bool previous_left = scene_.sites[role(i - 1).holders.front()].tokens.end <= role(i - 1).tokens.begin;
    return previous_left && token(role(i - 1).head).features.case_ == token(role(i).head).features.case_;
  }
  /// «W был мэром»: the post is the predicate of a clause whose subject holds it.
  void find_subject(std::size_t i) {
    bool copula = false, subject = false;
    const auto hold = [&](std::uint32_t child) {
      if (!scene_.syntax.is(child, "nsubj")) return;
      subject = true;
      for (auto member : scene_.syntax.coordination(arguments_.antecedent(child)))
        for (auto s : scene_.sites_at[member])
          if (fits(s, holder_kinds(role(i))) && scene_.sites[s].mention.form != Form::adjective && !contains(role(i).bodies, s)) {
            role(i).holders.push_back(s);
            role(i).predicate = true;
            break;
          }
    };
    for (auto child : scene_.syntax.children(role(i).head)) {
      hold(child);
      if (!scene_.syntax.is(child, "cop")) continue;
      copula = true;
      for (auto hung : scene_.syntax.children(child)) hold(hung);  // parsers hang the subject on the copula as well
    }
    if (copula && !subject) find_dropped(i);
  }
  /// «С 2002 года был директором завода и депутатом»: whom the sentence before speaks of.
  void find_dropped(std::size_t i) {
    const auto told = arguments_.dropped_subject(role(i).head);
    if (told == no_head) return;
    for (auto s : scene_.sites_at[told]) {
      if (!fits(s, holder_kinds(role(i)))) continue;
      role(i).holders.push_back(s);
      role(i).predicate = true;
      for (auto next = i + 1; next < roles_.size(); ++next) {  // further posts of the list
        const auto conjuncts = scene_.syntax.coordination(role(i).head);
        if (!role(next).holders.empty() || std::find(conjuncts.begin(), conjuncts.end(), role(next).head) == conjuncts.end()) break;
        role(next).holders.push_back(s);
        role(next).predicate = true;
        role(next).clause_head = role(i).head;
      }
      return;
    }
  }
  bool ends_person(std::uint32_t at) const { return site_until(at, {"Person"}) != no_site; }
  std::uint32_t closing(std::uint32_t last) const { return is(last, "»") && last > range_.begin && site_until(last, body_kinds()) == no_site ? last - 1 : last; }

  /// «президент и председатель правления банка W»: the first post takes the body of the next one when it has none.
  void share_bodies() {
    for (std::size_t i = roles_.size(); i-- > 0;) {
      if (!role(i).bodies.empty() || i + 1 >= roles_.size()) continue;
      const auto at = role(i).tokens.end;
      if (!conjunction(at) || !starts_next(i, at + 1) || role(i).holders != role(i + 1).holders || role(i).holders.empty()) continue;
      const bool of_state = lexicon_.list("state_only_posts").contains(token(role(i).head).lemma);  // «премьер и член партии W»
      const auto& bodies = role(i + 1).bodies;
      if (!of_state || std::none_of(bodies.begin(), bodies.end(), [&](auto body) { return scene_.is_a(body, "Organization"); })) role(i).bodies = bodies;
    }
  }

  /// «президент России W обсудил с белорусским коллегой V»: the colleague's post is that of the one before, in a state of his own.
  void be_colleague(std::size_t i) {
    RoleSite& colleague = role(i);
    if (colleague.role_class != "colleague") return;
    const RoleSite* own = nullptr;
    for (auto r = roles_[i]; r-- > 0 && !own && scene_.roles[r].sentence + 1 >= colleague.sentence;) {
      const RoleSite& other = scene_.roles[r];
      const auto& kind = other.role_class;
      const bool of_state = !other.bodies.empty() && (scene_.is_a(other.bodies.front(), "Country") || scene_.is_a(other.bodies.front(), "Region") || scene_.is_a(other.bodies.front(), "City"));
      if (!other.holders.empty() && of_state && other.status != Status::ended && (kind == "top" || kind == "minister" || kind == "post")) own = &other;
    }
    if (!own || colleague.bodies.empty() || colleague.bodies == own->bodies) return colleague.bodies.clear();
    colleague.role_class = own->role_class, colleague.role = own->role;
  }

  const BodyFinder bodies_;
  const Arguments arguments_{scene_};
  std::vector<RoleSite>& linked_;  // of the scene
  const std::vector<std::uint32_t>& roles_;
  std::vector<RoleSite> inner_;       // posts within posts that have holders of their own
  std::vector<std::uint32_t> after_;  // by post: the token after its bodies
};

}  // namespace

void link_roles(Scene& scene) {
  for (std::uint32_t s = 0; s < scene.roles_of.size(); ++s)
    if (!scene.roles_of[s].empty()) Linker(scene, s).run();
  link_kinds(scene);
  link_told_bodies(scene);
}

}  // namespace citypact::extract
