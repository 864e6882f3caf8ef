#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "citypact/core/diagnostics.hpp"
#include "groups.hpp"

namespace citypact {

/// Writes values one behind the other: numbers in as many bytes of seven bits as they need, texts behind their length.
class Packer {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  void put(std::string_view text) {
    number(text.size());
    bytes_ += text;
  }
  void put(std::uint32_t value) { number(value); }
  void put(std::uint64_t hash) {
    for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(hash >> shift);
  }
  void put(const GroupAnchor& anchor) {
    put(anchor.role);
    put(anchor.object);
  }
  void put(const std::pair<const std::string, std::uint32_t>& item) {
    put(item.first);
    number(item.second);
  }
  template <class Items>
  void all(const Items& items) {
    number(items.size());
    for (const auto& item : items) put(item);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what a Packer wrote. Throws Error where the bytes end early.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1)[0]);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    throw Error("packed values are cut short");
  }
  std::string text() { return std::string(take(number())); }
  void get(std::string& into) { into = text(); }
  void get(std::uint32_t& into) { into = static_cast<std::uint32_t>(number()); }
  void get(std::uint64_t& into) {
    const auto bytes = take(8);
    into = 0;
    for (unsigned i = 0; i < 8; ++i) into |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  void get(GroupAnchor& into) {
    get(into.role);
    get(into.object);
  }
  template <class Item>
  void all(std::vector<Item>& into) {
    for (auto count = number(); count; --count) get(into.emplace_back());
  }
  void all(std::map<std::string, std::uint32_t>& into) {
    for (auto count = number(); count; --count) {
      std::string text;
      get(text);
      get(into[text]);
    }
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size()) throw Error("packed values are cut short");
    const auto taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  std::string_view bytes_;
};

}  // namespace citypact
