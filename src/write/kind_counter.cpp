#include "kind_counter.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace citypact::write {

namespace {

constexpr std::string_view knowledge_mark = " (knowledge)";

__extension__ using Wide = unsigned __int128;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<Wide>(a ^ 0x9e3779b97f4a7c15) * (b ^ 0xe7037ed1a0b428db);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Eight bytes at a time, folded as wyhash does (github.com/wangyi-fudan/wyhash); FNV-1a took 4 % of an export.
std::uint64_t hashed(std::string_view text, std::uint64_t value) {
  std::uint64_t word = 0;
  value = mixed(value, text.size());
  for (; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
    std::memcpy(&word, text.data(), sizeof word);
    value = mixed(value, word);
  }
  word = 0;
  std::memcpy(&word, text.data(), text.size());
  return mixed(value, word);
}

/// At most three quarters of the slots are taken.
std::size_t slots_for(std::size_t count) { return std::bit_ceil(std::max<std::size_t>(16, count + count / 3 + 1)); }

}  // namespace

KindCounter::KindCounter(std::size_t edges) : slots_(slots_for(edges)) {}

std::uint64_t& KindCounter::slot_of(std::uint64_t hash) {
  std::size_t slot = first_slot_of(hash);
  while (slots_[slot] != 0 && slots_[slot] != hash) slot = (slot + 1) & (slots_.size() - 1);
  return slots_[slot];
}

void KindCounter::grow(std::size_t slots) {
  const auto before = std::exchange(slots_, std::vector<std::uint64_t>(slots));
  for (const std::uint64_t hash : before) {
    if (hash != 0) slot_of(hash) = hash;
  }
}

std::uint64_t KindCounter::approach(const Edge& edge) const {
  std::uint64_t hash = hashed(edge.relation, hashed(edge.target, hashed(edge.source, 0xcbf29ce484222325)));
  if (edge.is_knowledge()) hash = hashed(knowledge_mark, hash);
  hash = std::max<std::uint64_t>(1, hash);
  __builtin_prefetch(&slots_[first_slot_of(hash)], 1);
  return hash;
}

std::uint32_t KindCounter::next(std::uint64_t hash) {
  std::uint64_t& slot = slot_of(hash);
  if (slot == hash) return ++repeated_.try_emplace(hash, 1U).first->second;
  slot = hash;
  if (slots_for(++taken_) > slots_.size()) grow(slots_for(taken_));
  return 1;
}

std::string_view KindCounter::kind(const Edge& edge, std::uint64_t approached) {
  kind_ = edge.relation;
  if (edge.is_knowledge()) kind_ += knowledge_mark;
  const std::uint32_t number = next(approached);
  if (number > 1) kind_.append(" (").append(std::to_string(number)).append(")");
  return kind_;
}

}  // namespace citypact::write
