#include "citypact/language/reading_cache.hpp"

namespace citypact {

const std::vector<Reading>& ReadingCache::of(std::string_view form) {
  const auto found = readings_.find(form);
  if (found != readings_.end()) return found->second;
  auto readings = dictionary_ ? dictionary_->readings(form) : std::vector<Reading>{};
  return readings_.emplace(form, std::move(readings)).first->second;
}

bool ReadingCache::trim(std::size_t capacity) {
  if (readings_.size() <= capacity) return false;
  readings_.clear();
  ++era_;
  return true;
}

}  // namespace citypact
