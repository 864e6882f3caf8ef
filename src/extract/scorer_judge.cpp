#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "body_types.hpp"
#include "scorer_pairs.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t post_line = 300;  // tokens from a person or a body to the post that ties them

/// Settles the proposals of one scene.
class Judge {
 public:
  Judge(const Scene& scene, const PairModel& model, const JudgeOptions& options, PairModel::Buffers& buffers, std::vector<Proposal>& proposals)
      : scene_(scene), model_(model), options_(options), buffers_(buffers), proposals_(proposals) {
    if (buffers.relations.empty())
      for (const Verdict& verdict : model.verdicts()) {
        const RelationType* type = scene.ontology.relation(verdict.relation);
        buffers.relations.push_back({takes_post(verdict.relation), type && type->symmetric});
      }
    for (std::uint32_t p = 0; p < proposals.size(); ++p) {
      said_[{proposals[p].subject, proposals[p].object}].push_back(p);
      of_sentence_[proposals[p].sentence].push_back(p);
      ties_.insert(tie(proposals[p]));
    }
  }

  void run() {
    const PairFeaturizer featurizer(scene_, proposals_);
    std::vector<Proposal> fresh;
    PairScorer scorer(scene_, model_, featurizer, buffers_);
    for (const Pair pair : candidate_pairs(scene_)) {
      const bool silent = !said_.contains({pair.first, pair.second}) && !said_.contains({pair.second, pair.first});
      const std::uint32_t kinds = featurizer.kinds(pair);
      if (silent && !model_.worth(kinds)) continue;
      const std::span<const float> scores = scorer.score(pair, kinds, silent ? options_.own : 0);
      if (scores.empty()) continue;
      std::optional<PairFeatures> features;  // read whole only where something is said
      const auto statuses = [&](const std::string& relation) {
        if (!features) features = featurizer.features(pair);
        return model_.status(*features, relation);
      };
      for (std::size_t v = 0; v < scores.size(); ++v) {
        const Verdict& verdict = model_.verdicts()[v];
        const auto subject = verdict.forward ? pair.first : pair.second, object = verdict.forward ? pair.second : pair.first;
        const bool said = tell(v, subject, object, scores[v], statuses);
        if (said || scores[v] < options_.own || (buffers_.relations[v].post && post_said(subject, object))) continue;
        const auto likely = statuses(verdict.relation);
        propose(verdict.relation, subject, object, scores[v], likely, features->trigger, fresh);
      }
    }
    for (const auto* list : {&static_cast<const std::vector<Proposal>&>(proposals_), &static_cast<const std::vector<Proposal>&>(fresh)})
      for (const Proposal& p : *list)
        if (type_of(p.object) == "Agreement" && type_of(p.subject) != "Person") parties_[p.sentence].insert(entity(p.subject));
    std::erase_if(fresh, [&](const Proposal& p) { return (p.score < options_.against && (other_post(p) || complete(p))) || (p.score < options_.again && said_elsewhere(p)) || crowded(p) || outer(p) || of_holder(p) || acts_elsewhere(p); });
    proposals_.insert(proposals_.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
  }

 private:
  bool post_said(std::uint32_t subject, std::uint32_t object) const {
    const auto at = said_.find({subject, object});
    return at != said_.end() && std::any_of(at->second.begin(), at->second.end(), [&](auto p) { return takes_post(proposals_[p].relation); });
  }

  /// Gives the rules' proposals what the model thinks of them; false when no rule said this.
  template <class Statuses>
  bool tell(std::size_t v, std::uint32_t subject, std::uint32_t object, float probability, const Statuses& statuses) {
    const std::string& relation = model_.verdicts()[v].relation;
    std::optional<std::array<float, 5>> likely;  // the same for all who say it
    const auto tell_one = [&](std::uint32_t from, std::uint32_t to) {
      const auto at = said_.find({from, to});
      if (at == said_.end()) return;
      for (const auto p : at->second) {
        if (proposals_[p].relation != relation) continue;
        if (!likely) likely = statuses(relation);
        proposals_[p].probability = probability, proposals_[p].statuses = *likely;
        proposals_[p].taught = model_.knows(proposals_[p].rule);
      }
    };
    tell_one(subject, object);
    if (buffers_.relations[v].symmetric) tell_one(object, subject);
    return likely.has_value();
  }

  void propose(const std::string& relation, std::uint32_t subject, std::uint32_t object, float probability,
               const std::array<float, 5>& statuses, std::uint32_t trigger, std::vector<Proposal>& fresh) const {
    const Site& s = scene_.sites[subject];
    const Site& o = scene_.sites[object];
    if (!scene_.ontology.allows(relation, s.mention.type, o.mention.type)) return;
    Proposal p;
    p.relation = relation;
    p.subject = subject, p.object = object;
    p.sentence = std::max(s.sentence, o.sentence);
    p.rule = "model." + relation;
    const auto likely = std::ranges::max_element(statuses);
    p.status = static_cast<Status>(likely - statuses.begin());
    p.score = probability * *likely;
    p.probability = probability, p.statuses = statuses;
    if (trigger != no_head) {
      p.trigger = {trigger, trigger + 1};
      p.sentence = scene_.syntax.sentence_of(trigger);
    }
    if (const RoleSite* post = take_post(p); post && of_another(*post, p)) return;
    fresh.push_back(std::move(p));
  }

  /// A rule says the same of a body within this one: «в Казани» places the university, not its council.
  bool outer(const Proposal& p) const {
    return any_within(p.subject, [&](auto inner) { return said(inner, p.relation, p.object); }) ||
           any_within(p.object, [&](auto inner) { return said(p.subject, p.relation, inner); });
  }
  using Tie = std::tuple<std::string_view, std::uint32_t, std::uint32_t>;  // relation, entities
  Tie tie(const Proposal& p) const {
    const RelationType* type = scene_.ontology.relation(p.relation);
    const auto a = entity(p.subject), b = entity(p.object);
    return type && type->symmetric ? Tie{p.relation, std::min(a, b), std::max(a, b)} : Tie{p.relation, a, b};
  }
  bool said_elsewhere(const Proposal& p) const { return ties_.contains(tie(p)); }

  /// «Хоким Ташкента примет участие»: what a rule reads of the holder of a post is not the body's besides.
  bool of_holder(const Proposal& p) const {
    return std::ranges::any_of(scene_.roles_of[scene_.sites[p.subject].sentence], [&](auto r) {
      const RoleSite& role = scene_.roles[r];
      return std::ranges::find(role.bodies, p.subject) != role.bodies.end() &&
             std::ranges::any_of(role.holders, [&](auto holder) { return said(holder, p.relation, p.object); });
    });
  }
  bool said(std::uint32_t subject, const std::string& relation, std::uint32_t object) const {
    const auto at = said_.find({subject, object});
    return at != said_.end() && std::ranges::any_of(at->second, [&](auto q) { return proposals_[q].relation == relation; });
  }
  /// Of the sites within a longer one.
  template <class Test>
  bool any_within(std::uint32_t site, Test test) const {
    const TokenRange outer = scene_.sites[site].tokens;
    for (auto t = outer.begin; t < outer.end; ++t)
      for (auto s : scene_.sites_at[t]) {
        const TokenRange inner = scene_.sites[s].tokens;
        if (inner.begin == t && inner.end <= outer.end && inner.size() < outer.size() && test(s)) return true;
      }
    return false;
  }

  /// A tie between parties that share their sentence with too many others: those are parties to the agreement only.
  bool crowded(const Proposal& p) const {
    const RelationType* type = scene_.ontology.relation(p.relation);
    const auto found = parties_.find(p.sentence);
    return type && type->symmetric && found != parties_.end() && found->second.size() > options_.most_parties;
  }
  const std::string& type_of(std::uint32_t site) const { return scene_.sites[site].mention.type; }

  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }

  template <class Test>
  bool any_said(const Proposal& p, Test test) const {
    const auto found = of_sentence_.find(p.sentence);
    return found != of_sentence_.end() && std::ranges::any_of(found->second, [&](auto q) { return test(proposals_[q]); });
  }

  /// A rule gives the same person a post in another body of this kind, or the same body another head, in this sentence:
  /// «президенты A и B X и Y» crosses otherwise.
  bool other_post(const Proposal& p) const {
    if (!takes_post(p.relation)) return false;
    if (crossed(p)) return true;
    return any_said(p, [&](const Proposal& q) {
      if (!takes_post(q.relation)) return false;
      const bool same_holder = entity(q.subject) == entity(p.subject), same_body = entity(q.object) == entity(p.object);
      if (same_holder == same_body) return false;
      return same_holder ? type_of(q.object) == type_of(p.object) : q.relation == p.relation;
    });
  }

  /// «член комитета X и председатель совета Y»: rules give both the person and the body to others.
  bool crossed(const Proposal& p) const {
    const auto given = [&](bool holder) {
      return any_said(p, [&](const Proposal& q) { return takes_post(q.relation) && (entity(q.subject) == entity(p.subject)) == holder && (entity(q.object) == entity(p.object)) != holder; });
    };
    return given(true) && given(false);
  }

  /// «A назвал посещение завода министром B ошибкой»: one of two that deal with each other does something of which the other only speaks.
  bool acts_elsewhere(const Proposal& p) const {
    const RelationType* type = scene_.ontology.relation(p.relation);
    return type && type->symmetric && (acts_without(p.subject, p.object) || acts_without(p.object, p.subject));
  }
  bool acts_without(std::uint32_t agent, std::uint32_t other) const {
    const auto head = scene_.sites[agent].head, deed = scene_.syntax.head(head);
    return scene_.token(head).features.case_ == Case::ins && deed != no_head && scene_.token(deed).upos == Upos::noun &&
           scene_.syntax.preposition(head) == no_head && !scene_.syntax.below(scene_.sites[other].head, deed);
  }

  /// Rules name two or more parties of this very agreement here: a third is of another agreement in the sentence.
  bool complete(const Proposal& p) const {
    if (type_of(p.object) != "Agreement") return false;
    std::set<std::uint32_t> parties;
    any_said(p, [&](const Proposal& q) {
      if (q.relation == p.relation && entity(q.object) == entity(p.object)) parties.insert(entity(q.subject));
      return false;
    });
    return parties.size() >= 2;
  }

  /// The post that a relation of a person and a body speaks of: one whose class states this relation, linked to either
  /// end before merely near.
  const RoleSite* take_post(Proposal& p) const {
    if (!takes_post(p.relation)) return nullptr;
    const RoleSite* best = nullptr;
    int best_rank = 40;
    const auto [first, last] = std::minmax(scene_.sites[p.subject].tokens.begin, scene_.sites[p.object].tokens.begin);
    const TokenRange near{around(first, post_line, 0).begin, last + post_line};
    for (auto sentence : {scene_.sites[p.subject].sentence, scene_.sites[p.object].sentence})
      for (auto r : beginning_in(near, scene_.roles_of[sentence], scene_.roles)) {
        const RoleSite& role = scene_.roles[r];
        const auto found = scene_.lexicon.role_classes.find(role.role_class);
        if (found == scene_.lexicon.role_classes.end() || !found->second.state) continue;
        if (of_others(role, p) || of_many_elsewhere(role, p) || of_another_tie(found->second.relation, p.relation)) continue;
        const int rank = rank_of(role, p, found->second.relation);
        if (rank < best_rank) best = &role, best_rank = rank;
      }
    if (!best) return nullptr;
    p.qualifiers.role = best->role;
    p.qualifiers.role_text = best->role_text;
    p.trigger = best->tokens;
    p.sentence = best->sentence;
    if (best->status) p.status = best->status;
    return best;
  }
  /// «Мэр W («Заря»)»: nobody is a party's mayor.
  bool of_another_tie(const std::string& of_post, const std::string& relation) const {
    const auto office = [&](const std::string& r) { return r == scene_.lexicon.relation_of_posts("top") || r == scene_.lexicon.relation_of_posts("post"); };
    return of_post != relation && !(office(of_post) && office(relation));
  }
  /// «в Самаре, сообщил глава ведомства»: a common noun behind the post says that it is a body's, not the place's.
  bool of_another(const RoleSite& role, const Proposal& p) const {
    if (is_body(type_of(p.object)) || role.tokens.end >= scene_.document.tokens.size()) return false;
    const auto& lemma = scene_.token(role.tokens.end).lemma;
    const auto& table = scene_.lexicon.language().table("nominals");
    return std::any_of(table.begin(), table.end(), [&](const auto& row) { return row.size() > 1 && row[0] == lemma && is_body(row[1]); });
  }
  /// «…, сказал W под давлением законодателей»: a plural behind a person says nothing of him.
  bool of_many_elsewhere(const RoleSite& role, const Proposal& p) const {
    const Site& person = scene_.sites[p.subject];
    const bool held = std::find(role.holders.begin(), role.holders.end(), p.subject) != role.holders.end();
    return !held && scene_.is_a(p.subject, "Person") && scene_.token(role.head).features.number == Number::plur && role.tokens.begin > person.tokens.end + 3;
  }
  /// A post that its words give to somebody else.
  bool of_others(const RoleSite& role, const Proposal& p) const {
    const Case post = scene_.token(role.head).features.case_, person = scene_.token(scene_.sites[p.subject].head).features.case_;
    const bool inner = role.holders.empty() && post == Case::gen && person == Case::nom && !role.bodies.empty() && role.tokens.end <= scene_.sites[p.subject].tokens.begin;
    if (inner) return true;  // «советник офиса президента Имя»
    return !role.holders.empty() && std::none_of(role.holders.begin(), role.holders.end(), [&](auto holder) { return entity(holder) == entity(p.subject); });
  }
  bool takes_post(const std::string& relation) const {
    return scene_.lexicon.states_post(relation) && scene_.ontology.allows(relation, "Person", "Organization");
  }
  int rank_of(const RoleSite& role, const Proposal& p, const std::string& relation) const {
    const auto distance = [&](const Site& site) {
      if (role.tokens.end <= site.tokens.begin) return static_cast<int>(site.tokens.begin - role.tokens.end);
      return role.tokens.begin >= site.tokens.end ? static_cast<int>(role.tokens.begin - site.tokens.end) : 0;
    };
    const auto holds = [](const std::vector<std::uint32_t>& list, std::uint32_t x) { return std::find(list.begin(), list.end(), x) != list.end(); };
    int rank = std::min(distance(scene_.sites[p.subject]), 15) + std::min(distance(scene_.sites[p.object]), 15);
    if (holds(role.holders, p.subject)) rank -= 20;
    else if (!role.holders.empty()) rank += 12;
    if (holds(role.bodies, p.object)) rank -= 10;
    if (relation != p.relation) rank += 8;
    return rank;
  }

  const Scene& scene_;
  const PairModel& model_;
  const JudgeOptions& options_;
  PairModel::Buffers& buffers_;
  std::vector<Proposal>& proposals_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> said_;  // what rules say, by both ends
  std::map<std::uint32_t, std::vector<std::uint32_t>> of_sentence_;                      // and by sentence
  std::set<Tie> ties_;                                                                   // that rules state
  std::map<std::uint32_t, std::set<std::uint32_t>> parties_;                             // to agreements, entities by sentence
};

}  // namespace

void judge_pairs(const Scene& scene, const PairModel& model, const JudgeOptions& options, PairModel::Buffers& buffers, std::vector<Proposal>& proposals) {
  Judge(scene, model, options, buffers, proposals).run();
}

}  // namespace citypact::extract
