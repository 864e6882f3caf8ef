#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace citypact::read {

/// Bytes of a file or of standard input, read in pieces. Owns its descriptor.
class ByteSource {
 public:
  /// Opens a file ("-" is standard input); throws Unreadable.
  explicit ByteSource(const std::string& path);
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// The next bytes without taking them: at least `size` unless the input ends before.
  std::string_view peek(std::size_t size);
  /// Drops bytes that peek() showed.
  void take(std::size_t size);
  /// Takes all bytes that peek() showed, without another copy of them.
  std::string take_all();
  /// Size of a regular file, 0 when it is not known.
  std::size_t known_size() const { return known_size_; }

 private:
  bool fill();

  int descriptor_ = -1;
  bool ended_ = false;
  std::size_t known_size_ = 0;
  std::string buffer_;
  std::size_t begin_ = 0;
};

/// What is wrong with an input, and what to do: the message of a diagnostic.
struct Unreadable {
  std::string message;
};

/// 1234567 -> "1,234,567"
std::string grouped(std::size_t number);

}  // namespace citypact::read
