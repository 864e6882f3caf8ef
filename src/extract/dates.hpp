#pragma once
#include "scene.hpp"

namespace citypact::extract {

struct TimeExpression {
  TokenRange tokens;
  Date date;
};

/// Dates of a sentence in text order: absolute ones («18 сентября 2020 года», «в 2020–2021 гг.», 18.09.2020) and relative ones
/// («вчера», «в минувшую пятницу», «в прошлом году»), which are resolved against Document::published and left out without it.
std::vector<TimeExpression> find_times(const Scene& scene, std::uint32_t sentence);

/// Date of what a trigger states: of its own clause; nothing when the clause has none.
std::optional<Date> time_of(const Scene& scene, std::uint32_t trigger);

/// Same, over expressions found before.
std::optional<Date> time_of(const Scene& scene, const std::vector<TimeExpression>& times, std::uint32_t trigger);

}  // namespace citypact::extract
