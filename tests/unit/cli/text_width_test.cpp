#include "text_width.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "table.hpp"

namespace citypact::cli {
namespace {

TEST(TextWidth, CountsTerminalCells) {
  EXPECT_EQ(cell_width("Moscow"), 6u);
  EXPECT_EQ(cell_width("Москва"), 6u);
  EXPECT_EQ(cell_width("北京市"), 6u);
  EXPECT_EQ(cell_width("за\u0301мок"), 5u);  // a stress mark takes no cell
  EXPECT_EQ(cell_width(""), 0u);
}
TEST(TextWidth, PadsAndWrapsByCells) {
  EXPECT_EQ(padded("北京", 6), "北京  ");
  EXPECT_EQ(padded("Пекин", 3), "Пекин");
  EXPECT_EQ(wrapped("один два три", 8), (std::vector<std::string>{"один два", "три"}));
  EXPECT_EQ(wrapped("北京上海", 4), (std::vector<std::string>{"北京", "上海"}));
  EXPECT_EQ(wrapped("", 10), std::vector<std::string>{});
  EXPECT_EQ(wrapped("abc", 0), (std::vector<std::string>{"a", "b", "c"}));
}
TEST(Printable, NoTextSteersTheTerminal) {
  EXPECT_EQ(printable("a\x1B[31mb"), "a\\u001b[31mb");
  EXPECT_EQ(printable("a\xC2\x9B" "31mb"), "a\\u009b31mb");
  EXPECT_EQ(printable("a\nb\tc\r"), "a b c ");
  EXPECT_EQ(printable("a\u202Eb\u2066c"), "abc");
  EXPECT_EQ(printable("a\xFF" "b"), "a\uFFFDb");
}
TEST(Table, LinesUpWhateverTheScript) {
  std::ostringstream out;
  write_table({{"Пекин", "City", "one two three four five six seven"}, {"北京", "x", "y"}}, 33, out);
  EXPECT_EQ(out.str(),
            "Пекин  City  one two three four\n"
            "             five six seven\n"
            "北京   x     y\n");
}

}  // namespace
}  // namespace citypact::cli
