#include "name_words.hpp"

#include <algorithm>
#include <array>

#include "unicode.hpp"
#include "word_forms.hpp"

namespace citypact {
namespace {

constexpr std::size_t min_headline_word = 5;  // shorter words of an all-capitals headline may be abbreviations

constexpr std::array openers{U'«', U'„', U'“', U'‘', U'‹'}, closers{U'»', U'”', U'“', U'’', U'›'};

bool one_of(const auto& set, char32_t c) { return std::ranges::find(set, c) != set.end(); }

}  // namespace

NameWord::Kind mark_kind(char32_t c, bool opens) {
  if (c == U'"' || (one_of(openers, c) && one_of(closers, c)))
    return opens ? NameWord::Kind::opening_quote : NameWord::Kind::closing_quote;
  if (one_of(openers, c)) return NameWord::Kind::opening_quote;
  if (one_of(closers, c)) return NameWord::Kind::closing_quote;
  return NameWord::Kind::mark;
}

namespace {

/// «МИДом» -> «МИД», «КамАЗа» -> «КамАЗ»: capitals and a case ending in small letters. Nothing for other words.
std::optional<std::string> abbreviation_stem(std::u32string_view letters, const Language& language) {
  const auto last_capital = std::find_if(letters.rbegin(), letters.rend(), is_upper);
  const auto stem = static_cast<std::size_t>(letters.rend() - last_capital);
  if (stem < 2 || !is_upper(letters[stem - 2])) return std::nullopt;
  if (stem < letters.size() && !language.words("abbreviation-endings").contains(to_utf8(letters.substr(stem))))
    return std::nullopt;
  return to_utf8(letters.substr(0, stem));
}

/// A word of an all-capitals headline in usual letter case; abbreviations and short words stay.
std::string from_headline(const std::string& text, ReadingCache& cache) {
  const std::u32string letters = to_code_points(text);
  const auto& readings = cache.of(text);
  if (readings.empty() || readings[0].abbreviation || (!readings[0].known && letters.size() < min_headline_word))
    return text;
  std::u32string usual = lower(letters);
  const bool proper =
      !readings[0].known || std::ranges::any_of(readings, [](const Reading& r) { return r.upos == Upos::propn; });
  for (std::size_t i = 0; i < usual.size() && proper; ++i)
    if (i == 0 || letters[i - 1] == U'-') usual[i] = to_upper(usual[i]);
  return to_utf8(usual);
}

/// «Иннопром-2023» -> «Иннопром» and «-2023».
void cut_number(NameWord& word) {
  std::size_t end = word.text.size();
  while (end > 0 && word.text[end - 1] >= '0' && word.text[end - 1] <= '9') --end;
  if (end < 2 || end == word.text.size() || word.text[end - 1] != '-') return;
  word.tail = word.text.substr(end - 1);
  word.text.resize(end - 1);
}

/// Cyrillic as a whole, or behind its last hyphen («IQ-парка»).
bool is_declinable(std::u32string_view letters) {
  const auto foreign = [](char32_t c) { return !is_cyrillic(c) && c != U'-' && c != U'\'' && c != U'’'; };
  const auto part = letters.substr(letters.rfind(U'-') == std::u32string_view::npos ? 0 : letters.rfind(U'-') + 1);
  const bool digits = std::ranges::any_of(letters, is_digit);
  return std::ranges::none_of(part, foreign) && std::ranges::any_of(part, is_cyrillic) && !digits;
}

/// Brings all hyphens to the plain one: U+2010 and U+2011 stand in typeset texts.
void fold_hyphens(std::string& text) {
  for (const char* hyphen : {"\xe2\x80\x90", "\xe2\x80\x91"})
    for (std::size_t at = 0; (at = text.find(hyphen, at)) != std::string::npos;) text.replace(at, 3, "-");
}

void read_word(NameWord& word, const Token& token, NameSort sort, bool headline, NameSource& source) {
  const Language& language = source.language;
  fold_hyphens(word.text);
  if (headline) word.text = from_headline(word.text, source.readings);
  cut_number(word);
  const std::u32string letters = to_code_points(word.text);
  if (!is_declinable(letters) || is_initial(word.text)) {
    word.kind = NameWord::Kind::frozen;
  } else if (auto stem = abbreviation_stem(letters, language)) {
    word.kind = NameWord::Kind::frozen;
    word.stem = *stem;
    read_abbreviation(word, sort, source);
  } else {
    word.partial = word.span.end != token.span.end;
    read_forms(word, token, sort, source);
    if (language.words("indeclinable").contains(lower(word.text))) word.kind = NameWord::Kind::frozen;
  }
}

/// All that read_word looks at, but for the language and what is known of names.
std::string key_of(const NameWord& word, const Token& token, NameSort sort, bool headline) {
  static_assert(std::has_unique_object_representations_v<Features>);
  std::string key = word.text;
  for (const auto part : {static_cast<int>(sort), int{headline}, int{word.span.end != token.span.end}, int{word.leads}, static_cast<int>(token.upos)})
    key.push_back(static_cast<char>(part));
  return key.append(reinterpret_cast<const char*>(&token.features), sizeof token.features);
}

/// read_word, or what it said before.
void recall_word(NameWord& word, const Token& token, NameSort sort, bool headline, NameSource& source) {
  constexpr std::size_t longest = 64;  // bytes; no word of any size may fill the memory
  if (word.text.size() > longest) return read_word(word, token, sort, headline, source);
  const auto [at, fresh] = source.words.known.try_emplace(key_of(word, token, sort, headline));
  NameWord& known = at->second;
  if (fresh) {
    read_word(word, token, sort, headline, source);
    known = word;
  } else {
    word.text = known.text, word.kind = known.kind, word.forms = known.forms;
    word.stem = known.stem, word.tail = known.tail, word.partial = known.partial;
  }
}

/// The kind of a token without letters and digits. Within a person's name a quote between letters is an apostrophe.
NameWord::Kind kind_of_mark(const AnalyzedDocument& document, TokenRange tokens, std::uint32_t i, NameSort sort) {
  const auto& all = document.tokens;
  const bool glued_left = i > tokens.begin && all[i - 1].span.end == all[i].span.begin;
  const bool glued_right = i + 1 < tokens.end && all[i + 1].span.begin == all[i].span.end;
  if (sort == NameSort::person && glued_left && glued_right) return NameWord::Kind::mark;
  const std::u32string letters = to_code_points(document.surface(all[i]));
  return mark_kind(letters.empty() ? U' ' : letters[0], !glued_left);
}

/// Parts of a token between hyphens, unless the dictionary knows it whole.
std::vector<Span> parts_of(const AnalyzedDocument& document, const Token& token, NameSort sort,
                           const Language& language) {
  const auto text = document.surface(token);
  if (sort != NameSort::person || text.find('-') == std::string_view::npos || language.dictionary()->knows(text))
    return {token.span};
  std::vector<Span> parts;
  std::uint32_t begin = token.span.begin;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '-') continue;
    const auto end = token.span.begin + static_cast<std::uint32_t>(at);
    if (end > begin) parts.push_back({begin, end});
    begin = end + 1;
  }
  return parts;
}

}  // namespace

std::vector<NameWord> read_name(NameSource& source, TokenRange tokens, NameSort sort) {
  const AnalyzedDocument& document = source.document;
  const Language& language = source.language;
  std::vector<NameWord> words;
  words.reserve(tokens.size());
  const bool headline = source.in_headline(tokens.begin);
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const Token& token = document.tokens[i];
    for (Span span : parts_of(document, token, sort, language)) {
      NameWord word;
      word.span = span;
      word.token = i;
      word.text = document.surface(span);
      word.tagged = token.features;
      word.leads = words.empty();
      const auto letter = [](char32_t c) { return is_letter(c) || is_digit(c); };
      const char32_t first = first_of(word.text);
      if (!letter(first) && std::ranges::none_of(to_code_points(word.text), letter)) {
        word.kind = kind_of_mark(document, tokens, i, sort);
      } else if (language.dictionary()) {
        recall_word(word, token, sort, headline, source);
        if (is_upper(first)) weigh_by_document(word, source);
      }
      words.push_back(std::move(word));
    }
  }
  return words;
}

}  // namespace citypact
