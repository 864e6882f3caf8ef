#include "byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace citypact::read {
namespace {

constexpr std::size_t piece = 1 << 18;

std::string explain(int error) {
  switch (error) {
    case ENOENT: return "no such file or folder; check the path";
    case ENOTDIR: return "no such file or folder; check the path";
    case EACCES: return "may not be read; change its permissions";
    case ELOOP: return "is a link that leads in a circle; give the file itself";
    case EISDIR: return "is a folder; give it as an input of its own";
    default: return std::string("cannot be read (") + std::strerror(error) + ")";
  }
}

}  // namespace

ByteSource::ByteSource(const std::string& path) {
  descriptor_ = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) throw Unreadable{explain(errno)};
  struct stat status{};
  if (::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode)) known_size_ = static_cast<std::size_t>(status.st_size);
}

ByteSource::~ByteSource() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string_view ByteSource::peek(std::size_t size) {
  if (size > piece && known_size_ > 0) buffer_.reserve(begin_ + std::min(size, known_size_) + piece);  // no more room than it takes
  while (buffer_.size() - begin_ < size && fill()) {
  }
  return std::string_view(buffer_).substr(begin_);
}

void ByteSource::take(std::size_t size) {
  begin_ += size;
  // Moves the rest down only when at least half the buffer is free, so that many small takes stay cheap.
  if (begin_ * 2 >= buffer_.size()) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
}

std::string ByteSource::take_all() {
  buffer_.erase(0, std::exchange(begin_, 0));
  return std::exchange(buffer_, {});
}

bool ByteSource::fill() {
  if (ended_) return false;
  const std::size_t old = buffer_.size();
  buffer_.resize(old + piece);
  ssize_t count;
  do {
    count = ::read(descriptor_, buffer_.data() + old, piece);
  } while (count < 0 && errno == EINTR);
  buffer_.resize(old + static_cast<std::size_t>(count < 0 ? 0 : count));
  if (count < 0) throw Unreadable{explain(errno)};
  ended_ = count == 0;
  return !ended_;
}

std::string grouped(std::size_t number) {
  const std::string digits = std::to_string(number);
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) result += ',';
    result += digits[i];
  }
  return result;
}

}  // namespace citypact::read
