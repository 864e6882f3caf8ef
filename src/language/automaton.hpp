#pragma once
#include <dawgdic/dictionary.h>
#include <dawgdic/guide.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "citypact/core/mapped_file.hpp"

namespace citypact {

/// Letters that are written for others («е» for «ё»): written, meant; both UTF-8.
using Substitutes = std::vector<std::pair<std::string, std::string>>;

/// A read-only automaton of libdawgdic over a section of a mapped file, which must outlive it.
/// Payloads are stored as DAWG and pymorphy do: KEY 0x01 BASE64(payload).
class Automaton {
 public:
  Automaton(const MappedFile& file, const std::string& section, bool guided) {
    auto units = file.uint32s(section);
    automaton_.Map(units.data(), units.size());
    if (guided) guide_.Map(file.uint8s(section + "-guide").data(), units.size());
  }
  Automaton(const Automaton&) = delete;

  /// Calls visit(key, index) for every key of the automaton that `word` may be a spelling of, the spelling itself first
  /// where both exist; `index` is the node before the payload separator.
  template <class Visit>
  void spellings(std::string_view word, const Substitutes& substitutes, Visit&& visit) const {
    std::string key;
    spell(word, substitutes, key, automaton_.root(), visit);
  }

  /// Calls visit(bytes) for each payload under a node that spellings() gave. Payloads are at most 12 bytes.
  template <class Visit>
  void payloads(dawgdic::BaseType index, Visit&& visit) const {
    if (automaton_.Follow(separator, &index)) walk(index, std::array<char, 16>{}, 0, visit);
  }

  bool has_payload(dawgdic::BaseType index) const { return automaton_.Follow(separator, &index); }
  dawgdic::BaseType root() const { return automaton_.root(); }
  bool follow(std::string_view text, dawgdic::BaseType* index) const {
    return automaton_.Follow(text.data(), text.size(), index);
  }
  /// The value of a key that ends here; -1 when none does.
  dawgdic::ValueType value(dawgdic::BaseType index) const {
    return automaton_.has_value(index) ? automaton_.value(index) : -1;
  }

 private:
  static constexpr char separator = '\x01';

  template <class Visit>
  void spell(std::string_view rest, const Substitutes& substitutes, std::string& key, dawgdic::BaseType index,
             Visit& visit) const {
    const std::size_t before = key.size();
    // As pymorphy: the word as written comes first, then the spellings whose first substitution is earliest.
    struct Branch {
      std::size_t at;
      dawgdic::BaseType next;
      const Substitutes::value_type* substitute;
    };
    std::vector<Branch> branches;
    std::size_t at = 0;
    for (; at < rest.size(); ++at) {
      for (auto& substitute : substitutes) {
        dawgdic::BaseType next = index;
        if (rest.substr(at).starts_with(substitute.first) && follow(substitute.second, &next))
          branches.push_back({at, next, &substitute});
      }
      if (!automaton_.Follow(rest[at], &index)) break;
    }
    if (at == rest.size() && has_payload(index)) {
      key.append(rest);
      visit(std::string_view(key), index);
      key.resize(before);
    }
    for (const Branch& branch : branches) {
      key.append(rest.substr(0, branch.at)).append(branch.substitute->second);
      spell(rest.substr(branch.at + branch.substitute->first.size()), substitutes, key, branch.next, visit);
      key.resize(before);
    }
  }

  template <class Visit>
  void walk(dawgdic::BaseType index, std::array<char, 16> text, std::size_t size, Visit& visit) const {
    if (automaton_.has_value(index)) visit(decode(std::string_view(text.data(), size)));
    for (auto label = guide_.child(index); label && size < text.size();) {
      dawgdic::BaseType next = index;
      if (!automaton_.Follow(static_cast<char>(label), &next)) return;
      text[size] = static_cast<char>(label);
      walk(next, text, size + 1, visit);
      label = guide_.sibling(next);
    }
  }

  static std::array<std::uint8_t, 12> decode(std::string_view base64) {
    std::array<std::uint8_t, 12> bytes{};
    std::uint32_t bits = 0, count = 0, out = 0;
    for (char c : base64) {
      int value = c >= 'A' && c <= 'Z'   ? c - 'A'
                  : c >= 'a' && c <= 'z' ? c - 'a' + 26
                  : c >= '0' && c <= '9' ? c - '0' + 52
                  : c == '+'             ? 62
                  : c == '/'             ? 63
                                         : -1;
      if (value < 0) break;
      bits = bits << 6 | static_cast<std::uint32_t>(value);
      count += 6;
      if (count >= 8 && out < bytes.size()) {
        count -= 8;
        bytes[out++] = static_cast<std::uint8_t>(bits >> count);
      }
    }
    return bytes;
  }

  dawgdic::Dictionary automaton_;
  dawgdic::Guide guide_;
};

}  // namespace citypact
