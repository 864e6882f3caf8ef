#include "decide.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "body_types.hpp"
#include "dates.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

class Decider {
 public:
  Decider(const Scene& scene, Speakers& speakers, const Weighing& weighing)
      : scene_(scene), weighing_(weighing), speakers_(speakers), names_(scene.sites.size()) {
    for (std::uint32_t s = 0; s < scene.sites.size(); ++s) {
      const Site& site = scene.sites[s];
      const bool within = !site.keep && is_body(site.mention.type);  // an organ's name
      if (site.mention.form == Form::name && !within) names_[entity(s)].push_back(s);
    }
  }

  std::vector<Relation> run(std::vector<Proposal> proposals) {
    find_concluded(proposals);
    std::erase_if(proposals, [&](Proposal& p) { return !settle(p); });
    std::stable_sort(proposals.begin(), proposals.end(), [](const Proposal& a, const Proposal& b) {
      return std::tie(a.sentence, a.trigger.begin, a.relation, a.subject, a.object) < std::tie(b.sentence, b.trigger.begin, b.relation, b.subject, b.object);
    });
    return merged(proposals);
  }

 private:
  static constexpr std::size_t most_parties = 3;
  static constexpr std::uint32_t elsewhere = 1u << 30;  // farther than any document

  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }

  /// The nearest name of what a nominal, pronoun or adjective stands for, before others one that holds the nominal's noun («кластер»:
  /// «кластер «Имя»», not «ассоциация «Имя»»).
  std::uint32_t named(std::uint32_t site) const {
    const Site& own = scene_.sites[site];
    if (own.mention.form == Form::name) return site;
    std::uint32_t best = site, distance = ~0u;
    for (const auto s : names_[own.mention.entity]) {
      const Site& other = scene_.sites[s];
      if (other.mention.type != own.mention.type) continue;
      auto gap = other.tokens.begin > own.tokens.begin ? other.tokens.begin - own.tokens.begin : own.tokens.begin - other.tokens.begin;
      if (own.mention.form == Form::nominal && !holds(other.tokens, scene_.token(own.head).lemma)) gap += elsewhere;
      if (in_event(s)) gap += elsewhere / 2;
      if (gap < distance) best = s, distance = gap;
    }
    return best;
  }

  /// «форум «Омск — Ош»»: a name within an event's.
  bool in_event(std::uint32_t site) const {
    const auto& around = scene_.sites_at[scene_.sites[site].tokens.begin];
    return std::any_of(around.begin(), around.end(), [&](auto other) { return scene_.sites[other].tokens.size() > scene_.sites[site].tokens.size() && scene_.is_a(other, "Event"); });
  }

  bool holds(TokenRange tokens, std::string_view lemma) const {
    for (auto t = tokens.begin; t < tokens.end; ++t)
      if (scene_.token(t).lemma == lemma) return true;
    return false;
  }

  /// Of two that meet the person comes first («в Омск приехал W»), else who is named first.
  bool second(std::uint32_t a, std::uint32_t b) const {
    const bool person = scene_.is_a(a, "Person");
    return person == scene_.is_a(b, "Person") ? b < a : !person;
  }
  /// Names the ends of what is proposed and tells its status, time and confidence; false where it is not to be stated.
  bool settle(Proposal& p) {
    const Form subject = scene_.sites[p.subject].mention.form, object = scene_.sites[p.object].mention.form;
    p.subject = named(p.subject), p.object = named(p.object);
    const RelationType* type = scene_.ontology.relation(p.relation);
    if (type && type->symmetric && second(p.subject, p.object)) std::swap(p.subject, p.object);
    if (!lawful(p) || !weigh(p, subject, object)) return false;
    if (p.trigger.size() > 0) place(p);
    return true;
  }
  bool weigh(Proposal& p, Form subject, Form object) const {
    const Confidence* confidence = weighing_.confidence;
    const float tie = confidence ? confidence->tie(p, subject, object) : p.score;
    if (tie < weighing_.least) return false;
    p.status = told_status(scene_, p);
    if (weighing_.watch) weighing_.watch(p, subject, object);
    p.score = tie;
    if (!confidence) return true;
    const auto [status, probability] = confidence->status(p, *p.status, borne_out(p));
    p.status = status, p.score = tie * probability;
    return p.score >= weighing_.least;
  }
  bool borne_out(const Proposal& p) const {
    return p.settled || (*p.status == Status::asserted && concluded_elsewhere(p)) || (*p.status == Status::possible && p.trigger.size() > 0 && is_asked(scene_, p.trigger.begin));
  }
  /// «заключили соглашение … Сегодня мы подготовили подписание»: what parties an agreement has is so where another sentence says that it was made.
  void find_concluded(const std::vector<Proposal>& proposals) {
    constexpr float sure = 0.9f;
    for (const Proposal& p : proposals) {
      if (!scene_.is_a(p.object, "Agreement") || scene_.is_a(p.subject, "Person") || p.trigger.size() == 0) continue;
      agreement_at_[p.trigger.begin] = entity(p.object);
      if (!is_by_model(p) && p.statuses[0] >= sure && told_status(scene_, p) == Status::asserted) concluded_[entity(p.object)].insert(p.sentence);
    }
  }
  bool concluded_elsewhere(const Proposal& p) const {
    const auto agreement = p.trigger.size() == 0 ? agreement_at_.end() : agreement_at_.find(p.trigger.begin);
    const auto found = agreement == agreement_at_.end() ? concluded_.end() : concluded_.find(agreement->second);
    return found != concluded_.end() && (found->second.size() > 1 || *found->second.begin() != p.sentence);
  }
  void place(Proposal& p) {
    if (!p.time) p.time = time_of(scene_, times(p.sentence), p.trigger.begin);
    if (!p.time) p.time = day_of_news(p);
    const Speaker& speaker = speakers_.of(p.sentence);
    const bool told = speaker.site != no_site && speaker.verb != p.trigger.begin && scene_.syntax.below(p.trigger.begin, speaker.verb);
    if (told && entity(speaker.site) != entity(p.subject)) p.qualifiers.speaker = speaker.site;
  }

  /// What the headline or the first sentence says in the past of a news item's own event happened on the day of the news.
  std::optional<Date> day_of_news(const Proposal& p) const {
    const auto& published = scene_.document.document.published;
    if (!published || *p.status != Status::asserted || !scene_.lexicon.list("event_relations").contains(p.relation)) return std::nullopt;
    const Token& trigger = scene_.token(p.trigger.begin);
    const bool past = trigger.features.tense == Tense::past && trigger.features.aspect == Aspect::perf;
    return past && p.sentence <= first_prose() ? published : std::nullopt;
  }
  std::uint32_t first_prose() const {
    for (std::uint32_t s = 0; s < scene_.document.sentences.size(); ++s)
      if (scene_.document.sentences[s].kind == Sentence::Kind::prose) return s;
    return 0;
  }
  const std::vector<TimeExpression>& times(std::uint32_t sentence) {
    auto [at, fresh] = times_.try_emplace(sentence);
    if (fresh) at->second = find_times(scene_, sentence);
    return at->second;
  }

  bool lawful(const Proposal& p) const {
    if (scene_.sites[p.subject].mention.form == Form::pronoun || scene_.sites[p.object].mention.form == Form::pronoun) return false;  // of whom nothing is known
    return entity(p.subject) != entity(p.object) &&
           scene_.ontology.allows(p.relation, scene_.sites[p.subject].mention.type, scene_.sites[p.object].mention.type);
  }

  /// One relation a fact and sentence; of equal ones the best rule speaks, qualifiers are joined.
  std::vector<Relation> merged(const std::vector<Proposal>& proposals) const {
    std::map<std::tuple<std::uint32_t, std::string, std::uint32_t, std::uint32_t>, std::size_t> seen;
    std::vector<Proposal> kept;
    for (const Proposal& p : proposals) {
      const auto key = std::make_tuple(p.sentence, p.relation, entity(p.subject), entity(p.object));
      const auto [at, fresh] = seen.try_emplace(key, kept.size());
      if (fresh) kept.push_back(p);
      else join(kept[at->second], p);
    }
    const Parties many = parties_of_many(kept);
    const Pairs of_pair = pairs_of(kept);
    std::vector<Relation> relations;
    for (const Proposal& p : kept)
      if (const auto& others = of_pair.at(pair_of(p)); !shadowed(p, others) && !overruled(p, others) && !crowded(p, many)) relations.push_back(relation(p));
    return relations;
  }
  static void join(Proposal& kept, const Proposal& other) {
    const bool better = other.score > kept.score;
    Proposal merged = better ? other : kept;
    const Proposal& rest = better ? kept : other;
    if (merged.qualifiers.role.empty()) merged.qualifiers.role = rest.qualifiers.role, merged.qualifiers.role_text = rest.qualifiers.role_text;
    if (merged.qualifiers.amount.empty()) merged.qualifiers.amount = rest.qualifiers.amount;
    if (merged.qualifiers.share.empty()) merged.qualifiers.share = rest.qualifiers.share;
    if (merged.qualifiers.instrument.empty()) merged.qualifiers.instrument = rest.qualifiers.instrument;
    if (!merged.time) merged.time = rest.time;
    kept = std::move(merged);
  }

  using Pair = std::pair<std::uint32_t, std::uint32_t>;  // entities, the lower one first
  using Pairs = std::map<Pair, std::vector<const Proposal*>>;

  Pair pair_of(const Proposal& p) const { return std::minmax({entity(p.subject), entity(p.object)}); }
  Pairs pairs_of(const std::vector<Proposal>& all) const {
    Pairs found;
    for (const Proposal& p : all) found[pair_of(p)].push_back(&p);
    return found;
  }

  using Parties = std::map<std::uint32_t, std::vector<std::set<std::uint32_t>>>;  // by sentence: entities, of each agreement that has many

  Parties parties_of_many(const std::vector<Proposal>& all) const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::uint32_t>> found;  // by sentence and agreement
    for (const Proposal& p : all)
      if (scene_.is_a(p.object, "Agreement") && !scene_.is_a(p.subject, "Person")) found[{p.sentence, entity(p.object)}].insert(entity(p.subject));
    Parties many;
    for (auto& [agreement, parties] : found)
      if (parties.size() > most_parties) many[agreement.first].push_back(std::move(parties));
    return many;
  }
  /// A tie between parties to an agreement of many: they are party to it only.
  bool crowded(const Proposal& p, const Parties& many) const {
    if (p.apart) return false;
    const auto found = many.find(p.sentence);
    const RelationType* type = found == many.end() ? nullptr : scene_.ontology.relation(p.relation);
    return type && type->symmetric && std::ranges::any_of(found->second, [&](const auto& parties) { return parties.contains(entity(p.subject)) && parties.contains(entity(p.object)); });
  }

  /// words/relation_shadows.tsv: what a stronger relation of the same pair and sentence makes needless («signed-with», «cooperates-with»).
  bool shadowed(const Proposal& p, const std::vector<const Proposal*>& of_pair) const {
    for (const auto& row : scene_.lexicon.language().table("relation_shadows")) {
      if (row.size() < 2 || row[1] != p.relation) continue;
      const bool anywhere = row.size() > 2 && row[2] == "document";
      // What the model alone believes does not silence what a rule read.
      const auto stronger = [&](const Proposal* other) { return other->relation == row[0] && (is_by_model(p) || !is_by_model(*other)) && (anywhere || other->sentence == p.sentence); };
      if (std::ranges::any_of(of_pair, stronger)) return true;
    }
    return false;
  }

  /// What the model alone believes to have happened gives way to another sentence that says it is planned, possible or denied; so does what
  /// a noun without a verb of the past states, where that other sentence is as sure; what holds to a later one of the same tie that says it is over.
  bool overruled(const Proposal& p, const std::vector<const Proposal*>& of_pair) const {
    if (p.status != Status::asserted) return false;
    const bool weak = is_by_model(p), open_to = weak || (!by_post(p) && tells_no_past(p));
    return std::ranges::any_of(of_pair, [&](const Proposal* other) {
      if (other->relation != p.relation || entity(other->subject) != entity(p.subject)) return false;
      if (other->status == Status::ended) return !is_by_model(*other) && other->sentence > p.sentence && scene_.lexicon.list("leaving_relations").contains(p.relation);
      return open_to && other->status != Status::asserted && (weak || (!is_by_model(*other) && other->score >= p.score));
    });
  }
  bool by_post(const Proposal& p) const { return p.trigger.size() > 0 && scene_.role_at[p.trigger.begin] != no_site; }
  bool tells_no_past(const Proposal& p) const {
    const auto& syntax = scene_.syntax;
    auto t = p.trigger.size() > 0 ? p.trigger.begin : no_head;
    if (t == no_head || is_verb(scene_.token(t))) return false;
    for (int steps = 0; steps < 4 && t != no_head; ++steps, t = syntax.head(t))
      if (is_verb(scene_.token(t)) && scene_.token(t).features.tense == Tense::past) return false;
    return true;
  }

  Relation relation(const Proposal& p) const {
    Relation r;
    r.type = p.relation;
    r.subject = p.subject, r.object = p.object;
    r.status = *p.status;
    r.time = p.time;
    r.qualifiers = p.qualifiers;
    r.evidence.sentence = scene_.document.sentences[p.sentence].span;
    r.evidence.trigger = p.trigger.size() > 0 ? scene_.document.span(p.trigger) : Span{r.evidence.sentence.begin, r.evidence.sentence.begin};
    for (auto site : {p.subject, p.object})
      if (scene_.sites[site].sentence != p.sentence) r.evidence.also.push_back(scene_.document.sentences[scene_.sites[site].sentence].span);
    r.evidence.rule = p.rule;
    r.evidence.confidence = p.score;
    return r;
  }

  const Scene& scene_;
  const Weighing& weighing_;
  Speakers& speakers_;
  std::vector<std::vector<std::uint32_t>> names_;  // by entity: the sites that name it
  std::map<std::uint32_t, std::vector<TimeExpression>> times_;
  std::map<std::uint32_t, std::uint32_t> agreement_at_;            // by trigger: the entity whose party it makes
  std::map<std::uint32_t, std::set<std::uint32_t>> concluded_;     // by agreement: the sentences that say that it was made
};

}  // namespace

Extraction decide(AnalyzedDocument& document, const Scene& scene, std::vector<Proposal> proposals, std::vector<Attribute> attributes,
                  Speakers& speakers, const Weighing& weighing) {
  Extraction out;
  out.relations = Decider(scene, speakers, weighing).run(std::move(proposals));
  out.attributes = std::move(attributes);
  std::vector<bool> used(scene.sites.size());
  for (std::size_t i = 0; i < scene.sites.size(); ++i) used[i] = scene.sites[i].keep;
  for (const auto& r : out.relations) {
    used[r.subject] = used[r.object] = true;
    if (r.qualifiers.speaker) used[*r.qualifiers.speaker] = true;
  }
  for (const auto& a : out.attributes) {
    used[a.mention] = true;
    if (a.speaker) used[*a.speaker] = true;
  }
  std::vector<std::uint32_t> index(scene.sites.size(), no_site), entity_index(scene.sites.size(), no_site);
  for (std::uint32_t i = 0; i < scene.sites.size(); ++i) {
    if (!used[i]) continue;
    index[i] = static_cast<std::uint32_t>(out.mentions.size());
    Mention mention = scene.sites[i].mention;
    auto& first = entity_index[mention.entity];
    if (first == no_site) first = index[i];
    mention.entity = first;
    out.mentions.push_back(std::move(mention));
  }
  for (auto& r : out.relations) {
    r.subject = index[r.subject], r.object = index[r.object];
    if (r.qualifiers.speaker) r.qualifiers.speaker = index[*r.qualifiers.speaker];
  }
  for (auto& a : out.attributes) {
    a.mention = index[a.mention];
    if (a.speaker) a.speaker = index[*a.speaker];
  }
  out.document = std::move(document.document);
  return out;
}

}  // namespace citypact::extract
