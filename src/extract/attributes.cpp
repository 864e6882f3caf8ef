#include <algorithm>

#include "dates.hpp"
#include "extractors.hpp"
#include "quantities.hpp"
#include "speakers.hpp"

namespace citypact::extract {
namespace {

/// Statistics about a mention: «в кластере работает более 300 компаний», «парк объединяет 180 фирм», «90% участников кластера».
class Collector {
 public:
  Collector(const Scene& scene, Speakers& speakers) : scene_(scene), arguments_(scene), speakers_(speakers) {}

  std::vector<Attribute> run() {
    for (std::uint32_t s = 0; s < scene_.document.sentences.size(); ++s) sentence(s);
    return std::move(found_);
  }

 private:
  bool carries(std::uint32_t site) const {
    for (const char* kind : {"Organization", "University", "Park", "Cluster", "City", "Region", "Country", "Platform", "Program"})
      if (scene_.is_a(site, kind)) return scene_.sites[site].mention.form != Form::adjective;
    return false;
  }
  std::uint32_t site_at(std::uint32_t token) const {
    for (auto s : scene_.sites_at[token])
      if (carries(s) && scene_.sites[s].head == token) return s;
    for (auto s : scene_.sites_at[token])
      if (carries(s)) return s;
    return no_site;
  }

  void sentence(std::uint32_t s) {
    const auto quantities = find_quantities(scene_, s);
    std::uint32_t last_owner = no_site;
    const Quantity* last = nullptr;
    for (const Quantity& q : quantities) {
      if (q.money || (q.counted == no_head && !q.percent) || measure(q)) continue;
      auto owner = owner_of(q);
      if (owner == no_site && last && joined(last->tokens.end, q.tokens.begin)) owner = last_owner;
      if (owner == no_site && q.percent) owner = of_them(q, s);
      if (owner == no_site) continue;
      add(q, owner, s);
      last = &q, last_owner = owner;
    }
  }

  /// Years, days and other units of measure are no statistics.
  bool measure(const Quantity& q) const { return q.counted != no_head && scene_.lexicon.list("measure_units").contains(scene_.token(q.counted).lemma); }

  std::uint32_t owner_of(const Quantity& q) const {
    if (q.percent) return percent_owner(q);
    auto verb = q.counted;
    for (int steps = 0; steps < 4 && verb != no_head && !is_finite(scene_.token(verb)); ++steps) verb = scene_.syntax.head(verb);
    if (verb == no_head || !is_finite(scene_.token(verb))) return before_it(q);
    const std::string lemma(scene_.token(verb).lemma);
    if (scene_.lexicon.list("presence_verbs").contains(lemma)) {
      for (auto place : arguments_.dependents(verb, "any", prepositions(), {Case::loc}))
        if (const auto site = site_at(place); site != no_site) return site;
      return before_it(q);
    }
    if (scene_.lexicon.list("holding_verbs").contains(lemma))
      for (auto subject : arguments_.subjects(verb))
        if (const auto site = site_at(subject); site != no_site) return site;
    return no_site;
  }
  std::vector<std::string> prepositions() const {
    const auto& words = scene_.lexicon.list("place_prepositions");
    std::vector<std::string> sorted(words.begin(), words.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

  /// «В кластере уже более 340 компаний»: a place in the locative at the sentence's head.
  std::uint32_t before_it(const Quantity& q) const {
    const auto begin = scene_.document.sentences[scene_.syntax.sentence_of(q.tokens.begin)].tokens.begin;
    for (auto t = q.tokens.begin; t-- > begin;) {
      const auto site = site_at(t);
      if (site != no_site) {
        const Site& found = scene_.sites[site];
        const bool located = found.tokens.begin > begin && scene_.lexicon.list("place_prepositions").contains(scene_.token(found.tokens.begin - 1).lemma);
        return located && scene_.token(found.head).features.case_ == Case::loc ? site : no_site;
      }
      if (scene_.surface(t) == ";" || scene_.surface(t) == ":") return no_site;
    }
    return no_site;
  }

  /// «90% участников кластера», «40% площадей парка».
  std::uint32_t percent_owner(const Quantity& q) const {
    const auto end = scene_.document.sentences[scene_.syntax.sentence_of(q.tokens.begin)].tokens.end;
    if (q.counted == no_head) return no_site;
    for (auto t = q.counted; t < end && t < q.counted + 4; ++t) {
      if (is_finite(scene_.token(t)) || scene_.token(t).upos == Upos::punct) return no_site;
      if (const auto site = site_at(t); site != no_site && t != q.counted) return site;
    }
    return no_site;
  }
  /// «85% из них»: of what the last number counted.
  std::uint32_t of_them(const Quantity& q, std::uint32_t s) const {
    const auto end = scene_.document.sentences[s].tokens.end;
    const bool them = q.tokens.end + 1 < end && scene_.token(q.tokens.end).upos == Upos::adp && scene_.token(q.tokens.end + 1).upos == Upos::pron;
    return them && !found_.empty() && s - last_sentence_ <= 1 ? found_.back().mention : no_site;
  }

  /// Nothing but nouns, adjectives and commas between: «130 тыс. компаний, 200 тыс. учёных и 150 тыс. разработчиков».
  bool joined(std::uint32_t from, std::uint32_t to) const {
    for (auto t = from; t < to; ++t)
      if (is_verb(scene_.token(t)) && scene_.token(t).features.verb_form == VerbForm::fin) return false;
    return to - from < 10;
  }

  void add(const Quantity& q, std::uint32_t owner, std::uint32_t s) {
    Attribute a;
    a.mention = owner;
    a.value = q.value;
    a.bound = q.bound;
    const auto counted = q.counted == no_head ? q.tokens.end - 1 : q.counted;
    a.property = q.counted == no_head ? q.unit : std::string(scene_.token(counted).lemma);
    a.unit = q.percent ? "%" : fold_case(scene_.surface(counted));
    a.evidence.sentence = scene_.document.sentences[s].span;
    a.evidence.trigger = scene_.document.span({q.tokens.begin, std::max(q.tokens.end, counted + 1)});
    a.evidence.rule = "attribute.quantity";
    a.evidence.confidence = 0.8f;
    a.time = time_of(scene_, q.tokens.begin);
    if (const auto speaker = speakers_.of(s).site; speaker != no_site) a.speaker = speaker;
    else if (s > 0 && last_sentence_ + 1 == s && !found_.empty()) a.speaker = found_.back().speaker;
    found_.push_back(std::move(a));
    last_sentence_ = s;
  }

  const Scene& scene_;
  Arguments arguments_;
  Speakers& speakers_;
  std::vector<Attribute> found_;
  std::uint32_t last_sentence_ = 0;
};

}  // namespace

std::vector<Attribute> find_attributes(const Scene& scene, Speakers& speakers) { return Collector(scene, speakers).run(); }

}  // namespace citypact::extract
