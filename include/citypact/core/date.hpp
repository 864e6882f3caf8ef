#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citypact {

/// A day, month or year of the proleptic Gregorian calendar; month and day are 0 where unknown.
struct PartialDate {
  std::int32_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  friend constexpr auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

/// An interval with a precision, written as EDTF level 0 (ISO 8601-2): 2020-09-18, 2020-09, 2020, 2020/2021, ../2021, 2020/..
///
/// A range of years is always written with a slash: `2020-21` would be a season.
struct Date {
  std::optional<PartialDate> begin;  // absent: open or unknown start
  std::optional<PartialDate> end;    // equal to begin for a single date
  friend constexpr auto operator<=>(const Date&, const Date&) = default;

  static Date day(int year, int month, int day);
  static Date month(int year, int month);
  static Date year(int year);
  static Date between(PartialDate begin, PartialDate end) { return {begin, end}; }
};

/// True for a real calendar date (month 1..12, day within the month, day only with a month).
bool is_valid(const PartialDate& date);
std::string to_edtf(const Date& date);
/// The present moment in UTC, to the second: "2026-11-26T02:32:53Z".
std::string utc_now();
/// Reads what to_edtf writes, and ISO date-times, of which the date is kept; nothing for anything else.
std::optional<Date> parse_edtf(std::string_view text);

}  // namespace citypact
