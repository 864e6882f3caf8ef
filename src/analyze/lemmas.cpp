#include "lemmas.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace citypact {
namespace {

/// Parts of speech that the dictionary does not tell apart.
Upos broad(Upos upos) {
  switch (upos) {
    case Upos::propn: return Upos::noun;
    case Upos::aux: return Upos::verb;
    case Upos::sconj: return Upos::cconj;
    default: return upos;
  }
}

template <typename Value>
int same(Value a, Value b) {
  return a != Value{} && a == b;
}

int shared_features(const Features& a, const Features& b) {
  return same(a.case_, b.case_) + same(a.gender, b.gender) + same(a.number, b.number) + same(a.aspect, b.aspect) +
         same(a.person, b.person) + same(a.tense, b.tense) + same(a.variant, b.variant);
}

/// Names keep their own lemmas: inside a person's name a surname is no common noun, and in lower case nothing is a surname.
double fit_to_name(const Reading& reading, const WordContext& context) {
  const bool personal = reading.given_name || reading.surname || reading.patronymic;
  switch (context.name) {
    case WordContext::Name::person: return personal ? 2 : reading.place ? -0.5 : 0;
    case WordContext::Name::place: return reading.place ? 2 : personal ? -0.5 : 0;
    default: break;
  }
  if (!context.capitalized && (personal || reading.place)) return -1;
  return context.upos == Upos::propn && (personal || reading.place) ? 0.5 : 0;
}

}  // namespace

const Reading* choose_reading(std::span<const Reading> readings, const WordContext& context) {
  const Reading* best = nullptr;
  double most = 0;
  for (const Reading& reading : readings) {
    const double score = (broad(reading.upos) == broad(context.upos)) + shared_features(reading.features, context.features) +
                         fit_to_name(reading, context) + 0.5 * static_cast<double>(reading.probability);
    if (!best || score > most) best = &reading, most = score;
  }
  return best;
}

bool is_impossible(Upos upos, const Features& features, std::span<const Reading> readings) {
  const auto all = [&](auto test) { return !readings.empty() && std::all_of(readings.begin(), readings.end(), test); };
  const auto none = [&](auto test) { return std::none_of(readings.begin(), readings.end(), test); };
  const auto common = [](const Reading& r) {
    return r.known && !r.indeclinable && !r.abbreviation && !r.given_name && !r.surname && !r.patronymic && !r.place && !r.organization;
  };
  const bool content = broad(upos) == Upos::noun || upos == Upos::verb || upos == Upos::adj || upos == Upos::adv;
  if (!content || !all(common)) return false;
  const auto past = [](const Features& f) { return f.tense == Tense::past; };
  if (all([](const Reading& r) { return r.upos == Upos::verb && r.features.verb_form == VerbForm::fin; }))
    return features.verb_form != VerbForm::fin ||
           none([&](const Reading& r) { return r.features.number == features.number && past(r.features) == past(features); });
  if (all([](const Reading& r) { return r.features.verb_form == VerbForm::part && r.features.variant == Variant::brev; }))
    return features.verb_form != VerbForm::part && features.variant != Variant::brev;
  if (all([](const Reading& r) { return broad(r.upos) == Upos::noun; }))
    return broad(upos) != Upos::noun || none([&](const Reading& r) { return r.features.case_ == features.case_; });
  return false;
}

std::string fold_form(std::string_view form) {
  std::string out;
  out.reserve(form.size());
  const auto size = static_cast<std::int32_t>(form.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(form.data(), i, size, c);
    char buffer[U8_MAX_LENGTH];
    std::int32_t length = 0;
    UBool failed = false;
    U8_APPEND(buffer, length, U8_MAX_LENGTH, u_tolower(c), failed);
    if (!failed) out.append(buffer, static_cast<std::size_t>(length));
  }
  return out;
}

}  // namespace citypact
