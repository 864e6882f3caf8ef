#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace citypact::write {

/// IRIs by number and numbers by IRI, in the order of adding. Costs the IRI's bytes and some 20 more each: a map of strings would
/// take about 120.
class NodeIndex {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  void reserve(std::size_t count);
  /// The number of `iri`, a new one if it is new.
  std::uint32_t add(std::string_view iri);
  /// `none` if it was never added.
  std::uint32_t find(std::string_view iri) const;
  std::string_view operator[](std::uint32_t number) const { return {begins_[number] + length_bytes, length(begins_[number])}; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(begins_.size()); }

 private:
  static constexpr std::size_t block_size = 1 << 16, length_bytes = 4;
  static std::uint32_t length(const char* at);
  /// The slot that holds `iri` or is free for it.
  std::size_t slot_of(std::string_view iri) const;
  void grow(std::size_t slots);

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;  // in the last block
  std::size_t left_ = 0;
  std::vector<const char*> begins_;     // of the length before each IRI
  std::vector<std::uint32_t> slots_;    // open addressing, a power of two; number + 1, 0 is free
};

}  // namespace citypact::write
