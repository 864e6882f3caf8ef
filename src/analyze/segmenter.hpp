#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "citypact/core/analysis.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

/// What a language tells the segmenter; from the lists abbreviations, site-suffixes and dotted-names.
struct SegmenterLists {
  /// How an abbreviation stands to its sentence. Keys are lower case without the last dot: «г», «т.е».
  struct Abbreviation {
    enum class Stands {
      before,  // belongs to what follows («им.», «ул.»): a sentence never ends with it
      after,   // belongs to what precedes («гг.», «др.»): a sentence may end with it
      unit,    // after a number, and another number may follow («5 час. 13 мин.», «10 тыс.»)
      either,  // after a number as `after`, else as `before` («2020 г.», «г. Москва»)
      reference,  // as `either`, but before a number always `before` («ч. 2 ст. 15»)
    };
    Stands stands = Stands::before;
    std::unordered_set<std::string> continued_by;  // capitalized words that go on («долл. США»), lower case
  };
  std::unordered_map<std::string, Abbreviation> abbreviations;
  WordSet site_suffixes;  // «ru», «рф»
  WordSet dotted_names;   // first halves of names that are written with a dot inside
  const Dictionary* dictionary = nullptr;         // may be null: decisions that need it fall to the safer side

  static SegmenterLists of(const Language& language);
};

class SegmentStream;

/// Splits text into sentences and tokens.
///
/// Tokens are razdel's (see tokenizer.hpp). Sentences end at . ! ? …, at blank lines and at line breaks of text that is
/// not wrapped by hand; corrected for abbreviations, initials, numbered lists, short quoted names, speech and its author,
/// and for what news do: sentences glued without a space, a dash that opens speech behind a colon, runs of spaces
/// instead of a line break. Measured by bench/segmentation.
///
/// Thread safety: const and stateless after construction; share one instance between threads.
/// Cost: linear in the text, whatever it holds.
class Segmenter {
 public:
  explicit Segmenter(const Language& language);
  explicit Segmenter(SegmenterLists lists, const Language* language = nullptr);

  /// Fills `sentences` and `tokens` of the document from its text: spans only. Every token lies in exactly one sentence.
  void segment(AnalyzedDocument& document) const;
  /// The same run by run; `text` and the segmenter must outlive the stream.
  SegmentStream stream(std::string_view text) const;

 private:
  SegmenterLists lists_;
  const Language* language_;
};

}  // namespace citypact
