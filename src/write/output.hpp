#pragma once
#include <array>
#include <charconv>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace citypact::write {

/// Gathers small pieces and hands them to a stream in blocks; measured in bench/export: streaming each piece through
/// std::ostream costs about three times as much. Numbers never follow a locale.
class Output {
 public:
  explicit Output(std::ostream& stream) : stream_(stream) { buffer_.reserve(block + block / 4); }
  ~Output() { flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  Output& operator<<(std::string_view text) {
    buffer_.append(text);
    if (buffer_.size() >= block) flush();
    return *this;
  }
  Output& operator<<(char c) {
    buffer_.push_back(c);
    return *this;
  }
  Output& number(std::uint64_t value) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return *this << std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
  }
  /// To append to, and then to call `flush_when_full`.
  std::string& buffer() { return buffer_; }
  void flush_when_full() {
    if (buffer_.size() >= block) flush();
  }
  void flush() {
    stream_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

 private:
  static constexpr std::size_t block = 1 << 16;
  std::ostream& stream_;
  std::string buffer_;
};

/// 0..1 rounded to two decimals without trailing zeros: "0.97", "0.5", "1".
std::string two_decimals(float value);

}  // namespace citypact::write
