#include "citypact/language/date_line.hpp"

#include <gtest/gtest.h>

namespace citypact {
namespace {

std::string date(std::string_view line) {
  const auto found = parse_date_line(line, nullptr);
  return found ? to_edtf(*found) : "";
}

TEST(DateLine, ReadsNumericDates) {
  EXPECT_EQ(date("18.09.2020"), "2020-09-18");
  EXPECT_EQ(date(" 1/2/21 "), "2021-02-01");
  EXPECT_EQ(date("18.09.2020, 14:30"), "2020-09-18");
}
TEST(DateLine, ReadsIsoAndMailDates) {
  EXPECT_EQ(date("2020-09-18"), "2020-09-18");
  EXPECT_EQ(date("2020-09-18T10:00:00+03:00"), "2020-09-18");
  EXPECT_EQ(date("Wed, 24 Aug 2022 07:33:20 +0300"), "2022-08-24");
}
TEST(DateLine, RefusesLinesWithOtherWordsAndImpossibleDates) {
  EXPECT_EQ(date("18.09.2020 Москва"), "");
  EXPECT_EQ(date("31.02.2020"), "");
  EXPECT_EQ(date("99.99.2020"), "");
  EXPECT_EQ(date("2020"), "");
  EXPECT_EQ(date(""), "");
  EXPECT_EQ(date("10:30"), "");
  EXPECT_EQ(date("18.09.99999999999999999999"), "");
}

}  // namespace
}  // namespace citypact
