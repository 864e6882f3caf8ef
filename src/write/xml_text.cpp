#include "xml_text.hpp"

#include <array>
#include <charconv>

#include "plain_bytes.hpp"

namespace citypact::write {

namespace {

template <bool in_attribute>
void append(std::string& into, std::string_view text) {
  const auto special = [](auto byte) {
    const auto anywhere = (byte < 0x20) | (byte == '&') | (byte == '<') | (byte == '>') | (byte == 0xEF);
    if constexpr (in_attribute) return anywhere | (byte == '"');
    else return anywhere;
  };
  std::size_t plain = 0;
  const auto put = [&](std::size_t at, std::size_t length, std::string_view replacement) {
    into.append(text, plain, at - plain).append(replacement);
    plain = at + length;
  };
  for (std::size_t i = plain_bytes(text, special); i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!special(byte)) continue;
    if (byte == '&') put(i, 1, "&amp;");
    else if (byte == '<') put(i, 1, "&lt;");
    else if (byte == '>' && text.substr(0, i).ends_with("]]")) put(i, 1, "&gt;");
    else if (byte == '\r') put(i, 1, "&#13;");
    else if (in_attribute && byte == '"') put(i, 1, "&quot;");
    else if (in_attribute && byte == '\n') put(i, 1, "&#10;");
    else if (in_attribute && byte == '\t') put(i, 1, "&#9;");
    else if (byte < 0x20 && byte != '\n' && byte != '\t') put(i, 1, "\xEF\xBF\xBD");
    else if (byte == 0xEF && (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF")) put(i, 3, "\xEF\xBF\xBD"), i += 2;
    i += plain_bytes(text.substr(i + 1), special);
  }
  into.append(text, plain);
}

}  // namespace

void append_escaped(std::string& into, std::string_view text, bool in_attribute) {
  if (needs_no_escape(text)) into += text;
  else in_attribute ? append<true>(into, text) : append<false>(into, text);
}

std::string decimals(double value) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2).ptr;
  return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

}  // namespace citypact::write
