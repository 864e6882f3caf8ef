// What is still to take place has no guests yet: «форум пройдёт в мае. Организатор форума — A» plans what its noun or present tense states.
#include <algorithm>
#include <set>

#include "dates.hpp"
#include "extractors.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

class EventFates {
 public:
  explicit EventFates(const Scene& scene) : scene_(scene), syntax_(scene.syntax) {
    for (std::uint32_t s = 0; s < scene.sites.size(); ++s)
      if (scene.is_a(s, "Event")) hear(s);
    for (const auto event : held_) ahead_.erase(event);
  }

  void settle(Proposal& p) const {
    if (ahead_.empty() || p.trigger.size() == 0 || !listed("relations_to_events", p.relation)) return;
    const bool ahead = ahead_.contains(entity(p.subject)) || ahead_.contains(entity(p.object));
    if (ahead && !is_past(p.trigger.begin) && told_status(scene_, p) == Status::asserted) p.status = Status::planned, p.settled = true;
  }

 private:
  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }
  const Token& token(std::uint32_t t) const { return scene_.token(t); }
  bool listed(std::string_view list, std::string_view word) const { return scene_.lexicon.list(list).contains(word); }

  void hear(std::uint32_t event) {
    const auto noun = scene_.sites[event].head, verb = syntax_.head(noun);
    if (verb != no_head && is_verb(token(verb)) && tells(verb, syntax_.is(noun, "nsubj"), syntax_.is(noun, "obj"))) tell(event, verb);
    for (auto child : syntax_.children(noun)) {
      if (syntax_.is(child, "amod") && listed("coming_words", token(child).lemma)) ahead_.insert(entity(event));
      if (syntax_.is(child, "acl") && is_verb(token(child)) && told_by_clause(child)) tell(event, child);
    }
    if (scene_.on_agenda(noun)) ahead_.insert(entity(event));
  }
  /// A verb that says whether its subject or object takes place: «форум пройдёт», «проведёт форум», «форум проводится».
  bool tells(std::uint32_t verb, bool subject, bool object) const {
    const auto& lemma = token(verb).lemma;
    return (subject && listed("verbs_of_events", lemma)) || ((object || (subject && is_passive(token(verb)))) && listed("hosting_verbs", lemma));
  }
  /// «форум, который пройдёт», «форум, который проведёт A», «форум, намеченный на май».
  bool told_by_clause(std::uint32_t verb) const {
    if (token(verb).features.verb_form == VerbForm::part) return tells(verb, true, false);
    const auto children = syntax_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](auto child) {
      return scene_.lexicon.relative_words.contains(token(child).lemma) && tells(verb, syntax_.is(child, "nsubj"), syntax_.is(child, "obj"));
    });
  }
  void tell(std::uint32_t event, std::uint32_t verb) {
    const auto& lemma = token(verb).lemma;
    const Status status = status_of(scene_, verb, false);
    const auto modal = scene_.lexicon.modality.find(lemma);
    const bool meant = modal != scene_.lexicon.modality.end() && modal->second.status == Status::planned && !syntax_.negated(verb);  // «намечен», «планируется»
    if ((status == Status::planned || (status == Status::asserted && (meant || on_a_day(verb)))) && !listed("closing_verbs_of_events", lemma)) ahead_.insert(entity(event));
    else if (status == Status::asserted && (listed("verbs_of_events", lemma) || token(verb).features.tense == Tense::past)) held_.insert(entity(event));
  }
  /// «форум открывается 12 ноября»: the present with a day after that of publication.
  bool on_a_day(std::uint32_t verb) const {
    const auto& published = scene_.document.document.published;
    if (token(verb).features.tense != Tense::pres || !published || !published->begin) return false;
    const auto times = find_times(scene_, syntax_.sentence_of(verb));
    return std::any_of(times.begin(), times.end(), [&](const TimeExpression& time) { return time.date.begin && time.date.begin->day && *published->begin < *time.date.begin; });
  }
  /// The trigger or the verb that it hangs on tells of the past.
  bool is_past(std::uint32_t t) const {
    for (int steps = 0; steps < 4 && t != no_head; ++steps, t = syntax_.head(t))
      if (is_verb(token(t))) return token(t).features.tense == Tense::past;
    return false;
  }

  const Scene& scene_;
  const Syntax& syntax_;
  std::set<std::uint32_t> ahead_, held_;  // entities
};

}  // namespace

void tell_event_fates(const Scene& scene, std::vector<Proposal>& proposals) {
  const EventFates fates(scene);
  for (Proposal& p : proposals) fates.settle(p);
}

}  // namespace citypact::extract
