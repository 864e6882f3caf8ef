#include "citypact/neural/slovnet.hpp"

#include <algorithm>


namespace citypact::neural {

std::vector<std::string> load_names(const MappedFile& file, std::string_view section) {
  std::vector<std::string> names;
  const std::string_view list = file.bytes(section);
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find('\n', begin), list.size());
    names.emplace_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

void viterbi(std::span<const float> emissions, std::size_t labels, const float* transitions, std::vector<std::uint8_t>& history,
             std::uint8_t* path) {
  const std::size_t size = emissions.size() / labels;
  if (size == 0) return;
  history.resize(size * labels);
  std::vector<float> score(emissions.begin(), emissions.begin() + static_cast<std::ptrdiff_t>(labels)), next(labels);
  for (std::size_t i = 1; i < size; ++i) {
    for (std::size_t to = 0; to < labels; ++to) {
      std::size_t best = 0;
      float most = score[0] + transitions[to];
      for (std::size_t from = 1; from < labels; ++from) {
        const float sum = score[from] + transitions[from * labels + to];
        if (sum > most) most = sum, best = from;
      }
      next[to] = most + emissions[i * labels + to];
      history[i * labels + to] = static_cast<std::uint8_t>(best);
    }
    std::swap(score, next);
  }
  auto label = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
  for (std::size_t i = size; i-- > 0;) {
    path[i] = static_cast<std::uint8_t>(label);
    if (i > 0) label = history[i * labels + label];
  }
}

}  // namespace citypact::neural
