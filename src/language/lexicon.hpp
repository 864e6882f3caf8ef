#pragma once
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "automaton.hpp"
#include "citypact/language/dictionary.hpp"

namespace citypact {

/// A tag of the dictionary as the converter packed it.
struct TagInfo {
  std::string_view tag;  // OpenCorpora, "NOUN,inan,masc sing,nomn"
  Upos upos = Upos::x;
  Features features{};
  bool given_name = false, surname = false, patronymic = false, place = false, organization = false,
       abbreviation = false;
  bool indeclinable = false;
  bool productive = true;  // a guessed word may have it
};

/// A reading before it becomes a Reading. `paradigm` and `form` hold those of the last part in their low halves; in
/// words of two inflected parts («школа-интернат») the high half of `paradigm` is the first part's, plus one.
struct Analysis {
  std::string word, lemma;
  std::uint16_t tag = 0;
  float score = 1;
  std::uint32_t paradigm = 0, form = 0;
  bool known = false;
};

/// The packed dictionary: paradigms, endings, automata. Everything views the mapped file.
class Lexicon {
 public:
  explicit Lexicon(const std::filesystem::path& path);

  /// Readings of a dictionary word in lower case, in the dictionary's order.
  std::vector<Analysis> look_up(std::string_view word) const;
  bool knows(std::string_view word) const;

  /// Guesses by the ending: counts of paradigms that words with the same last letters have, most frequent first.
  /// `ending` is tried against the automaton of paradigm prefix `prefix`; visit(spelling, count, paradigm, form).
  template <class Visit>
  void endings(std::size_t prefix, std::string_view ending, Visit&& visit) const;

  /// Replaces scores by P(tag | word) where the dictionary has them, else makes them sum to 1; most probable first.
  void estimate(std::string_view word, std::vector<Analysis>& analyses) const;

  /// Paradigm of words that have none: adverbs made at run time, Latin words.
  static constexpr std::uint32_t no_paradigm = 0xffffffff;
  std::uint16_t adverb_tag() const { return adverb_tag_; }
  std::size_t paradigm_size(std::uint32_t paradigm) const { return paradigm_of(paradigm).size() / 3; }
  const TagInfo& tag(std::uint16_t id) const { return tags_[id]; }
  std::uint16_t tag_id(std::uint32_t paradigm, std::uint32_t form) const;
  std::string_view suffix(std::uint32_t paradigm, std::uint32_t form) const;
  std::string_view prefix(std::uint32_t paradigm, std::uint32_t form) const;
  /// The lemma of a form; the form itself when its ending contradicts the paradigm (a damaged file).
  std::string lemma(std::string_view word, std::uint32_t paradigm, std::uint32_t form) const;

  const std::vector<std::string_view>& paradigm_prefixes() const { return prefixes_; }
  const std::vector<std::string_view>& known_prefixes() const { return known_prefixes_; }  // longest first
  const std::vector<std::string_view>& particles() const { return particles_; }
  const std::vector<std::string_view>& adverb_prefixes() const { return adverb_prefixes_; }

 private:
  std::span<const std::uint16_t> paradigm_of(std::uint32_t id) const;
  bool valid(std::uint32_t paradigm, std::uint32_t form) const {
    return paradigm + 1 < paradigm_starts_.size() && form < paradigm_size(paradigm);
  }
  void check() const;

  MappedFile file_;
  Substitutes substitutes_;
  std::unique_ptr<Automaton> words_, probability_;
  std::vector<std::unique_ptr<Automaton>> prediction_;  // one a paradigm prefix
  std::span<const std::uint16_t> paradigms_;
  std::span<const std::uint32_t> paradigm_starts_, suffix_starts_;
  std::string_view suffixes_;
  std::vector<TagInfo> tags_;
  std::uint16_t adverb_tag_ = 0;
  std::vector<std::string_view> prefixes_, known_prefixes_, particles_, adverb_prefixes_;
};

template <class Visit>
void Lexicon::endings(std::size_t prefix, std::string_view ending, Visit&& visit) const {
  prediction_[prefix]->spellings(ending, substitutes_, [&](std::string_view spelling, dawgdic::BaseType index) {
    prediction_[prefix]->payloads(index, [&](const std::array<std::uint8_t, 12>& b) {
      const std::uint32_t count =
          std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
      const std::uint32_t paradigm = std::uint32_t{b[4]} << 8 | b[5], form = std::uint32_t{b[6]} << 8 | b[7];
      if (valid(paradigm, form)) visit(spelling, count, paradigm, form);
    });
  });
}

/// All readings of a word in lower case, guessed ones when the dictionary lacks it (units of pymorphy3 in its order).
std::vector<Analysis> analyze_word(const Lexicon& lexicon, std::string_view word);

}  // namespace citypact
