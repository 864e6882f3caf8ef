// Subjects that stand before an insertion, a bracket or in the sentence before.
#include "arguments.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t sentences_back = 3;      // for a dropped subject
constexpr std::uint32_t longest_insertion = 20;  // tokens between a subject and its verb

}  // namespace

/// «С 2002 года работал в банке»: the person who is the subject of the sentence before, when gender and number agree.
std::uint32_t Arguments::dropped_subject(std::uint32_t verb) const {
  const Token& token = scene_.token(verb);
  const bool clause = token.head == no_head || syntax_.is(verb, "root") || (is_noun(token) && syntax_.is(verb, "root"));
  if (!clause || token.features.number == Number::plur || token.features.gender == Gender::neut) return no_head;
  const bool predicate = token.features.verb_form == VerbForm::fin || token.features.variant == Variant::brev;  // «был избран»
  if (is_verb(token) && (!predicate || token.features.person == Person::first || token.features.person == Person::second)) return no_head;
  const auto sentence = syntax_.sentence_of(verb);
  for (std::uint32_t back = 1; back <= sentences_back && back <= sentence; ++back) {
    const TokenRange before = scene_.document.sentences[sentence - back].tokens;
    bool subject = false;
    for (auto t = before.begin; t < before.end; ++t) {
      if (!syntax_.is(t, "nsubj") || syntax_.head(t) == no_head || syntax_.head(syntax_.head(t)) != no_head) continue;
      subject = true;
      for (auto s : scene_.sites_at[t]) {
        const Gender gender = scene_.token(t).features.gender;
        const bool agrees = gender == Gender::none || token.features.gender == Gender::none || gender == token.features.gender;
        if (scene_.is_a(s, "Person") && agrees) return t;
      }
    }
    if (subject) return no_head;  // only sentences that drop theirs as well are passed over
  }
  return no_head;
}

/// «A, крупнейший банк мира, подписал», «A — вуз с историей — открыл»: the name before an insertion without a verb, which the parser took
/// for something else, in the nominative and agreeing with the verb.
std::uint32_t Arguments::before_insertion(std::uint32_t verb) const {
  const auto begin = scene_.document.sentences[syntax_.sentence_of(verb)].tokens.begin;
  if (!is_finite(scene_.token(verb)) || verb < begin + 3) return no_head;
  const auto close = scene_.token(verb - 1).upos == Upos::adv && verb > begin + 3 ? verb - 2 : verb - 1;
  const auto mark = scene_.surface(close);
  const bool dash = mark == "—" || mark == "–";
  if (mark != "," && !dash) return no_head;
  for (auto t = close - 1; t > begin && close - t < longest_insertion; --t) {
    const auto surface = scene_.surface(t);
    if (is_finite(scene_.token(t)) || surface == ";" || surface == ":") return no_head;
    if (surface != mark) continue;
    if (const auto name = named_before(t, scene_.token(verb).features); name != no_head) return name;
  }
  return no_head;
}

/// The head of the name that ends before a token, past brackets, if it may be the subject of a verb with these features.
std::uint32_t Arguments::named_before(std::uint32_t t, const Features& verb) const {
  const auto begin = scene_.document.sentences[syntax_.sentence_of(t)].tokens.begin;
  if (t > begin && scene_.surface(t - 1) == ")")
    for (auto open = t - 1; open > begin && t - open < longest_insertion; --open)
      if (scene_.surface(open) == "(") {
        t = open;
        break;
      }
  if (t == begin) return no_head;
  const Site* widest = nullptr;
  for (auto s : scene_.sites_at[t - 1])
    if (scene_.sites[s].tokens.end == t && scene_.sites[s].mention.form != Form::adjective) widest = &scene_.sites[s];  // shortest first
  if (!widest || (widest->tokens.begin > begin && scene_.token(widest->tokens.begin - 1).upos == Upos::adp)) return no_head;
  const Features& name = scene_.token(widest->head).features;
  const bool number = verb.number == Number::none || name.number == Number::none || name.number == verb.number;
  const bool gender = verb.gender == Gender::none || name.gender == Gender::none || name.gender == verb.gender;
  return name.case_ == Case::nom && number && gender ? widest->head : no_head;
}

/// «завод (принадлежит холдингу)»: a clause without a subject in brackets speaks of the noun before them.
std::uint32_t Arguments::before_bracket(std::uint32_t verb) const {
  const auto begin = scene_.document.sentences[syntax_.sentence_of(verb)].tokens.begin;
  for (auto t = verb; t > begin && verb - t < 5; --t) {
    if (scene_.surface(t) == ")") return no_head;
    if (scene_.surface(t) != "(") continue;
    for (auto before = t - 1; before + 3 > t; --before) {
      if (is_noun(scene_.token(before)) || scene_.token(before).upos == Upos::x) return before;
      if (before == begin) break;
    }
    return no_head;
  }
  return no_head;
}

}  // namespace citypact::extract
