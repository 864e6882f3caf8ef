#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/reading_cache.hpp"
#include "citypact/neural/slovnet.hpp"
#include "citypact/neural/tagger.hpp"

namespace citypact {

/// What the name tagger knows of tokens before its network runs. The program that writes training's features uses this very
/// class, so that training and product cannot differ.
///
/// Flags of a word form: parts of speech, cases, number, gender, animacy and name marks of its dictionary readings; what
/// the gazetteer has under the form or its lemmas (for capitalised forms); of a token: first of its sentence or line.
/// Numbers: Slovnet's 64 units and 8 emissions, then what the document says elsewhere about the same word: mean
/// probabilities (none, person, place, organization) of its other capitalised occurrences, whether there are any, and
/// whether it also occurs in lower case.
class TaggerFeatures {
 public:
  static constexpr std::size_t flags = 52, gazetteer_begin = 40, gazetteer_end = 50;
  static constexpr std::size_t document_numbers = 6;
  static constexpr std::size_t numbers = neural::SlovnetNer::units + neural::SlovnetNer::labels + document_numbers;

  /// `gazetteer` may be null: its flags are then zero. Both must outlive the object.
  TaggerFeatures(const neural::SlovnetNer& slovnet, const Gazetteer* gazetteer) : slovnet_(slovnet), gazetteer_(gazetteer) {}

  struct Form {
    std::array<std::uint16_t, neural::TaggerInput::hashes> hash{};
    std::array<std::uint8_t, flags> flag{};
    std::uint64_t stem = 0;     // forms of one word mostly share it
    bool capitalised = false;   // and longer than a letter
    bool lower = false;         // begins with a lower-case letter
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  /// Of one thread; a cache of word forms and the buffers of Slovnet.
  struct Buffers {
    std::unordered_map<std::string, Form, Hash, std::equal_to<>> forms;
    neural::SlovnetNer::Buffers slovnet;
    neural::SlovnetNer::Output output;
    std::vector<const Form*> of_token;
  };

  /// Features of the tokens in `block`, which is read as if it were the whole document. `words` are those of all tokens.
  void compute(const AnalyzedDocument& document, TokenRange block, std::span<const neural::WordInput> words, ReadingCache& readings,
               Buffers& buffers, neural::TaggerInput& input) const;

 private:
  Form read_form(std::string_view surface, ReadingCache& readings) const;
  void add_gazetteer(std::string_view name, Form& form) const;
  void add_document_numbers(const Buffers& buffers, neural::TaggerInput& input) const;

  const neural::SlovnetNer& slovnet_;
  const Gazetteer* gazetteer_;
};

}  // namespace citypact
