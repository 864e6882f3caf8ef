#include "syntax.hpp"

#include <algorithm>

namespace citypact::extract {

Syntax::Syntax(const AnalyzedDocument& document) : document_(document) {
  const auto count = document.tokens.size();
  first_.assign(count + 1, 0);
  sentence_.assign(count, 0);
  bases_.reserve(count);
  for (const Token& token : document.tokens) bases_.push_back(token.relation.substr(0, token.relation.find(':')));
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s)
    for (auto t = document.sentences[s].tokens.begin; t < document.sentences[s].tokens.end; ++t) sentence_[t] = s;
  for (const Token& token : document.tokens)
    if (token.head < count) ++first_[token.head + 1];
  for (std::size_t i = 0; i < count; ++i) first_[i + 1] += first_[i];
  children_.resize(first_[count]);
  auto next = first_;
  for (std::uint32_t i = 0; i < count; ++i)
    if (document.tokens[i].head < count) children_[next[document.tokens[i].head]++] = i;
}

std::uint32_t Syntax::preposition(std::uint32_t token) const {
  for (auto child : children(token))
    if (is(child, "case") && child < token) return child;
  if (is(token, "conj") && head(token) < token) return preposition(head(token));
  return no_head;
}

std::vector<std::uint32_t> Syntax::coordination(std::uint32_t token) const {
  std::vector<std::uint32_t> group{token};
  for (std::size_t i = 0; i < group.size() && group.size() < 64; ++i)
    for (auto child : children(group[i]))
      if (is(child, "conj") && child > group[i]) group.push_back(child);
  std::sort(group.begin(), group.end());
  return group;
}

std::uint32_t Syntax::first_conjunct(std::uint32_t token) const {
  for (int steps = 0; steps < 64 && is(token, "conj") && head(token) != no_head; ++steps) token = head(token);
  return token;
}

bool Syntax::below(std::uint32_t token, std::uint32_t ancestor) const {
  for (int steps = 0; steps < 256 && token != no_head; ++steps, token = head(token))
    if (token == ancestor) return true;
  return false;
}

bool Syntax::negated(std::uint32_t token) const {
  for (auto child : children(token))
    if (document_.tokens[child].features.polarity == Polarity::neg) return true;
  return false;
}

namespace {

/// Decodes one code point of valid UTF-8 at `i` and moves past it.
char32_t next_code_point(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  const int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t code = length == 1 ? lead : lead & (0x7F >> length);
  for (int k = 1; k < length && i + k < text.size(); ++k) code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
  i += static_cast<std::size_t>(length);
  return code;
}

bool is_upper(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x400 && c <= 0x42F);
}

char32_t to_lower(char32_t c) {
  if (!is_upper(c)) return c;
  return c >= 0x400 && c <= 0x40F ? c + 0x50 : c + 0x20;
}

}  // namespace

std::u32string code_points(std::string_view text) {
  std::u32string all;
  for (std::size_t i = 0; i < text.size();) all += next_code_point(text, i);
  return all;
}

std::string fold_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto start = i;
    const auto code = next_code_point(text, i);
    const auto lower = to_lower(code);
    if (lower == code) {
      out.append(text.substr(start, i - start));
    } else if (lower < 0x80) {
      out.push_back(static_cast<char>(lower));
    } else {
      out.push_back(static_cast<char>(0xC0 | (lower >> 6)));
      out.push_back(static_cast<char>(0x80 | (lower & 0x3F)));
    }
  }
  return out;
}

bool is_capitalized(std::string_view text) {
  std::size_t i = 0;
  return !text.empty() && is_upper(next_code_point(text, i));
}

bool is_short_form(std::string_view word) {
  int capitals = 0;
  for (std::size_t i = 0; i < word.size(); ++i) capitals += (static_cast<unsigned char>(word[i]) & 0xC0) != 0x80 && is_capitalized(word.substr(i));
  return capitals >= 2 && word.find(' ') == std::string_view::npos;
}

bool is_verb(const Token& token) { return token.upos == Upos::verb || token.upos == Upos::aux || token.features.verb_form != VerbForm::none; }
bool is_noun(const Token& token) { return token.upos == Upos::noun || token.upos == Upos::propn; }
bool is_finite(const Token& token) {
  return token.features.verb_form == VerbForm::fin || (is_verb(token) && token.features.variant == Variant::brev);
}
bool is_passive(const Token& token) { return token.features.voice == Voice::pass; }

}  // namespace citypact::extract
