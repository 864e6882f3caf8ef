#include "streams.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

#include "citypact/core/diagnostics.hpp"
#include "console.hpp"
#include "paint.hpp"

namespace citypact::cli {
namespace {

/// Control characters made visible, marks of paint.hpp turned into colour. Works on bytes: C1 controls are the two bytes
/// C2 80..C2 9F in UTF-8, and a buffer may end between them, so C2 is held back, as the first byte of a mark is.
std::string filtered(const char* data, std::size_t size) {
  std::string result;
  result.reserve(size + 16);
  const auto escape = [&](unsigned c) {
    char text[8];
    std::snprintf(text, sizeof text, "\\u%04x", c);
    result += text;
  };
  for (std::size_t i = 0; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(data[i]);
    const auto next = i + 1 < size ? static_cast<unsigned char>(data[i + 1]) : 0;
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) escape(byte);
    else if (data[i] == paint_mark) result += terminal_sequence(static_cast<char>(next)), i += !terminal_sequence(static_cast<char>(next)).empty();
    else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) escape(next), ++i;
    else result += data[i];
  }
  return result;
}

}  // namespace

DescriptorBuffer::DescriptorBuffer(int descriptor, std::string name, bool filter)
    : descriptor_(descriptor), name_(std::move(name)), filter_(filter) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

DescriptorBuffer::~DescriptorBuffer() {
  try {
    drain();
  } catch (...) {  // the program flushes before it ends; here nobody could hear
  }
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type c) {
  drain();
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  return sputc(traits_type::to_char_type(c));
}

int DescriptorBuffer::sync() {
  drain();
  return 0;
}

void DescriptorBuffer::drain() {
  std::size_t size = static_cast<std::size_t>(pptr() - pbase());
  const char last = size > 1 ? pbase()[size - 1] : '\0';
  const bool hold = filter_ && (last == '\xC2' || last == paint_mark);
  if (hold) --size;
  const std::string data = filter_ ? filtered(pbase(), size) : std::string(pbase(), size);
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  if (hold) sputc(last);
  write_all(data.data(), data.size());
}

void DescriptorBuffer::write_all(const char* data, std::size_t size) {
  while (size > 0 && !broken_) {
    const auto written = ::write(descriptor_, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      broken_ = true;
      if (errno == EPIPE) throw ClosedPipe{};
      throw Error(name_ + ": cannot be written (" + std::strerror(errno) + "); make room or choose another output");
    }
    data += written;
    size -= static_cast<std::size_t>(written);
  }
}

}  // namespace citypact::cli
