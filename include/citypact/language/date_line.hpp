#pragma once
#include <optional>
#include <string_view>

#include "citypact/core/date.hpp"
#include "citypact/language/language.hpp"

namespace citypact {

/// The date of a line that holds nothing but a date: 18.09.2020, 2020-09-18T10:00:00+03:00, RFC 2822
/// (Wed, 24 Aug 2022 07:33:20 +0300), and, with the lists `months` and `date-words` of the language, «18 сентября 2020 года,
/// пятница, 10:30». Nothing for a line with other words, for an impossible date, or without a year.
///
/// `language` may be null. Cost: linear, at most 100 bytes are looked at.
std::optional<Date> parse_date_line(std::string_view line, const Language* language);

}  // namespace citypact
