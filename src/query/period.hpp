#pragma once
#include <limits>

#include "citypact/core/date.hpp"

namespace citypact::query {

/// The first day that a date of any precision may mean.
constexpr PartialDate first_day(PartialDate date) {
  return {date.year, date.month ? date.month : std::uint8_t{1}, date.day ? date.day : std::uint8_t{1}};
}
/// The last one; the 31st of a short month stands for its end, which comparisons do not mind.
constexpr PartialDate last_day(PartialDate date) {
  return {date.year, date.month ? date.month : std::uint8_t{12}, date.day ? date.day : std::uint8_t{31}};
}

/// The days that a date may cover; open ends reach to the ends of time.
struct Period {
  PartialDate first, last;
};
inline Period period_of(const Date& date) {
  using Year = std::numeric_limits<std::int32_t>;
  return {date.begin ? first_day(*date.begin) : PartialDate{Year::min(), 1, 1}, date.end ? last_day(*date.end) : PartialDate{Year::max(), 12, 31}};
}

}  // namespace citypact::query
