#pragma once
#include <bitset>
#include <cstdint>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace citypact {

/// Lets a hash table of strings be asked with a view. Cost: a multiplication for eight bytes.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    std::uint64_t hash = text.size();
    const auto mix = [&](std::size_t at, std::size_t bytes) {
      std::uint64_t part = 0;
      std::memcpy(&part, text.data() + at, bytes);
      hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
      hash ^= hash >> 32;
    };
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) mix(at, 8);
    if (at < text.size()) mix(at, text.size() - at);
    return hash;
  }
};

/// Tells of most words that a table lacks them, by one look at a few bytes: the table would fetch lines of memory from afar for each word
/// of a text. Thread safety: const once filled.
template <std::size_t cells>
class WordFilter {
 public:
  void insert(std::string_view word) { cells_.set(cell(word)); }
  bool may_hold(std::string_view word) const { return cells_[cell(word)]; }

 private:
  static std::size_t cell(std::string_view word) { return WordHash()(word) % cells; }
  std::bitset<cells> cells_;
};

/// Words of a list. Most words that are asked for stand in none.
///
/// Thread safety: const and shared once filled.
class WordSet {
 public:
  using value_type = std::string;
  using Words = std::unordered_set<std::string, WordHash, std::equal_to<>>;

  WordSet() = default;
  WordSet(std::initializer_list<std::string> words) { insert(words.begin(), words.end()); }
  template <std::input_iterator Iterator>
  WordSet(Iterator begin, Iterator end) { insert(begin, end); }

  void insert(std::string word) {
    filter_.insert(word);
    words_.insert(std::move(word));
  }
  template <class Iterator>
  void insert(Iterator begin, Iterator end) {
    for (; begin != end; ++begin) insert(*begin);
  }
  bool contains(std::string_view word) const { return filter_.may_hold(word) && words_.contains(word); }
  std::size_t size() const { return words_.size(); }
  bool empty() const { return words_.empty(); }
  Words::const_iterator begin() const { return words_.begin(); }
  Words::const_iterator end() const { return words_.end(); }

 private:
  WordFilter<1024> filter_;
  Words words_;
};

}  // namespace citypact
