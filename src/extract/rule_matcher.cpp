#include <algorithm>

#include "arguments.hpp"
#include "quantities.hpp"
#include "roles.hpp"
#include "rule.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

/// What filled a slot.
struct Fill {
  std::vector<std::uint32_t> sites, roles, tokens;  // tokens: heads of every filler, in order
  bool empty() const { return tokens.empty(); }
};

bool listed(std::string_view word, const std::vector<std::string>& words) { return std::find(words.begin(), words.end(), word) != words.end(); }

class Matcher {
 public:
  Matcher(const Scene& scene, std::vector<Proposal>& proposals, std::vector<NearMiss>* misses)
      : scene_(scene), syntax_(scene.syntax), arguments_(scene), proposals_(proposals), misses_(misses) {}

  void match(const Rule& rule, std::uint32_t trigger) {
    if (const char* why = trigger_fault(rule.trigger, trigger)) return miss(rule, trigger, why);
    fills_.assign(rule.slots.size(), {});
    for (std::size_t i = 0; i < rule.slots.size(); ++i) {
      fill(rule, i, trigger);
      if (rule.slots[i].absent) {
        if (!fills_[i].empty()) return miss(rule, trigger, "slot " + rule.slots[i].name + " must stay empty");
        continue;
      }
      if (fills_[i].empty() && !rule.slots[i].optional) return miss(rule, trigger, "nothing fits slot " + rule.slots[i].name);
    }
    const auto before = proposals_.size();
    for (const Outcome& outcome : rule.outcomes) emit(rule, outcome, trigger);
    if (proposals_.size() == before) miss(rule, trigger, "its slots are filled by one thing or kinds that the relation forbids");
  }

 private:
  void miss(const Rule& rule, std::uint32_t trigger, std::string why) {
    if (misses_) misses_->push_back({rule.id, std::move(why), trigger});
  }

  const char* trigger_fault(const Trigger& t, std::uint32_t at) const {
    const Token& token = scene_.token(at);
    for (auto s : scene_.sites_at[at])
      if (scene_.sites[s].mention.form == Form::name && scene_.sites[s].head != at && (!is_phrase(scene_.sites[s]) || scene_.is_a(s, "Program")))
        return "the trigger is part of a name";
    if (!t.upos.empty() && std::find(t.upos.begin(), t.upos.end(), token.upos) == t.upos.end() &&
        !(is_verb(token) && std::find(t.upos.begin(), t.upos.end(), Upos::verb) != t.upos.end()) &&
        !(token.upos == Upos::propn && std::find(t.upos.begin(), t.upos.end(), Upos::noun) != t.upos.end()))
      return "the trigger has another part of speech";
    if (t.passive && *t.passive != is_passive(token)) return "the trigger has another voice";
    if (!t.cases.empty() && std::find(t.cases.begin(), t.cases.end(), token.features.case_) == t.cases.end()) return "the trigger is in another case";
    if (!t.prepositions.empty() && !governed(at, t.prepositions)) return "the trigger lacks its preposition";
    if (!t.with.empty() && !near(at, t.with)) return "a word that must accompany the trigger is missing";
    if (!t.without.empty() && near(at, t.without)) return "a word that must not accompany the trigger is there";
    return nullptr;
  }
  /// Agreements and events are phrases with a common noun at the head; a trigger inside them is no part of a name.
  bool is_phrase(const Site& site) const { return scene_.lexicon.mention_heads.contains(scene_.token(site.head).lemma); }

  bool governed(std::uint32_t at, const std::vector<std::string>& prepositions) const {
    const auto p = syntax_.preposition(at);
    if (p != no_head) return listed(scene_.token(p).lemma, prepositions);
    const auto begin = scene_.document.sentences[syntax_.sentence_of(at)].tokens.begin;
    return at > begin && listed(scene_.token(at - 1).lemma, prepositions);
  }
  bool near(std::uint32_t at, const StringSet& words) const {
    for (auto child : syntax_.children(at)) {
      if (words.contains(scene_.token(child).lemma)) return true;
      for (auto grandchild : syntax_.children(child))
        if (syntax_.is(grandchild, "case") && words.contains(scene_.token(grandchild).lemma)) return true;
    }
    const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(at)].tokens;
    const auto begin = std::max(sentence.begin, at < 2 ? 0u : at - 2), end = std::min(sentence.end, at + 3);
    for (auto i = begin; i < end; ++i)
      if (i != at && words.contains(scene_.token(i).lemma)) return true;
    const auto governor = syntax_.head(at);
    return governor != no_head && words.contains(scene_.token(governor).lemma);
  }

  void fill(const Rule& rule, std::size_t index, std::uint32_t trigger) {
    const Slot& slot = rule.slots[index];
    for (const SlotPath& path : slot.paths) {
      std::vector<std::uint32_t> starts{trigger};
      if (!path.of.empty()) {
        for (std::size_t i = 0; i < index; ++i)
          if (rule.slots[i].name == path.of) starts = fills_[i].tokens;
      }
      for (auto start : starts) {
        if (path.side == SlotPath::Side::tree) from_tree(slot, path, start, fills_[index]);
        else from_line(slot, path, start, fills_[index]);
      }
      if (!fills_[index].empty()) return;
    }
  }

  void from_tree(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
    std::vector<std::uint32_t> found;
    if (path.role == "subject") found = arguments_.subjects(start);
    else if (path.role == "object") found = arguments_.objects(start);
    else if (path.role == "self") found = {start};
    else if (path.role == "outside") {
      if (const auto noun = arguments_.before_bracket(start); noun != no_head) found = {noun};
    }
    else if (path.role == "governor") found = arguments_.governors(start);
    else found = arguments_.dependents(start, path.role, path.prepositions, path.cases);
    if (path.role == "subject" || path.role == "object" || path.role == "governor") {
      if (!path.prepositions.empty())
        std::erase_if(found, [&](auto t) { const auto p = syntax_.preposition(t); return p == no_head || !listed(scene_.token(p).lemma, path.prepositions); });
      if (!path.cases.empty())
        std::erase_if(found, [&](auto t) { return std::find(path.cases.begin(), path.cases.end(), scene_.token(t).features.case_) == path.cases.end(); });
    }
    for (auto t : found) {
      if (slot.one && !out.empty()) return;
      const bool modified = syntax_.below(start, t) && scene_.token(start).features.number != Number::plur;  // «W, возглавляющий совет»
      if (path.role == "self" || modified) resolve_one(slot, t, out, path.role == "self" ? 4 : 0);
      else resolve(slot, t, out);
    }
    if (out.empty() && !is_passive(scene_.token(start)) && is_verb(scene_.token(start))) {
      if (path.role == "subject") lost_subject(slot, start, out);
      if (path.role == "object") lost_object(slot, start, out);
    }
  }

  /// The parser missed the subject: a nominative that agrees with the verb, right before it, else right after it.
  void lost_subject(const Slot& slot, std::uint32_t verb, Fill& out) const {
    for (int steps = 0; steps < 3 && !is_finite(scene_.token(verb)) && syntax_.is(verb, "xcomp"); ++steps) verb = syntax_.head(verb);
    if (!is_finite(scene_.token(verb))) return;
    SlotPath path;
    path.cases = {Case::nom};
    path.within = 3;
    for (auto side : {SlotPath::Side::left, SlotPath::Side::right}) {
      path.side = side;
      Fill candidate;
      from_line(slot, path, verb, candidate);
      if (candidate.empty() || !agree(candidate, verb)) continue;
      out = std::move(candidate);
      return;
    }
  }
  bool agree(const Fill& subjects, std::uint32_t verb) const {
    const Features &v = scene_.token(verb).features, &n = scene_.token(scene_.sites[subjects.sites.front()].head).features;
    if (v.number == Number::plur) return subjects.sites.size() > 1 || n.number == Number::plur;
    return n.number != Number::plur && (v.gender == Gender::none || n.gender == Gender::none || v.gender == n.gender);
  }
  /// The parser missed the object: a lifeless accusative beside the verb, whose nominative looks the same.
  void lost_object(const Slot& slot, std::uint32_t verb, Fill& out) const {
    if (listed("Person", slot.kinds) || listed("Role", slot.kinds)) return;
    SlotPath path;
    path.cases = {Case::acc, Case::nom};
    path.within = 2;
    for (auto side : {SlotPath::Side::right, SlotPath::Side::left}) {
      path.side = side;
      from_line(slot, path, verb, out);
      if (!out.empty()) return;
    }
  }

  void resolve(const Slot& slot, std::uint32_t t, Fill& out) const {
    const auto before = out.sites.size();
    resolve_tree(slot, t, out);
    if (slot.one) return;
    for (auto i = before; i < out.sites.size() && i < before + 16; ++i)
      for (auto site : listed_with(out.sites[i]))
        if (fits(slot, site)) add(out, site, scene_.sites[site].head);
  }

  /// What stands in one list with a site by the look of it: «A, B и C» in one case. Parsers lose long names of a list.
  std::vector<std::uint32_t> listed_with(std::uint32_t site) const {
    std::vector<std::uint32_t> left, right;
    bool conjunction = false;
    const TokenRange sentence = scene_.document.sentences[scene_.sites[site].sentence].tokens;
    for (auto at = site; (at = next_in_list(at, sentence, conjunction)) != no_site && right.size() < 16;) right.push_back(at);
    for (auto at = site; (at = previous_in_list(at, sentence, conjunction)) != no_site && left.size() < 16;) left.push_back(at);
    if (!conjunction) return {};
    left.insert(left.end(), right.begin(), right.end());
    return left;
  }
  bool same_case(std::uint32_t a, std::uint32_t b) const {
    const Token &x = scene_.token(scene_.sites[a].head), &y = scene_.token(scene_.sites[b].head);
    return x.features.case_ == y.features.case_ && x.features.case_ != Case::none;
  }
  std::uint32_t past_bracket(std::uint32_t at, TokenRange sentence) const {
    if (at >= sentence.end || scene_.surface(at) != "(") return at;
    for (auto i = at; i < sentence.end && i < at + 12; ++i)
      if (scene_.surface(i) == ")") return i + 1;
    return at;
  }
  std::uint32_t next_in_list(std::uint32_t site, TokenRange sentence, bool& conjunction) const {
    const auto joint = past_bracket(scene_.sites[site].tokens.end, sentence);
    if (joint + 1 >= sentence.end) return no_site;
    const bool cc = scene_.token(joint).upos == Upos::cconj;
    if (!cc && scene_.surface(joint) != ",") return no_site;
    std::uint32_t best = no_site;
    for (auto s : scene_.sites_at[joint + 1])
      if (scene_.sites[s].tokens.begin == joint + 1 && scene_.sites[s].mention.form != Form::adjective && same_case(site, s)) best = s;
    if (best != no_site) conjunction = conjunction || cc;
    return best;
  }
  std::uint32_t previous_in_list(std::uint32_t site, TokenRange sentence, bool& conjunction) const {
    const auto begin = scene_.sites[site].tokens.begin;
    if (begin < sentence.begin + 2) return no_site;
    const auto joint = begin - 1;
    const bool cc = scene_.token(joint).upos == Upos::cconj;
    if (!cc && scene_.surface(joint) != ",") return no_site;
    std::uint32_t best = no_site;
    for (auto s : scene_.sites_at[joint - 1])
      if (scene_.sites[s].tokens.end == joint && scene_.sites[s].mention.form != Form::adjective && same_case(site, s)) best = s;
    if (best != no_site) conjunction = conjunction || cc;
    return best;
  }

  void resolve_tree(const Slot& slot, std::uint32_t t, Fill& out) const {
    for (auto member : slot.one ? std::vector<std::uint32_t>{t} : syntax_.coordination(t)) {
      if (member != t && scene_.syntax.preposition(member) != no_head && syntax_.preposition(t) == no_head) continue;
      resolve_one(slot, member, out, 0);
    }
  }

  bool fits(const Slot& slot, std::uint32_t site) const {
    const bool kind = std::any_of(slot.kinds.begin(), slot.kinds.end(), [&](const auto& k) { return k != "Role" && scene_.is_a(site, k); });
    return kind && (slot.words.empty() || slot.words.contains(scene_.token(scene_.sites[site].head).lemma));
  }
  void add(Fill& out, std::uint32_t site, std::uint32_t token) const {
    if (std::find(out.sites.begin(), out.sites.end(), site) != out.sites.end()) return;
    out.sites.push_back(site);
    out.tokens.push_back(token);
  }

  bool resolve_one(const Slot& slot, std::uint32_t t, Fill& out, int depth) const {
    if (slot.kinds.empty()) {
      if (!slot.words.contains(scene_.token(t).lemma)) return false;
      out.tokens.push_back(t);
      return true;
    }
    if (listed("Role", slot.kinds) && scene_.role_at[t] != no_site) {
      out.roles.push_back(scene_.role_at[t]);
      out.tokens.push_back(t);
      return true;
    }
    if (const auto site = site_at(slot, t); site != no_site) return add(out, site, t), true;
    if (scene_.role_at[t] != no_site) return through_role(slot, scene_.role_at[t], t, out);
    if (slot.represents && through_person(slot, t, out)) return true;
    if (depth > 3 || named(t)) return false;
    for (auto child : syntax_.children(t)) {
      const bool name = syntax_.is(child, "appos") || syntax_.is(child, "flat") || (syntax_.is(child, "nmod") && syntax_.preposition(child) == no_head && quoted(child));
      if (!name) continue;
      bool any = false;
      for (auto member : syntax_.coordination(child)) any = resolve_one(slot, member, out, depth + 1) || any;
      if (any) return true;
    }
    if (slot.exact) return false;
    const bool share = scene_.lexicon.share_nouns.contains(scene_.token(t).lemma);
    return (share || scene_.lexicon.transparent_nouns.contains(scene_.token(t).lemma)) && through_genitive(slot, t, out, depth, share);
  }

  /// «подписал С. Иванов, мэр Казани»: the person's post tells whom he stands for.
  bool through_person(const Slot& slot, std::uint32_t t, Fill& out) const {
    bool any = false;
    for (auto s : scene_.sites_at[t]) {
      if (!scene_.is_a(s, "Person")) continue;
      for (auto r : scene_.roles_of[scene_.sites[s].sentence])
        if (listed_site(scene_.roles[r].holders, s) && through_role(slot, r, t, out)) any = true;
    }
    return any;
  }
  static bool listed_site(const std::vector<std::uint32_t>& sites, std::uint32_t s) { return std::find(sites.begin(), sites.end(), s) != sites.end(); }

  std::uint32_t site_at(const Slot& slot, std::uint32_t t) const {
    std::uint32_t best = no_site;
    for (auto s : scene_.sites_at[t]) {
      if (!fits(slot, s)) continue;
      if (scene_.sites[s].head == t) return s;
      if (best == no_site || scene_.sites[s].tokens.size() > scene_.sites[best].tokens.size()) best = s;
    }
    return best;
  }
  bool named(std::uint32_t t) const {
    return std::any_of(scene_.sites_at[t].begin(), scene_.sites_at[t].end(), [&](auto s) { return scene_.sites[s].mention.form == Form::name && !is_phrase(scene_.sites[s]); });
  }
  bool quoted(std::uint32_t t) const {
    return t > 0 && (scene_.token(t - 1).upos == Upos::punct || !scene_.token(t).in_dictionary);
  }

  /// «мэр Казани И. Иванов подписал»: the person holds the slot; with `represents` the body does where persons do not fit.
  bool through_role(const Slot& slot, std::uint32_t index, std::uint32_t t, Fill& out) const {
    const RoleSite& role = scene_.roles[index];
    bool any = false;
    for (auto holder : holders_of(scene_, index))
      if (fits(slot, holder)) add(out, holder, t), any = true;
    if (any || !slot.represents || role.status == Status::ended || !scene_.lexicon.list("representing_classes").contains(role.role_class)) return any;
    const bool persons = listed("Person", slot.kinds);  // where persons meet, an unnamed one stands for his place only
    for (auto body : role.bodies)
      if (fits(slot, body) && !(persons && scene_.is_a(body, "Organization")) && !scene_.lexicon.list("state_bodies").contains(std::string(scene_.token(scene_.sites[body].head).lemma))) add(out, body, t), any = true;
    return any;
  }

  /// «власти Казани», «китайская делегация», and for shares «51% акций завода», «доля в банке».
  bool through_genitive(const Slot& slot, std::uint32_t t, Fill& out, int depth, bool share) const {
    bool any = false;
    for (auto child : syntax_.children(t)) {
      const Case c = scene_.token(child).features.case_;
      const auto preposition = syntax_.preposition(child);
      const bool genitive = syntax_.is(child, "nmod") && (preposition == no_head ? c == Case::gen || c == Case::none || !scene_.token(child).in_dictionary : share || scene_.lexicon.origin_prepositions.contains(scene_.token(preposition).lemma));
      if (!genitive && !(syntax_.is(child, "amod") && !share)) continue;
      for (auto listed : genitive ? syntax_.coordination(child) : std::vector<std::uint32_t>{child}) {
        const auto member = arguments_.antecedent(listed);
        if (const auto site = site_at(slot, member); site != no_site) add(out, site, t), any = true;
        else if (genitive && resolve_one(slot, member, out, depth + 1)) any = true;
      }
    }
    return any;
  }

  /// The nearest fitting site on one side, not beyond a finite verb or a stop.
  void from_line(const Slot& slot, const SlotPath& path, std::uint32_t start, Fill& out) const {
    const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(start)].tokens;
    const bool right = path.side == SlotPath::Side::right;
    for (std::uint32_t step = 1; step <= path.within; ++step) {
      if (right ? start + step >= sentence.end : start < sentence.begin + step) return;
      const auto t = right ? start + step : start - step;
      if (blocks(t) && !(path.across && is_finite(scene_.token(t)))) return;
      const auto site = line_site(slot, t, right);
      if (site == no_site || !line_fits(path, site)) continue;
      add(out, site, scene_.sites[site].head);
      for (auto other : slot.one ? std::vector<std::uint32_t>{} : listed_with(site))
        if (fits(slot, other)) add(out, other, scene_.sites[other].head);
      return;
    }
  }
  bool blocks(std::uint32_t t) const {
    const auto surface = scene_.surface(t);
    return is_finite(scene_.token(t)) || surface == ";" || surface == ":" || surface == "." || surface == "(" || surface == ")";
  }
  std::uint32_t line_site(const Slot& slot, std::uint32_t t, bool right) const {
    std::uint32_t best = no_site;
    for (auto s : scene_.sites_at[t]) {
      const Site& site = scene_.sites[s];
      if (fits(slot, s) && site.mention.form != Form::adjective && (right ? site.tokens.begin == t : site.tokens.end == t + 1) &&
          (best == no_site || site.tokens.size() > scene_.sites[best].tokens.size()))
        best = s;
    }
    return best;
  }
  bool line_fits(const SlotPath& path, std::uint32_t s) const {
    const Site& site = scene_.sites[s];
    const auto begin = site.tokens.begin;
    const bool governed_here = begin > 0 && scene_.token(begin - 1).upos == Upos::adp;
    if (path.prepositions.empty() ? governed_here : !governed_here || !listed(scene_.token(begin - 1).lemma, path.prepositions)) return false;
    const Case c = scene_.token(site.head).features.case_;
    return path.cases.empty() || c == Case::none || std::find(path.cases.begin(), path.cases.end(), c) != path.cases.end();
  }
  const Fill& filled(const Rule& rule, const std::string& name) const {
    for (std::size_t i = 0; i < rule.slots.size(); ++i)
      if (rule.slots[i].name == name) return fills_[i];
    static const Fill none;
    return none;
  }

  void emit(const Rule& rule, const Outcome& outcome, std::uint32_t trigger) {
    const Fill &from = filled(rule, outcome.from), &to = filled(rule, outcome.to);
    if (outcome.relation == "holds") return emit_posts(rule, from, to, trigger);
    if (from.sites.size() < outcome.least || (outcome.between && from.sites.size() > outcome.most)) return;
    for (std::size_t i = 0; i < from.sites.size(); ++i)
      for (std::size_t j = outcome.between ? i + 1 : 0; j < to.sites.size(); ++j)
        propose(rule, outcome.relation, from.sites[i], to.sites[j], trigger);
  }

  void emit_posts(const Rule& rule, const Fill& persons, const Fill& posts, std::uint32_t trigger) {
    for (auto person : persons.sites)
      for (auto r : posts.roles) {
        const RoleSite& role = scene_.roles[r];
        for (auto body : role.bodies) {
          Proposal* p = propose(rule, role_relation(scene_, role, body), person, body, trigger);
          if (!p) continue;
          if (role.status && *role.status != Status::asserted) p->status = role.status;
          p->qualifiers.role = role.role;
          p->qualifiers.role_text = role.role_text;
        }
      }
  }

  /// What ends a relation may itself be planned («покинет пост») or denied («не покинет»: then it holds).
  Status ended_by(std::uint32_t trigger) const {
    const Status clause = status_of(scene_, trigger, false);
    return clause == Status::asserted ? Status::ended : clause == Status::denied ? Status::asserted : clause;
  }

  Proposal* propose(const Rule& rule, const std::string& relation, std::uint32_t subject, std::uint32_t object, std::uint32_t trigger) {
    const Mention &a = scene_.sites[subject].mention, &b = scene_.sites[object].mention;
    if (a.entity == b.entity || !scene_.ontology.allows(relation, a.type, b.type)) return nullptr;
    Proposal p;
    p.relation = relation;
    p.subject = subject, p.object = object;
    p.sentence = syntax_.sentence_of(trigger);
    p.trigger = {trigger, trigger + 1};
    p.status = rule.status == Status::ended ? ended_by(trigger) : rule.status;
    if (const Fill& f = filled(rule, rule.clause); !rule.clause.empty() && !f.tokens.empty()) p.status = status_of(scene_, f.tokens.front(), false);
    if (!p.status && rule.otherwise != Status::asserted) {
      const Status clause = status_of(scene_, trigger, false);
      p.status = clause == Status::asserted ? rule.otherwise : clause;
    }
    p.rule = rule.id;
    p.score = rule.score;
    if (rule.amount) p.qualifiers.amount = amount_near(scene_, trigger);
    if (rule.share) p.qualifiers.share = share_near(scene_, trigger);
    if (const Fill& f = filled(rule, rule.instrument); !rule.instrument.empty() && !f.tokens.empty()) p.qualifiers.instrument = std::string(scene_.token(f.tokens.front()).lemma);
    if (const Fill& f = filled(rule, rule.topic); !rule.topic.empty() && !f.sites.empty()) p.qualifiers.topic = scene_.sites[f.sites.front()].mention.name;
    proposals_.push_back(std::move(p));
    return &proposals_.back();
  }

  const Scene& scene_;
  const Syntax& syntax_;
  Arguments arguments_;
  std::vector<Proposal>& proposals_;
  std::vector<NearMiss>* misses_;
  std::vector<Fill> fills_;
};

}  // namespace

void match_rules(const Scene& scene, const Rules& rules, std::vector<Proposal>& proposals, std::vector<NearMiss>* misses) {
  Matcher matcher(scene, proposals, misses);
  for (std::uint32_t t = 0; t < scene.document.tokens.size(); ++t) {
    const auto found = rules.by_lemma.find(scene.token(t).lemma);
    if (found == rules.by_lemma.end()) continue;
    for (auto rule : found->second) matcher.match(rules.rules[rule], t);
  }
}

}  // namespace citypact::extract
