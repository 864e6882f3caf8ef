#pragma once
#include <condition_variable>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <streambuf>
#include <string_view>
#include <thread>

namespace citypact {

/// A stream to an open file. What is large goes to the disk past the system's cache (O_DIRECT, where the file system has it), by a
/// thread of its own, while the next block is filled. Measured on an export of 1.2 GB: the way through the cache takes a fifth of the
/// CPU time, fills the cache with what nobody reads soon, and leaves the disk's work to the fsync at the end.
/// Memory: two blocks, of which no more is touched than is written.
/// Thread safety: one thread at a time.
class FileSink : public std::streambuf {
 public:
  /// `file` stays open and the caller's; nobody else may write to it meanwhile.
  explicit FileSink(int file);
  ~FileSink() override;
  /// Writes what is left; nothing may be put afterwards. The first error (errno), 0 when all was written.
  int finish();

 protected:
  int_type overflow(int_type byte) override;
  std::streamsize xsputn(const char* bytes, std::streamsize count) override;

 private:
  static constexpr std::size_t page = 4096, block = 1 << 20;  // bytes; O_DIRECT takes whole pages, in memory and in the file
  struct Freed {
    void operator()(char* bytes) const { std::free(bytes); }
  };
  using Block = std::unique_ptr<char, Freed>;
  static Block make_block();

  bool hand_over();
  void write_blocks();
  void write(std::string_view bytes);
  void stop();
  void go_direct(bool direct);

  int file_;
  bool direct_ = false;
  Block filling_ = make_block(), going_ = make_block();
  std::size_t filled_ = 0;  // bytes of filling_

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  bool under_way_ = false, over_ = false;  // whether going_ is being written; whether no more will be
  int error_ = 0;
  std::thread writer_;
};

}  // namespace citypact
