#include "tokenizer.hpp"

#include "characters.hpp"
#include "web_address.hpp"

namespace citypact::segmentation {
namespace {

/// The smallest piece: a run of one class, or one sign.
struct Atom {
  std::uint32_t begin = 0, end = 0;
  CharacterClass kind = CharacterClass::symbol;
  char32_t first = 0;
  bool web = false;
  bool grouped = false;  // a number with spaces inside
};

bool is_run(CharacterClass kind) {
  return kind == CharacterClass::cyrillic || kind == CharacterClass::latin || kind == CharacterClass::letter || kind == CharacterClass::digit;
}
bool is_letters(const Atom& atom) {
  return !atom.web && (atom.kind == CharacterClass::cyrillic || atom.kind == CharacterClass::latin || atom.kind == CharacterClass::letter);
}
bool is_digits(const Atom& atom) { return !atom.web && atom.kind == CharacterClass::digit; }
bool is_word(const Atom& atom) { return is_letters(atom) || is_digits(atom); }

class AtomScanner {
 public:
  AtomScanner(std::string_view text, const WordSet& suffixes) : text_(text), suffixes_(suffixes) {}

  /// Adds atoms until there are `count`, or the text ends. All but the last one are whole: marks may still follow that.
  void scan(std::size_t count) {
    while (at_ < text_.size() && atoms_.size() < count) {
      const auto [value, size] = character_at(text_, at_);
      const auto kind = classify(value);
      if (kind == CharacterClass::space) at_ += size;
      else if (kind == CharacterClass::extend) extend(size);
      else atom(value, kind, size);
      previous_ = value;
    }
  }
  bool ended() const { return at_ >= text_.size(); }
  const std::vector<Atom>& atoms() const { return atoms_; }
  /// Forgets the first atoms; two must stay, which a later one may look back at.
  void forget(std::size_t count) { atoms_.erase(atoms_.begin(), atoms_.begin() + static_cast<std::ptrdiff_t>(count)); }

 private:
  /// A mark that follows nothing is invisible and belongs to no token.
  void extend(std::uint32_t size) {
    if (!atoms_.empty() && atoms_.back().end == at_) atoms_.back().end += size;
    at_ += size;
  }

  void atom(char32_t value, CharacterClass kind, std::uint32_t size) {
    Atom atom{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ + size), kind, value};
    if (is_run(kind) && !continues_web_address(previous_)) {
      if (const auto length = match_web_address(text_, at_, suffixes_); length > 0) {
        atom.end = static_cast<std::uint32_t>(at_ + length);
        atom.web = true;
      }
    }
    if (!atom.web && is_run(kind)) atom.end = end_of_run(at_ + size, kind);
    if (is_digits(atom)) group_digits(atom);
    atoms_.push_back(atom);
    at_ = atom.end;
  }

  std::uint32_t end_of_run(std::size_t at, CharacterClass kind) const {
    while (at < text_.size()) {
      const auto [value, size] = character_at(text_, at);
      const auto next = classify(value);
      if (next != kind && next != CharacterClass::extend) break;
      at += size;
    }
    return static_cast<std::uint32_t>(at);
  }

  /// «17 000»: one to three digits, then groups of exactly three behind one space.
  void group_digits(Atom& atom) const {
    if (atom.end - atom.begin > 3 || atom.first == U'0' || touches_word(atom.begin)) return;
    for (;;) {
      std::size_t at = atom.end;
      if (at >= text_.size()) return;
      const auto gap = character_at(text_, at);
      if (gap.value != U' ' && gap.value != 0xA0 && gap.value != 0x2009 && gap.value != 0x202F) return;
      at += gap.size;
      std::size_t digits = 0;
      while (at + digits < text_.size() && text_[at + digits] >= '0' && text_[at + digits] <= '9') ++digits;
      if (digits != 3) return;
      atom.end = static_cast<std::uint32_t>(at + 3);
      atom.grouped = true;
    }
  }

  /// True when a word, or a number with its sign, stands directly before: «2020-10 000» is no grouped number.
  bool touches_word(std::uint32_t begin) const {
    if (atoms_.empty() || atoms_.back().end != begin) return false;
    if (is_word(atoms_.back())) return true;
    return atoms_.size() > 1 && atoms_[atoms_.size() - 2].end == atoms_.back().begin && is_digits(atoms_[atoms_.size() - 2]) &&
           !atoms_[atoms_.size() - 2].grouped;
  }

  std::string_view text_;
  const WordSet& suffixes_;
  std::size_t at_ = 0;
  char32_t previous_ = U' ';
  std::vector<Atom> atoms_;
};

class Joiner {
 public:
  explicit Joiner(const std::vector<Atom>& atoms) : atoms_(atoms) {}

  /// True when atoms `right - 1` and `right` are one token. They touch.
  bool joins(std::size_t right) const {
    const Atom& a = atoms_[right - 1];
    const Atom& b = atoms_[right];
    if (a.web || b.web) return false;
    if (is_letters(a) && is_letters(b)) return a.kind == CharacterClass::letter || b.kind == CharacterClass::letter;
    if (a.kind == CharacterClass::stop && b.kind == CharacterClass::stop) return true;
    if (repeats(a, b)) return true;
    return around(a, right >= 2 ? &atoms_[right - 2] : nullptr, &b) ||
           around(b, &a, right + 1 < atoms_.size() ? &atoms_[right + 1] : nullptr);
  }

 private:
  static bool repeats(const Atom& a, const Atom& b) {
    return a.first == b.first && (a.first == U'-' || a.first == U'*');
  }

  /// True when `sign` ties the words beside it together.
  static bool around(const Atom& sign, const Atom* left, const Atom* right) {
    if (!left || !right || !is_word(*left) || !is_word(*right)) return false;
    const bool touches_both = left->end == sign.begin && sign.end == right->begin;
    const bool digits = is_digits(*left) && is_digits(*right);
    const bool grouped = left->grouped || right->grouped;
    switch (sign.kind) {
      case CharacterClass::hyphen: {
        if (grouped) return false;
        if (left->end != sign.begin) return is_digits(*right);                   // «до -5», but not «Москва -город»
        return sign.end == right->begin || !is_upper(right->first);              // «интернет- и», but not «Москва- Пекин»
      }
      case CharacterClass::dash:
        return touches_both && digits && !grouped;
      case CharacterClass::mark:
        return sign.first == U'_' && touches_both;
      case CharacterClass::stop:
      case CharacterClass::punctuation: {
        const char32_t c = sign.first;
        if (c == U'.' || c == U'/' || c == U'\\') return touches_both && digits && !grouped;
        return c == U',' && touches_both && digits && !right->grouped;
      }
      case CharacterClass::plain_quote:
      case CharacterClass::close_quote:  // «О'Коннор», «Кот-д’Ивуар»
        return touches_both && is_letters(*left) && is_letters(*right) && (sign.first == U'\'' || sign.first == U'’');
      default:
        return false;
    }
  }

  const std::vector<Atom>& atoms_;
};

TokenKind kind_of(const Atom& atom) {
  if (atom.web) return TokenKind::web;
  switch (atom.kind) {
    case CharacterClass::cyrillic:
    case CharacterClass::latin:
    case CharacterClass::letter: return TokenKind::word;
    case CharacterClass::digit: return TokenKind::number;
    case CharacterClass::stop: return TokenKind::stop;
    case CharacterClass::hyphen:
    case CharacterClass::dash: return TokenKind::dash;
    case CharacterClass::open_quote: return TokenKind::open_quote;
    case CharacterClass::close_quote: return TokenKind::close_quote;
    case CharacterClass::plain_quote: return TokenKind::plain_quote;
    case CharacterClass::open_bracket: return TokenKind::open_bracket;
    case CharacterClass::close_bracket: return TokenKind::close_bracket;
    case CharacterClass::colon: return TokenKind::colon;
    case CharacterClass::mark: return TokenKind::line_mark;
    default: return TokenKind::other;
  }
}

/// The kind of a token of several atoms: letters make it a word, else digits a number.
TokenKind combined(TokenKind a, TokenKind b) {
  if (a == TokenKind::word || b == TokenKind::word) return TokenKind::word;
  if (a == TokenKind::number || b == TokenKind::number) return TokenKind::number;
  return a;
}

constexpr std::size_t batch = 4096;  // atoms scanned at once

}  // namespace

struct Tokenizer::State {
  AtomScanner scanner;
  std::size_t next = 0;  // the first atom that belongs to no token yet
};

Tokenizer::Tokenizer(std::string_view text, const WordSet& site_suffixes) : state_(new State{AtomScanner(text, site_suffixes)}) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;

bool Tokenizer::append(std::size_t count, std::vector<RawToken>& tokens) {
  AtomScanner& scanner = state_->scanner;
  std::size_t& next = state_->next;
  for (const std::size_t wanted = tokens.size() + count;; ++next) {
    if (next > batch) scanner.forget(next - 2), next = 2;
    if (next + 1 >= scanner.atoms().size()) scanner.scan(next + batch);
    const auto& atoms = scanner.atoms();
    if (next >= atoms.size()) return false;
    const TokenKind kind = kind_of(atoms[next]);
    if (next > 0 && atoms[next - 1].end == atoms[next].begin && Joiner(atoms).joins(next)) {
      tokens.back().span.end = atoms[next].end;
      tokens.back().kind = combined(tokens.back().kind, kind);
    } else {
      if (tokens.size() >= wanted) return true;
      tokens.push_back({{atoms[next].begin, atoms[next].end}, kind});
    }
  }
}

}  // namespace citypact::segmentation
