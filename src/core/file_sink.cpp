#include "file_sink.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace citypact {

int FileSink::finish() {
  write(std::exchange(small_, {}));
  return error_;
}

FileSink::int_type FileSink::overflow(int_type byte) {
  if (traits_type::eq_int_type(byte, traits_type::eof())) return traits_type::not_eof(byte);
  const char one = traits_type::to_char_type(byte);
  return xsputn(&one, 1) == 1 ? byte : traits_type::eof();
}

std::streamsize FileSink::xsputn(const char* bytes, std::streamsize count) {
  const std::string_view piece(bytes, static_cast<std::size_t>(count));
  if (small_.size() + piece.size() < block) return small_ += piece, count;
  const bool good = write(small_) && write(piece);
  small_.clear();
  return good ? count : 0;
}

bool FileSink::write(std::string_view bytes) {
  while (error_ == 0 && !bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count >= 0) written_ += count, bytes.remove_prefix(static_cast<std::size_t>(count));
    else if (errno != EINTR) error_ = errno;
  }
#ifdef SYNC_FILE_RANGE_WRITE
  if (written_ - begun_ >= at_once) {
    ::sync_file_range(file_, begun_, written_ - begun_, SYNC_FILE_RANGE_WRITE);
    begun_ = written_;
  }
#endif
  return error_ == 0;
}

}  // namespace citypact
