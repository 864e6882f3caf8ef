#include "arc_prior.hpp"

#include <algorithm>
#include <cmath>

namespace citypact {
namespace {
// In units of the parser's scores, whose best and second best head differ by some 5. Chosen on the relations of citypact-ru's training
// part; half or twice of each makes no difference that can be told from chance.
constexpr float far_away = 0.7f;      // a step of e in distance
constexpr float beyond_verb = 2;      // a finite verb between
constexpr float beyond_stop = 2;      // a semicolon between
constexpr float into_brackets = 3;
constexpr float through_name = 2;
constexpr float disagreement = 2;
constexpr float coordination = 1;
constexpr float genitive_chain = 1.5f;
constexpr float verb_under_noun = 4;  // a finite verb, no comma between
constexpr float argument = 1.5f;      // a bare nominative or accusative, of the finite verb of its clause
constexpr float noun_to_the_left = 4; // of its noun, no dash between

bool is_quote(std::string_view s) { return s == "«" || s == "»" || s == "\"" || s == "“" || s == "”" || s == "„"; }
bool is_finite(const Token& t) {
  return t.features.verb_form == VerbForm::fin || (t.features.verb_form == VerbForm::part && t.features.variant == Variant::brev);
}
bool is_noun(const Token& t) { return t.upos == Upos::noun || t.upos == Upos::propn || t.upos == Upos::pron || t.upos == Upos::x; }
bool is_modifier(const Token& t) {
  return t.upos == Upos::adj || t.upos == Upos::det || t.upos == Upos::num || (t.features.verb_form == VerbForm::part && t.features.variant != Variant::brev);
}
}  // namespace

ArcPrior::ArcPrior(const AnalyzedDocument& document) : document_(document), words_(document.tokens.size()) {
  for (std::uint32_t n = 0; n < document.names.size(); ++n) {
    const NameSpan& name = document.names[n];
    const bool described = name.kind == "Agreement" || name.kind == "Event" || name.kind == "Program" || name.kind == "Position";
    if (name.tokens.size() < 2 || name.adjective || described) continue;
    std::uint32_t head = no_head;
    for (auto i = name.tokens.begin; i < name.tokens.end; ++i) {
      words_[i].name = n + 1;
      if (head == no_head && is_noun(document.tokens[i])) head = i;
    }
    words_[head == no_head ? name.tokens.begin : head].name_head = true;
  }
}

void ArcPrior::read(TokenRange sentence) {
  std::uint32_t finite = 0, stops = 0, commas = 0, dashes = 0, bracket = 0;
  for (auto i = sentence.begin; i < sentence.end; ++i) {
    const Token& token = document_.tokens[i];
    Word& word = words_[i];
    const auto surface = document_.surface(token);
    if (surface == "(") bracket = i + 1;
    word.bracket = bracket;
    if (surface == ")") bracket = 0;
    word.finite_before = finite, word.stops_before = stops, word.commas_before = commas, word.dashes_before = dashes;
    word.noun = is_noun(token), word.finite = is_finite(token), word.modifier = is_modifier(token);
    finite += word.finite;
    stops += surface == ";";
    commas += surface == ",";
    dashes += surface == "—" || surface == "–" || surface == "-";
    if (!word.noun) continue;
    auto begin = i;
    while (begin > sentence.begin && (words_[begin - 1].modifier || is_quote(document_.surface(document_.tokens[begin - 1])))) --begin;
    word.begin = begin;
    word.preposition = begin > sentence.begin && document_.tokens[begin - 1].upos == Upos::adp ? begin - 1 : no_head;
    const auto before = word.preposition == no_head ? begin : word.preposition;
    word.coordinated = before > sentence.begin && document_.tokens[before - 1].upos == Upos::cconj;
    const bool behind_noun = begin > sentence.begin && words_[begin - 1].noun;
    word.bare = word.preposition == no_head && !word.coordinated && !behind_noun && (token.features.case_ == Case::nom || token.features.case_ == Case::acc);
  }
}

/// A subject agrees with its verb; a form that may be accusative too says nothing.
float ArcPrior::agreement(std::uint32_t head, std::uint32_t dependent) const {
  const Features &v = document_.tokens[head].features, &n = document_.tokens[dependent].features;
  if (!words_[head].finite || n.case_ != Case::nom || words_[dependent].preposition != no_head || document_.tokens[dependent].upos == Upos::x) return 0;
  const bool one_form = n.animacy == Animacy::inan && (n.number == Number::plur || n.gender != Gender::fem);
  if (one_form) return 0;
  if (v.number != Number::sing || n.number == Number::none) return 0;
  const bool gender = v.gender == Gender::none || n.gender == Gender::none || v.gender == n.gender || n.animacy != Animacy::inan;
  return n.number == Number::plur || !gender ? -disagreement : 0;
}

/// Nouns do not reach over a verb, out of a name or into brackets; genitives and nouns with a preposition hang on what is near.
float ArcPrior::of_arc(std::uint32_t head, std::uint32_t dependent) const {
  const auto [left, right] = std::minmax(head, dependent);
  const Word &h = words_[head], &d = words_[dependent];
  const bool near = d.noun && !d.coordinated && (d.preposition != no_head || document_.tokens[dependent].features.case_ == Case::gen);
  float sum = near ? -far_away * logarithms_[right - left] : 0;
  const bool nominal = d.noun || d.modifier || document_.tokens[dependent].upos == Upos::adp;
  const auto between = words_[right].finite_before - words_[left].finite_before - words_[left].finite;
  if (d.finite && (h.noun || h.modifier) && words_[left].commas_before == words_[right].commas_before) sum -= verb_under_noun;
  if (d.noun && d.bare && h.finite && between == 0 && words_[left].dashes_before == words_[right].dashes_before) sum += argument;
  if (d.noun && h.noun && head > dependent && words_[left].dashes_before == words_[right].dashes_before) sum -= noun_to_the_left;
  if (nominal) {
    sum -= beyond_verb * static_cast<float>(std::min(between, 2u));
    sum -= beyond_stop * static_cast<float>(words_[right].stops_before != words_[left].stops_before);
  }
  if (h.bracket && h.bracket != d.bracket) sum -= into_brackets;
  if (d.name && !d.name_head && h.name != d.name) sum -= through_name;
  if (h.name && !h.name_head && h.name != d.name) sum -= through_name;
  return sum + agreement(head, dependent);
}

/// Behind a conjunction: the nearest noun before it in the same case.
void ArcPrior::coordinate(std::uint32_t d, TokenRange sentence, std::span<float> scores, std::size_t stride) const {
  const Word& word = words_[d];
  const Case case_ = document_.tokens[d].features.case_;
  if (!word.coordinated || case_ == Case::none) return;
  const auto row = scores.subspan((d - sentence.begin) * stride);
  const auto limit = word.preposition == no_head ? word.begin : word.preposition;
  for (auto h = limit - 1; h > sentence.begin; --h) {
    const auto at = h - 1;
    if (words_[at].finite) return;
    if (!words_[at].noun || document_.tokens[at].features.case_ != case_ || (words_[at].name && !words_[at].name_head)) continue;
    if (word.preposition != no_head && words_[at].preposition == no_head) continue;
    row[1 + at - sentence.begin] += coordination;
    return;
  }
}

/// «министерство экономики области»: on the noun right before it.
void ArcPrior::hang_genitive(std::uint32_t d, TokenRange sentence, std::span<float> scores, std::size_t stride) const {
  const Word& word = words_[d];
  if (word.coordinated || word.preposition != no_head || document_.tokens[d].features.case_ != Case::gen || word.begin == sentence.begin) return;
  if (words_[word.begin - 1].noun) scores[(d - sentence.begin) * stride + 1 + (word.begin - 1) - sentence.begin] += genitive_chain;
}

void ArcPrior::apply(TokenRange sentence, std::span<float> scores, std::size_t stride) {
  while (logarithms_.size() <= sentence.size()) logarithms_.push_back(logarithms_.empty() ? 0 : std::log(static_cast<float>(logarithms_.size())));
  read(sentence);
  for (auto d = sentence.begin; d < sentence.end; ++d) {
    float* row = scores.data() + (d - sentence.begin) * stride + 1;
    for (auto h = sentence.begin; h < sentence.end; ++h)
      if (h != d) row[h - sentence.begin] += of_arc(h, d);
    if (words_[d].noun) coordinate(d, sentence, scores, stride), hang_genitive(d, sentence, scores, stride);
  }
}

}  // namespace citypact
