#include "citypact/core/date.hpp"

#include <array>
#include <charconv>
#include <ctime>

namespace citypact {
namespace {

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::string write(const PartialDate& date) {
  std::string text = "0000-00-00";
  const auto put = [&](std::size_t at, std::size_t digits, int value) {
    for (; digits > 0; value /= 10) text[at + --digits] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, date.year), put(5, 2, date.month), put(8, 2, date.day);
  text.resize(!date.month ? 4 : !date.day ? 7 : 10);
  return text;
}

/// Exactly `digits` decimal digits at the head of `text`, which is cut.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc{} || end != text.data() + digits) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<PartialDate> read(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year) return std::nullopt;
  PartialDate date{*year, 0, 0};
  if (take(text, '-')) {
    const auto month = take_number(text, 2);
    if (!month) return std::nullopt;
    date.month = static_cast<std::uint8_t>(*month);
    if (take(text, '-')) {
      const auto day = take_number(text, 2);
      if (!day) return std::nullopt;
      date.day = static_cast<std::uint8_t>(*day);
    }
    if (!date.month) return std::nullopt;
  }
  const bool time_follows = date.day && !text.empty() && (text.front() == 'T' || text.front() == ' ');
  if (!text.empty() && !time_follows) return std::nullopt;
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

}  // namespace

Date Date::day(int year, int month, int day) {
  const PartialDate date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  return {date, date};
}
Date Date::month(int year, int month) { return day(year, month, 0); }
Date Date::year(int year) { return day(year, 0, 0); }

bool is_valid(const PartialDate& date) {
  if (date.year < 0 || date.year > 9999 || date.month > 12) return false;
  if (date.month == 0) return date.day == 0;
  return date.day <= days_in_month(date.year, date.month);
}

std::string to_edtf(const Date& date) {
  if (date.begin && date.end && *date.begin == *date.end) return write(*date.begin);
  return (date.begin ? write(*date.begin) : "..") + "/" + (date.end ? write(*date.end) : "..");
}

std::optional<Date> parse_edtf(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) {
    const auto date = read(text);
    return date ? std::optional(Date{*date, *date}) : std::nullopt;
  }
  Date date;
  const auto side = [](std::string_view part, std::optional<PartialDate>& into) {
    if (part == "..") return true;
    into = read(part);
    return into.has_value();
  };
  if (!side(text.substr(0, slash), date.begin) || !side(text.substr(slash + 1), date.end)) return std::nullopt;
  if (!date.begin && !date.end) return std::nullopt;
  return date;
}

std::string utc_now() {
  const std::time_t time = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&time, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

}  // namespace citypact
