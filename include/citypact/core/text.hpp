#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace citypact {

/// Half-open byte range into a document's text; `text.substr(begin, size())` is the surface.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

constexpr std::string_view surface(std::string_view text, Span span) { return text.substr(span.begin, span.size()); }

/// Byte offset of the first byte that is not valid UTF-8 (surrogates and overlong forms are invalid), or nothing.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// Byte offsets to Unicode code points and back, for outputs that others read.
///
/// Cost: one pass to build, 4 bytes per 64 bytes of text; each question scans at most 64 bytes.
class CodePointIndex {
 public:
  /// `text` must be valid UTF-8 and outlive the index.
  explicit CodePointIndex(std::string_view text);
  /// Code points before `byte`; `byte` must lie on a character boundary or at the end.
  std::uint32_t code_point(std::uint32_t byte) const;
  Span code_points(Span bytes) const { return {code_point(bytes.begin), code_point(bytes.end)}; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> before_;  // code points before byte 64 * i
};

}  // namespace citypact
