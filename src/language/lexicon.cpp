#include "lexicon.hpp"

#include <algorithm>
#include <cstring>

#include "citypact/core/diagnostics.hpp"

namespace citypact {
namespace {

constexpr std::uint32_t content_version = 1;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

TagInfo read_tag(std::string_view line) {
  auto cells = split(line, '\t');
  cells.resize(4);
  TagInfo info{.tag = cells[0], .upos = parse_upos(cells[1]), .features = parse_features(cells[2])};
  const std::pair<std::string_view, bool*> flags[] = {
      {"given", &info.given_name},          {"surname", &info.surname},
      {"patronymic", &info.patronymic},     {"place", &info.place},
      {"organization", &info.organization}, {"abbreviation", &info.abbreviation},
      {"indeclinable", &info.indeclinable}};
  for (std::string_view name : split(cells[3], ',')) {
    if (name == "unproductive") info.productive = false;
    for (auto& [flag, value] : flags) *value |= flag == name;
  }
  return info;
}

}  // namespace

Lexicon::Lexicon(const std::filesystem::path& path) : file_(path, "opencorpora", content_version) {
  for (std::string_view line : split(file_.bytes("substitutes"), '\n')) {
    auto cells = split(line, '\t');
    if (cells.size() == 2 && !cells[0].empty()) substitutes_.emplace_back(cells[0], cells[1]);
  }
  words_ = std::make_unique<Automaton>(file_, "words", true);
  probability_ = std::make_unique<Automaton>(file_, "probability", false);
  prefixes_ = split(file_.bytes("prefixes"), '\n');
  for (std::size_t i = 0; i < prefixes_.size(); ++i)
    prediction_.push_back(std::make_unique<Automaton>(file_, "prediction-" + std::to_string(i), true));
  paradigms_ = file_.uint16s("paradigms");
  paradigm_starts_ = file_.uint32s("paradigm-starts");
  suffixes_ = file_.bytes("suffixes");
  suffix_starts_ = file_.uint32s("suffix-starts");
  for (std::string_view line : split(file_.bytes("tags"), '\n')) {
    tags_.push_back(read_tag(line));
    if (tags_.back().tag == "ADVB") adverb_tag_ = static_cast<std::uint16_t>(tags_.size() - 1);
  }
  known_prefixes_ = split(file_.bytes("known-prefixes"), '\n');
  std::stable_sort(known_prefixes_.begin(), known_prefixes_.end(), [](auto a, auto b) { return a.size() > b.size(); });
  particles_ = split(file_.bytes("particles"), '\n');
  adverb_prefixes_ = split(file_.bytes("adverb-prefixes"), '\n');
  check();
}

/// Every index of the tables points into the next table, so that look-ups need not ask (some 2 ms).
void Lexicon::check() const {
  bool sound = !paradigm_starts_.empty() && paradigm_starts_.front() == 0 &&
               paradigm_starts_.back() == paradigms_.size() && !suffix_starts_.empty() &&
               suffix_starts_.back() == suffixes_.size() && std::ranges::is_sorted(paradigm_starts_) &&
               std::ranges::is_sorted(suffix_starts_);
  for (std::uint32_t id = 0; sound && id + 1 < paradigm_starts_.size(); ++id) {
    const auto table = paradigm_of(id);
    const std::size_t forms = table.size() / 3;
    sound = table.size() % 3 == 0 && forms > 0;
    for (std::size_t i = 0; sound && i < forms; ++i)
      sound = table[i] + 1u < suffix_starts_.size() && table[forms + i] < tags_.size() &&
              table[2 * forms + i] < prefixes_.size();
  }
  if (!sound)
    throw Error("models/opencorpora.bin: tables contradict each other; make it again with scripts/convert-opencorpora");
}

std::span<const std::uint16_t> Lexicon::paradigm_of(std::uint32_t id) const {
  return paradigms_.subspan(paradigm_starts_[id], paradigm_starts_[id + 1] - paradigm_starts_[id]);
}

std::uint16_t Lexicon::tag_id(std::uint32_t paradigm, std::uint32_t form) const {
  return paradigm_of(paradigm)[paradigm_size(paradigm) + form];
}

std::string_view Lexicon::suffix(std::uint32_t paradigm, std::uint32_t form) const {
  const std::uint16_t id = paradigm_of(paradigm)[form];
  return suffixes_.substr(suffix_starts_[id], suffix_starts_[id + 1] - suffix_starts_[id]);
}

std::string_view Lexicon::prefix(std::uint32_t paradigm, std::uint32_t form) const {
  return prefixes_[paradigm_of(paradigm)[2 * paradigm_size(paradigm) + form]];
}

std::string Lexicon::lemma(std::string_view word, std::uint32_t paradigm, std::uint32_t form) const {
  if (form == 0) return std::string(word);
  const auto its_prefix = prefix(paradigm, form), its_suffix = suffix(paradigm, form);
  if (its_prefix.size() + its_suffix.size() > word.size()) return std::string(word);
  const auto stem = word.substr(its_prefix.size(), word.size() - its_prefix.size() - its_suffix.size());
  std::string lemma;
  const auto first_prefix = prefix(paradigm, 0), first_suffix = suffix(paradigm, 0);
  lemma.reserve(first_prefix.size() + stem.size() + first_suffix.size());
  return lemma.append(first_prefix).append(stem).append(first_suffix);
}

std::vector<Analysis> Lexicon::look_up(std::string_view word) const {
  std::vector<Analysis> found;
  words_->spellings(word, substitutes_, [&](std::string_view spelling, dawgdic::BaseType index) {
    words_->payloads(index, [&](const std::array<std::uint8_t, 12>& b) {
      const std::uint32_t paradigm = std::uint32_t{b[0]} << 8 | b[1], form = std::uint32_t{b[2]} << 8 | b[3];
      if (!valid(paradigm, form)) return;
      found.push_back({.word = std::string(spelling),
                       .lemma = lemma(spelling, paradigm, form),
                       .tag = tag_id(paradigm, form),
                       .score = 1,
                       .paradigm = paradigm,
                       .form = form,
                       .known = true});
    });
  });
  return found;
}

bool Lexicon::knows(std::string_view word) const {
  bool known = false;
  words_->spellings(word, substitutes_, [&](std::string_view, dawgdic::BaseType) { known = true; });
  return known;
}

void Lexicon::estimate(std::string_view word, std::vector<Analysis>& analyses) const {
  constexpr float millionth = 1e-6f;
  dawgdic::BaseType start = probability_->root();
  float total = 0;
  if (probability_->follow(word, &start) && probability_->follow(":", &start)) {
    std::vector<float> probabilities(analyses.size());
    for (std::size_t i = 0; i < analyses.size(); ++i) {
      dawgdic::BaseType index = start;
      if (!probability_->follow(tags_[analyses[i].tag].tag, &index)) continue;
      total += probabilities[i] = millionth * static_cast<float>(std::max(0, probability_->value(index)));
    }
    if (total > 0)
      for (std::size_t i = 0; i < analyses.size(); ++i) analyses[i].score = probabilities[i];
  }
  if (total == 0)
    for (const Analysis& analysis : analyses) total += analysis.score;
  if (total > 0)
    for (Analysis& analysis : analyses) analysis.score /= total;
  std::stable_sort(analyses.begin(), analyses.end(),
                   [](const Analysis& a, const Analysis& b) { return a.score > b.score; });
}

}  // namespace citypact
