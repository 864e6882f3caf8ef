#include "confidence.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "citypact/core/diagnostics.hpp"

namespace citypact::extract {
namespace {

constexpr float least = 0.03f, most = 0.97f;  // no opinion counts for more; as in training
constexpr float least_status = 0.003f;

template <class Enum>
constexpr std::size_t index(Enum value) {
  return static_cast<std::size_t>(value);
}

float logit(float probability) {
  const float p = std::clamp(probability, least, most);
  return std::log(p / (1 - p));
}

/// Rows of words/confidence.tsv by name.
class Weights {
 public:
  explicit Weights(const Language& language) {
    for (const auto& row : language.table("confidence")) {
      float value = 0;
      const auto end = row.size() > 1 ? row[1].data() + row[1].size() : nullptr;
      if (!end || std::from_chars(row[1].data(), end, value).ptr != end || !std::isfinite(value))
        throw Error("words/confidence.tsv: '" + row[0] + "': the second cell must be a number");
      values_[row[0]] = value;
    }
  }
  float operator[](const std::string& name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) throw Error("words/confidence.tsv: '" + name + "' is missing; make the file anew with training/relations/confidence.py");
    return found->second;
  }

 private:
  StringMap<float> values_;
};

}  // namespace

Confidence::Confidence(const Language& language) {
  const Weights weights(language);
  rule_ = {weights["tie.rule.always"], weights["tie.rule.claim"], weights["tie.rule.probability"]};
  new_rule_ = {weights["tie.new-rule.always"], weights["tie.new-rule.claim"], weights["tie.new-rule.probability"]};
  unjudged_ = {weights["tie.unjudged.always"], weights["tie.unjudged.claim"], 0};
  model_ = {weights["tie.model.always"], 0, weights["tie.model.probability"]};
  unjudged_status_ = weights["status.unjudged"];
  for (const auto subject : all_forms)
    for (const auto object : all_forms)
      ends_[index(subject)][index(object)] = weights["tie.ends." + std::string(to_string(subject)) + "." + std::string(to_string(object))];
  for (const auto& [by, name] : {std::pair(&by_rule_, "status.rule."), std::pair(&by_model_, "status.model.")}) {
    by->probability = weights[std::string(name) + "probability"];
    for (const auto told : all_statuses)
      for (const auto status : all_statuses) by->told[index(told)][index(status)] = weights[name + std::string(to_string(told)) + "." + std::string(to_string(status))];
  }
}

const Confidence::Tie& Confidence::tie_of(const Proposal& p) const {
  return is_by_model(p) ? model_ : !p.probability ? unjudged_ : p.taught ? rule_ : new_rule_;
}

float Confidence::tie(const Proposal& p, Form subject, Form object) const {
  const Tie& tie = tie_of(p);
  const float sum = tie.always + tie.claim * logit(p.score) + tie.probability * logit(p.probability.value_or(0.5f)) + ends_[index(subject)][index(object)];
  return 1 / (1 + std::exp(-sum));
}

std::pair<Status, float> Confidence::status(const Proposal& p, Status told, bool borne_out) const {
  if (!p.probability || borne_out) return {told, unjudged_status_};
  const Told& by = is_by_model(p) ? by_model_ : by_rule_;
  Statuses sums = by.told[index(told)];
  for (std::size_t s = 0; s < sums.size(); ++s) sums[s] += by.probability * std::log(std::max(p.statuses[s], least_status));
  const auto best = std::ranges::max_element(sums);
  float total = 0;
  for (const float sum : sums) total += std::exp(sum - *best);
  return {static_cast<Status>(best - sums.begin()), 1 / total};
}

}  // namespace citypact::extract
