// What came of a plan of the past: «A хотел купить B. Сделка сорвалась», «из этого ничего не вышло», «получен отказ».
#include <algorithm>

#include "extractors.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

class PlanFates {
 public:
  explicit PlanFates(const Scene& scene) : scene_(scene), syntax_(scene.syntax) {}

  void settle(Proposal& p) const {
    if (p.trigger.size() == 0 || !was(p.trigger.begin)) return;
    const Status status = told_status(scene_, p);
    if (status != Status::planned && status != Status::possible) return;
    const auto& sentences = scene_.document.sentences;
    const auto sentence = syntax_.sentence_of(p.trigger.begin);
    TokenRange behind{std::max({p.trigger.end, end_in(p.subject, sentence), end_in(p.object, sentence)}), sentences[sentence].tokens.end};
    if (sentence + 1 < sentences.size() && !scene_.opens_line(sentence + 1)) behind.end = sentences[sentence + 1].tokens.end;
    for (auto t = behind.begin; t < behind.end; ++t)
      if (is_verb(token(t)) && failed(t, p)) {
        p.status = Status::denied;
        return;
      }
  }

 private:
  const Token& token(std::uint32_t t) const { return scene_.token(t); }
  bool listed(std::string_view list, std::uint32_t t) const { return scene_.lexicon.list(list).contains(token(t).lemma); }
  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }
  std::uint32_t end_in(std::uint32_t site, std::uint32_t sentence) const { return scene_.sites[site].sentence == sentence ? scene_.sites[site].tokens.end : 0; }

  /// «собирался купить», «планировалась встреча», «могла стать»: a verb of the past governs the plan.
  bool was(std::uint32_t t) const {
    for (int steps = 0; steps < 5 && t != no_head; ++steps, t = syntax_.head(t)) {
      if (is_finite(token(t)) && token(t).features.tense == Tense::past) return true;
      for (auto child : syntax_.children(t))
        if ((syntax_.is(child, "aux") || syntax_.is(child, "cop")) && token(child).features.tense == Tense::past) return true;
      if (is_finite(token(t))) return false;
    }
    return false;
  }

  bool failed(std::uint32_t verb, const Proposal& p) const {
    if (!is_finite(token(verb)) || token(verb).features.tense != Tense::past) return false;
    const bool negated = syntax_.negated(verb);
    const auto modal = scene_.lexicon.modality.find(token(verb).lemma);
    const bool put_off = modal != scene_.lexicon.modality.end() && modal->second.status == Status::planned, minds = !negated && !put_off && listed("change_of_mind_verbs", verb);
    const bool refused = !negated && modal != scene_.lexicon.modality.end() && modal->second.status == Status::denied;
    const bool fails = negated ? listed("failing_verbs", verb) : minds || refused;
    bool own = false, of_plan = false, subject = false, refusal = false;
    for (auto child : syntax_.children(verb)) {
      const bool nominative = syntax_.is(child, "nsubj"), core = nominative || syntax_.is(child, "obj");
      subject |= nominative;
      if (core && listed("refusal_nouns", child)) refusal |= listed("getting_verbs", verb);
      if (core && listed("dropped_nouns", child) && !of_others(child, p)) of_plan = true;
      if (nominative && listed("nothing_words", child)) of_plan = true;
      if (nominative && is_end(child, p)) own = true;
      if (syntax_.is(child, "obl") && !listed("dropped_nouns", child) && (minds || refused) && syntax_.preposition(child) != no_head && listed("origin_prepositions", syntax_.preposition(child))) return false;  // «отказался от комментариев»
    }
    return refusal || (fails && (of_plan || (minds && (own || !subject))));
  }
  bool is_end(std::uint32_t noun, const Proposal& p) const {
    const auto& sites = scene_.sites_at[noun];
    return std::any_of(sites.begin(), sites.end(), [&](auto site) { return entity(site) == entity(p.subject) || entity(site) == entity(p.object); });
  }
  /// «сделка с C»: told of somebody else.
  bool of_others(std::uint32_t noun, const Proposal& p) const {
    const auto children = syntax_.children(noun);
    return std::any_of(children.begin(), children.end(), [&](auto child) { return !scene_.sites_at[child].empty() && !is_end(child, p); });
  }

  const Scene& scene_;
  const Syntax& syntax_;
};

}  // namespace

void tell_plan_fates(const Scene& scene, std::vector<Proposal>& proposals) {
  const PlanFates fates(scene);
  for (Proposal& p : proposals) fates.settle(p);
}

}  // namespace citypact::extract
