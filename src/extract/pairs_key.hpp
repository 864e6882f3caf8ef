#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace citypact::extract {

/// What was hashed before and goes into a feature as it is.
struct Hash {
  std::uint32_t value = 0;
};

/// FNV-1a over the parts of a feature, with a separator after each.
class Key {
 public:
  explicit Key(std::string_view name) { *this << name; }
  explicit Key(Hash begun) : hash_(begun.value) {}  // goes on where another key ended
  /// A piece of a part: no separator after it.
  Key operator+(std::string_view piece) const {
    Key longer = *this;
    for (const char c : piece) longer.mix(static_cast<unsigned char>(c));
    return longer;
  }
  Key& operator<<(std::string_view part) {
    for (const char c : part) mix(static_cast<unsigned char>(c));
    mix(0x1f);
    return *this;
  }
  Key& operator<<(std::uint32_t part) {
    mix(static_cast<unsigned char>(part)), mix(static_cast<unsigned char>(part >> 8)), mix(0x1e);
    return *this;
  }
  Key& operator<<(Hash part) {
    for (int shift = 0; shift < 32; shift += 8) mix(static_cast<unsigned char>(part.value >> shift));
    return *this;
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  Key& operator<<(Enum part) {
    return *this << static_cast<std::uint32_t>(part);
  }
  std::uint32_t hash() const { return hash_; }

 private:
  void mix(unsigned char c) { hash_ = (hash_ ^ c) * 16777619u; }
  std::uint32_t hash_ = 2166136261u;
};

/// Counts as features see them: 0, 1, 2, 3, up to 5, 8, 13, 21, 34, more.
inline std::uint32_t bucket(std::uint32_t count) {
  constexpr std::array<std::uint32_t, 9> limits{0, 1, 2, 3, 5, 8, 13, 21, 34};
  return static_cast<std::uint32_t>(std::lower_bound(limits.begin(), limits.end(), count) - limits.begin());
}

}  // namespace citypact::extract
