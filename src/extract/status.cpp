#include "status.hpp"

#include <algorithm>

namespace citypact::extract {
namespace {

/// Strongest first: what is denied cannot be planned as well.
int rank(Status status) {
  switch (status) {
    case Status::denied: return 4;
    case Status::ended: return 3;
    case Status::possible: return 2;
    case Status::planned: return 1;
    case Status::asserted: return 0;
  }
  return 0;
}

constexpr std::uint32_t longest_list = 60;  // tokens of names between dashes

class Judge {
 public:
  Judge(const Scene& scene, bool state) : scene_(scene), syntax_(scene.syntax), state_(state) {}

  Status run(std::uint32_t trigger) {
    trigger_ = trigger;
    own(trigger);
    climb(trigger);
    if (!is_verb(scene_.token(trigger))) said_after(trigger);
    if (asked(trigger)) take(Status::possible);
    if (!state_ && scene_.on_agenda(trigger) && scene_.token(trigger).features.tense != Tense::past) take(Status::planned);
    return status_;
  }

  /// «Породнились ли города?»: a question without a word that asks for a part asks whether it is so at all.
  bool asked(std::uint32_t trigger) const {
    const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(trigger)].tokens;
    auto last = sentence.end;
    while (last > sentence.begin && last + 2 > sentence.end && scene_.surface(last - 1) != "?") --last;
    if (last == sentence.begin || scene_.surface(last - 1) != "?") return false;
    const auto& words = scene_.lexicon.list("question_words");
    for (auto t = sentence.begin; t < last; ++t)
      if (scene_.token(t).upos != Upos::sconj && words.contains(scene_.token(t).lemma)) return false;
    return true;
  }

 private:
  void take(Status status) {
    if (rank(status) > rank(status_)) status_ = status;
  }

  /// «Соглашение A и B: истекло»: a clause that hangs on the noun tells what became of it.
  void said_after(std::uint32_t noun) {
    for (auto child : syntax_.children(noun))
      if (child > noun && syntax_.is(child, "parataxis") && is_finite(scene_.token(child))) {
        own(child);
        word(child);
      }
  }

  /// Tense, mood and negation of one word, its auxiliaries and particles.
  void own(std::uint32_t t) {
    const Token& token = scene_.token(t);
    const bool over = no_longer(t);
    if (syntax_.negated(t)) take(over ? Status::ended : negated(t));
    bool conditional = token.features.mood == Mood::cnd;
    bool past_auxiliary = false;
    for (auto child : syntax_.children(t)) {
      const Token& c = scene_.token(child);
      if (syntax_.is(child, "aux") || syntax_.is(child, "cop")) {
        if (future(child) && !(token.features.mood == Mood::ind && token.features.tense == Tense::past)) take(Status::planned);  // parsers give «будет» to a past verb of the next clause
        if (c.features.tense == Tense::past) past_auxiliary = true;
        if (syntax_.negated(child)) take(over ? Status::ended : Status::denied);
      }
      if (scene_.lexicon.conditional_words.contains(c.lemma) && !is_noun(c)) conditional = true;
      if (scene_.lexicon.purpose_words.contains(c.lemma)) take(Status::planned);
      if (syntax_.is(child, "parataxis") && child > t && c.upos == Upos::noun && c.features.case_ == Case::nom && c.head == t && refuted(c)) take(Status::denied);  // «что A купил B, — вымысел»
      if ((c.upos == Upos::adv || c.upos == Upos::adj) && !syntax_.is(child, "conj") && !syntax_.is(child, "advcl")) word(child);
      if (is_noun(c) && syntax_.preposition(child) != no_head && scene_.lexicon.list("hearsay_nouns").contains(c.lemma)) take(Status::possible);
      if (token.head == no_head && is_noun(token) && is_noun(c) && c.features.case_ == Case::ins && syntax_.preposition(child) != no_head) questioned(child);  // «приезд A под вопросом»
      if (scene_.lexicon.list("almost_words").contains(c.lemma) && syntax_.negated(child)) take(Status::denied);  // «едва не подписали»
      if (token.features.tense == Tense::pres && scene_.lexicon.list("future_adverbs").contains(c.lemma)) take(Status::planned);  // «завтра ждут»
      if (syntax_.is(child, "advcl") && is_verb(token) && !done(token)) conditional_clause(child);  // «вступит, если»
    }
    if (conditional) take(Status::possible);
    if (is_verb(token) && (future(t) ? !goes_on(t) : under_way(t))) take(Status::planned);
    const bool imperfective_past = token.features.tense == Tense::past && token.features.aspect == Aspect::imp && is_verb(token) && !(is_finite(token) && (scene_.lexicon.list("passing_verbs").contains(token.lemma) || already(t)));
    if (state_ && (imperfective_past || (past_auxiliary && !is_verb(token)))) take(Status::ended);
    if (state_ && token.features.variant == Variant::brev && past_auxiliary && token.features.aspect == Aspect::imp) take(Status::ended);
  }

  bool refuted(const Token& word) const {
    const auto found = scene_.lexicon.modality.find(word.lemma);
    return found != scene_.lexicon.modality.end() && found->second.status == Status::denied && !found->second.negated;
  }
  /// «больше не владеет», «уже не является»: what is not so any more was so.
  bool no_longer(std::uint32_t t) const {
    const auto& words = scene_.lexicon.list("no_longer_words");
    for (auto child : syntax_.children(t)) {
      if (words.contains(scene_.token(child).lemma)) return true;
      if (scene_.token(child).features.polarity != Polarity::neg) continue;
      for (auto word : syntax_.children(child))  // taggers hang «больше» on «не»
        if (words.contains(scene_.token(word).lemma)) return true;
    }
    return false;
  }

  /// «сохранит пост», «обновят договор»: what will go on is so already.
  bool goes_on(std::uint32_t t) const {
    const auto& lemma = scene_.token(t).lemma;
    return scene_.lexicon.list("continuing_verbs").contains(lemma) || (t != trigger_ && scene_.lexicon.list("renewing_verbs").contains(lemma) && !scene_.lexicon.list("reviving_verbs").contains(lemma));
  }
  /// «вступил в союз, где уже состояли A и B»: they are there still.
  bool already(std::uint32_t t) const {
    const auto children = syntax_.children(t);
    return syntax_.is(t, "acl") && std::any_of(children.begin(), children.end(), [&](auto child) { return scene_.lexicon.list("already_words").contains(scene_.token(child).lemma); });
  }
  /// «завод покупает A»: the present of a deal says that it is being made; not where the sentence names a year (a chronicle's present).
  bool under_way(std::uint32_t t) const {
    const Token& token = scene_.token(t);
    if (token.features.tense != Tense::pres || token.features.verb_form != VerbForm::fin || !scene_.lexicon.list("deal_verbs").contains(token.lemma)) return false;
    const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(t)].tokens;
    for (auto i = sentence.begin; i < sentence.end; ++i)
      if (is_four_digits(scene_.surface(i))) return false;
    return true;
  }

  /// «обещал вложиться, но передумал», «хотел купить, однако не смог»: the plan came to nothing. Somebody else's doing ends it where that
  /// is what they failed to do («однако гости не прилетели», words/failing_verbs.tsv).
  bool dropped(std::uint32_t plan) const { return was(plan) && (fails(plan) || dropped_above(plan)); }
  /// What is told behind the plan in one sentence with it.
  bool fails(std::uint32_t plan) const {
    for (auto child : syntax_.children(plan)) {
      if (child < plan || !syntax_.is(child, "conj") || !is_past(child)) continue;
      const auto words = syntax_.children(child);
      const bool others = std::any_of(words.begin(), words.end(), [&](auto word) { return syntax_.is(word, "nsubj") && !scene_.lexicon.list("dropped_nouns").contains(scene_.token(word).lemma); });
      const bool but = std::any_of(words.begin(), words.end(), [&](auto word) { return scene_.lexicon.list("adversative_words").contains(scene_.token(word).lemma); });
      const Token& outcome = scene_.token(child);
      if (syntax_.negated(child) && outcome.lemma == scene_.token(trigger_).lemma) return true;  // «обещал вложить и не вложил»
      if (but && (others ? syntax_.negated(child) && scene_.lexicon.list("failing_verbs").contains(outcome.lemma) : came_to_nothing(child))) return true;
    }
    return false;
  }
  /// «обещал», «должен был».
  bool was(std::uint32_t plan) const {
    const auto children = syntax_.children(plan);
    return scene_.token(plan).features.tense == Tense::past ||
           std::any_of(children.begin(), children.end(), [&](auto child) { return (syntax_.is(child, "aux") || syntax_.is(child, "cop")) && scene_.token(child).features.tense == Tense::past; });
  }
  bool is_past(std::uint32_t verb) const { return is_finite(scene_.token(verb)) && scene_.token(verb).features.tense == Tense::past; }
  bool came_to_nothing(std::uint32_t outcome) const {
    const Token& token = scene_.token(outcome);
    return syntax_.negated(outcome) ? token.features.aspect == Aspect::perf && !scene_.lexicon.list("telling_verbs").contains(token.lemma) : scene_.lexicon.list("change_of_mind_verbs").contains(token.lemma);
  }
  /// «завод, который должен был купить парк, отказался»: what the clause above a relative one says of its noun.
  bool dropped_above(std::uint32_t plan) const {
    if (!syntax_.is(plan, "acl")) return false;
    const auto noun = syntax_.head(plan);
    const auto verb = noun == no_head ? no_head : syntax_.head(noun);
    if (verb == no_head || !syntax_.is(noun, "nsubj") || !is_past(verb)) return false;
    return syntax_.negated(verb) ? scene_.lexicon.list("failing_verbs").contains(scene_.token(verb).lemma) : scene_.lexicon.list("change_of_mind_verbs").contains(scene_.token(verb).lemma);
  }

  /// «договор о покупке», «соглашение о создании»: what parties have agreed on is still to be done.
  bool agreed(std::uint32_t t, std::uint32_t governor) const {
    if (state_ || !scene_.lexicon.list("agreed_acts").contains(scene_.token(t).lemma)) return false;
    const auto preposition = syntax_.preposition(t);
    if (preposition == no_head || !scene_.lexicon.topic_prepositions.contains(scene_.token(preposition).lemma)) return false;
    const auto& sites = scene_.sites_at[governor];
    return std::any_of(sites.begin(), sites.end(), [&](auto site) { return scene_.sites[site].head == governor && scene_.is_a(site, "Agreement"); });
  }

  /// What has been done is not open any more, whatever follows: «подписали договор, который вступит в силу, если».
  static bool done(const Token& token) {
    return token.features.mood == Mood::ind && token.features.tense == Tense::past && token.features.aspect == Aspect::perf;
  }

  /// Taggers call «будет» and «подпишет» present.
  bool future(std::uint32_t t) const {
    const Token& token = scene_.token(t);
    return token.features.tense == Tense::fut || (token.features.tense == Tense::pres && token.features.aspect == Aspect::perf && token.features.verb_form == VerbForm::fin) ||
           scene_.lexicon.list("future_auxiliaries").contains(fold_case(scene_.surface(t)));
  }

  /// «не действует» has ended, «не расторгнут» holds; a trigger that is negated itself denies what it would have stated.
  Status negated(std::uint32_t t) const {
    auto found = when_negated(t);
    if (!found && t != trigger_) found = when_negated(trigger_);  // «не стали продлевать»
    return !found || (*found == Status::asserted && t == trigger_) ? Status::denied : *found;
  }
  /// What a negated word says instead of a denial: an agreement that «не действует» has ended.
  std::optional<Status> when_negated(std::uint32_t t) const {
    const auto found = scene_.lexicon.modality.find(scene_.token(t).lemma);
    return found == scene_.lexicon.modality.end() ? std::nullopt : found->second.negated;
  }

  void questioned(std::uint32_t t) {
    const auto found = scene_.lexicon.modality.find(scene_.token(t).lemma);
    if (found != scene_.lexicon.modality.end() && found->second.status == Status::possible) take(Status::possible);
  }
  void word(std::uint32_t t) {
    if (const auto found = scene_.lexicon.modality.find(scene_.token(t).lemma); found != scene_.lexicon.modality.end()) take(found->second.status);
  }

  /// «A здесь не работает: его закрыла B»: a clause of its own, however the parser hangs it.
  bool behind_colon(std::uint32_t t, std::uint32_t governor) const {
    if (governor > t || !is_finite(scene_.token(t)) || syntax_.is(t, "ccomp") || syntax_.is(t, "conj")) return false;
    constexpr std::uint32_t clause_start = 40;  // tokens from a colon to its verb
    for (auto between = t - 1; between > governor && t - between < clause_start; --between)
      if (scene_.surface(between) == ":") return true;
    return false;
  }

  void climb(std::uint32_t t) {
    for (int steps = 0; steps < 6; ++steps) {
      const auto governor = syntax_.head(t);
      const bool infinitive = scene_.token(t).features.verb_form == VerbForm::inf;
      const bool alone = governor == no_head || (syntax_.head(governor) == no_head && is_noun(scene_.token(governor)));
      if (infinitive && alone) take(Status::planned);  // an order: «Министерству обеспечить заключение договора»
      if (governor == no_head) return;
      const bool noun = !is_verb(scene_.token(t));
      if (receives(t)) return;
      const auto relation = syntax_.base(t);
      if (relation == "acl" && !infinitive) return that_clause(t);
      const bool clause_of_its_own = relation == "xcomp" && scene_.token(t).features.verb_form == VerbForm::fin;  // no such complement is finite
      if (relation == "parataxis" || relation == "appos" || clause_of_its_own || behind_colon(t, governor)) return;
      if (relation == "advcl" && !infinitive) return conditional_clause(t);
      if (relation == "ccomp") return reported(governor);
      if (relation == "conj") {
        if (is_finite(scene_.token(t)) || says_for_itself(t)) return clause(t);
        t = governor;
        continue;
      }
      if (const auto signing = relation == "nsubj" && noun ? signing_of(t, governor) : no_head; signing != no_head) {
        governing(signing);  // «решено не заключать»
        t = signing;
        continue;
      }
      if (relation == "nsubj" && noun && !is_verb(scene_.token(governor))) return in_plans(governor) ? take(Status::planned) : word(governor);
      if (relation == "nsubj" && noun && state_ && names_between(t, governor)) return;
      if (relation == "nsubj" && noun) stage(governor);
      if (relation == "nsubj" && noun && comes_into_force(governor)) return;
      if (relation == "nsubj" && noun && syntax_.negated(governor) && tells_nothing(governor)) return;
      if (noun && (relation == "nsubj" || relation == "obj") && withdrawn(governor)) return take(Status::denied);
      if (never_reached(t, governor)) return take(Status::denied);
      const bool opaque = scene_.lexicon.opaque_words.contains(scene_.token(governor).lemma) && !predicative(t);
      if (opaque) report(governor);
      if (adjunct(t) || opaque) return;
      const auto found = scene_.lexicon.modality.find(scene_.token(governor).lemma);
      if (found != scene_.lexicon.modality.end() && !setting(t, governor)) {
        const bool refused = found->second.status == Status::denied;  // «не отказывались от встречи» denies nothing
        if (syntax_.negated(governor) && found->second.negated) return take(*found->second.negated);
        if (syntax_.negated(governor)) return refused ? void() : take(Status::denied);
        const bool open = found->second.status == Status::planned || found->second.status == Status::possible;
        take(open && dropped(governor) ? Status::denied : found->second.status);
      }
      if (agreed(t, governor)) return take(Status::planned);
      if (predicative(t) && scene_.lexicon.list("copulas").contains(scene_.token(governor).lemma)) own(governor);  // «числился резидентом»
      else if (is_verb(scene_.token(governor)) || infinitive) governing(governor);
      t = governor;
      if (is_finite(scene_.token(t)) && !syntax_.is(t, "conj")) return clause(t);
    }
  }

  /// «в программе — встреча A с B».
  bool in_plans(std::uint32_t noun) const {
    const auto preposition = syntax_.preposition(noun);
    return !state_ && preposition != no_head && scene_.lexicon.list("place_prepositions").contains(scene_.token(preposition).lemma) && scene_.lexicon.list("agenda_nouns").contains(scene_.token(noun).lemma);
  }

  /// «грант достанется резиденту парка»: who is to get something is what he is already.
  bool receives(std::uint32_t t) const {
    const Token& token = scene_.token(t);
    return state_ && t == trigger_ && is_noun(token) && token.features.animacy == Animacy::anim && token.features.case_ == Case::dat && syntax_.preposition(t) == no_head;
  }

  /// «участники союза — A и B — соберутся»: who they are is told by what the dashes hold, not by what they will do.
  bool names_between(std::uint32_t noun, std::uint32_t verb) const {
    int dashes = 0;
    for (auto t = noun + 1; t < verb && t < noun + longest_list; ++t) dashes += scene_.surface(t) == "—" || scene_.surface(t) == "–";
    return dashes == 2;
  }
  /// «назначат управляющего, директор уже избран»: a short participle with a subject of its own opens a clause of its own.
  bool says_for_itself(std::uint32_t t) const {
    if (scene_.token(t).features.variant != Variant::brev || !is_verb(scene_.token(t))) return false;
    const auto children = syntax_.children(t);
    return std::any_of(children.begin(), children.end(), [&](auto child) { return syntax_.is(child, "nsubj"); });
  }
  /// «Соглашение подписать не успели», taken for the subject: the infinitive of signing that it is the object of; else no_head.
  std::uint32_t signing_of(std::uint32_t noun, std::uint32_t verb) const {
    if (!is_verb(scene_.token(verb)) || !scene_.lexicon.list("agreement_words").contains(scene_.token(noun).lemma)) return no_head;
    for (auto child : syntax_.children(verb))
      if (scene_.token(child).features.verb_form == VerbForm::inf && scene_.lexicon.list("signing_words").contains(scene_.token(child).lemma)) return child;
    return no_head;
  }

  /// «соглашение сняли с повестки», «с подписания».
  bool withdrawn(std::uint32_t verb) const {
    if (!scene_.lexicon.list("withdrawing_verbs").contains(scene_.token(verb).lemma) || syntax_.negated(verb)) return false;
    const auto children = syntax_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](auto child) {
      const auto& lemma = scene_.token(child).lemma;
      return syntax_.is(child, "obl") && (scene_.lexicon.list("agenda_nouns").contains(lemma) || scene_.lexicon.list("withdrawal_nouns").contains(lemma));
    });
  }
  /// «до подписания дело не дошло».
  bool never_reached(std::uint32_t t, std::uint32_t governor) const {
    const auto preposition = syntax_.preposition(t);
    return preposition != no_head && scene_.lexicon.list("until_prepositions").contains(scene_.token(preposition).lemma) &&
           scene_.lexicon.list("reaching_verbs").contains(scene_.token(governor).lemma) && syntax_.negated(governor);
  }
  /// «слухи о встрече опровергли», «сообщения о ней оказались ложными», «не подтвердились»: what is said of a report goes for what it tells.
  void report(std::uint32_t noun) {
    const auto predicate = syntax_.head(noun);
    const bool subject = syntax_.is(noun, "nsubj");
    if (!is_noun(scene_.token(noun)) || predicate == no_head || !(subject || syntax_.is(noun, "obj"))) return;
    const bool negated = syntax_.negated(predicate);
    if (refuted(scene_.token(predicate)) && !negated) return take(Status::denied);
    if (negated && scene_.lexicon.list("confirming_verbs").contains(scene_.token(predicate).lemma)) return take(subject ? Status::denied : Status::possible);
    for (auto child : syntax_.children(predicate))
      if ((syntax_.is(child, "xcomp") || scene_.token(child).features.case_ == Case::ins) && refuted(scene_.token(child))) return take(Status::denied);
  }

  /// «на саммите пообещал»: where something was promised or decided is itself no plan.
  bool setting(std::uint32_t t, std::uint32_t governor) const {
    const auto preposition = syntax_.preposition(t);
    return syntax_.is(t, "obl") && scene_.token(t).features.case_ == Case::loc && preposition != no_head && done(scene_.token(governor)) &&
           scene_.lexicon.list("place_prepositions").contains(scene_.token(preposition).lemma);
  }

  /// «сторонами не названы A и B»: what something is said to be.
  bool predicative(std::uint32_t t) const {
    return is_noun(scene_.token(t)) && scene_.token(t).features.case_ == Case::ins && syntax_.preposition(t) == no_head && is_verb(scene_.token(syntax_.head(t)));
  }

  /// «соглашение вступит в силу»: it has been made.
  bool comes_into_force(std::uint32_t verb) const {
    if (!scene_.lexicon.list("force_verbs").contains(scene_.token(verb).lemma)) return false;
    const auto children = syntax_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](auto child) { return scene_.lexicon.list("force_nouns").contains(scene_.token(child).lemma); });
  }

  /// «договор находится в стадии согласования»: what a verb of presence says its subject is in.
  void stage(std::uint32_t verb) {
    if (!scene_.lexicon.list("presence_verbs").contains(scene_.token(verb).lemma)) return;
    for (auto child : syntax_.children(verb)) {
      if (!syntax_.is(child, "obl")) continue;
      word(child);
      for (auto of : syntax_.children(child))
        if (syntax_.is(of, "nmod")) word(of);
    }
  }

  /// «после покупки», «в ходе встречи»: what the clause says does not reach into an adjunct.
  bool adjunct(std::uint32_t t) const {
    const auto preposition = syntax_.preposition(t);
    const auto governor = syntax_.head(t);
    if (governor != no_head && scene_.lexicon.list("carrier_nouns").contains(scene_.token(governor).lemma)) return false;
    return preposition != no_head && !scene_.lexicon.status_prepositions.contains(scene_.token(preposition).lemma);
  }

  /// «вступление не создаёт угроз» denies the threats; «встреча не состоялась» denies the meeting.
  bool tells_nothing(std::uint32_t verb) const {
    const Token& token = scene_.token(verb);
    return is_verb(token) && !is_passive(token) && !scene_.lexicon.list("happening_verbs").contains(token.lemma) && !scene_.lexicon.modality.contains(token.lemma);
  }
  /// A governing verb passes on its negation, its future and its condition, not its own past.
  void governing(std::uint32_t t) {
    const bool state = state_;
    state_ = false;
    own(t);
    state_ = state;
  }
  void clause(std::uint32_t t) {
    if (syntax_.is(t, "advcl")) conditional_clause(t);
    if (syntax_.is(t, "acl")) that_clause(t);
    if (syntax_.is(t, "ccomp") && syntax_.head(t) != no_head) reported(syntax_.head(t));
  }
  void conditional_clause(std::uint32_t t) {
    for (auto child : syntax_.children(t)) {
      if (scene_.lexicon.conditional_words.contains(scene_.token(child).lemma)) take(Status::possible);
      if (scene_.lexicon.purpose_words.contains(scene_.token(child).lemma)) take(Status::planned);
    }
  }
  /// «опроверг сообщения о том, что»: the words that a that-clause hangs on may deny it; a relative clause stands for itself.
  void that_clause(std::uint32_t t) {
    const auto children = syntax_.children(t);
    if (std::none_of(children.begin(), children.end(), [&](auto child) { return syntax_.is(child, "mark"); })) return;
    for (int steps = 0; steps < 4 && (t = syntax_.head(t)) != no_head; ++steps) {
      reported(t);
      const auto preposition = syntax_.preposition(t);
      if (preposition != no_head && scene_.lexicon.list("time_prepositions").contains(scene_.token(preposition).lemma)) return;  // «стало возможно после того, как»
    }
  }
  /// «отрицает, что»: only a denial reaches into what is reported.
  void reported(std::uint32_t governor) {
    const auto found = scene_.lexicon.modality.find(scene_.token(governor).lemma);
    if (found == scene_.lexicon.modality.end()) return;
    if (syntax_.negated(governor)) return found->second.negated ? take(*found->second.negated) : void();  // «не исключил, что»
    if (found->second.status == Status::denied || found->second.status == Status::possible) take(found->second.status);
    if (found->second.status == Status::planned && was(governor) && (fails(governor) || fails(trigger_))) take(Status::denied);  // «планировалось, что подпишут, однако гости не приехали»
  }

  const Scene& scene_;
  const Syntax& syntax_;
  bool state_;
  std::uint32_t trigger_ = no_head;
  Status status_ = Status::asserted;
};

}  // namespace

std::optional<Status> fate_of(const Scene& scene, std::uint32_t noun) {
  for (auto child : scene.syntax.children(noun)) {
    if (!scene.syntax.is(child, "acl") && !scene.syntax.is(child, "amod")) continue;
    for (auto word : scene.syntax.coordination(child)) {
      const auto found = is_verb(scene.token(word)) ? scene.lexicon.modality.find(scene.token(word).lemma) : scene.lexicon.modality.end();
      if (found == scene.lexicon.modality.end()) continue;
      const bool negated = scene.syntax.negated(word);
      const auto status = negated ? found->second.negated : std::optional(found->second.status);
      if (status == Status::ended || (status == Status::denied && !negated)) return status;
    }
  }
  return std::nullopt;
}

Status status_of(const Scene& scene, std::uint32_t trigger, bool state) { return Judge(scene, state).run(trigger); }

bool is_asked(const Scene& scene, std::uint32_t trigger) { return Judge(scene, false).asked(trigger); }

/// What a rule says to hold, of a tie that can be left, although its clause says that it is over.
static bool was_left(const Scene& scene, const Proposal& p) {
  return scene.lexicon.list("leaving_relations").contains(p.relation) && !is_by_model(p) && scene.role_at[p.trigger.begin] == no_site &&
         status_of(scene, p.trigger.begin, true) == Status::ended;
}

Status told_status(const Scene& scene, const Proposal& p) {
  if (set_aside(scene, p)) return Status::denied;
  if (p.trigger.size() == 0 || (p.status && *p.status != Status::asserted)) return p.status.value_or(Status::asserted);
  if (p.status) return was_left(scene, p) ? Status::ended : Status::asserted;
  const bool state = scene.lexicon.list("state_relations").contains(p.relation) || scene.lexicon.list("service_verbs").contains(scene.token(p.trigger.begin).lemma);
  const Status status = status_of(scene, p.trigger.begin, state);
  const bool initialled = status == Status::asserted && scene.lexicon.list("initialling_verbs").contains(scene.token(p.trigger.begin).lemma) && scene.lexicon.list("fated_relations").contains(p.relation);
  return initialled ? Status::planned : status;
}

}  // namespace citypact::extract
