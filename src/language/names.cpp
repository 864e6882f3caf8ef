#include "citypact/language/names.hpp"

#include <algorithm>
#include <set>

#include "declension.hpp"
#include "name_data.hpp"
#include "unicode.hpp"

namespace citypact {
namespace {

NameSort sort_of(std::string_view kind) {
  if (kind == "Person") return NameSort::person;
  return kind == "City" || kind == "Region" || kind == "Country" ? NameSort::place : NameSort::other;
}

bool is_quote(const NameWord& word) {
  return word.kind == NameWord::Kind::opening_quote || word.kind == NameWord::Kind::closing_quote;
}

/// Drops a pair of quotes around the whole, and a quote at one end that has no other half within.
void drop_outer_quotes(std::vector<NameWord>& words) {
  while (!words.empty() && is_quote(words.front())) {
    int depth = 0;
    std::size_t close = 0;
    for (; close < words.size(); ++close) {
      depth +=
          (words[close].kind == NameWord::Kind::opening_quote) - (words[close].kind == NameWord::Kind::closing_quote);
      if (depth <= 0) break;
    }
    if (close + 1 < words.size() && close > 0) break;  // «Ромашка» и «Василёк»
    words.erase(words.begin());
    if (close == words.size() && close > 0 && is_quote(words.back())) words.pop_back();
  }
  int depth = 0;
  for (const NameWord& word : words)
    depth += (word.kind == NameWord::Kind::opening_quote) - (word.kind == NameWord::Kind::closing_quote);
  for (; depth < 0 && !words.empty() && is_quote(words.back()); ++depth) words.pop_back();
}

/// True when the name stands alone in quotes behind a noun that says what it is («компании «Ромашка»»): then its
/// words are already as they are called.
bool is_quoted_behind_descriptor(NameSource& source, TokenRange tokens) {
  const AnalyzedDocument& document = source.document;
  const auto is_mark = [&](std::uint32_t i) {
    const auto text = to_code_points(document.surface(document.tokens[i]));
    return std::ranges::all_of(text, [](char32_t c) { return mark_kind(c, true) != NameWord::Kind::mark; });
  };
  std::uint32_t first = tokens.begin;
  while (first < tokens.end && is_mark(first)) ++first;
  if (first < 2 || !is_mark(first - 1)) return false;
  const auto& descriptors = source.language.words("descriptors");
  const auto text = document.surface(document.tokens[first - 2]);
  if (descriptors.contains(lower(text))) return true;
  return std::ranges::any_of(source.readings.of(text),
                             [&](const Reading& r) { return descriptors.contains(r.lemma); });
}

/// Words with what stands between them in the text; white space becomes one space, quotes « ».
std::string join(const std::vector<NameWord>& words, const AnalyzedDocument& document) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) {
      const Span gap{words[i - 1].span.end, std::max(words[i - 1].span.end, words[i].span.begin)};
      bool space = false;
      std::string between;
      for (char32_t c : to_code_points(document.surface(gap))) {
        if (is_space(c))
          space = true;
        else
          between += to_utf8(std::u32string_view(&c, 1));
      }
      out += space ? " " : between;
    }
    depth += (words[i].kind == NameWord::Kind::opening_quote) - (words[i].kind == NameWord::Kind::closing_quote);
    out += words[i].kind == NameWord::Kind::opening_quote   ? "«"
           : words[i].kind == NameWord::Kind::closing_quote ? "»"
                                                            : words[i].text + words[i].tail;
  }
  for (; depth > 0; --depth) out += "»";
  return out;
}

/// «село Московское»: a name, not an adjective of Moscow's.
bool stands_behind_descriptor(NameSource& source, std::uint32_t token) {
  const WordSet& descriptors = source.language.words("place-descriptors");
  return token > 0 && std::ranges::any_of(source.readings.of(source.document.surface(source.document.tokens[token - 1])), [&](const Reading& r) { return descriptors.contains(r.lemma); });
}

/// The place of which a lone adjective speaks; empty when it is none or the data does not know it.
std::string place_of_adjective(const std::vector<NameWord>& words, const Language& language) {
  if (words.size() != 1) return {};
  for (const WordForm& form : words[0].forms) {
    if (!is_modifier(form) || !form.reading) continue;
    const auto& places = language.name_data().place_of_adjective;
    if (auto found = places.find(form.reading->lemma); found != places.end()) return found->second;
  }
  return {};
}

/// Where no place bears the name that a lone word was put into but one bears another that it may come from as well, that one.
void prefer_known_place(NameWord& word, const NameSource& source) {
  constexpr float least = 0.02f;  // of the heaviest reading
  if (word.kind != NameWord::Kind::word || word.forms.empty()) return;
  const WordForm& first = word.forms.front();
  if ((first.reading && first.reading->known && first.reading->place) || source.known->is_place(word.text)) return;
  std::set<std::string> asked;
  for (const WordForm& form : word.forms) {
    if (form.weight < least * first.weight) return;
    std::string name = recase(nominative_of(form, source.language), word.text);
    if (name.empty() || name == word.text || !asked.insert(name).second || !source.known->is_place(name)) continue;
    word.text = std::move(name);
    return;
  }
}

}  // namespace

NameMemory::NameMemory() : words_(std::make_unique<NameWords>()) {}
NameMemory::~NameMemory() = default;

void NameMemory::trim(ReadingCache& readings) {
  constexpr std::size_t most_words = 4000;
  readings.trim();
  const auto source = std::pair<const ReadingCache*, std::uint64_t>(&readings, readings.era());
  if (source == source_ && words_->known.size() <= most_words) return;
  words_->known.clear();
  source_ = source;
}

DocumentNames::DocumentNames(const AnalyzedDocument& document, const Language& language, NameMemory& memory, const KnownNames* known)
    : memory_(memory), readings_(language.lease_readings()),
      source_(std::make_unique<NameSource>(document, language, *readings_, *memory.words_, known)) {}
DocumentNames::~DocumentNames() = default;

bool DocumentNames::person_may_bear(TokenRange tokens, Case wanted) {
  memory_.trim(*readings_);
  const std::vector<NameWord> words = read_name(*source_, tokens, NameSort::person);
  return std::ranges::all_of(words, [&](const NameWord& word) {
    if (word.kind != NameWord::Kind::word || word.forms.empty()) return true;
    const auto known = [](const WordForm& form) { return form.reading && form.reading->known; };
    const bool in_dictionary = std::ranges::any_of(word.forms, known);  // endings of names tell nothing of words that it knows
    return std::ranges::any_of(word.forms, [&](const WordForm& form) {
      return (known(form) || !in_dictionary) && (form.indeclinable || form.features.case_ == wanted);
    });
  });
}

std::string DocumentNames::canonical(TokenRange tokens, std::string_view kind, Gender gender) {
  const AnalyzedDocument& document = source_->document;
  const Language& language = source_->language;
  tokens.end = std::min(tokens.end, static_cast<std::uint32_t>(document.tokens.size()));
  if (tokens.begin >= tokens.end) return {};
  const NameSort sort = sort_of(kind);
  memory_.trim(*readings_);
  std::vector<NameWord> words = read_name(*source_, tokens, sort);
  drop_outer_quotes(words);
  if (words.empty()) return std::string(document.surface(document.span(tokens)));
  if (!language.dictionary()) return join(words, document);
  if (sort == NameSort::place && !stands_behind_descriptor(*source_, tokens.begin))
    if (std::string place = place_of_adjective(words, language); !place.empty()) return place;
  if (sort == NameSort::person)
    decline_person(words, language, gender);
  else if (!is_quoted_behind_descriptor(*source_, tokens) ||
           document.tokens[tokens.begin].features.case_ == Case::gen)
    decline_phrase(words, language);
  if (sort == NameSort::place && source_->known && words.size() == 1) prefer_known_place(words.front(), *source_);
  return join(words, document);
}

std::string canonical_name(const AnalyzedDocument& document, TokenRange tokens, std::string_view kind,
                           const Language& language) {
  NameMemory memory;
  return DocumentNames(document, language, memory).canonical(tokens, kind);
}

}  // namespace citypact
