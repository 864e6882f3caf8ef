#include "rdf_terms.hpp"

#include <algorithm>

namespace citypact::write::rdf {

namespace {

bool is_forbidden(unsigned char c) { return c <= 0x20 || std::string_view("<>\"{}|^`\\").find(static_cast<char>(c)) != std::string_view::npos; }

bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }
bool is_digit(char c) { return '0' <= c && c <= '9'; }

bool is_language_tag(std::string_view tag) {
  std::size_t length = 0;
  bool first = true;
  for (const char c : tag) {
    if (c == '-') {
      if (length == 0) return false;
      length = 0, first = false;
    } else if ((is_letter(c) || (!first && is_digit(c))) && length < 8) {
      ++length;
    } else {
      return false;
    }
  }
  return length > 0;
}

bool is_decimal(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto digits = [](std::string_view part) { return !part.empty() && std::ranges::all_of(part, is_digit); };
  return point == std::string_view::npos ? digits(text) : digits(text.substr(0, point)) && digits(text.substr(point + 1));
}

}  // namespace

bool is_plain_iri(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) return false;
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) <= '#' || is_forbidden(static_cast<unsigned char>(c)); });
}

void append_iri(std::string& into, std::string_view text) {
  constexpr char hex[] = "0123456789ABCDEF";
  into += '<';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_forbidden(byte)) {
      ((into += '%') += hex[byte >> 4]) += hex[byte & 15];
    } else {
      into += c;
    }
  }
  into += '>';
}

void append_string(std::string& into, std::string_view text) {
  into += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view escaped;
    switch (text[i]) {
      case '"': escaped = "\\\""; break;
      case '\\': escaped = "\\\\"; break;
      case '\n': escaped = "\\n"; break;
      case '\r': escaped = "\\r"; break;
      case '\0': escaped = "\xEF\xBF\xBD"; break;
      default: continue;
    }
    into.append(text, plain, i - plain).append(escaped);
    plain = i + 1;
  }
  into.append(text, plain);
  into += '"';
}

std::string iri(std::string_view text) {
  std::string term;
  append_iri(term, text);
  return term;
}

std::string iri(std::string_view prefix, std::string_view name) {
  std::string term;
  append_iri(term, std::string(prefix).append(name));
  return term;
}

std::string string(std::string_view text) {
  std::string term;
  append_string(term, text);
  return term;
}

std::string typed(std::string_view text, std::string_view xsd_name) {
  std::string term = string(text);
  term += "^^";
  append_iri(term, std::string(xsd).append(xsd_name));
  return term;
}

std::string tagged(std::string_view text, std::string_view language) {
  std::string term = string(text);
  if (!is_language_tag(language)) return term;
  term += '@';
  for (const char c : language) term += static_cast<char>('A' <= c && c <= 'Z' ? c - 'A' + 'a' : c);
  return term;
}

std::string edtf_literal(const Date& date) {
  std::string term = string(to_edtf(date));
  term += "^^";
  append_iri(term, edtf);
  return term;
}

std::string date_literal(const PartialDate& date) {
  return typed(to_edtf({date, date}), date.day ? "date" : date.month ? "gYearMonth" : "gYear");
}

std::string decimal(std::string_view number) {
  if (!is_decimal(number)) return string(number);
  return number.find('.') == std::string_view::npos ? typed(std::string(number) + ".0", "decimal") : typed(number, "decimal");
}

}  // namespace citypact::write::rdf
