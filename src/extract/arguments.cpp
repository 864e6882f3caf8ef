#include "arguments.hpp"

#include <algorithm>

#include "body_types.hpp"
#include "case_marks.hpp"

namespace citypact::extract {
namespace {

constexpr int max_depth = 4;

/// «с Урумчи»: whether a place's name behind a preposition has the same form in one of the cases, whatever the tagger saw.
bool place_may_stand_in(const Scene& scene, std::uint32_t t, const std::vector<Case>& cases) {
  for (auto s : scene.sites_at[t]) {
    if (scene.sites[s].head != t || scene.sites[s].mention.form != Form::name || !is_place(scene.sites[s].mention.type)) continue;
    const CaseSet form = CaseMarks(scene).of(s);
    return std::any_of(cases.begin(), cases.end(), [&](Case c) { return form.contains(c); });
  }
  return false;
}

}  // namespace

bool Arguments::modifier_participle(std::uint32_t t) const {
  const Token& token = scene_.token(t);
  return token.features.verb_form == VerbForm::part && token.features.variant != Variant::brev && token.head != no_head &&
         (syntax_.is(t, "acl") || syntax_.is(t, "amod") || (syntax_.is(t, "conj") && modifier_participle(token.head)));
}

std::vector<std::uint32_t> Arguments::plain(std::uint32_t t, Case case_) const {
  std::vector<std::uint32_t> found;
  for (auto child : syntax_.children(t)) {
    const Token& token = scene_.token(child);
    if ((is_noun(token) || token.upos == Upos::pron || token.upos == Upos::x) && (token.features.case_ == case_ || shown_in_name(child, case_)) && syntax_.preposition(child) == no_head &&
        !syntax_.is(child, "conj") && !syntax_.is(child, "nsubj") && !syntax_.is(child, "appos"))
      found.push_back(child);
  }
  return found;
}

/// «Оле Кирком»: of a foreign name some words only show the case.
bool Arguments::shown_in_name(std::uint32_t t, Case case_) const {
  for (auto s : scene_.sites_at[t]) {
    const TokenRange name = scene_.sites[s].tokens;
    if (!scene_.is_a(s, "Person") || name.begin != t) continue;
    for (auto i = name.begin + 1; i < name.end; ++i)
      if (scene_.token(i).features.case_ == case_) return true;
  }
  return false;
}

/// A relative pronoun stands for the noun that its clause hangs on.
std::uint32_t Arguments::antecedent(std::uint32_t t) const {
  if (!scene_.lexicon.relative_words.contains(scene_.token(t).lemma)) return t;
  auto verb = syntax_.head(t);
  for (int steps = 0; steps < max_depth && verb != no_head; ++steps, verb = syntax_.head(verb))
    if (syntax_.is(verb, "acl") && syntax_.head(verb) != no_head && (is_noun(scene_.token(syntax_.head(verb))) || scene_.token(syntax_.head(verb)).upos == Upos::x)) {
      const auto noun = agreeing(syntax_.head(verb), scene_.token(t).features);
      if (noun != no_head) return noun;
      const auto nearest = noun_before(t);
      return nearest == t ? syntax_.head(verb) : nearest;
    }
  return noun_before(t);
}

/// The parser lost the relative clause: the nearest noun before the comma that agrees with the pronoun.
std::uint32_t Arguments::noun_before(std::uint32_t pronoun) const {
  const auto begin = scene_.document.sentences[syntax_.sentence_of(pronoun)].tokens.begin;
  const Features& p = scene_.token(pronoun).features;
  if (pronoun < begin + 2 || p.gender == Gender::none || (scene_.surface(pronoun - 1) != "," && scene_.surface(pronoun - 2) != ",")) return pronoun;
  for (auto t = pronoun - 1; t > begin && pronoun - t < 16; --t) {
    const Token& token = scene_.token(t - 1);
    if (is_finite(token)) return pronoun;
    if (is_noun(token) && token.features.gender == p.gender && token.features.number == p.number) return t - 1;
  }
  return pronoun;
}

/// The parser hangs a relative clause on the last noun before it; the pronoun's gender and number tell which one of a chain of
/// genitives is meant.
std::uint32_t Arguments::agreeing(std::uint32_t noun, const Features& pronoun) const {
  auto candidate = noun;
  for (int steps = 0; steps < 5 && candidate != no_head && (is_noun(scene_.token(candidate)) || scene_.token(candidate).upos == Upos::x); ++steps) {
    const Features& f = scene_.token(candidate).features;
    const bool number = pronoun.number == Number::none || f.number == Number::none || pronoun.number == f.number;
    const bool gender = pronoun.number == Number::plur || pronoun.gender == Gender::none || f.gender == Gender::none || pronoun.gender == f.gender;
    if (number && gender) return candidate;
    if (!syntax_.is(candidate, "nmod") && !syntax_.is(candidate, "appos") && !syntax_.is(candidate, "flat")) break;
    candidate = syntax_.head(candidate);
  }
  return no_head;
}

std::vector<std::uint32_t> Arguments::grammatical_subjects(std::uint32_t verb, int depth) const {
  if (const auto disguised = disguised_subject(verb); disguised != no_head) return {disguised};
  if (const auto second = second_object(verb); second != no_head) return {second};
  std::vector<std::uint32_t> found;
  const auto voted = outvoted(verb), object = voted != no_head ? voted : before_living(verb), relative = relative_object(verb);
  for (auto child : syntax_.children(verb))
    if (syntax_.is(child, "nsubj") && child != object && child != relative) found.push_back(antecedent(child));
  if (found.empty() && relative != no_head)
    for (auto child : syntax_.children(verb))
      if (child > verb && syntax_.is(child, "obj") && is_noun(scene_.token(child))) found.push_back(child);
  if (!found.empty() || depth > max_depth) return found;
  for (auto child : syntax_.children(verb))  // «занял пост, а затем возглавлял»: parsers may hang the first verb on the last
    if (child < verb && syntax_.is(child, "conj") && is_verb(scene_.token(child)))
      for (auto subject : syntax_.children(child))
        if (syntax_.is(subject, "nsubj")) found.push_back(antecedent(subject));
  if (!found.empty()) return found;
  if (const auto outside = before_bracket(verb); outside != no_head) return {outside};
  if (const auto hung = hung_subject(verb); hung != no_head) return {hung};
  found = controllers(verb, depth + 1);
  if (!found.empty()) return found;
  if (const auto apart = before_insertion(verb); apart != no_head) return {apart};
  const auto dropped = dropped_subject(verb);
  return dropped == no_head ? found : std::vector<std::uint32_t>{dropped};
}

/// «Договор скрепили подписями ректор A и директор B»: somebody in the nominative whom the parser hung on an oblique noun before him.
std::uint32_t Arguments::hung_subject(std::uint32_t verb) const {
  if (!is_finite(scene_.token(verb)) || is_passive(scene_.token(verb)) || has(verb, "nsubj")) return no_head;
  for (auto child : syntax_.children(verb)) {
    if (child < verb || scene_.token(child).features.case_ != Case::ins || !is_noun(scene_.token(child))) continue;
    for (auto hung : syntax_.children(child)) {
      const Token& token = scene_.token(hung);
      if (hung > child && syntax_.is(hung, "nmod") && syntax_.preposition(hung) == no_head && token.upos == Upos::noun && token.in_dictionary && token.features.case_ == Case::nom && token.features.animacy == Animacy::anim) return hung;
    }
  }
  return no_head;
}

/// «приехал в Омск, где встретился с W»: the verb of the clause above a clause of place, else no_head.
std::uint32_t Arguments::clause_above(std::uint32_t verb) const {
  if (!syntax_.is(verb, "acl") || !is_finite(scene_.token(verb))) return no_head;
  const auto children = syntax_.children(verb);
  const auto& adverbs = scene_.lexicon.list("relative_adverbs");
  const auto objects = std::count_if(children.begin(), children.end(), [&](auto child) { return syntax_.is(child, "obj") || syntax_.is(child, "nsubj"); });
  const bool alone = scene_.token(verb).features.number == Number::sing && objects == 1 && scene_.token(syntax_.head(verb)).features.animacy != Animacy::anim;
  const auto opens = [&](auto child) {  // also «конкурса, который организовал впервые»
    return adverbs.contains(scene_.token(child).lemma) || (alone && syntax_.is(child, "obj") && scene_.lexicon.relative_words.contains(scene_.token(child).lemma));
  };
  if (std::none_of(children.begin(), children.end(), opens)) return no_head;
  auto above = syntax_.head(verb);
  for (int steps = 0; steps < max_depth && above != no_head; ++steps, above = syntax_.head(above))
    if (is_finite(scene_.token(above))) {
      const Features &a = scene_.token(above).features, &v = scene_.token(verb).features;
      const bool agree = a.number == v.number && (a.gender == v.gender || a.gender == Gender::none || v.gender == Gender::none);
      return agree ? above : no_head;
    }
  return no_head;
}

/// Through nouns only where a comma sets the phrase off («о планах ещё зимой, на форуме, говорил W», but not «о споре на форуме говорил
/// W»), through what the clause's object names («показал проект «Имя» на форуме») and through «в рамках».
std::uint32_t Arguments::clause_of(std::uint32_t noun) const {
  if (syntax_.preposition(noun) == no_head && syntax_.head(noun) != no_head && scene_.lexicon.list("during_words").contains(scene_.token(syntax_.head(noun)).lemma)) noun = syntax_.head(noun);
  const auto preposition = syntax_.preposition(noun);
  if (preposition == no_head) return no_head;
  const bool apart = preposition > 0 && scene_.surface(preposition - 1) == ",";
  auto above = syntax_.head(noun);
  for (int steps = 0; steps < max_depth && above != no_head; ++steps, above = syntax_.head(above)) {
    if (is_verb(scene_.token(above))) return above;
    const bool object = syntax_.is(above, "obj") && !scene_.sites_at[above].empty() && above < noun;
    if (!apart && !object) return no_head;
  }
  if (!apart) return no_head;
  const TokenRange sentence = scene_.document.sentences[syntax_.sentence_of(noun)].tokens;  // the parser lost the verb
  for (auto t = noun + 1; t < sentence.end && t < noun + 12; ++t)
    if (is_finite(scene_.token(t))) return scene_.surface(t - 1) == "," ? t : no_head;
  return no_head;
}

/// Subject of a verb that has none of its own: shared with the verb it is coordinated with, or controlled from above.
std::vector<std::uint32_t> Arguments::controllers(std::uint32_t verb, int depth) const {
  const auto governor = syntax_.head(verb);
  if (governor == no_head || depth > max_depth) return {};
  const Token& token = scene_.token(verb);
  if (modifier_participle(verb)) return {governor};
  if (const auto main = clause_above(verb); main != no_head) return grammatical_subjects(main, depth + 1);
  if (syntax_.is(verb, "conj")) {
    if (modifier_participle(governor)) return {syntax_.head(governor)};
    const auto predicate = [&](std::uint32_t noun) {  // «он был директором, затем работал»; «он выпускник вуза, работал»
      const auto children = syntax_.children(noun);
      return std::any_of(children.begin(), children.end(), [&](auto child) { return syntax_.is(child, "cop") || syntax_.is(child, "nsubj"); });
    };
    const Features& g = scene_.token(governor).features;
    const bool others = is_finite(token) && is_finite(scene_.token(governor)) && token.features.number == Number::plur && g.number == Number::sing;
    if (others) return {};  // «совет возглавил W, так решили в мае»
    return is_verb(scene_.token(governor)) || predicate(governor) ? grammatical_subjects(governor, depth + 1) : std::vector<std::uint32_t>{};
  }
  const bool infinitive = token.features.verb_form == VerbForm::inf, converb = token.features.verb_form == VerbForm::conv;
  if (!infinitive && !converb) return {};
  if (infinitive && is_noun(scene_.token(governor)) && scene_.lexicon.list("will_nouns").contains(scene_.token(governor).lemma)) {
    if (auto own = plain(governor, Case::gen); !own.empty()) return own;  // «о намерении Омска подписать»
    const auto above = syntax_.head(governor);
    if (above != no_head && is_verb(scene_.token(above)) && !is_passive(scene_.token(above))) return grammatical_subjects(above, depth + 1);
  }
  if (infinitive && !helps(governor)) {
    if (auto dative = plain(governor, Case::dat); !dative.empty()) return dative;
    for (auto child : syntax_.children(governor))  // «делегации не удалось попасть»: what the tagger takes for a genitive
      if (syntax_.is(child, "iobj") && is_noun(scene_.token(child)) && syntax_.preposition(child) == no_head) return {child};
    for (auto child : syntax_.children(governor))  // «пригласил Петрова посетить»: the object is to act
      if (syntax_.is(child, "obj") && is_noun(scene_.token(child)) && !scene_.lexicon.support_words.contains(scene_.token(child).lemma)) return {child};
  }
  if (infinitive && scene_.lexicon.list("commanding_verbs").contains(scene_.token(governor).lemma)) return {};  // «потребовал созвать заседание»
  if (!is_noun(scene_.token(governor))) return grammatical_subjects(governor, depth + 1);
  if (!scene_.lexicon.list("commanding_nouns").contains(scene_.token(governor).lemma)) return noun_agents(governor, depth + 1);
  const auto above = syntax_.head(governor);  // «сделал предложение A возглавить фонд»: who is told to, if anybody
  return above == no_head ? std::vector<std::uint32_t>{} : plain(above, Case::dat);
}

/// «могут назначить», «планируют подписать»: a verb that has no object of its own (words/helping_verbs.tsv).
bool Arguments::helps(std::uint32_t verb) const { return scene_.lexicon.list("helping_verbs").contains(scene_.token(verb).lemma); }

/// «Петрова могут назначить», «соглашение подписать не успели»: parsers hang an infinitive's object on the verb that helps it.
std::vector<std::uint32_t> Arguments::object_of_helper(std::uint32_t infinitive) const {
  const auto helper = syntax_.head(infinitive);
  if (scene_.token(infinitive).features.verb_form != VerbForm::inf || helper == no_head || !helps(helper)) return {};
  for (auto child : syntax_.children(helper))
    if (syntax_.is(child, "obj") && is_noun(scene_.token(child)) && child < infinitive) return {child};
  const auto second = second_nominative(helper);
  return second == no_head ? std::vector<std::uint32_t>{} : std::vector<std::uint32_t>{second};
}

/// Agent of a verbal noun: its own instrumental, else the subject of what it depends on, as far as that verb or noun lends its
/// subject: «провёл встречу», «договорился о покупке», «на встрече заявил», but not «сообщил о покупке».
std::vector<std::uint32_t> Arguments::noun_agents(std::uint32_t noun, int depth) const {
  if (auto agent = plain(noun, Case::ins); !agent.empty()) return agent;
  const auto governor = syntax_.head(noun);
  if (governor == no_head || depth > max_depth || syntax_.is(noun, "nsubj")) return {};
  if (syntax_.is(noun, "conj")) return noun_agents(governor, depth + 1);
  const Token& above = scene_.token(governor);
  const auto preposition = syntax_.preposition(noun);
  const bool lends = scene_.lexicon.support_words.contains(above.lemma);
  if (is_verb(above)) {
    const bool predicate = is_passive(above) && scene_.token(noun).features.case_ == Case::ins;  // «инициатором назван X»
    if (!predicate && scene_.lexicon.list("approving_verbs").contains(above.lemma)) return {};    // «одобрил продажу» of another
    const bool topic = preposition != no_head && scene_.lexicon.topic_prepositions.contains(scene_.token(preposition).lemma);
    if (topic && !lends) return {};
    if (!is_passive(above)) return grammatical_subjects(governor, depth + 1);
    auto found = agents(governor, depth + 1);  // «числится побратимом»: the instrumental is the noun itself
    return std::find(found.begin(), found.end(), noun) == found.end() ? found : grammatical_subjects(governor, depth + 1);
  }
  if (!is_noun(above) || !lends) return {};
  if (auto possessor = plain(governor, Case::gen); !possessor.empty() && possessor.front() != noun) return possessor;
  return noun_agents(governor, depth + 1);
}

std::vector<std::uint32_t> Arguments::agents(std::uint32_t trigger, int depth) const {
  const Token& token = scene_.token(trigger);
  if (!is_verb(token)) {
    std::vector<std::uint32_t> own;
    for (auto child : syntax_.children(trigger))
      if (syntax_.is(child, "nsubj")) own.push_back(antecedent(child));
    return own.empty() ? noun_agents(trigger, depth) : own;
  }
  if (is_passive(token)) {
    auto found = plain(trigger, Case::ins);
    if (found.empty() && syntax_.is(trigger, "conj") && syntax_.head(trigger) != no_head && is_passive(scene_.token(syntax_.head(trigger))) && depth < max_depth)
      return agents(syntax_.head(trigger), depth + 1);
    return found;
  }
  return grammatical_subjects(trigger, depth);
}

std::vector<std::uint32_t> Arguments::objects(std::uint32_t trigger) const {
  const Token& token = scene_.token(trigger);
  if (!is_verb(token)) return plain(trigger, Case::gen);
  if (is_passive(token)) return grammatical_subjects(trigger, 0);
  if (const auto pronoun = relative_object(trigger); pronoun != no_head) return {antecedent(pronoun)};
  std::vector<std::uint32_t> found;
  const bool swapped = disguised_subject(trigger) != no_head;
  const auto subject = second_object(trigger);
  for (auto child : syntax_.children(trigger))
    if (syntax_.is(child, swapped ? "nsubj" : "obj") && child != subject) found.push_back(antecedent(child));
  if (!found.empty()) return found;
  if (auto second = second_nominative(trigger); second != no_head) return {second};
  if (auto helped = object_of_helper(trigger); !helped.empty()) return helped;
  for (auto child : syntax_.children(trigger))  // shared with the verb coordinated after it: «купил и закрыл компанию»
    if (syntax_.is(child, "conj") && is_verb(scene_.token(child)))
      for (auto object : syntax_.children(child))
        if (syntax_.is(object, "obj")) found.push_back(antecedent(object));
  return found;
}

std::vector<std::uint32_t> Arguments::governors(std::uint32_t trigger) const {
  auto governor = syntax_.head(trigger);
  const auto preposition = syntax_.preposition(trigger);
  if (preposition != no_head && preposition > 0 && is_finite(scene_.token(preposition - 1))) governor = preposition - 1;  // «прошло под ...»
  if (governor == no_head) return {};
  if (!is_verb(scene_.token(governor))) return {governor};
  auto found = grammatical_subjects(governor, 0);
  const auto objects_found = objects(governor);
  found.insert(found.end(), objects_found.begin(), objects_found.end());
  return found;
}

void Arguments::collect(std::uint32_t t, std::string_view relation, const std::vector<std::string>& prepositions,
                        const std::vector<Case>& cases, std::vector<std::uint32_t>& found) const {
  for (auto child : syntax_.children(t)) {
    if (relation != "any" && !syntax_.is(child, relation)) continue;
    if (syntax_.is(child, "punct") || syntax_.is(child, "case") || syntax_.is(child, "conj")) continue;
    if (relation == "any" && syntax_.is(child, "nummod") && scene_.token(child).upos == Upos::num) continue;  // figures show no case: «26 побратимов»
    const auto preposition = syntax_.preposition(child);
    if (preposition == no_head ? !prepositions.empty() : !listed(scene_.token(preposition).lemma, prepositions)) continue;
    const bool share_of = scene_.token(child).upos == Upos::sym && preposition == no_head && !is_verb(scene_.token(t));  // «приобретение 51% акций»
    const Case case_ = share_of ? Case::gen : scene_.token(child).features.case_;
    const auto counters = syntax_.children(child);
    const bool counted = scene_.lexicon.share_nouns.contains(scene_.token(child).lemma) &&  // «владеет 34 млн акций»: figures hide the case
                         std::any_of(counters.begin(), counters.end(), [&](auto c) { return syntax_.is(c, "nummod") && scene_.token(c).features.case_ == Case::none; });
    const bool unknown = counted || case_ == Case::none || (!scene_.token(child).in_dictionary && preposition != no_head);
    const bool one_form = case_ == Case::acc && scene_.token(child).features.animacy == Animacy::anim && std::find(cases.begin(), cases.end(), Case::gen) != cases.end();
    const bool listed = std::find(cases.begin(), cases.end(), case_) != cases.end();
    if (!cases.empty() && !unknown && !one_form && !listed && (preposition == no_head || !place_may_stand_in(scene_, child, cases))) continue;
    if (cases.empty() && prepositions.empty() && relation == "any" && !is_noun(scene_.token(child))) continue;
    found.push_back(antecedent(child));
  }
}

std::vector<std::uint32_t> Arguments::dependents(std::uint32_t trigger, std::string_view relation, const std::vector<std::string>& prepositions,
                                                 const std::vector<Case>& cases) const {
  std::vector<std::uint32_t> found;
  collect(trigger, relation, prepositions, cases, found);
  if (!found.empty() || prepositions.empty()) return found;
  const auto governor = syntax_.head(trigger);
  const bool helped = governor != no_head && scene_.token(trigger).features.verb_form == VerbForm::inf && helps(governor);  // «в парк намерен въехать A»
  if (helped || (!is_verb(scene_.token(trigger)) && governor != no_head && is_verb(scene_.token(governor))))
    collect(governor, relation, prepositions, cases, found);
  if (found.empty())
    for (auto child : syntax_.children(trigger))
      if (syntax_.is(child, "obj") || syntax_.is(child, "nmod") || syntax_.is(child, "obl") || syntax_.is(child, "nsubj"))
        collect(child, relation, prepositions, cases, found);
  return found;
}

}  // namespace citypact::extract
