#include <algorithm>
#include <array>

#include "citypact/core/text.hpp"
#include "reader.hpp"

namespace citypact::read {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

constexpr std::array signatures{
    Signature{"\x1F\x8B"sv, "is gzip data; unpack it first (gunzip)"},
    Signature{"PK\x03\x04"sv, "is a zip archive or an office document; unpack it or save it as plain text first"},
    Signature{"PK\x05\x06"sv, "is an empty zip archive"},
    Signature{"%PDF-"sv, "is a PDF; extract its text first (pdftotext)"},
    Signature{"\xFD" "7zXZ"sv, "is xz data; unpack it first (unxz)"},
    Signature{"BZh"sv, "is bzip2 data; unpack it first (bunzip2)"},
    Signature{"\x28\xB5\x2F\xFD"sv, "is zstd data; unpack it first (unzstd)"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, "is a 7z archive; unpack it first"},
    Signature{"Rar!\x1A"sv, "is a RAR archive; unpack it first"},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1"sv, "is an old office document; save it as plain text first"},
    Signature{"{\\rtf"sv, "is RTF; save it as plain text first"},
    Signature{"\x89PNG"sv, "is an image, no text"},
    Signature{"\xFF\xD8\xFF"sv, "is an image, no text"},
    Signature{"GIF8"sv, "is an image, no text"},
    Signature{"\x7F" "ELF"sv, "is a program, no text"},
    Signature{"\xFF\xFE\x00\x00"sv, "is UTF-32; convert it with 'iconv -f utf-32 -t utf-8'"},
    Signature{"\xFF\xFE"sv, "is UTF-16; convert it with 'iconv -f utf-16 -t utf-8'"},
    Signature{"\xFE\xFF"sv, "is UTF-16; convert it with 'iconv -f utf-16 -t utf-8'"},
};

/// Lower-case start of the bytes without leading white space, as HTML is recognised.
bool looks_like_html(std::string_view head) {
  const auto begin = head.find_first_not_of(" \t\r\n");
  if (begin == head.npos) return false;
  std::string start(head.substr(begin, 64));
  std::transform(start.begin(), start.end(), start.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto tag : {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<?xml"sv, "<rss"sv}) {
    if (start.starts_with(tag)) return true;
  }
  return false;
}

/// Every second byte NUL: UTF-16 without its mark.
bool looks_like_utf16(std::string_view head) {
  if (head.size() < 8) return false;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] != '\0' && head[i] != '\x04') continue;
    ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t half = head.size() / 2;
  return head.find('\0') != head.npos && (even * 10 > half * 8 || odd * 10 > half * 8) && std::min(even, odd) * 10 < half;
}

/// A guess of the one-byte Cyrillic encoding: small letters are E0..FF in windows-1251, C0..DF in KOI8-R, and A0..EF in
/// DOS code page 866; words are mostly small letters.
std::string_view guess_encoding(std::string_view text) {
  std::size_t high = 0, windows = 0, koi = 0, dos = 0;
  for (const char c : text.substr(0, 1 << 16)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) continue;
    ++high;
    if (byte >= 0xE0) ++windows;
    else if (byte >= 0xC0) ++koi;
    else if (byte >= 0xA0 && byte <= 0xAF) ++dos;
  }
  if (high < 8) return "";
  if (windows * 10 > high * 6) return "windows-1251";
  if (koi * 10 > high * 6) return "koi8-r";
  if (dos * 10 > high * 3) return "cp866";
  return "";
}

std::string not_utf8(std::string_view text, std::size_t at) {
  const auto encoding = guess_encoding(text);
  const std::string place = "not UTF-8 at byte " + grouped(at);
  if (encoding.empty()) return place + "; convert it with 'iconv -t utf-8' or remove the damage";
  return place + ", perhaps " + std::string(encoding) + "; convert it with 'iconv -f " + std::string(encoding) + " -t utf-8'";
}

bool is_control(unsigned char byte) { return (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r' && byte != '\f' && byte != 0x1B) || byte == 0x7F; }

}  // namespace

void refuse_foreign_kind(std::string_view head, bool html_too) {
  for (const auto& signature : signatures) {
    if (head.starts_with(signature.bytes)) throw Unreadable{std::string(signature.what)};
  }
  if (looks_like_utf16(head)) throw Unreadable{"is UTF-16; convert it with 'iconv -f utf-16 -t utf-8'"};
  if (html_too && looks_like_html(head)) throw Unreadable{"is HTML or XML, which is not read yet; extract its text first (-f text reads it as it is)"};
}

void require_text(std::string_view text) {
  constexpr std::size_t most_control = 50;  // one in that many characters is noise
  const auto nul = text.find('\0');
  const auto invalid = first_invalid_utf8(text);
  if (nul != text.npos && (!invalid || nul < *invalid)) throw Unreadable{"is binary: NUL at byte " + grouped(nul) + "; give a text file"};
  const auto control = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return is_control(static_cast<unsigned char>(c)); }));
  if (control > 0 && control * most_control > text.size()) throw Unreadable{"is binary: full of control characters; give a text file"};
  if (invalid) throw Unreadable{not_utf8(text, *invalid)};
}

}  // namespace citypact::read
