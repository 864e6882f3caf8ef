#pragma once
#include <string>
#include <string_view>
#include <unordered_set>

namespace citypact {

/// Interns strings: equal strings share one address for as long as the pool lives. Moving the pool keeps addresses.
class StringPool {
 public:
  StringPool() = default;
  StringPool(StringPool&&) = default;
  StringPool& operator=(StringPool&&) = default;
  std::string_view intern(std::string_view text) {
    auto found = strings_.find(text);
    return found != strings_.end() ? *found : *strings_.emplace(text).first;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_set<std::string, Hash, std::equal_to<>> strings_;  // nodes never move
};

}  // namespace citypact
