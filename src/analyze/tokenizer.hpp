#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "citypact/core/text.hpp"
#include "citypact/language/language.hpp"

namespace citypact::segmentation {

/// What a token is to the splitter of sentences.
enum class TokenKind : std::uint8_t {
  word,           // letters, with hyphens and digits where they hang together
  number,         // digits: 2020, 18.09.2020, 17 000
  web,            // address, site, e-mail
  stop,           // a run of . ! ? …
  open_quote,
  close_quote,
  plain_quote,    // " and ' before they are resolved
  open_bracket,
  close_bracket,
  dash,
  colon,
  line_mark,      // # * = _ ~ and the like, of which separators are made
  other,
};

struct RawToken {
  Span span;
  TokenKind kind = TokenKind::other;
};

/// Splits text into tokens as razdel does (github.com/natasha/razdel, MIT), because the models were trained on its
/// tokens, except where razdel is wrong: addresses, sites and e-mail stay whole, so do numbers grouped by spaces
/// («17 000») and names with an apostrophe; long dashes between words split; a comma after a number stays apart
/// («в 2019, 2020 годах»); signs such as ° and € do not stick to letters.
///
/// Cost: linear in the text, whatever it holds; memory does not grow with it.
class Tokenizer {
 public:
  /// `text` is valid UTF-8; `site_suffixes` are the last labels of host names in lower case ("ru", "рф"). Both must outlive it.
  Tokenizer(std::string_view text, const WordSet& site_suffixes);
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;

  /// Appends the next `count` tokens; false when the text ended before or with them. Between calls the last token must stay.
  bool append(std::size_t count, std::vector<RawToken>& tokens);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact::segmentation
