#include "file_sink.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

namespace citypact {

FileSink::FileSink(int file) : file_(file) {}

FileSink::~FileSink() { stop(); }

FileSink::Block FileSink::make_block() {
  Block made(static_cast<char*>(std::aligned_alloc(page, block)));
  if (!made) throw std::bad_alloc();
  return made;
}

int FileSink::finish() {
  stop();
  go_direct(false);  // the rest is no whole page
  if (error_ == 0) write({filling_.get(), std::exchange(filled_, 0)});
  return error_;
}

FileSink::int_type FileSink::overflow(int_type byte) {
  if (traits_type::eq_int_type(byte, traits_type::eof())) return traits_type::not_eof(byte);
  const char one = traits_type::to_char_type(byte);
  return xsputn(&one, 1) == 1 ? byte : traits_type::eof();
}

std::streamsize FileSink::xsputn(const char* bytes, std::streamsize count) {
  for (std::size_t left = static_cast<std::size_t>(count); left > 0;) {
    if (filled_ == block && !hand_over()) return 0;
    const std::size_t taken = std::min(left, block - filled_);
    std::memcpy(filling_.get() + filled_, bytes, taken);
    filled_ += taken, bytes += taken, left -= taken;
  }
  return count;
}

bool FileSink::hand_over() {
  std::unique_lock lock(mutex_);
  if (!writer_.joinable()) {
    go_direct(true);
    writer_ = std::thread(&FileSink::write_blocks, this);
  }
  changed_.wait(lock, [this] { return !under_way_; });
  if (error_ != 0) return false;
  filling_.swap(going_);
  filled_ = 0, under_way_ = true;
  changed_.notify_one();
  return true;
}

void FileSink::write_blocks() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return under_way_ || over_; });
    if (!under_way_) return;
    lock.unlock();
    write({going_.get(), block});
    lock.lock();
    under_way_ = false;
    changed_.notify_one();
  }
}

void FileSink::stop() {
  if (!writer_.joinable()) return;
  {
    const std::scoped_lock lock(mutex_);
    over_ = true;
  }
  changed_.notify_one();
  writer_.join();
}

void FileSink::write(std::string_view bytes) {
  int error = 0;
  while (error == 0 && !bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count >= 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    else if (errno == EINVAL && direct_) go_direct(false);  // the file system refuses, or a write that was cut short has left less than a page
    else if (errno != EINTR) error = errno;
  }
  const std::scoped_lock lock(mutex_);
  if (error_ == 0) error_ = error;
}

void FileSink::go_direct([[maybe_unused]] bool direct) {
#ifdef O_DIRECT
  struct stat status {};
  if (direct && (::fstat(file_, &status) != 0 || !S_ISREG(status.st_mode))) return;  // to a pipe it means something else
  const int flags = ::fcntl(file_, F_GETFL);
  direct_ = flags >= 0 && ::fcntl(file_, F_SETFL, direct ? flags | O_DIRECT : flags & ~O_DIRECT) == 0 && direct;
#endif
}

}  // namespace citypact
