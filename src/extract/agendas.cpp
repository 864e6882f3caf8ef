// «12:00. Подписание соглашения. Ведёт сессию W»: what a programme lists is still to be done.
#include <charconv>

#include "extractors.hpp"

namespace citypact::extract {
namespace {

/// Digits only, of at most two; else nothing.
std::optional<int> short_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && text.size() < 3 ? std::optional(value) : std::nullopt;
}
bool is_time(std::string_view hour, std::string_view minute, bool colon) {
  const auto h = short_number(hour), m = minute.size() == 2 ? short_number(minute) : std::nullopt;
  return h && m && *h < 24 && *m < 60 && (colon || *m == 0 || *m > 12);  // «12.05» may be a day of May
}

/// «12:00», «12.30–13.00», «22 мая, 16:00»: the tokens that a line opens with.
bool opens_with_time(const Scene& scene, TokenRange line) {
  auto t = line.begin;
  while (t < line.end && t < line.begin + 2 && scene.token(t).upos == Upos::punct) ++t;
  if (t + 1 < line.end && short_number(scene.surface(t)) && scene.lexicon.months.contains(scene.token(t + 1).lemma)) t += 2;
  if (t < line.end && scene.surface(t) == ",") ++t;
  if (t + 2 < line.end && scene.surface(t + 1) == ":") return is_time(scene.surface(t), scene.surface(t + 2), true);
  const std::string_view word = t < line.end ? scene.surface(t) : std::string_view();
  const auto dot = word.find_first_of(".:");
  return dot != std::string_view::npos && is_time(word.substr(0, dot), word.substr(dot + 1, 2), word[dot] == ':');
}

bool tells_of_past(const Scene& scene, TokenRange sentence) {
  for (auto t = sentence.begin; t < sentence.end; ++t)
    if (is_finite(scene.token(t)) && scene.token(t).features.tense == Tense::past) return true;
  return false;
}

}  // namespace

void find_agenda(Scene& scene) {
  const auto& sentences = scene.document.sentences;
  std::vector<bool> listed(sentences.size());
  std::size_t items = 0, past_items = 0;
  bool within = false, past = false;
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    const bool opens = opens_with_time(scene, sentences[s].tokens);
    if (opens || scene.opens_line(s)) within = past = false;
    if (opens) within = true, ++items;
    if (!within) continue;
    if (!tells_of_past(scene, sentences[s].tokens)) listed[s] = true;
    else if (!past) past = true, ++past_items;
  }
  constexpr std::size_t few = 3;  // one item in so many may tell what was before; more make a chronicle
  if (items > 0 && past_items * few <= items) scene.agenda = std::move(listed);
}

}  // namespace citypact::extract
