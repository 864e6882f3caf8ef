#include "citypact/language/dictionary.hpp"

#include <algorithm>

#include "lexicon.hpp"
#include "unicode.hpp"

namespace citypact {

struct Dictionary::State {
  explicit State(const std::filesystem::path& path) : lexicon(path) {}
  Lexicon lexicon;
};

namespace {

Reading to_reading(const Lexicon& lexicon, Analysis analysis) {
  const TagInfo& tag = lexicon.tag(analysis.tag);
  return {.lemma = std::move(analysis.lemma),
          .upos = tag.upos,
          .features = tag.features,
          .probability = analysis.score,
          .known = analysis.known,
          .given_name = tag.given_name,
          .surname = tag.surname,
          .patronymic = tag.patronymic,
          .place = tag.place,
          .organization = tag.organization,
          .abbreviation = tag.abbreviation,
          .indeclinable = tag.indeclinable,
          .paradigm = analysis.paradigm,
          .form = analysis.form};
}

/// Whether a form has all that `target` sets. Plural adjectives have no gender and fit any; animacy tells only
/// accusatives of adjectives apart.
bool satisfies(const Features& form, const Features& target) {
  auto fits = [](auto has, auto wanted) { return wanted == decltype(wanted){} || has == wanted; };
  const bool genderless = form.number == Number::plur && form.gender == Gender::none;
  const bool lifeless = form.animacy == Animacy::none || form.case_ != Case::acc;
  return fits(form.case_, target.case_) && fits(form.number, target.number) &&
         (genderless || fits(form.gender, target.gender)) && (lifeless || fits(form.animacy, target.animacy)) &&
         fits(form.person, target.person) && fits(form.tense, target.tense) && fits(form.mood, target.mood) &&
         fits(form.voice, target.voice) && fits(form.aspect, target.aspect) && fits(form.degree, target.degree) &&
         fits(form.verb_form, target.verb_form) && fits(form.variant, target.variant);
}

/// How many features two forms share: among forms that satisfy the target the nearest to the reading is taken.
int nearness(const TagInfo& form, const TagInfo& wanted) {
  const Features &a = form.features, &b = wanted.features;
  return (form.upos == wanted.upos) + (a.case_ == b.case_) + (a.number == b.number) + (a.gender == b.gender) +
         (a.animacy == b.animacy) + (a.person == b.person) + (a.tense == b.tense) + (a.aspect == b.aspect) +
         (a.voice == b.voice) + (a.mood == b.mood) + (a.degree == b.degree) + (a.verb_form == b.verb_form) +
         (a.variant == b.variant);
}

void apply(Features& features, const Features& target) {
  auto set = [](auto& feature, auto wanted) {
    if (wanted != decltype(wanted){}) feature = wanted;
  };
  set(features.case_, target.case_);
  set(features.number, target.number);
  set(features.gender, target.gender);
  set(features.animacy, target.animacy);
  set(features.person, target.person);
  set(features.tense, target.tense);
  set(features.mood, target.mood);
  set(features.voice, target.voice);
  set(features.degree, target.degree);
  set(features.verb_form, target.verb_form);
  set(features.variant, target.variant);
}

std::optional<std::string> inflect_part(const Lexicon& lexicon, std::string_view lemma, std::uint32_t paradigm,
                                        std::uint32_t form, const Features& target) {
  const std::size_t size = lexicon.paradigm_size(paradigm);
  if (form >= size) return std::nullopt;
  TagInfo wanted = lexicon.tag(lexicon.tag_id(paradigm, form));
  apply(wanted.features, target);
  if (target.number == Number::plur && wanted.upos != Upos::noun && wanted.upos != Upos::propn)
    wanted.features.gender = Gender::none;
  std::optional<std::size_t> best;
  int best_nearness = -1;
  const std::string_view now = lexicon.suffix(paradigm, form);
  for (std::size_t i = 0; i < size; ++i) {
    const TagInfo& tag = lexicon.tag(lexicon.tag_id(paradigm, static_cast<std::uint32_t>(i)));
    if (!satisfies(tag.features, target)) continue;
    // Of forms alike in features the one that looks alike: «высшей» gives «высшая», not «высочайшая».
    const auto suffix = lexicon.suffix(paradigm, static_cast<std::uint32_t>(i));
    auto shared = std::ranges::mismatch(suffix, now).in1 - suffix.begin();
    while (shared > 0 && static_cast<std::size_t>(shared) < suffix.size() &&
           (static_cast<unsigned char>(suffix[static_cast<std::size_t>(shared)]) & 0xc0) == 0x80)
      --shared;
    const int n = nearness(tag, wanted) * 256 + static_cast<int>(std::min<std::ptrdiff_t>(shared, 255));
    if (n > best_nearness) best = i, best_nearness = n;
  }
  const auto first_prefix = lexicon.prefix(paradigm, 0), first_suffix = lexicon.suffix(paradigm, 0);
  if (!best || !lemma.starts_with(first_prefix) || !lemma.ends_with(first_suffix)) return std::nullopt;
  const auto stem = lemma.substr(first_prefix.size(), lemma.size() - first_prefix.size() - first_suffix.size());
  const auto index = static_cast<std::uint32_t>(*best);
  return std::string(lexicon.prefix(paradigm, index)).append(stem).append(lexicon.suffix(paradigm, index));
}

}  // namespace

Dictionary::Dictionary(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {}
Dictionary::~Dictionary() = default;
Dictionary::Dictionary(Dictionary&&) noexcept = default;

std::vector<Reading> Dictionary::readings(std::string_view form) const {
  const std::string word = lower(form);
  std::vector<Reading> readings;
  for (Analysis& analysis : analyze_word(state_->lexicon, word))
    readings.push_back(to_reading(state_->lexicon, std::move(analysis)));
  if (readings.empty()) {
    const auto letters = to_code_points(word);
    if (std::ranges::none_of(letters, is_letter)) return readings;
    Reading unknown{.lemma = word, .probability = 1, .indeclinable = true, .paradigm = Lexicon::no_paradigm};
    unknown.features.foreign = std::ranges::none_of(letters, is_cyrillic);
    readings.push_back(std::move(unknown));
  }
  return readings;
}

bool Dictionary::knows(std::string_view form) const { return state_->lexicon.knows(lower(form)); }

std::optional<std::string> Dictionary::inflect(const Reading& reading, const Features& target) const {
  if (reading.paradigm == Lexicon::no_paradigm) return std::nullopt;
  const Lexicon& lexicon = state_->lexicon;
  std::string_view lemma = reading.lemma, particle;
  for (std::string_view candidate : lexicon.particles())
    if (!reading.known && lemma.ends_with(candidate) && lemma.size() > candidate.size()) particle = candidate;
  lemma.remove_suffix(particle.size());
  const std::uint32_t right_paradigm = reading.paradigm & 0xffff, right_form = reading.form & 0xffff;
  if (reading.paradigm >> 16 == 0) {
    auto whole = inflect_part(lexicon, lemma, right_paradigm, right_form, target);
    if (whole) whole->append(particle);
    return whole;
  }
  const std::size_t hyphen = lemma.rfind('-');
  if (hyphen == std::string_view::npos) return std::nullopt;
  // The parts may differ in gender («школа-интернат»): only the first takes the target's.
  Features right_target = target;
  right_target.gender = Gender::none;
  auto left = inflect_part(lexicon, lemma.substr(0, hyphen), (reading.paradigm >> 16) - 1, reading.form >> 16, target);
  auto right = inflect_part(lexicon, lemma.substr(hyphen + 1), right_paradigm, right_form, right_target);
  if (!left || !right) return std::nullopt;
  return *left + '-' + *right + std::string(particle);
}

}  // namespace citypact
