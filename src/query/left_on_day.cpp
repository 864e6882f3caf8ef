#include "left_on_day.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include "period.hpp"

namespace citypact::query {

namespace {

class Looking {
 public:
  Looking(const GraphHistory& history, const AsOf& as_of) : history_(history), as_of_(as_of), known_(history.published.size(), true), said_by_then_(known_) {
    for (std::size_t i = 0; i < known_.size(); ++i) {
      const auto& published = history.published[i];
      if (as_of.known) known_[i] = published && period_of(*published).last <= last_day(*as_of.known);
      if (as_of.held) said_by_then_[i] = published && period_of(*published).first <= last_day(*as_of.held);
    }
    for (const Date& date : history.dates) periods_.push_back(period_of(date));
    if (as_of.held) find_ended();
  }

  LeftOnDay look() const {
    LeftOnDay left;
    left.documents = static_cast<std::size_t>(std::ranges::count(known_, true));
    left.degrees.resize(history_.nodes.size()), left.dated.resize(history_.nodes.size());
    for (const GraphHistory::Tie& tie : history_.ties) keep(tie, left);
    left.nodes.resize(history_.nodes.size());
    for (std::size_t i = 0; i < left.nodes.size(); ++i) left.nodes[i] = left.degrees[i] > 0;
    for (const auto& attribute : history_.attributes) {
      if (is_known(attribute.document)) left.nodes[attribute.node] = true;
    }
    return left;
  }

 private:
  using Ends = std::tuple<std::uint16_t, std::uint32_t, std::uint32_t>;  // relation, source, target
  static Ends ends_of(const GraphHistory::Tie& tie) { return {tie.relation, tie.source, tie.target}; }
  std::span<const GraphHistory::Said> said_of(const GraphHistory::Tie& tie) const {
    return std::span(history_.said).subspan(tie.said_begin, tie.said_end - tie.said_begin);
  }
  bool is_known(std::uint32_t document) const { return !as_of_.known || (document != GraphHistory::none && known_[document]); }

  void find_ended() {
    for (const GraphHistory::Tie& tie : history_.ties) {
      if (tie.status != Status::ended || tie.time == GraphHistory::none) continue;
      if (std::ranges::none_of(said_of(tie), [&](const auto& one) { return is_known(one.document); })) continue;
      const PartialDate over = periods_[tie.time].last;
      const auto [place, fresh] = ended_.try_emplace(ends_of(tie), over);
      if (!fresh) place->second = std::min(place->second, over);
    }
  }

  bool is_held(const GraphHistory::Tie& tie) const {
    if (!as_of_.held) return true;
    if (tie.status != Status::asserted) return false;
    const PartialDate day = last_day(*as_of_.held);
    if (tie.time != GraphHistory::none) {
      const Date& date = history_.dates[tie.time];
      const Period& period = periods_[tie.time];
      if (period.first > day || (date.begin != date.end && period.last < day)) return false;
    } else if (std::ranges::none_of(said_of(tie), [&](const auto& one) { return is_known(one.document) && one.document != GraphHistory::none && said_by_then_[one.document]; })) {
      return false;
    }
    const auto end = ended_.find(ends_of(tie));
    return end == ended_.end() || end->second > day;
  }

  void keep(const GraphHistory::Tie& tie, LeftOnDay& left) const {
    std::size_t known = 0;
    std::uint8_t best = 0;
    for (const auto& one : said_of(tie)) {
      if (is_known(one.document)) ++known, best = std::max(best, one.confidence);
    }
    if ((as_of_.known && known == 0) || !is_held(tie)) return;
    left.evidence += known;
    left.ties.push_back(tie);
    if (as_of_.known) left.ties.back().confidence = best;
    for (const std::uint32_t node : {tie.source, tie.target}) {
      ++left.degrees[node];
      if (tie.time != GraphHistory::none && history_.nodes[node].time == history_.dates[tie.time]) left.dated[node] = true;
    }
  }

  const GraphHistory& history_;
  const AsOf& as_of_;
  std::vector<bool> known_, said_by_then_;  // by document
  std::vector<Period> periods_;             // by date
  std::map<Ends, PartialDate> ended_;       // when a tie was surely over
};

}  // namespace

LeftOnDay left_on_day(const GraphHistory& history, const AsOf& as_of) { return Looking(history, as_of).look(); }

}  // namespace citypact::query
