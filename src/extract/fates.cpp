// What a later clause or sentence says of an agreement or a tie: «A и B заключили договор. Он истёк в мае», «подписание намечено на
// осень». The tie shares the fate of what made it.
#include <algorithm>
#include <map>
#include <set>

#include "extractors.hpp"
#include "status.hpp"

namespace citypact::extract {
namespace {

/// A word that says what became of something, and the noun or pronoun that it says it of.
struct Fate {
  std::uint32_t thing = no_head;
  Status status = Status::ended;
  bool signing = false;  // it speaks of the signing, not of the life of what was signed
  std::uint32_t word = no_head;
};

class Fates {
 public:
  Fates(const Scene& scene, std::vector<Proposal>& proposals) : scene_(scene), syntax_(scene.syntax), lexicon_(scene.lexicon), proposals_(proposals) {
    const auto& fated = lexicon_.list("fated_relations");
    for (std::uint32_t p = 0; p < proposals.size(); ++p) {
      if (!fated.contains(proposals[p].relation)) continue;
      by_sentence_[proposals[p].sentence].push_back(p);
      if (proposals[p].trigger.size() == 0) continue;
      by_trigger_[proposals[p].trigger.begin].push_back(p);
      if (of_agreement(proposals[p])) by_agreement_[scene.sites[proposals[p].object].head].push_back(p);
    }
  }

  void run() {
    std::set<std::uint32_t> sentences;
    for (const auto& [sentence, ties] : by_sentence_)
      for (std::uint32_t s = sentence; s <= sentence + reach_ && s < scene_.document.sentences.size(); ++s) sentences.insert(s);
    for (const auto s : sentences) {
      const TokenRange tokens = scene_.document.sentences[s].tokens;
      for (auto t = tokens.begin; t < tokens.end; ++t)
        if (const auto told = fate_told_by(t)) befall(*told, s);
    }
  }

 private:
  static constexpr std::uint32_t reach_ = 2;  // sentences before the one that tells the fate
  static constexpr std::string_view signed_with_ = "signed-with";

  using Ties = std::map<std::uint32_t, std::vector<std::uint32_t>>;  // proposals of fated relations by sentence or token
  static const std::vector<std::uint32_t>& of(const Ties& ties, std::uint32_t key) {
    static const std::vector<std::uint32_t> none;
    const auto found = ties.find(key);
    return found == ties.end() ? none : found->second;
  }

  const Token& token(std::uint32_t t) const { return scene_.token(t); }
  bool listed(std::string_view list, std::uint32_t t) const { return lexicon_.list(list).contains(token(t).lemma); }
  std::uint32_t entity(std::uint32_t site) const { return scene_.sites[site].mention.entity; }

  std::optional<Fate> fate_told_by(std::uint32_t t) const {
    const bool finite = is_finite(token(t));
    const bool preparing = listed("preparing_words", t) && token(t).features.verb_form != VerbForm::fin, lasting = listed("lasting_verbs", t) && finite;
    const bool signing = listed("signing_words", t) || preparing;
    const auto word = lexicon_.modality.find(token(t).lemma);
    if (!signing && !lasting && (word == lexicon_.modality.end() || !is_verb(token(t)) || listed("leaving_verbs", t))) return std::nullopt;
    if (signing && is_noun(token(t)) && syntax_.preposition(t) != no_head) return std::nullopt;
    if (preparing && prepares_signing(t)) return std::nullopt;
    Fate fate{signing && is_noun(token(t)) ? meant_by(t, t) : thing_of(t), Status::ended, signing, t};
    if (fate.thing == no_head) return std::nullopt;
    if (preparing) fate.status = status_of(scene_, t, false) == Status::denied ? Status::denied : Status::planned;
    else if (signing) fate.status = status_of(scene_, t, false);
    else if (lasting && !syntax_.negated(t)) fate.status = is_over(t) ? Status::ended : Status::asserted;
    else if (syntax_.negated(t)) fate.status = word->second.negated.value_or(Status::asserted);
    else fate.status = status_of(scene_, t, false) == Status::asserted ? word->second.status : Status::asserted;
    const bool over = fate.status == Status::ended || fate.status == Status::denied;
    return (signing ? fate.status != Status::asserted : over) ? std::optional(fate) : std::nullopt;
  }

  /// «просуществовало», «действовало до 2018 года»; «действовало с 2000 года» leaves it open.
  bool is_over(std::uint32_t lasting) const {
    const auto children = syntax_.children(lasting);
    const auto until = [&](auto child) {
      const auto preposition = syntax_.preposition(child);
      return preposition != no_head && listed("until_prepositions", preposition);
    };
    return token(lasting).features.tense == Tense::past && (token(lasting).features.aspect == Aspect::perf || std::any_of(children.begin(), children.end(), until));
  }

  /// «подготовили подписание»: the day's work, which leaves open whether it was signed then.
  bool prepares_signing(std::uint32_t verb) const {
    const auto children = syntax_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](auto child) { return syntax_.is(child, "obj") && listed("signing_words", child); });
  }

  /// The object, else the subject of a verb that has none; what a participle or relative clause hangs on.
  std::uint32_t thing_of(std::uint32_t verb) const {
    std::uint32_t found = no_head;
    for (auto child : syntax_.children(verb)) {
      const bool silent = syntax_.is(child, "obj") && listed("force_nouns", child);  // «утратил силу»
      if (syntax_.is(child, "obj") && !silent) return meant_by(child, verb);
      if (syntax_.is(child, "nsubj") && !listed("force_nouns", child)) found = child;
    }
    if (found == no_head && syntax_.is(verb, "conj")) found = agreement_of(syntax_.first_conjunct(verb), verb);
    if (found != no_head) return meant_by(found, verb);
    if (const auto deemed = syntax_.head(verb); token(verb).features.verb_form == VerbForm::part && deemed != no_head && listed("deeming_verbs", deemed)) return thing_of(deemed);
    return syntax_.is(verb, "acl") && token(verb).features.verb_form == VerbForm::part ? whole(syntax_.head(verb)) : no_head;
  }
  /// «договор, который подписали A и B, утратил силу», taken for one clause: its object of the verb's number.
  std::uint32_t agreement_of(std::uint32_t first, std::uint32_t verb) const {
    for (auto child : syntax_.children(first))
      if (child < first && syntax_.is(child, "obj") && listed("agreement_words", child) && token(child).features.number == token(verb).features.number && token(first).features.number != token(verb).features.number) return child;
    return no_head;
  }
  /// What «срок его действия» is of; what «который» stands for in the relative clause of this verb.
  std::uint32_t meant_by(std::uint32_t noun, std::uint32_t verb) const {
    const bool signing = listed("signing_words", noun);
    for (int steps = 0; steps < 3 && (listed("term_nouns", noun) || listed("signing_words", noun)); ++steps) {
      std::uint32_t inner = no_head;
      for (auto child : syntax_.children(noun))
        if (syntax_.is(child, "nmod") || lexicon_.is_possessive(scene_.surface(child))) inner = child;
      if (inner == no_head || (signing && !lexicon_.relative_words.contains(token(inner).lemma) && !pronoun(inner))) break;
      noun = inner;
    }
    if (!lexicon_.relative_words.contains(token(noun).lemma)) return noun;
    for (int steps = 0; steps < 4 && verb != no_head && !syntax_.is(verb, "acl"); ++steps) verb = syntax_.head(verb);
    return verb == no_head || syntax_.head(verb) == no_head ? no_head : whole(syntax_.head(verb));
  }
  /// The agreement whose phrase holds the noun: «контракт на поставку рыбы, прекращённый в мае».
  std::uint32_t whole(std::uint32_t noun) const {
    for (auto site : scene_.sites_at[noun])
      if (scene_.is_a(site, "Agreement")) return scene_.sites[site].head;
    return noun;
  }

  bool pronoun(std::uint32_t t) const {
    return lexicon_.list("personal_pronouns").contains(token(t).lemma) || lexicon_.is_possessive(scene_.surface(t));
  }
  /// «прежний договор», «соглашение с Омском»: a thing that is told apart from what was spoken of.
  bool told_apart(std::uint32_t noun) const {
    const auto children = syntax_.children(noun);
    return std::any_of(children.begin(), children.end(), [&](auto child) {
      return listed("other_words", child) || (child > noun && !scene_.sites_at[child].empty() && (syntax_.is(child, "nmod") || syntax_.is(child, "obl")));
    });
  }

  void befall(const Fate& fate, std::uint32_t sentence) {
    if (befall_named(fate)) return;
    if (syntax_.is(fate.word, "acl") && token(fate.word).features.verb_form == VerbForm::part) return;  // «возобновили отношения, разорванные в мае»
    const bool agreement = !pronoun(fate.thing) && (listed("agreement_words", fate.thing) || fate.signing);
    const bool tie = !pronoun(fate.thing) && listed("tie_words", fate.thing);
    if (!pronoun(fate.thing) && ((!agreement && !tie) || told_apart(fate.thing))) return;
    const std::uint32_t far = pronoun(fate.thing) ? 1 : reach_;
    for (std::uint32_t back = 0; back <= far && back <= sentence; ++back) {
      std::vector<std::uint32_t> here;
      for (const auto p : of(by_sentence_, sentence - back))
        if (before(proposals_[p], fate.thing)) here.push_back(p);
      if (here.empty()) continue;
      return tie ? befall_tie(fate, here) : befall_agreement(fate, here);
    }
  }
  /// The thing is itself the agreement, or the noun that states the tie: «соглашение A с B, заключённое в мае, утратило силу».
  bool befall_named(const Fate& fate) {
    std::set<std::uint32_t> meant, triggers;
    for (const auto* ties : {&of(by_trigger_, fate.thing), &of(by_agreement_, fate.thing)})
      for (const auto p : *ties)
        if (proposals_[p].trigger.begin != fate.word) meant.insert(p), triggers.insert(proposals_[p].trigger.begin);
    for (const auto trigger : triggers)
      for (const auto p : of(by_trigger_, trigger))
        if (proposals_[p].relation == signed_with_) meant.insert(p);
    if (listed("open_agreement_words", fate.thing) && done_by_somebody(fate.word)) return true;
    for (const auto p : meant) settle(proposals_[p], fate);
    return !meant.empty();
  }
  /// «A денонсировал конвенцию»: it goes on without him.
  bool done_by_somebody(std::uint32_t verb) const {
    const auto children = syntax_.children(verb);
    return !is_passive(token(verb)) && std::any_of(children.begin(), children.end(), [&](auto child) { return syntax_.is(child, "nsubj"); });
  }
  bool before(const Proposal& p, std::uint32_t t) const {
    return scene_.sites[p.subject].tokens.end <= t && scene_.sites[p.object].tokens.end <= t && p.trigger.end <= t;
  }

  bool of_agreement(const Proposal& p) const { return scene_.is_a(p.object, "Agreement"); }

  void befall_agreement(const Fate& fate, const std::vector<std::uint32_t>& here) {
    std::set<std::uint32_t> all, meant, parties;
    for (const auto p : here) {
      if (!of_agreement(proposals_[p])) continue;
      all.insert(entity(proposals_[p].object));
      if (may_mean(fate, scene_.sites[proposals_[p].object].head)) meant.insert(entity(proposals_[p].object));
    }
    if (all.empty() && pronoun(fate.thing)) return befall_tie(fate, here);
    if (meant.size() != 1) return;
    for (const auto p : here)
      if (of_agreement(proposals_[p]) && meant.contains(entity(proposals_[p].object))) parties.insert(entity(proposals_[p].subject)), settle(proposals_[p], fate);
    for (const auto p : here) {
      Proposal& tie = proposals_[p];
      if (!of_agreement(tie) && ((all.size() == 1 && tie.relation == signed_with_) || (parties.contains(entity(tie.subject)) && parties.contains(entity(tie.object))))) settle(tie, fate);
    }
  }
  /// The same noun or «документ», in the same number; a pronoun of the noun's gender and number.
  bool may_mean(const Fate& fate, std::uint32_t noun) const {
    if (fate.signing && listed("signing_words", fate.thing)) return true;
    const Features &a = token(fate.thing).features, &b = token(noun).features;
    if (a.number != Number::none && b.number != Number::none && a.number != b.number) return false;
    if (!pronoun(fate.thing)) return token(fate.thing).lemma == token(noun).lemma || listed("any_agreement_words", fate.thing) || listed("any_agreement_words", noun);
    if (lexicon_.is_possessive(scene_.surface(fate.thing))) return (a.gender == Gender::fem) == (b.gender == Gender::fem);
    return a.gender == Gender::none || b.gender == Gender::none || a.gender == b.gender;
  }

  void befall_tie(const Fate& fate, const std::vector<std::uint32_t>& here) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<std::uint32_t> ties;
    for (const auto p : here) {
      const Proposal& tie = proposals_[p];
      if (of_agreement(tie) || tie.relation == signed_with_) continue;
      if (pronoun(fate.thing) && (tie.trigger.size() == 0 || !is_noun(token(tie.trigger.begin)) || token(tie.trigger.begin).features.gender != token(fate.thing).features.gender)) continue;
      pairs.insert(std::minmax(entity(tie.subject), entity(tie.object)));
      ties.push_back(p);
    }
    if (pairs.size() == 1 && !done_by_another(fate.word, *pairs.begin()))
      for (const auto p : ties) settle(proposals_[p], fate);
  }

  /// «A разорвал связи»: somebody who is no end of the tie ended another one.
  bool done_by_another(std::uint32_t verb, std::pair<std::uint32_t, std::uint32_t> ends) const {
    for (auto child : syntax_.children(verb))
      if (syntax_.is(child, "nsubj"))
        for (auto site : scene_.sites_at[child])
          if (scene_.sites[site].head == child && entity(site) != ends.first && entity(site) != ends.second) return true;
    return false;
  }

  /// What has been signed cannot be planned any more; what has ended or failed is over, however it was told before.
  void settle(Proposal& p, const Fate& fate) const {
    if (p.trigger.size() == 0) return;
    p.status = told_status(scene_, p);
    if (p.status == Status::ended || p.status == Status::denied) return;
    const bool signed_already = done(p.trigger.begin);
    if ((fate.signing && signed_already) || listed("renewing_verbs", p.trigger.begin)) return;
    if (fate.status != Status::denied && p.status != Status::asserted) return;
    p.status = fate.status == Status::denied && signed_already && !listed("refusing_verbs", fate.word) ? Status::ended : fate.status;
    p.settled = fate.status != Status::denied;  // of what failed the model of statuses knows better
  }
  /// «подписали», «подписано соглашение между».
  bool done(std::uint32_t trigger) const {
    for (int steps = 0; steps < 2 && trigger != no_head; ++steps, trigger = syntax_.head(trigger))
      if (is_verb(token(trigger)) && token(trigger).features.tense == Tense::past) return steps == 0 || (listed("signing_words", trigger) && !syntax_.negated(trigger));
    return false;
  }

  const Scene& scene_;
  const Syntax& syntax_;
  const Lexicon& lexicon_;
  std::vector<Proposal>& proposals_;
  Ties by_sentence_, by_trigger_, by_agreement_;
};

}  // namespace

void tell_fates(const Scene& scene, std::vector<Proposal>& proposals) { Fates(scene, proposals).run(); }

}  // namespace citypact::extract
