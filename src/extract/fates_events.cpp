// What is still to take place has no guests yet: «форум пройдёт в мае. Организатор форума — A» plans what its noun or present tense states.
#include <set>

#include "extractors.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

class EventFates {
 public:
  explicit EventFates(const Scene& scene) : scene_(scene) {
    for (std::uint32_t s = 0; s < scene.sites.size(); ++s)
      if (scene.is_a(s, "Event")) hear(s);
    for (const auto event : held_) ahead_.erase(event);
  }

  void settle(Proposal& p) const {
    if (ahead_.empty() || p.trigger.size() == 0 || !scene_.lexicon.list("relations_to_events").contains(p.relation)) return;
    const bool ahead = ahead_.contains(entity(p.subject)) || ahead_.contains(entity(p.object));
    if (ahead && !is_past(p.trigger.begin) && told_status(scene_, p) == Status::asserted) p.status = Status::planned;
  }

 private:
  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }

  /// What the verb that takes place says of its subject.
  void hear(std::uint32_t event) {
    const auto noun = scene_.sites[event].head, verb = scene_.syntax.head(noun);
    if (verb == no_head || !scene_.syntax.is(noun, "nsubj") || !is_verb(scene_.token(verb))) return;
    const auto& lemma = scene_.token(verb).lemma;
    if (!scene_.lexicon.list("verbs_of_events").contains(lemma)) return;
    const Status status = status_of(scene_, verb, false);
    if (status == Status::planned && !scene_.lexicon.list("closing_verbs_of_events").contains(lemma)) ahead_.insert(entity(event));
    if (status == Status::asserted) held_.insert(entity(event));
  }
  /// The trigger or the verb that it hangs on tells of the past.
  bool is_past(std::uint32_t t) const {
    for (int steps = 0; steps < 4 && t != no_head; ++steps, t = scene_.syntax.head(t))
      if (is_verb(scene_.token(t))) return scene_.token(t).features.tense == Tense::past;
    return false;
  }

  const Scene& scene_;
  std::set<std::uint32_t> ahead_, held_;  // entities
};

}  // namespace

void tell_event_fates(const Scene& scene, std::vector<Proposal>& proposals) {
  const EventFates fates(scene);
  for (Proposal& p : proposals) fates.settle(p);
}

}  // namespace citypact::extract
