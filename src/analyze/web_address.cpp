#include "web_address.hpp"

#include "characters.hpp"

namespace citypact::segmentation {
namespace {

bool is_label_character(char32_t c) {
  const auto kind = classify(c);
  return kind == CharacterClass::latin || kind == CharacterClass::cyrillic || kind == CharacterClass::digit || c == U'-';
}

bool ascii_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::size_t end_of_labels(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto character = character_at(text, at);
    if (!is_label_character(character.value) && character.value != U'.') break;
    at += character.size;
  }
  return at;
}

/// The end of a path: up to white space, quotes or angle brackets, less the punctuation that closes the sentence.
std::size_t end_of_path(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  std::size_t end = at;
  int open_brackets = 0;
  while (at < text.size()) {
    const auto [value, size] = character_at(text, at);
    const auto kind = classify(value);
    if (kind == CharacterClass::space || kind == CharacterClass::open_quote || kind == CharacterClass::close_quote ||
        kind == CharacterClass::plain_quote || value == U'<' || value == U'>')
      break;
    if (value == U'(') ++open_brackets;
    if (kind == CharacterClass::close_bracket && --open_brackets < 0) break;
    at += size;
    const bool closing = kind == CharacterClass::stop || value == U',' || value == U';' || value == U':';
    if (!closing) end = at;
  }
  return end > begin ? end : begin;
}

bool lower_case_ascii(std::string_view text) {
  for (const char c : text) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) return false;
  }
  return true;
}

/// «ДОМ.РФ», «ВЭБ.РФ»: a name of two capitals or more before the dot and no small letter.
bool is_all_capitals(std::string_view labels) {
  constexpr std::size_t two_letters = 4;  // bytes; of ASCII letters nobody asks
  if (labels.find('.') < two_letters) return false;
  for (std::size_t at = 0; at < labels.size();) {
    const auto [value, size] = character_at(labels, at);
    if (value != U'.' && !is_upper(value)) return false;
    at += size;
  }
  return true;
}

/// Length of the host name at the start of `labels` ("i.moscow", "рбк.рф"), or 0. Labels behind a known suffix are left.
std::size_t host_length(std::string_view labels, const WordSet& suffixes) {
  while (!labels.empty() && (labels.back() == '.' || labels.back() == '-')) labels.remove_suffix(1);
  const std::size_t dot = labels.rfind('.');
  if (dot == labels.npos || dot == 0 || labels.find("..") != labels.npos) return 0;
  const std::string_view last = labels.substr(dot + 1);
  const bool letters = !last.empty() && last.find_first_of("0123456789-") == last.npos;
  if (!letters) return 0;
  // An upper-case suffix after a capitalized word is a sentence glued to the next («конференции.RU» is not written).
  const std::string folded = lowered(last);
  if (suffixes.contains(folded) && (folded == last || static_cast<unsigned char>(last[0]) < 0x80 || is_all_capitals(labels))) return labels.size();
  return last.size() >= 2 && lower_case_ascii(labels) && labels.find_first_of("abcdefghijklmnopqrstuvwxyz") != labels.npos
             ? labels.size()
             : 0;
}

std::size_t with_path(std::string_view text, std::size_t end) {
  return end < text.size() && text[end] == '/' ? end_of_path(text, end) : end;
}

}  // namespace

bool continues_web_address(char32_t c) {
  return is_label_character(c) || c == U'.' || c == U'_' || c == U'+' || c == U'%' || c == U'@' || c == U'/' || c == U':';
}

std::size_t match_web_address(std::string_view text, std::size_t at, const WordSet& suffixes) {
  std::size_t name_end = end_of_labels(text, at);
  const std::string_view rest = text.substr(name_end);
  const std::string_view labels = text.substr(at, name_end - at);
  if (rest.starts_with("://") && lower_case_ascii(lowered(labels))) {
    const std::size_t end = end_of_path(text, name_end + 3);
    return end > name_end + 3 ? end - at : 0;
  }
  if (labels.starts_with("www.") && labels.size() > 4) return end_of_path(text, at) - at;

  std::size_t local_end = at;
  while (local_end < text.size() && (ascii_alphanumeric(text[local_end]) || std::string_view("._%+-").find(text[local_end]) != std::string_view::npos))
    ++local_end;
  if (local_end > at && local_end + 1 < text.size() && text[local_end] == '@' && ascii_alphanumeric(text[local_end + 1])) {
    const std::size_t host_end = end_of_labels(text, local_end + 1);
    const auto host = host_length(text.substr(local_end + 1, host_end - local_end - 1), suffixes);
    if (host > 0) return local_end + 1 + host - at;
  }
  const std::size_t host = host_length(labels, suffixes);
  return host == 0 ? 0 : with_path(text, at + host) - at;
}

}  // namespace citypact::segmentation
