#pragma once
#include <cstdint>
#include <streambuf>
#include <string>
#include <string_view>

namespace citypact {

/// A stream to an open file that has the system begin with the disk while there is more to come, so that an fsync at the end finds
/// little left to do. Large pieces are not copied on their way. A thread of its own for the writing gains less than it costs: measured
/// on an export of 1.2 GB, what it writes has to come from another processor's cache.
/// Thread safety: one thread at a time.
class FileSink : public std::streambuf {
 public:
  /// `file` stays open and the caller's.
  explicit FileSink(int file) : file_(file) {}
  /// Writes what is left; nothing may be put afterwards. The first error (errno), 0 when all was written.
  int finish();

 protected:
  int_type overflow(int_type byte) override;
  std::streamsize xsputn(const char* bytes, std::streamsize count) override;

 private:
  static constexpr std::size_t block = 1 << 16;
  static constexpr std::int64_t at_once = 16 << 20;  // bytes that the disk is asked to begin with
  bool write(std::string_view bytes);

  int file_, error_ = 0;
  std::string small_;                       // pieces that wait to be a block
  std::int64_t written_ = 0, begun_ = 0;  // bytes: given to the system, begun with on the disk
};

}  // namespace citypact
