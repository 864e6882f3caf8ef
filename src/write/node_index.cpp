#include "node_index.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace citypact::write {

namespace {

/// At most four fifths of the slots are taken.
std::size_t slots_for(std::size_t count) { return std::bit_ceil(std::max<std::size_t>(16, count + count / 4 + 1)); }

}  // namespace

std::uint32_t NodeIndex::length(const char* at) {
  std::uint32_t value;
  std::memcpy(&value, at, length_bytes);
  return value;
}

void NodeIndex::reserve(std::size_t count) {
  begins_.reserve(count);
  if (slots_for(count) > slots_.size()) grow(slots_for(count));
}

std::size_t NodeIndex::slot_of(std::string_view iri) const {
  std::size_t slot = std::hash<std::string_view>{}(iri) & (slots_.size() - 1);
  while (slots_[slot] != 0 && (*this)[slots_[slot] - 1] != iri) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void NodeIndex::grow(std::size_t slots) {
  slots_.assign(slots, 0);
  for (std::uint32_t number = 0; number < size(); ++number) slots_[slot_of((*this)[number])] = number + 1;
}

std::uint32_t NodeIndex::add(std::string_view iri) {
  if (slots_for(begins_.size() + 1) > slots_.size()) grow(slots_for(begins_.size() + 1));
  const std::size_t slot = slot_of(iri);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  const std::size_t wanted = length_bytes + iri.size();
  if (wanted > left_) {
    left_ = std::max(wanted, block_size);
    free_ = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(left_)).get();
  }
  const auto size32 = static_cast<std::uint32_t>(iri.size());
  std::memcpy(free_, &size32, length_bytes);
  std::memcpy(free_ + length_bytes, iri.data(), iri.size());
  begins_.push_back(free_);
  free_ += wanted, left_ -= wanted;
  return slots_[slot] = static_cast<std::uint32_t>(begins_.size()), static_cast<std::uint32_t>(begins_.size()) - 1;
}

std::uint32_t NodeIndex::find(std::string_view iri) const {
  if (slots_.empty()) return none;
  const std::size_t slot = slot_of(iri);
  return slots_[slot] == 0 ? none : slots_[slot] - 1;
}

}  // namespace citypact::write
