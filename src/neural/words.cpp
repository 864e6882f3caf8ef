#include "citypact/neural/words.hpp"

#include <fcntl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string>
#include <unordered_map>

#include "citypact/core/diagnostics.hpp"
#include "citypact/core/mapped_file.hpp"

namespace citypact::neural {
namespace {

constexpr std::size_t quantizers = 100, centroids = 256, chunk = 3;
/// Rows of rarer words are read, not mapped: the system maps a page's neighbours with it, and after some hundred documents all
/// 25 MB of rows would be resident. A read costs 0.3 microseconds and falls to one word in twenty.
constexpr std::uint32_t mapped_rows = 65536;
constexpr std::size_t longest_word = 256;  // bytes; no word of the embeddings is longer

/// A file for reading at places. Thread safety: any.
class RowFile {
 public:
  RowFile(const std::filesystem::path& path, std::uint64_t begin) : path_(path), begin_(begin), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) throw Error(path.string() + ": cannot be read");
  }
  ~RowFile() { ::close(file_); }
  RowFile(const RowFile&) = delete;
  RowFile& operator=(const RowFile&) = delete;

  void read(std::uint32_t row, std::array<std::uint8_t, quantizers>& out) const {
    const auto at = static_cast<off_t>(begin_ + std::uint64_t{row} * quantizers);
    if (::pread(file_, out.data(), out.size(), at) != static_cast<ssize_t>(out.size())) throw Error(path_.string() + ": was cut while in use");
  }

 private:
  std::filesystem::path path_;
  std::uint64_t begin_;
  int file_;
};

/// The embeddings know Latin and Cyrillic letters only, so folding case is arithmetic on two blocks; any other
/// character means an unknown word. Returns the length in bytes, 0 when the form cannot be in the list.
std::size_t fold(std::string_view form, std::array<char, longest_word>& out) {
  if (form.size() > longest_word) return 0;
  std::size_t size = 0;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const auto byte = static_cast<unsigned char>(form[i]);
    if (byte < 0x80) {
      out[size++] = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      continue;
    }
    if ((byte != 0xd0 && byte != 0xd1) || i + 1 == form.size()) return 0;
    unsigned point = (byte & 0x1fu) << 6 | (static_cast<unsigned char>(form[++i]) & 0x3fu);
    if (point >= 0x410 && point < 0x430) point += 0x20;
    if (point >= 0x400 && point < 0x410) point += 0x50;
    out[size++] = static_cast<char>(0xc0 | point >> 6);
    out[size++] = static_cast<char>(0x80 | (point & 0x3f));
  }
  return size;
}

std::uint32_t fnv1a(std::string_view bytes) {
  std::uint32_t hash = 0x811c9dc5;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x01000193;
  return hash;
}

enum class Script { russian, latin, number, punctuation, other };
constexpr std::array outlines{"X", "x", "XX", "xx", "Xx", "Xx-Xx", "OTHER"};

bool is_russian(UChar32 c) { return (c >= 0x410 && c <= 0x44f) || c == 0x401 || c == 0x451; }
// The last four fold to Latin letters where Slovnet's regular expression ignores case.
bool is_latin(UChar32 c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0x130 || c == 0x131 || c == 0x17f || c == 0x212a;
}

/// Letter case of a word as Python's str.isupper, islower and istitle-like tests see it.
struct Cases {
  std::size_t size = 0;
  bool any_upper = false, any_lower = false, first_upper = false;
  bool rest_upper = false, rest_lower = false;  // any such letter after the first

  void add(UChar32 c) {
    const bool title = u_charType(c) == U_TITLECASE_LETTER;
    const bool upper = u_hasBinaryProperty(c, UCHAR_UPPERCASE) || title;
    const bool lower = u_hasBinaryProperty(c, UCHAR_LOWERCASE);
    if (size == 0) first_upper = upper && !title;
    else rest_upper |= upper, rest_lower |= lower;
    any_upper |= upper;
    any_lower |= lower;
    ++size;
  }
  bool upper() const { return any_upper && !any_lower; }
  bool lower() const { return any_lower && !any_upper; }
  bool title() const { return size > 1 && first_upper && rest_lower && !rest_upper; }
};

template <typename Visit>
void for_each_point(std::string_view text, Visit visit) {
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, size, c);
    visit(c);
  }
}

Cases cases(std::string_view text) {
  Cases out;
  for_each_point(text, [&](UChar32 c) { out.add(c); });
  return out;
}

bool is_dash_title(std::string_view word) {
  const auto dash = word.find('-');
  return dash != std::string_view::npos && cases(word.substr(0, dash)).title() && cases(word.substr(dash + 1)).title();
}

/// Index into `outlines`.
std::size_t outline(std::string_view word) {
  const Cases seen = cases(word);
  if (seen.size == 1) return seen.upper() ? 0 : 1;
  if (seen.upper()) return 2;
  if (seen.lower()) return 3;
  if (seen.title()) return 4;
  return is_dash_title(word) ? 5 : 6;
}

}  // namespace

struct Embeddings::State {
  MappedFile file;
  RowFile rows;
  std::string_view words;
  std::span<const std::uint32_t> offsets, slots;
  std::span<const std::uint8_t> indexes;
  std::span<const float> codes;
  std::array<std::array<std::uint32_t, outlines.size()>, 2> letters{};  // shapes of Russian and Latin words
  std::unordered_map<UChar32, std::uint32_t> marks;                     // of single punctuation marks
  std::uint32_t other_mark = 0, number = 0, other = 0;
  std::size_t shape_count = 0;
  bool dots_may_lack;

  State(const std::filesystem::path& path, Dots dots) : file(path, "navec", 1), rows(path, file.offset("indexes")), dots_may_lack(dots == Dots::may_lack) {
    words = file.bytes("words");
    offsets = file.uint32s("offsets");
    slots = file.uint32s("slots");
    indexes = file.uint8s("indexes");
    codes = file.floats("codes");
    const std::size_t count = offsets.empty() ? 0 : offsets.size() - 1;
    if (count == 0 || indexes.size() != count * quantizers || codes.size() != quantizers * centroids * chunk ||
        slots.empty() || (slots.size() & (slots.size() - 1)) != 0 || slots.size() <= count || offsets.back() != words.size()) {
      throw Error(path.string() + ": its arrays do not fit together; make it again with scripts/convert-slovnet");
    }
    read_shapes(file.bytes("shapes"));
  }

  void read_shapes(std::string_view list) {
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (std::size_t begin = 0; begin <= list.size();) {
      const auto end = std::min(list.find('\n', begin), list.size());
      numbers.emplace(list.substr(begin, end - begin), shape_count++);
      begin = end + 1;
    }
    for (std::size_t i = 0; i < outlines.size(); ++i) {
      letters[0][i] = numbers[std::string("RU_") + outlines[i]];
      letters[1][i] = numbers[std::string("EN_") + outlines[i]];
    }
    other_mark = numbers["PUNCT_OTHER"], number = numbers["NUM"], other = numbers["OTHER"];
    for (const auto& [name, id] : numbers) {
      if (!name.starts_with("PUNCT_") || id == other_mark) continue;
      for_each_point(std::string_view(name).substr(6), [&, mark = id](UChar32 c) { marks.emplace(c, mark); });
    }
  }

  /// Number of a word; one that is known only without the dots of ё is found so, unless that is not wanted. 0 when unknown.
  std::uint32_t find(std::string_view form) const {
    std::array<char, longest_word> buffer;
    const std::size_t length = fold(form, buffer);
    const std::string_view word(buffer.data(), length);
    const std::uint32_t known = look_up(word);
    if (known != 0 || !dots_may_lack || word.find("ё") == std::string_view::npos) return known;
    for (std::size_t at = 0; (at = word.find("ё", at)) != std::string_view::npos;) std::string_view("е").copy(buffer.data() + at, 2);
    return look_up(word);
  }
  std::uint32_t look_up(std::string_view word) const {
    if (word.empty()) return 0;
    for (std::size_t slot = fnv1a(word);; ++slot) {
      const std::uint32_t entry = slots[slot & (slots.size() - 1)];
      if (entry == 0 || entry >= offsets.size()) return 0;
      const std::uint32_t begin = offsets[entry - 1], end = offsets[entry];
      if (begin <= end && end <= words.size() && words.substr(begin, end - begin) == word) return entry - 1;
    }
  }

  Script script(UChar32 first, UChar32 second) const {
    if (is_russian(first)) return Script::russian;
    if (is_latin(first)) return Script::latin;
    if (u_isdigit(first) || ((first == '+' || first == '-') && u_isdigit(second))) return Script::number;
    return marks.contains(first) ? Script::punctuation : Script::other;
  }

  std::uint32_t shape(std::string_view form) const {
    const auto size = static_cast<std::int32_t>(form.size());
    std::int32_t at = 0;
    UChar32 first = 0, second = 0;
    if (at < size) U8_NEXT_OR_FFFD(form.data(), at, size, first);
    const bool single = at >= size;
    if (at < size) U8_NEXT_OR_FFFD(form.data(), at, size, second);
    switch (script(first, second)) {
      case Script::russian: return letters[0][outline(form)];
      case Script::latin: return letters[1][outline(form)];
      case Script::number: return number;
      case Script::punctuation: return single ? marks.at(first) : other_mark;
      case Script::other: break;
    }
    return other;
  }
};

Embeddings::Embeddings(const std::filesystem::path& path, Dots dots) : state_(std::make_unique<State>(path, dots)) {}
Embeddings::~Embeddings() = default;
Embeddings::Embeddings(Embeddings&&) noexcept = default;

WordInput Embeddings::read(std::string_view form) const { return {state_->find(form), state_->shape(form)}; }

std::size_t Embeddings::size() const { return state_->offsets.size() - 1; }

std::size_t Embeddings::shapes() const { return state_->shape_count; }

void Embeddings::vector(std::uint32_t word, float* out) const {
  std::array<std::uint8_t, quantizers> row;
  const std::uint8_t* index = state_->indexes.data() + std::size_t{word} * quantizers;
  if (word >= mapped_rows) state_->rows.read(word, row), index = row.data();
  const float* code = state_->codes.data();
  // Four numbers at once; the fourth is overwritten by the next three.
  for (std::size_t q = 0; q + 1 < quantizers; ++q, code += centroids * chunk) {
    std::memcpy(out + q * chunk, code + index[q] * chunk, (chunk + 1) * sizeof(float));
  }
  std::memcpy(out + (quantizers - 1) * chunk, code + index[quantizers - 1] * chunk, chunk * sizeof(float));
}

}  // namespace citypact::neural
