#include "dates.hpp"

#include <charconv>
#include <chrono>

namespace citypact::extract {
namespace {

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}
bool is_year(int n) { return n >= 1000 && n <= 2199; }

using Days = std::chrono::sys_days;
Days to_days(const PartialDate& d) {
  return Days{std::chrono::year{d.year} / std::chrono::month{d.month} / std::chrono::day{d.day}};
}
Date from_days(Days days) {
  const std::chrono::year_month_day d{days};
  return Date::day(int(d.year()), int(unsigned(d.month())), int(unsigned(d.day())));
}

class Reader {
 public:
  Reader(const Scene& scene, TokenRange sentence) : scene_(scene), lexicon_(scene.lexicon), sentence_(sentence) {
    const auto& published = scene.document.document.published;
    if (published && published->begin) today_ = *published->begin;
  }

  std::vector<TimeExpression> run() {
    std::vector<TimeExpression> found;
    for (auto i = sentence_.begin; i < sentence_.end;) {
      auto end = i;
      if (auto date = read(i, end)) {
        found.push_back({{i, end}, *date});
        i = end;
      } else {
        ++i;
      }
    }
    return found;
  }

 private:
  std::string_view surface(std::uint32_t i) const { return i < sentence_.end ? scene_.surface(i) : std::string_view(); }
  std::optional<int> number(std::uint32_t i) const { return i < sentence_.end ? whole_number(surface(i)) : std::nullopt; }
  std::optional<int> value(const StringMap<int>& list, std::uint32_t i) const {
    if (i >= sentence_.end) return std::nullopt;
    auto found = list.find(scene_.token(i).lemma);
    if (found == list.end()) found = list.find(surface(i));
    return found == list.end() ? std::nullopt : std::optional(found->second);
  }
  bool year_word(std::uint32_t i) const { return i < sentence_.end && lexicon_.list("year_words").contains(scene_.token(i).lemma); }

  std::optional<Date> read(std::uint32_t i, std::uint32_t& end) const {
    if (auto date = numeric(i, end)) return date;
    if (auto date = day_month(i, end)) return date;
    if (auto date = month_year(i, end)) return date;
    if (auto date = years(i, end)) return date;
    return relative(i, end);
  }

  /// 18.09.2020 and 2020-09-18.
  std::optional<Date> numeric(std::uint32_t i, std::uint32_t& end) const {
    const auto text = surface(i);
    if (auto iso = text.size() == 10 && text[4] == '-' ? parse_edtf(text) : std::nullopt) return end = i + 1, iso;
    if (text.size() != 10 || text[2] != '.' || text[5] != '.') return std::nullopt;
    const auto day = whole_number(text.substr(0, 2)), month = whole_number(text.substr(3, 2)), year = whole_number(text.substr(6));
    if (!day || !month || !year) return std::nullopt;
    return checked(*year, *month, *day, i + 1, end);
  }
  std::optional<Date> checked(int year, int month, int day, std::uint32_t after, std::uint32_t& end) const {
    const PartialDate date{year, std::uint8_t(month), std::uint8_t(day)};
    if (month < 1 || month > 12 || day < 0 || day > 31 || !is_valid(date)) return std::nullopt;
    end = after;
    return Date{date, date};
  }

  std::optional<Date> day_month(std::uint32_t i, std::uint32_t& end) const {
    const auto day = number(i);
    const auto month = day ? value(lexicon_.months, i + 1) : std::nullopt;
    if (!month || *day < 1 || *day > 31) return std::nullopt;
    if (const auto year = number(i + 2); year && is_year(*year)) return checked(*year, *month, *day, i + (year_word(i + 3) ? 4 : 3), end);
    if (!today_) return std::nullopt;
    return checked(nearest_year(*month, *day), *month, *day, i + 2, end);
  }
  /// The year of a date without one: that of publication; the one before when the date lies more than two months ahead.
  int nearest_year(int month, int day) const {
    const int ahead = (month - today_->month) * 31 + day - today_->day;
    return today_->month && ahead > 92 ? today_->year - 1 : today_->year;
  }

  std::optional<Date> month_year(std::uint32_t i, std::uint32_t& end) const {
    const auto month = value(lexicon_.months, i);
    if (!month) return std::nullopt;
    if (const auto year = number(i + 1); year && is_year(*year)) return checked(*year, *month, 0, i + (year_word(i + 2) ? 3 : 2), end);
    if (const auto shift = value(lexicon_.relative_years, i + 1); shift && year_word(i + 2) && today_) return checked(today_->year + *shift, *month, 0, i + 3, end);
    if (!today_) return std::nullopt;
    return checked(nearest_year(*month, 1), *month, 0, i + 1, end);
  }

  std::optional<Date> years(std::uint32_t i, std::uint32_t& end) const {
    auto first = number(i);
    std::optional<int> last;
    auto after = i + 1;
    const auto text = surface(i);
    for (std::string_view dash : {"-", "–", "—"})
      if (const auto at = text.find(dash); at != std::string_view::npos && at > 0)
        first = whole_number(text.substr(0, at)), last = whole_number(text.substr(at + dash.size()));
    if (!first || !is_year(*first)) return std::nullopt;
    if (!last && (surface(after) == "-" || surface(after) == "–" || surface(after) == "—" || surface(after) == "/") && number(after + 1))
      last = number(after + 1), after += 2;
    if (last && *last < 100) last = *first / 100 * 100 + *last;
    if (last && (!is_year(*last) || *last <= *first)) return std::nullopt;
    if (!year_word(after)) return std::nullopt;
    end = after + 1;
    const PartialDate b{*first, 0, 0}, e{last.value_or(*first), 0, 0};
    return Date::between(b, e);
  }

  std::optional<Date> relative(std::uint32_t i, std::uint32_t& end) const {
    if (!today_) return std::nullopt;
    const bool known_day = today_->day != 0;
    if (const auto shift = value(lexicon_.relative_days, i); shift && known_day) return end = i + 1, from_days(to_days(*today_) + std::chrono::days{*shift});
    if (const auto shift = value(lexicon_.relative_years, i); shift && year_word(i + 1)) return end = i + 2, Date::year(today_->year + *shift);
    const auto weekday = value(lexicon_.weekdays, i);
    if (!weekday || !known_day) return std::nullopt;
    const auto days = to_days(*today_);
    const int today = int(std::chrono::weekday{days}.iso_encoding());
    const bool ahead = i > sentence_.begin && value(lexicon_.relative_years, i - 1).value_or(-1) > 0;
    const int shift = ahead ? (*weekday - today + 7) % 7 : -((today - *weekday + 7) % 7);
    end = i + 1;
    return from_days(days + std::chrono::days{shift});
  }

  const Scene& scene_;
  const Lexicon& lexicon_;
  TokenRange sentence_;
  std::optional<PartialDate> today_;
};

/// The finite verb that a token's clause hangs on; the root where there is none.
std::uint32_t clause_of(const Scene& scene, std::uint32_t t) {
  for (int steps = 0; steps < 64; ++steps) {
    if (is_finite(scene.token(t)) || scene.syntax.head(t) == no_head) return t;
    t = scene.syntax.head(t);
  }
  return t;
}

}  // namespace

std::vector<TimeExpression> find_times(const Scene& scene, std::uint32_t sentence) {
  return Reader(scene, scene.document.sentences[sentence].tokens).run();
}

std::optional<Date> time_of(const Scene& scene, const std::vector<TimeExpression>& times, std::uint32_t trigger) {
  const auto clause = clause_of(scene, trigger);
  const TimeExpression* best = nullptr;
  std::uint32_t best_distance = 0;
  for (const auto& time : times) {
    if (clause_of(scene, time.tokens.begin) != clause) continue;
    const auto distance = time.tokens.begin > trigger ? time.tokens.begin - trigger : trigger - time.tokens.begin;
    if (!best || distance < best_distance) best = &time, best_distance = distance;
  }
  return best ? std::optional(best->date) : std::nullopt;
}

std::optional<Date> time_of(const Scene& scene, std::uint32_t trigger) {
  return time_of(scene, find_times(scene, scene.syntax.sentence_of(trigger)), trigger);
}

}  // namespace citypact::extract
