// What may be written as it is, against a look at each byte.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "../../../src/write/json_text.hpp"
#include "../../../src/write/plain_bytes.hpp"
#include "../../../src/write/xml_text.hpp"

namespace citypact::write {
namespace {

bool is_special(char c) { return static_cast<unsigned char>(c) < 0x20 || std::string_view("\"\\&<>\xEF").find(c) != std::string_view::npos; }

TEST(Escapes, AreNeededExactlyWhereAByteNeedsOne) {
  for (std::size_t size = 0; size < 200; ++size) {
    std::string text(size, 'a');
    EXPECT_TRUE(needs_no_escape(text)) << size;
    for (std::size_t at = 0; at < size; ++at) {
      for (const int byte : {0x00, 0x01, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x26, 0x3B, 0x3C, 0x3D, 0x3E, 0x5C, 0x7F, 0x80, 0xA2, 0xDC, 0xEE, 0xEF, 0xF0, 0xFF}) {
        text[at] = static_cast<char>(byte);
        ASSERT_EQ(needs_no_escape(text), !is_special(text[at])) << "byte " << byte << " at " << at << " of " << size;
      }
      text[at] = static_cast<char>(0x80 + at % 0x60);  // bytes that a carry could spoil
      if (is_special(text[at])) text[at] = 'a';
    }
  }
}

TEST(Escapes, OfJsonWithinXmlAreThoseOfTheWholeText) {
  std::mt19937 random(9);
  const std::string letters[] = {"a", "ж", "\"", "\\", "&", "<", ">", "]", "]]>", "\n", "\x01", "\xEF\xBF\xBE", "\xEF\xBB\xBF", "中", " "};
  for (int round = 0; round < 2000; ++round) {
    EdgeEvidence evidence;
    for (std::string* text : {&evidence.document, &evidence.sentence, &evidence.trigger, &evidence.rule, &evidence.speaker}) {
      for (std::size_t count = random() % 40; count > 0; --count) *text += letters[random() % 3 == 0 ? random() % std::size(letters) : random() % 2];
    }
    std::string alone, together, within;
    evidence_json({evidence}, alone, JsonText::Within::nothing);
    append_escaped(together, alone, false);
    evidence_json({evidence}, within, JsonText::Within::xml);
    ASSERT_EQ(within, together);
  }
}

}  // namespace
}  // namespace citypact::write
