// Subjects and objects that the parser took for each other: agreement, number and case tell which is which.
#include "arguments.hpp"

namespace citypact::extract {

/// «форум, который проводят палата и фонд», «который провела палата», «который проводит фонд»: the pronoun that the parser took for the
/// subject is the object where the verb does not agree with it or has a subject of its own behind it.
std::uint32_t Arguments::relative_object(std::uint32_t verb) const {
  const Features& v = scene_.token(verb).features;
  if (!is_finite(scene_.token(verb)) || is_passive(scene_.token(verb)) || v.voice == Voice::mid) return no_head;
  std::uint32_t pronoun = no_head, subject = no_head, noun = no_head;
  for (auto child : syntax_.children(verb)) {
    const Token& token = scene_.token(child);
    const bool relative = scene_.lexicon.relative_words.contains(token.lemma);
    if (relative && syntax_.is(child, "nsubj") && child < verb) pronoun = child;
    if (relative || child < verb || !is_noun(token) || syntax_.preposition(child) != no_head) continue;
    if (syntax_.is(child, "nsubj")) subject = child;
    if (syntax_.is(child, "obj") && (token.features.case_ == Case::nom || (token.features.case_ == Case::acc && token.features.animacy == Animacy::inan))) noun = child;
  }
  if (pronoun == no_head || (subject == no_head && noun == no_head)) return no_head;
  const Features& p = scene_.token(pronoun).features;
  if (p.number != Number::plur && (p.gender == Gender::fem || p.animacy == Animacy::anim)) return no_head;  // «которую» shows its case
  if (subject != no_head) return pronoun;
  const bool number = p.number != Number::none && v.number != Number::none && p.number != v.number;
  const bool gender = v.number != Number::plur && v.gender != Gender::none && p.gender != Gender::none && v.gender != p.gender;
  return number || gender ? pronoun : no_head;
}

/// The one dependent of this relation before a verb and the one behind it; neither where a side has two.
Arguments::Sides Arguments::beside(std::uint32_t verb, std::string_view relation, bool nouns) const {
  Sides found;
  for (auto child : syntax_.children(verb)) {
    if (!syntax_.is(child, relation) || (nouns && !is_noun(scene_.token(child)))) continue;
    std::uint32_t& place = child < verb ? found.before : found.behind;
    if (place != no_head) return {};
    place = child;
  }
  return found;
}

bool Arguments::has(std::uint32_t verb, std::string_view relation) const {
  return std::ranges::any_of(syntax_.children(verb), [&](auto child) { return syntax_.is(child, relation); });
}

/// Whether a noun heads a list, also where the parser hung the rest of it on the noun's name: «компания «A» и «B»».
bool Arguments::joined(std::uint32_t noun) const {
  const auto lists = [&](auto head) { return syntax_.coordination(head).size() > 1; };
  return lists(noun) || std::ranges::any_of(syntax_.children(noun), [&](auto child) { return child > noun && syntax_.is(child, "appos") && lists(child); });
}

/// «Парк открыли в мае», «Парк посетили мэр A и ректор B», «A и B запустили портал»: one lifeless thing alone, whose accusative looks like its nominative, is the
/// object of a plural verb, whose subject may be a list on its other side.
std::uint32_t Arguments::outnumbered(std::uint32_t verb) const {
  if (has(verb, "obj")) return no_head;
  const auto [before, behind] = beside(verb, "nsubj", false);
  if (before != no_head && behind != no_head && joined(before) == joined(behind)) return no_head;
  const auto only = before == no_head || (behind != no_head && joined(before)) ? behind : before;
  if (only == no_head || !is_noun(scene_.token(only)) || syntax_.coordination(only).size() > 1) return no_head;
  const Features& f = scene_.token(only).features;
  if (f.number != Number::sing || f.animacy != Animacy::inan || f.gender == Gender::fem || f.gender == Gender::none) return no_head;
  for (auto child : syntax_.children(only)) {  // «ряд городов», «завод с банком», «завод (Самара), банк»
    const Features& c = scene_.token(child).features;
    const bool joined = syntax_.preposition(child) != no_head && c.case_ == Case::ins;
    if (joined || syntax_.is(child, "cc") || (c.case_ == Case::gen && c.number == Number::plur)) return no_head;
  }
  const auto begin = scene_.document.sentences[syntax_.sentence_of(only)].tokens.begin;
  for (auto t = only; t > begin && only - t < 3; --t)
    if (scene_.token(t - 1).upos == Upos::cconj || scene_.surface(t - 1) == ",") return no_head;
  return only;
}

/// «Холдинг приобрёл у города комбинат»: of two subjects on both sides of a verb whose gender both have, the later one is its object,
/// where its accusative may look like a nominative.
std::uint32_t Arguments::later_object(std::uint32_t verb, std::uint32_t first, std::uint32_t second) const {
  const Features &a = scene_.token(first).features, &b = scene_.token(second).features;
  const bool lifeless = a.animacy != Animacy::anim && b.animacy != Animacy::anim && b.gender != Gender::fem;
  return lifeless && first < verb && verb < second && a.gender == b.gender && a.gender == scene_.token(verb).features.gender ? second : no_head;
}

/// «Парк основали завод и фонд»: one lifeless thing alone before a plural verb, whose accusative looks the same, and a list behind it.
bool Arguments::several_behind(std::uint32_t verb, std::uint32_t before, std::uint32_t behind) const {
  const Features &s = scene_.token(before).features, &o = scene_.token(behind).features;
  const bool alone = s.number == Number::sing && s.animacy == Animacy::inan && (s.gender == Gender::masc || s.gender == Gender::neut);
  if (!alone || before > verb || behind < verb || syntax_.coordination(behind).size() < 2 || (o.gender == Gender::fem && o.case_ == Case::acc)) return false;
  for (auto child : syntax_.children(before)) {
    const Features& c = scene_.token(child).features;
    if (syntax_.is(child, "cc") || (syntax_.preposition(child) != no_head && c.case_ == Case::ins) || (c.case_ == Case::gen && c.number == Number::plur)) return false;
  }
  return true;
}

/// «Издательство купил концерн», «Парк основали завод и фонд»: the one object is the subject where the verb agrees with it and not with the
/// subject; no_head elsewhere.
std::uint32_t Arguments::disguised_subject(std::uint32_t verb) const {
  const Token& token = scene_.token(verb);
  const bool plural = token.features.number == Number::plur;
  if (!is_finite(token) || is_passive(token) || (token.features.gender == Gender::none && !plural)) return no_head;
  std::uint32_t subject = no_head, object = no_head;
  for (auto child : syntax_.children(verb)) {
    const bool nsubj = syntax_.is(child, "nsubj");
    if (!nsubj && !syntax_.is(child, "obj")) continue;
    std::uint32_t& place = nsubj ? subject : object;
    if (place != no_head || !is_noun(scene_.token(child))) return no_head;
    place = child;
  }
  if (subject == no_head || object == no_head || !scene_.token(subject).in_dictionary || syntax_.coordination(subject).size() > 1) return no_head;
  const Features &s = scene_.token(subject).features, &o = scene_.token(object).features;
  if (plural) return several_behind(verb, subject, object) ? object : no_head;
  const bool nominative = o.case_ == Case::nom || (o.case_ == Case::acc && o.gender != Gender::fem && o.animacy == Animacy::inan);
  const bool agrees = o.gender == token.features.gender && o.number != Number::plur;
  const bool other = s.gender != Gender::none && s.gender != token.features.gender && s.gender != Gender::fem && s.number != Number::plur && s.animacy == Animacy::inan;
  return nominative && agrees && other ? object : no_head;
}

/// «Программу разработал институт»: of two objects the one behind, whose nominative looks the same and agrees with the verb, is its
/// subject, where the one before shows its accusative.
std::uint32_t Arguments::second_object(std::uint32_t verb) const {
  const Token& token = scene_.token(verb);
  if (!is_finite(token) || is_passive(token) || token.features.number == Number::plur || token.features.gender == Gender::none) return no_head;
  if (has(verb, "nsubj")) return no_head;
  const auto [before, behind] = beside(verb, "obj", false);
  if (before == no_head || behind == no_head || !is_noun(scene_.token(behind))) return no_head;
  const Features &o = scene_.token(before).features, &s = scene_.token(behind).features;
  const bool shown = o.case_ == Case::acc && o.number != Number::plur && (o.gender == Gender::fem || o.animacy == Animacy::anim);
  const bool alike = s.gender != Gender::fem && s.animacy == Animacy::inan && s.number != Number::plur && (s.case_ == Case::acc || s.case_ == Case::nom);
  return shown && alike && s.gender == token.features.gender ? behind : no_head;
}

/// «Институт создаст Центр света»: of two subjects of a verb that shows no gender the one behind it in the accusative is its object.
/// «Группа купит завод», «Завод купит группа»: else the lifeless one whose accusative looks like its nominative, where the other one's does not.
std::uint32_t Arguments::accusative_subject(std::uint32_t verb) const {
  const auto [before, behind] = beside(verb, "nsubj", false);
  if (before == no_head || behind == no_head) return no_head;
  const Token &first = scene_.token(before), &second = scene_.token(behind);
  if (first.features.case_ != Case::nom) return no_head;
  if (second.features.case_ == Case::acc) return behind;
  const auto noun = [&](const Token& t) { return is_noun(t) && t.in_dictionary && t.features.case_ == Case::nom && t.features.number == Number::sing; };
  const auto shown = [&](const Token& t) { return noun(t) && t.features.gender == Gender::fem; };
  const auto alike = [&](const Token& t) { return noun(t) && t.features.animacy == Animacy::inan && (t.features.gender == Gender::masc || t.features.gender == Gender::neut); };
  if (shown(first) && alike(second)) return behind;
  return alike(first) && shown(second) ? before : no_head;
}

/// «Завод приобрело общество»: of two subjects the one whose gender is not the verb's is its object.
std::uint32_t Arguments::outvoted(std::uint32_t verb) const {
  const Features& v = scene_.token(verb).features;
  if (v.number == Number::plur && is_finite(scene_.token(verb)) && is_verb(scene_.token(verb)) && !is_passive(scene_.token(verb))) return outnumbered(verb);
  if (is_finite(scene_.token(verb)) && v.gender == Gender::none && !is_passive(scene_.token(verb))) return accusative_subject(verb);
  if (!is_verb(scene_.token(verb)) || v.gender == Gender::none || v.number == Number::plur || is_passive(scene_.token(verb))) return no_head;
  std::uint32_t agreeing = no_head, other = no_head;
  for (auto child : syntax_.children(verb)) {
    if (!syntax_.is(child, "nsubj")) continue;
    const Features& f = scene_.token(child).features;
    if (!is_noun(scene_.token(child)) || f.gender == Gender::none || f.number == Number::plur) return no_head;
    std::uint32_t& place = f.gender == v.gender ? agreeing : other;
    if (place != no_head) return later_object(verb, place, child);
    place = child;
  }
  return agreeing == no_head || other == no_head || syntax_.coordination(other).size() > 1 ? no_head : other;
}

/// «Фонд основал Олег Петров»: a lifeless nominative before a verb that agrees with somebody's behind it is no second subject.
std::uint32_t Arguments::before_living(std::uint32_t verb) const {
  const auto [before, behind] = beside(verb, "nsubj", true);
  if (before == no_head || behind == no_head || !is_finite(scene_.token(verb)) || is_passive(scene_.token(verb))) return no_head;
  const Features &v = scene_.token(verb).features, &s = scene_.token(behind).features;
  const bool agrees = v.number == Number::plur ? s.number == Number::plur || joined(behind) : s.number != Number::plur && (v.gender == Gender::none || s.gender == Gender::none || v.gender == s.gender);
  return scene_.token(before).features.animacy != Animacy::anim && s.animacy == Animacy::anim && s.case_ == Case::nom && agrees ? before : no_head;
}

/// «Фонд возглавил Олег Петров»: of two nominatives the lifeless one is the object, whose accusative looks the same.
std::uint32_t Arguments::second_nominative(std::uint32_t verb) const {
  if (const auto object = outvoted(verb); object != no_head) return object;
  std::uint32_t lifeless = no_head, living = no_head;
  for (auto child : syntax_.children(verb)) {
    if (!syntax_.is(child, "nsubj") || !is_noun(scene_.token(child))) continue;
    (scene_.token(child).features.animacy == Animacy::anim ? living : lifeless) = child;
  }
  return living == no_head ? no_head : lifeless;
}

}  // namespace citypact::extract
