// Readings of words that the dictionary lacks, by the units of pymorphy3 in its order (Korobov 2015, section 4):
// a particle behind a hyphen, adverbs made of datives, words with a hyphen, known prefixes, then unknown prefixes
// together with known endings. The first unit that gives something ends the search.
#include <algorithm>
#include <set>
#include <tuple>

#include "lexicon.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

// Multipliers of scores, as in pymorphy3.
constexpr float particle_score = 0.9f, adverb_score = 0.7f, hyphen_score = 0.75f, known_prefix_score = 0.75f;
constexpr float unknown_prefix_score = 0.5f, ending_score = 0.5f;
constexpr std::size_t max_unknown_prefix = 5, min_remainder = 3, min_guessed = 4, max_ending = 5;  // in letters
// A word is taken apart at most this often, and longer words not at all: a bound against hostile input.
constexpr int max_depth = 4;
constexpr std::size_t max_letters = 64;

using Seen = std::set<std::tuple<std::string, std::uint16_t, std::uint32_t>>;

void add_if_new(Analysis analysis, std::vector<Analysis>& result, Seen& seen) {
  if (seen.emplace(analysis.word, analysis.tag, analysis.paradigm).second) result.push_back(std::move(analysis));
}

/// Byte offset of the letter `index` of a word; its size when it has fewer letters.
std::size_t letter_offset(std::string_view word, std::size_t index) {
  std::size_t at = 0;
  for (; at < word.size(); ++at) {
    if ((static_cast<unsigned char>(word[at]) & 0xc0) == 0x80) continue;
    if (index-- == 0) break;
  }
  return at;
}

std::size_t letter_count(std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::vector<Analysis> analyze(const Lexicon& lexicon, std::string_view word, int depth);

std::vector<Analysis> with_particle(const Lexicon& lexicon, std::string_view word, int depth, Seen& seen) {
  std::vector<Analysis> result;
  if (word.find('-') == std::string_view::npos) return result;
  for (std::string_view particle : lexicon.particles()) {
    if (!word.ends_with(particle) || word.size() == particle.size()) continue;
    for (Analysis& analysis : analyze(lexicon, word.substr(0, word.size() - particle.size()), depth + 1)) {
      analysis.word.append(particle);
      analysis.lemma.append(particle);
      analysis.score *= particle_score;
      analysis.known = false;
      add_if_new(std::move(analysis), result, seen);
    }
    break;
  }
  return result;
}

bool may_be_adverb(const Lexicon& lexicon, std::string_view word, int depth) {
  for (std::string_view prefix : lexicon.adverb_prefixes()) {
    if (!word.starts_with(prefix) || letter_count(word) < 5) continue;
    for (const Analysis& analysis : analyze(lexicon, word.substr(prefix.size()), depth + 1)) {
      const TagInfo& tag = lexicon.tag(analysis.tag);
      if (tag.upos == Upos::adj && tag.features.number == Number::sing && tag.features.case_ == Case::dat) return true;
    }
  }
  return false;
}

/// Two parts of a word are inflected together when these agree.
auto agreement(const TagInfo& tag) {
  return std::tuple(tag.tag.substr(0, tag.tag.find_first_of(", ")), tag.features.number, tag.features.case_,
                    tag.features.person, tag.features.tense);
}

bool is_unknown(const TagInfo& tag) { return tag.upos == Upos::x; }

std::vector<Analysis> with_hyphen(const Lexicon& lexicon, std::string_view word, int depth) {
  std::vector<Analysis> result;
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == word.size() || word.rfind('-') != hyphen)
    return result;
  for (std::string_view prefix : lexicon.known_prefixes())
    if (word.starts_with(prefix)) return result;
  const auto left = analyze(lexicon, word.substr(0, hyphen), depth + 1);
  const auto right = analyze(lexicon, word.substr(hyphen + 1), depth + 1);
  for (const Analysis& a : left) {
    if (is_unknown(lexicon.tag(a.tag))) continue;
    for (const Analysis& b : right) {
      if (agreement(lexicon.tag(a.tag)) != agreement(lexicon.tag(b.tag))) continue;
      result.push_back({.word = a.word + '-' + b.word,
                        .lemma = a.lemma + '-' + b.lemma,
                        .tag = a.tag,
                        .score = a.score * hyphen_score,
                        .paradigm = ((a.paradigm & 0xffff) + 1) << 16 | (b.paradigm & 0xffff),
                        .form = (a.form & 0xffff) << 16 | (b.form & 0xffff)});
    }
  }
  const std::string fixed(word.substr(0, hyphen + 1));
  for (const Analysis& b : right) {
    if (is_unknown(lexicon.tag(b.tag))) continue;
    result.push_back({.word = fixed + b.word,
                      .lemma = fixed + b.lemma,
                      .tag = b.tag,
                      .score = b.score * hyphen_score,
                      .paradigm = b.paradigm & 0xffff,
                      .form = b.form & 0xffff});
  }
  return result;
}

/// Puts a prefix before an analysis of the rest of a word.
Analysis prefixed(Analysis analysis, std::string_view prefix, float score) {
  analysis.word.insert(0, prefix);
  analysis.lemma.insert(0, prefix);
  analysis.score *= score;
  analysis.known = false;
  return analysis;
}

std::vector<Analysis> with_known_prefix(const Lexicon& lexicon, std::string_view word, int depth, Seen& seen) {
  std::vector<Analysis> result;
  for (std::string_view prefix : lexicon.known_prefixes()) {
    if (!word.starts_with(prefix) || letter_count(word.substr(prefix.size())) < min_remainder) continue;
    for (Analysis& analysis : analyze(lexicon, word.substr(prefix.size()), depth + 1))
      if (lexicon.tag(analysis.tag).productive && !is_unknown(lexicon.tag(analysis.tag)))
        add_if_new(prefixed(std::move(analysis), prefix, known_prefix_score), result, seen);
  }
  return result;
}

void with_unknown_prefix(const Lexicon& lexicon, std::string_view word, std::vector<Analysis>& result, Seen& seen) {
  const std::size_t letters = letter_count(word);
  for (std::size_t i = 1; i <= max_unknown_prefix && i + min_remainder <= letters; ++i) {
    const std::size_t cut = letter_offset(word, i);
    for (Analysis& analysis : lexicon.look_up(word.substr(cut)))
      if (lexicon.tag(analysis.tag).productive)
        add_if_new(prefixed(std::move(analysis), word.substr(0, cut), unknown_prefix_score), result, seen);
  }
}

void by_ending(const Lexicon& lexicon, std::string_view word, std::vector<Analysis>& result, Seen& seen) {
  const std::size_t letters = letter_count(word);
  if (letters < min_guessed) return;
  std::vector<Analysis> guesses;
  for (std::size_t prefix = lexicon.paradigm_prefixes().size(); prefix-- > 0;) {
    if (!word.starts_with(lexicon.paradigm_prefixes()[prefix])) continue;
    const std::size_t first = guesses.size();
    float total = 1;
    for (std::size_t ending = std::min(max_ending, letters); ending > 0 && total == 1; --ending) {
      const std::size_t cut = letter_offset(word, letters - ending);
      lexicon.endings(prefix, word.substr(cut),
                      [&](std::string_view spelling, std::uint32_t count, std::uint32_t paradigm, std::uint32_t form) {
                        const std::uint16_t tag = lexicon.tag_id(paradigm, form);
                        if (!lexicon.tag(tag).productive) return;
                        total += static_cast<float>(count);
                        std::string whole = std::string(word.substr(0, cut)).append(spelling);
                        if (!seen.emplace(whole, tag, paradigm).second) return;
                        std::string lemma = lexicon.lemma(whole, paradigm, form);
                        guesses.push_back({.word = std::move(whole),
                                           .lemma = std::move(lemma),
                                           .tag = tag,
                                           .score = static_cast<float>(count),
                                           .paradigm = paradigm,
                                           .form = form});
                      });
    }
    for (std::size_t i = first; i < guesses.size(); ++i) guesses[i].score *= ending_score / total;
  }
  std::stable_sort(guesses.begin(), guesses.end(),
                   [](const Analysis& a, const Analysis& b) { return a.score > b.score; });
  std::move(guesses.begin(), guesses.end(), std::back_inserter(result));
}

std::vector<Analysis> guess(const Lexicon& lexicon, std::string_view word, int depth) {
  Seen seen;
  if (depth < max_depth && letter_count(word) <= max_letters) {
    if (auto result = with_particle(lexicon, word, depth, seen); !result.empty()) return result;
    if (may_be_adverb(lexicon, word, depth))
      return {{.word = std::string(word),
               .lemma = std::string(word),
               .tag = lexicon.adverb_tag(),
               .score = adverb_score,
               .paradigm = lexicon.no_paradigm}};
    if (auto result = with_hyphen(lexicon, word, depth); !result.empty()) return result;
    if (auto result = with_known_prefix(lexicon, word, depth, seen); !result.empty()) return result;
  }
  std::vector<Analysis> result;
  with_unknown_prefix(lexicon, word, result, seen);
  by_ending(lexicon, word, result, seen);
  return result;
}

bool has_letter_of(std::string_view word, bool (*test)(char32_t)) {
  return std::ranges::any_of(to_code_points(word), test);
}

std::vector<Analysis> analyze(const Lexicon& lexicon, std::string_view word, int depth) {
  std::vector<Analysis> result = lexicon.look_up(word);
  if (result.empty() && has_letter_of(word, is_cyrillic)) result = guess(lexicon, word, depth);
  lexicon.estimate(word, result);
  return result;
}

}  // namespace

std::vector<Analysis> analyze_word(const Lexicon& lexicon, std::string_view word) { return analyze(lexicon, word, 0); }

}  // namespace citypact
