#include <algorithm>
#include <map>

#include "scorer.hpp"

namespace citypact::extract {
namespace {

/// Settles the proposals of one scene.
class Judge {
 public:
  Judge(const Scene& scene, const PairModel& model, const JudgeOptions& options, std::vector<Proposal>& proposals)
      : scene_(scene), model_(model), options_(options), proposals_(proposals) {
    for (std::uint32_t p = 0; p < proposals.size(); ++p) said_[{proposals[p].subject, proposals[p].object}].push_back(p);
  }

  void run() {
    const PairFeaturizer featurizer(scene_, proposals_);
    std::vector<Proposal> fresh;
    for (const Pair pair : candidate_pairs(scene_)) {
      const PairFeatures features = featurizer.features(pair);
      const PairScores scores = model_.score(features);
      for (std::size_t v = 0; v < scores.verdicts.size(); ++v) {
        const Verdict& verdict = model_.verdicts()[v];
        const auto subject = verdict.forward ? pair.first : pair.second, object = verdict.forward ? pair.second : pair.first;
        if (!weigh(verdict.relation, subject, object, scores, scores.verdicts[v]) && scores.verdicts[v] >= options_.own)
          propose(verdict.relation, subject, object, features, scores, scores.verdicts[v], fresh);
      }
    }
    std::erase_if(proposals_, [&](const Proposal& p) { return p.score < options_.veto; });
    proposals_.insert(proposals_.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
  }

 private:
  /// Gives the rules' proposals the model's probability; false when no rule said this.
  bool weigh(const std::string& relation, std::uint32_t subject, std::uint32_t object, const PairScores& scores, float probability) {
    bool found = weigh_one(relation, subject, object, scores, probability);
    const RelationType* type = scene_.ontology.relation(relation);
    if (type && type->symmetric) found |= weigh_one(relation, object, subject, scores, probability);
    return found;
  }
  bool weigh_one(const std::string& relation, std::uint32_t subject, std::uint32_t object, const PairScores& scores, float probability) {
    const auto at = said_.find({subject, object});
    if (at == said_.end()) return false;
    bool found = false;
    for (const auto p : at->second) {
      if (proposals_[p].relation != relation) continue;
      found = true;
      proposals_[p].score = probability;
      if (!proposals_[p].status) proposals_[p].status = likely_status(scores);
    }
    return found;
  }

  static std::optional<Status> likely_status(const PairScores& scores) {
    const auto best = std::max_element(scores.status.begin(), scores.status.end());
    return static_cast<Status>(best - scores.status.begin());
  }

  void propose(const std::string& relation, std::uint32_t subject, std::uint32_t object, const PairFeatures& features, const PairScores& scores,
               float probability, std::vector<Proposal>& fresh) const {
    const Site& s = scene_.sites[subject];
    const Site& o = scene_.sites[object];
    if (!scene_.ontology.allows(relation, s.mention.type, o.mention.type)) return;
    Proposal p;
    p.relation = relation;
    p.subject = subject, p.object = object;
    p.sentence = std::max(s.sentence, o.sentence);
    p.rule = "model." + relation;
    p.score = probability;
    p.status = likely_status(scores);
    if (features.trigger != no_head) {
      p.trigger = {features.trigger, features.trigger + 1};
      p.sentence = scene_.syntax.sentence_of(features.trigger);
    }
    take_post(p);
    fresh.push_back(std::move(p));
  }

  /// The post that a relation of a person and a body speaks of: one whose class states this relation, linked to either
  /// end before merely near.
  void take_post(Proposal& p) const {
    const RoleSite* best = nullptr;
    int best_rank = 40;
    for (auto sentence : {scene_.sites[p.subject].sentence, scene_.sites[p.object].sentence})
      for (auto r : scene_.roles_of[sentence]) {
        const RoleSite& role = scene_.roles[r];
        const auto found = scene_.lexicon.role_classes.find(role.role_class);
        if (found == scene_.lexicon.role_classes.end() || !found->second.state) continue;
        const int rank = rank_of(role, p, found->second.relation);
        if (rank < best_rank) best = &role, best_rank = rank;
      }
    if (!best || !takes_post(p.relation)) return;
    p.qualifiers.role = best->role;
    p.qualifiers.role_text = best->role_text;
    p.trigger = best->tokens;
    p.sentence = best->sentence;
    if (best->status) p.status = best->status;
  }
  bool takes_post(const std::string& relation) const {
    const auto& classes = scene_.lexicon.role_classes;
    return std::any_of(classes.begin(), classes.end(), [&](const auto& c) { return c.second.relation == relation && c.second.state; }) &&
           scene_.ontology.allows(relation, "Person", "Organization");
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
  std::vector<Proposal>& proposals_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> said_;
};

}  // namespace

void judge_pairs(const Scene& scene, const PairModel& model, const JudgeOptions& options, std::vector<Proposal>& proposals) {
  Judge(scene, model, options, proposals).run();
}

}  // namespace citypact::extract
