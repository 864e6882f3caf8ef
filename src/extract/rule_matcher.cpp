#include <algorithm>

#include "couples.hpp"
#include "quantities.hpp"
#include "roles.hpp"
#include "rule.hpp"
#include "slot_filler.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t told_line = 400;  // tokens back to what was told: keeps endless sentences linear

class Matcher {
 public:
  Matcher(const Scene& scene, std::vector<Proposal>& proposals, std::vector<NearMiss>* misses)
      : scene_(scene), syntax_(scene.syntax), filler_(scene), proposals_(proposals), misses_(misses) {}

  void match(const Rule& rule, std::uint32_t trigger) {
    if (const char* why = trigger_fault(rule.trigger, trigger)) return miss(rule, trigger, why);
    fills_.assign(rule.slots.size(), {});
    for (std::size_t i = 0; i < rule.slots.size(); ++i) {
      fill(rule, i, trigger);
      if (rule.slots[i].absent) {
        const bool joined = std::all_of(fills_[i].tokens.begin(), fills_[i].tokens.end(), [&](auto t) { return filler_.joined(t); });
        if (!joined) return miss(rule, trigger, "slot ", rule.slots[i].name, " must stay empty");
        continue;
      }
      if (fills_[i].empty() && !rule.slots[i].optional) return miss(rule, trigger, "nothing fits slot ", rule.slots[i].name);
    }
    const auto before = proposals_.size();
    for (const Outcome& outcome : rule.outcomes) emit(rule, outcome, trigger);
    if (proposals_.size() == before) miss(rule, trigger, "its slots are filled by one thing or kinds that the relation forbids");
  }

 private:
  void miss(const Rule& rule, std::uint32_t trigger, std::string_view why, std::string_view slot = {}, std::string_view what = {}) {
    if (misses_) misses_->push_back({rule.id, std::string(why).append(slot).append(what), trigger});
  }

  const char* trigger_fault(const Trigger& t, std::uint32_t at) const {
    const Token& token = scene_.token(at);
    for (auto s : scene_.sites_at[at])
      if (scene_.sites[s].mention.form == Form::name && scene_.sites[s].head != at && (!is_phrase(scene_, scene_.sites[s]) || scene_.is_a(s, "Program")))
        return "the trigger is part of a name";
    if (!t.upos.empty() && !t.upos.contains(token.upos) && !(is_verb(token) && t.upos.contains(Upos::verb)) && !(token.upos == Upos::propn && t.upos.contains(Upos::noun)))
      return "the trigger has another part of speech";
    if (t.passive && *t.passive != is_passive(token)) return "the trigger has another voice";
    if (t.number && *t.number != token.features.number && token.features.number != Number::none) return "the trigger is in another number";
    if (!t.cases.empty() && !t.cases.contains(token.features.case_)) return "the trigger is in another case";
    if (!t.prepositions.empty() && !governed(at, t.prepositions)) return "the trigger lacks its preposition";
    if (!t.with.empty() && !near(at, t.with)) return "a word that must accompany the trigger is missing";
    if (!t.without.empty() && near(at, t.without)) return "a word that must not accompany the trigger is there";
    if (t.bare && std::ranges::any_of(syntax_.children(at), [&](auto child) { return common_genitive(child); })) return "the trigger has a genitive of its own";
    return nullptr;
  }
  bool common_genitive(std::uint32_t t) const {
    const Token& token = scene_.token(t);
    return token.upos == Upos::noun && token.features.case_ == Case::gen && syntax_.preposition(t) == no_head && scene_.sites_at[t].empty();
  }
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
      std::span<const std::uint32_t> starts(&trigger, 1);
      if (!path.of.empty()) {
        for (std::size_t i = 0; i < index; ++i)
          if (rule.slots[i].name == path.of) starts = fills_[i].tokens;
      }
      for (auto start : starts) {
        if (path.role == "subject" && &path != &slot.paths.front() && of_genitive(slot.paths.front()) && filler_.of_another(start)) continue;
        if (path.role == "visitors") visitors(slot, start, fills_[index]);
        else if (path.role == "seat") seat(slot, start, fills_[index]);
        else filler_.fill(slot, path, start, fills_[index]);
      }
      if (!slot.absent) without_earlier(rule, index);
      if (!fills_[index].empty()) return;
    }
  }

  /// «Гостей принял W»: who made the visit that was told last (words/visits.tsv names its rules), else the delegation named last.
  void visitors(const Slot& slot, std::uint32_t start, Fill& out) const {
    constexpr std::uint32_t back = 2;  // sentences
    const auto& rules = scene_.lexicon.list("visits");
    const auto sentence = syntax_.sentence_of(start);
    std::size_t end = proposals_.size();
    const auto told = [&](std::size_t p) { return proposals_[p].sentence + back >= sentence && proposals_[p].trigger.begin + told_line >= start; };
    while (end > first_ && told(end - 1) && !rules.contains(proposals_[end - 1].rule)) --end;
    if (end == first_ || !told(end - 1)) return filler_.delegation(slot, start, out);
    auto begin = end;
    while (begin > first_ && rules.contains(proposals_[begin - 1].rule) && proposals_[begin - 1].trigger.begin == proposals_[end - 1].trigger.begin) --begin;
    const std::span visit(proposals_.begin() + static_cast<std::ptrdiff_t>(begin), end - begin);
    const auto person = [&](const Proposal& p) { return scene_.is_a(p.subject, "Person"); };
    const bool persons = std::ranges::any_of(visit, person);
    for (const Proposal& p : visit)  // of a delegation whose leader is told, he
      if (!persons || person(p)) filler_.add_fitting(slot, p.subject, out);
  }

  /// «Завод возглавил W. Его предшественник V»: the body whose head was told last, by a post or a rule, in this sentence or the two before.
  void seat(const Slot& slot, std::uint32_t start, Fill& out) const {
    constexpr std::uint32_t back = 2;  // sentences
    static constexpr std::string_view heads = "heads";
    const auto sentence = syntax_.sentence_of(start);
    std::uint32_t body = no_site, told_at = 0;
    for (auto s = sentence + 1; s-- > (sentence > back ? sentence - back : 0) && body == no_site;)
      for (auto r : beginning_in(around(start, told_line, 0), scene_.roles_of[s], scene_.roles)) {
        const RoleSite& role = scene_.roles[r];
        if (role.tokens.end > start || role.bodies.size() != 1 || role.told || role_relation(scene_, role, role.bodies.front()) != heads) continue;
        body = role.bodies.front(), told_at = role.tokens.begin;
      }
    for (auto p = proposals_.size(); p-- > first_ && proposals_[p].sentence + back >= sentence && proposals_[p].trigger.begin > told_at;)
      if (proposals_[p].relation == heads && proposals_[p].trigger.begin != start) {
        body = proposals_[p].object;
        break;
      }
    if (body != no_site) filler_.add_fitting(slot, body, out);
  }

  /// One thing plays one part: «Кредиторы — A и B» names nobody's debts.
  void without_earlier(const Rule& rule, std::size_t index) {
    Fill& own = fills_[index];
    if (!own.roles.empty() || own.sites.size() != own.tokens.size()) return;
    const auto earlier = [&](std::uint32_t site) {
      for (std::size_t i = 0; i < index; ++i)
        for (auto other : fills_[i].sites)
          if (!rule.slots[i].absent && scene_.sites[other].mention.entity == scene_.sites[site].mention.entity) return true;
      return false;
    };
    for (auto i = own.sites.size(); i-- > 0;)
      if (earlier(own.sites[i])) own.sites.erase(own.sites.begin() + static_cast<std::ptrdiff_t>(i)), own.tokens.erase(own.tokens.begin() + static_cast<std::ptrdiff_t>(i));
  }

  /// «визит A», else who the clause says: but not where the genitive is another's («визит главы ведомства»).
  static bool of_genitive(const SlotPath& path) {
    return path.side == SlotPath::Side::tree && path.prepositions.empty() && path.cases == std::vector<Case>{Case::gen};
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
    if (outcome.between && emit_couples(rule, outcome, from, trigger)) return;
    if (from.sites.size() < outcome.least || (outcome.between && from.sites.size() > outcome.most)) return;
    const auto on_both_sides = [&](std::uint32_t site) {  // the longer list has swallowed the shorter one
      return !outcome.between && from.sites.size() > to.sites.size() && std::find(to.sites.begin(), to.sites.end(), site) != to.sites.end();
    };
    for (std::size_t i = 0; i < from.sites.size(); ++i)
      for (std::size_t j = outcome.between ? i + 1 : 0; j < to.sites.size(); ++j)
        if (!on_both_sides(from.sites[i]) && !(outcome.between && of_one_group(from, i, j))) propose(rule, outcome.relation, from.sites[i], to.sites[j], trigger);
  }

  bool emit_couples(const Rule& rule, const Outcome& outcome, const Fill& fill, std::uint32_t trigger) {
    const auto pairs = couples(scene_, fill.sites);
    for (const auto& [a, b] : pairs)
      if (Proposal* p = propose(rule, outcome.relation, a, b, trigger)) p->apart = true;
    return !pairs.empty();
  }

  /// «делегация Омска во главе с W»: no two parties.
  bool of_one_group(const Fill& fill, std::size_t i, std::size_t j) const {
    return fill.tokens.size() == fill.sites.size() && fill.tokens[i] == fill.tokens[j] && scene_.is_a(fill.sites[i], "Person") != scene_.is_a(fill.sites[j], "Person");
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

  /// «заключили договор, расторгнутый через год», «связи, прерванные войной»: the tie has gone with the agreement or the noun.
  std::optional<Status> fate(const Rule& rule, std::uint32_t trigger) const {
    const auto told = [&](std::uint32_t noun) {
      const auto found = fate_of(scene_, noun);
      return found && status_of(scene_, rule.clause.empty() ? trigger : noun, false) == Status::asserted ? found : std::nullopt;
    };
    for (const Fill& fill : fills_)
      for (auto site : fill.sites)
        if (scene_.is_a(site, "Agreement") && !scene_.lexicon.list("renewing_verbs").contains(scene_.token(trigger).lemma))
          if (const auto found = told(scene_.sites[site].head)) return found;
    return is_verb(scene_.token(trigger)) ? std::nullopt : told(trigger);
  }

  /// «побратимы: A (связи прекращены), B»: what brackets behind a name tell of its tie.
  std::optional<Status> fate_in_brackets(std::uint32_t site) const {
    const auto end = scene_.document.sentences[scene_.sites[site].sentence].tokens.end;
    auto t = scene_.sites[site].tokens.end;
    if (t >= end || scene_.surface(t) != "(") return std::nullopt;
    for (const auto open = t++; t < end && t < open + 8 && scene_.surface(t) != ")"; ++t) {
      if (!is_verb(scene_.token(t)) || syntax_.negated(t)) continue;
      const auto found = scene_.lexicon.modality.find(scene_.token(t).lemma);
      if (found != scene_.lexicon.modality.end() && found->second.status == Status::ended) return Status::ended;
    }
    return std::nullopt;
  }

  /// «станет либо A, либо B», «A или B».
  bool one_of_several(std::uint32_t site) const {
    const auto& words = scene_.lexicon.list("alternative_words");
    const auto told = [&](std::uint32_t t) {
      const auto children = syntax_.children(t);
      return std::any_of(children.begin(), children.end(), [&](auto child) { return scene_.token(child).upos == Upos::cconj && words.contains(scene_.token(child).lemma); });
    };
    const auto members = syntax_.coordination(syntax_.first_conjunct(scene_.sites[site].head));
    return members.size() > 1 && std::any_of(members.begin(), members.end(), told);
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
    if (const Fill& f = filled(rule, rule.clause); !rule.clause.empty() && !f.tokens.empty()) {
      const Status told = status_of(scene_, f.tokens.front(), scene_.lexicon.list("state_relations").contains(relation));
      if (told != Status::asserted || !is_verb(scene_.token(trigger))) p.status = told;  // «форум пройдёт; A направит», but also «A не направил»
    }
    if (!p.status && rule.otherwise != Status::asserted) {
      const Status clause = status_of(scene_, trigger, false);
      p.status = clause == Status::asserted ? rule.otherwise : clause;
    }
    p.rule = rule.id;
    if (!p.status) p.status = fate(rule, trigger);
    if (p.status.value_or(Status::asserted) == Status::asserted)
      for (auto site : {subject, object})
        if (const auto ended = fate_in_brackets(site)) p.status = ended;
    if (p.status != Status::denied && p.status != Status::ended && (one_of_several(subject) || one_of_several(object))) p.status = Status::possible;
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
  SlotFiller filler_;
  std::vector<Proposal>& proposals_;
  const std::size_t first_ = proposals_.size();  // behind it those of this matcher, in the order of their triggers
  std::vector<NearMiss>* misses_;
  std::vector<Fill> fills_;
};

}  // namespace

void match_rules(const Scene& scene, const Rules& rules, std::vector<Proposal>& proposals, std::vector<NearMiss>* misses) {
  Matcher matcher(scene, proposals, misses);
  for (std::uint32_t t = 0; t < scene.document.tokens.size(); ++t) {
    if (!rules.triggers.may_hold(scene.token(t).lemma)) continue;
    const auto found = rules.by_lemma.find(scene.token(t).lemma);
    if (found == rules.by_lemma.end()) continue;
    for (auto rule : found->second) matcher.match(rules.rules[rule], t);
  }
}

}  // namespace citypact::extract
