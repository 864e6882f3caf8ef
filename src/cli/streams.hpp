#pragma once
#include <array>
#include <streambuf>
#include <string>

namespace citypact::cli {

/// Buffered writing to a file descriptor that never fails silently: a full disk throws Error, a closed pipe ClosedPipe.
///
/// With `filter` (the descriptor is a terminal) control characters of the data other than line feed and tab are written
/// as `\u001b`, so that no text can steer the terminal; inside JSON strings that spelling is the same character.
/// Thread safety: one thread at a time.
class DescriptorBuffer : public std::streambuf {
 public:
  DescriptorBuffer(int descriptor, std::string name, bool filter);
  ~DescriptorBuffer() override;

 protected:
  int_type overflow(int_type c) override;
  int sync() override;

 private:
  void drain();
  void write_all(const char* data, std::size_t size);

  int descriptor_;
  std::string name_;  // for messages
  bool filter_;
  bool broken_ = false;
  std::array<char, 1 << 16> buffer_;
};

}  // namespace citypact::cli
