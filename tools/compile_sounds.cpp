// Makes the tables by which names are keyed by sound and written in Latin letters without ICU's transliterators
// (src/language/sounds.cpp): asks ICU, once, at build time, what it makes of letters in a row.
//
// usage: citypact-compile-sounds OUTPUT
//
// What a Russian letter becomes depends on those before it (BGN: «е» is "ye" behind a vowel) and on the next («тс» is "t·s"). So the
// table is a transducer: its states are the ways in which what was read can act on what follows, found from the start by one letter more
// at a time, each known by what it makes of every next two letters. That two letters ahead tell states apart is proved by trying
// all rows of four letters. Ideographs stand alone, but for the pairs that ICU's rules name, which are listed.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace {

constexpr const char* keys_id = "Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower";  // that of name_key
constexpr const char* latin_id = "Russian-Latin/BGN";  // that of to_latin, which takes away the interpuncts
constexpr char32_t ideographs_begin = 0x4E00, ideographs_end = 0xA000, an_ideograph = 0x4E2D;
constexpr int ask = 0xFFFF;

bool ideographic(char32_t c) { return c >= ideographs_begin && c < ideographs_end; }

std::unique_ptr<icu::Transliterator> make(const char* id) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(icu::UnicodeString(id, -1, US_INV), UTRANS_FORWARD, error));
  if (!made || U_FAILURE(error)) {
    std::cerr << "citypact-compile-sounds: ICU has no transliterator '" << id << "'; install its full data\n";
    std::exit(1);
  }
  return made;
}

/// As name_key leaves it: without the apostrophes of soft and hard signs.
std::string key(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  std::erase_if(utf8, [](char c) { return c == '\'' || c == '`' || c == '"'; });
  return utf8;
}

class Sounds {
 public:
  explicit Sounds(const char* id) : latin_(make(id)) {
    for (char32_t c = 'a'; c <= 'z'; ++c) letters_.push_back(c);
    for (char32_t c = '0'; c <= '9'; ++c) letters_.push_back(c);
    for (char32_t c = 0x430; c < 0x450; ++c) russian_.push_back(c);
    russian_.push_back(0x451);
    letters_.insert(letters_.end(), russian_.begin(), russian_.end());
    tried_ = russian_;
    for (char32_t c : {U'a', U'0', an_ideograph}) tried_.push_back(c);
    find_forms();
    find_afters();
    find_states();
    find_cells();
    prove();
    if (id == keys_id) find_ideographs();
  }

  void write(std::ostream& out) const;

 private:
  using Text = std::u32string;

  /// The whole text as ICU writes it, but for the spaces that it puts around ideographs: the reader of the table sets those.
  std::string whole(const Text& letters) const {
    icu::UnicodeString text;
    for (char32_t c : letters) text.append(UChar32(c));
    latin_->transliterate(text);
    std::string made = key(text);
    if (std::any_of(letters.begin(), letters.end(), ideographic)) std::erase(made, ' ');
    return made;
  }

  /// The letter that stands for `c`: letters of Latin are alike, so are digits.
  static char32_t alike(char32_t c) { return c >= 0x80 ? c : c >= 'a' ? U'a' : U'0'; }

  /// How a letter is written: alone and behind every other, the longest first.
  void find_forms() {
    for (char32_t c : tried_) {
      auto& forms = forms_[c];
      forms.push_back(whole({c}));
      for (char32_t before : russian_) {
        const std::string made = whole({before, c}), first = whole({before});
        if (made.starts_with(first)) forms.push_back(made.substr(first.size()));
      }
      std::sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return std::tuple(b.size(), a) < std::tuple(a.size(), b); });
      forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    }
  }

  /// What `text` becomes before the letter `after`.
  std::string before(const Text& text, char32_t after) const {
    std::string made = whole(text + after);
    for (const std::string& form : forms_.at(after))
      if (!form.empty() && made.ends_with(form)) return made.substr(0, made.size() - form.size());
    return made;
  }
  std::string before_kind(const Text& text, int after) const { return after == 0 ? whole(text) : before(text, of_after_[after]); }

  /// Letters are alike as the next one if all pairs of letters become the same before them; kind 0 is the end of a word.
  void find_afters() {
    std::map<std::vector<std::string>, int> kinds;
    const auto all_pairs = [&](const auto& made) {
      std::vector<std::string> all;
      for (char32_t a : tried_)
        for (char32_t b : tried_) all.push_back(made(Text{a, b}));
      return all;
    };
    kinds.emplace(all_pairs([&](const Text& pair) { return whole(pair); }), 0);
    of_after_.push_back(0);
    for (char32_t c : tried_) {
      const auto [at, is_new] = kinds.emplace(all_pairs([&](const Text& pair) { return before(pair, c); }), kinds.size());
      after_[c] = at->second;
      if (is_new) of_after_.push_back(c);
    }
  }

  /// What `c` becomes between `text` and a next letter of that kind.
  std::string made_of(const Text& text, char32_t c, int after) const {
    const std::string all = before_kind(text + c, after);
    const std::string first = text.empty() ? "" : before_kind(text, after_.at(c));
    return all.starts_with(first) ? all.substr(first.size()) : "?";
  }

  void find_states() {
    std::map<std::vector<std::string>, int> known;
    const auto state_of = [&](const Text& text) {
      std::vector<std::string> acts;
      const auto act = [&](const Text& begin, char32_t c) {
        for (std::size_t after = 0; after < of_after_.size(); ++after) acts.push_back(made_of(begin, c, static_cast<int>(after)));
      };
      for (char32_t c : tried_) {
        act(text, c);
        if (forms_.at(c).size() == 1) continue;  // is written alike wherever it stands: so will be what follows it
        for (char32_t d : tried_)
          if (forms_.at(d).size() > 1) act(text + c, d);
      }
      const auto [at, is_new] = known.emplace(acts, known.size());
      if (is_new) of_state_.push_back(text);
      return at->second;
    };
    state_of({});
    for (std::size_t state = 0; state < of_state_.size(); ++state)
      for (char32_t c : tried_) next_[{static_cast<int>(state), c}] = state_of(of_state_[state] + c);
  }

  void find_cells() {
    for (const Text& text : of_state_)
      for (char32_t c : letters_)
        for (std::size_t after = 0; after < of_after_.size(); ++after) {
          const std::string made = alike(c) == c ? made_of(text, c, static_cast<int>(after)) : std::string(1, static_cast<char>(c));
          cells_.push_back(number(made));
        }
  }

  std::string by_table(const Text& text) const {
    std::string made;
    int state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      made += made_of(of_state_[state], text[i], i + 1 < text.size() ? after_.at(text[i + 1]) : 0);
      state = next_.at({state, text[i]});
    }
    return made;
  }

  void prove() const {
    std::map<std::vector<int>, char32_t> kinds;  // letters that act alike from every state
    for (char32_t c : tried_) {
      std::vector<int> acts{after_.at(c)};
      for (std::size_t state = 0; state < of_state_.size(); ++state) acts.push_back(next_.at({static_cast<int>(state), c}));
      kinds.emplace(acts, c);
    }
    const auto check = [&](const Text& text) {
      if (by_table(text) == whole(text)) return;
      std::cerr << "citypact-compile-sounds: the rules of this ICU look further than the table can\n";
      std::exit(1);
    };
    for (char32_t c : russian_) check({c});
    for (auto& [_, a] : kinds)
      for (auto& [_, b] : kinds)
        for (auto& [_, c] : kinds)
          for (auto& [_, d] : kinds) check({a, b, c, d});
  }

  void find_ideographs() {
    for (char32_t c = ideographs_begin; c < ideographs_end; ++c) {
      const std::string made = whole({c});
      const bool plain = !made.empty() && std::all_of(made.begin(), made.end(), [](char b) { return b >= 'a' && b <= 'z'; });
      ideographs_.push_back(plain ? number(made) : ask);
    }
    icu::UnicodeString source;
    make("Han-Latin")->toRules(source, false);
    std::set<char32_t> named;  // ideographs of rules with neighbours
    for (std::int32_t at = 0, end = 0; (end = source.indexOf(u';', at)) >= 0; at = end + 1) {
      const auto rule = source.tempSubStringBetween(at, end);
      if (rule.indexOf(u'{') < 0) continue;
      for (std::int32_t i = 0; i < rule.length(); ++i)
        if (ideographic(rule[i])) named.insert(rule[i]);
    }
    for (char32_t a : named)
      for (char32_t b : named) {
        const std::string both = whole({a, b}), first = both.substr(0, both.size() - whole({b}).size());
        if (first != whole({a})) pairs_.push_back({a, b, number(first)});
      }
  }

  int number(const std::string& made) {
    const auto [at, is_new] = numbers_.emplace(made, strings_.size());
    if (is_new) strings_.push_back(made);
    return at->second;
  }

  std::unique_ptr<icu::Transliterator> latin_;
  std::vector<char32_t> letters_, russian_, tried_;
  std::map<char32_t, std::vector<std::string>> forms_;
  std::map<char32_t, int> after_;
  std::vector<char32_t> of_after_;  // a letter of each kind
  std::vector<Text> of_state_;      // a text that leads there
  std::map<std::pair<int, char32_t>, int> next_;
  std::vector<int> cells_, ideographs_;
  struct Pair {
    char32_t first, second;
    int made;
  };
  std::vector<Pair> pairs_;
  std::vector<std::string> strings_;
  std::map<std::string, int> numbers_;
};

void Sounds::write(std::ostream& out) const {
  const auto list = [&](const char* type, const char* name, const auto& values) {
    out << "inline constexpr " << type << ' ' << name << "[] = {";
    for (std::size_t i = 0; const auto& value : values) out << (i++ % 24 ? "" : "\n  ") << value << ',';
    out << "\n};\n";
  };
  std::vector<std::string> quoted;
  for (std::string text : strings_) {
    constexpr std::string_view interpunct = "\u00b7";
    for (std::size_t at = 0; ideographs_.empty() && (at = text.find(interpunct)) != text.npos;) text.erase(at, interpunct.size());
    quoted.push_back('"' + text + '"');
  }
  std::vector<int> letters(0x460, 0xFF), after, next;
  for (std::size_t i = 0; i < letters_.size(); ++i) {
    letters[letters_[i]] = static_cast<int>(i);
    after.push_back(after_.at(alike(letters_[i])));
  }
  for (std::size_t state = 0; state < of_state_.size(); ++state) {
    for (char32_t c : letters_) next.push_back(next_.at({static_cast<int>(state), alike(c)}));
    next.push_back(next_.at({static_cast<int>(state), an_ideograph}));
  }
  list("std::string_view", "strings", quoted);
  list("std::uint8_t", "letter_of", letters);  // by code point
  list("std::uint8_t", "after_kind", after);   // by letter
  list("std::uint8_t", "next_state", next);    // by state and letter, an ideograph last
  list("std::uint16_t", "cells", cells_);      // by state, letter and kind of the next
  out << "inline constexpr Transducer transducer{strings, letter_of, after_kind, next_state, cells, " << letters_.size() << ", " << of_after_.size() << "};\n";
  if (ideographs_.empty()) return;
  list("std::uint16_t", "ideographs", ideographs_);
  out << "struct Pair {\n  char32_t first, second;\n  std::uint16_t made;\n};\ninline constexpr Pair pairs[] = {";
  for (const auto& pair : pairs_) out << "\n  {" << std::uint32_t(pair.first) << ", " << std::uint32_t(pair.second) << ", " << pair.made << "},";
  out << "\n};\ninline constexpr std::uint16_t ask = " << ask << ";\ninline constexpr char32_t ideographs_begin = " << std::uint32_t(ideographs_begin) << ";\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: citypact-compile-sounds OUTPUT\n";
    return 2;
  }
  std::ofstream out(argv[1]);
  out << "// Made by citypact-compile-sounds with ICU " << U_ICU_VERSION << "; do not edit.\nnamespace keys {\n";
  Sounds(keys_id).write(out);
  out << "}  // namespace keys\nnamespace latin {\n";
  Sounds(latin_id).write(out);
  out << "}  // namespace latin\n";
  if (!out.flush()) {
    std::cerr << "citypact-compile-sounds: cannot write " << argv[1] << '\n';
    return 1;
  }
}
