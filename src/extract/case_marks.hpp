#pragma once
#include <cstdint>
#include <initializer_list>

#include "scene.hpp"

namespace citypact::extract {

/// A set of cases, a bit each.
class CaseSet {
 public:
  constexpr CaseSet() = default;
  constexpr CaseSet(std::initializer_list<Case> cases) {
    for (auto c : cases) insert(c);
  }
  static constexpr CaseSet all() { return CaseSet(std::uint16_t{0xffff}); }
  constexpr void insert(Case c) { bits_ = static_cast<std::uint16_t>(bits_ | 1u << static_cast<unsigned>(c)); }
  constexpr bool contains(Case c) const { return bits_ >> static_cast<unsigned>(c) & 1u; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool full() const { return bits_ == 0xffff; }
  friend constexpr CaseSet operator&(CaseSet a, CaseSet b) { return CaseSet(static_cast<std::uint16_t>(a.bits_ & b.bits_)); }

 private:
  explicit constexpr CaseSet(std::uint16_t bits) : bits_(bits) {}
  std::uint16_t bits_ = 0;
};

/// The cases that the words of a body's or place's name can stand in, as the dictionary reads or guesses their forms: «Русвелу» is a
/// dative only, «тайской Siam Cotton» neither nominative nor accusative, Siam Cotton anything. Taggers and parsers call a name in
/// quotes what they expect there.
///
/// Thread safety: none. Cost: a cached reading of one to three words.
class CaseMarks {
 public:
  explicit CaseMarks(const Scene& scene) : scene_(scene) {}

  CaseSet of(std::uint32_t site) const;
  /// Whether the tagger's case of the name's head may be believed: a common word of the dictionary outside of quotes.
  bool trusted(std::uint32_t site) const;

 private:
  struct Word {
    CaseSet cases = CaseSet::all();
    bool noun = false, adjective = false;
  };
  Word word(std::uint32_t token) const;
  bool quote(std::uint32_t token) const;
  bool frozen(std::string_view form) const;

  const Scene& scene_;
};

}  // namespace citypact::extract
