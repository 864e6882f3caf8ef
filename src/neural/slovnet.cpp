#include "citypact/neural/slovnet.hpp"

#include <algorithm>

#include "citypact/core/diagnostics.hpp"

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

SlovnetNer::SlovnetNer(const Embeddings& embeddings, const std::filesystem::path& path)
    : file_(path, "slovnet-ner", 1),
      encoder_(embeddings, file_),
      weight_(load_panels(file_, "proj.weight", units, labels)),
      epilogue_{.bias = load_vector(file_, "proj.bias", weight_.outputs)},
      transitions_(load_vector(file_, "transitions", labels * labels)),
      names_(load_names(file_, "labels")) {
  if (names_.size() != labels) throw Error(path.string() + ": has other labels; make it again with scripts/convert-slovnet");
}

SlovnetNer::~SlovnetNer() = default;

void SlovnetNer::run(std::span<const WordInput> words, std::span<const TokenRange> sequences, Buffers& buffers, Output& output) const {
  output.units.assign(words.size() * units, 0.f);
  output.emissions.assign(words.size() * labels, 0.f);
  output.tags.assign(words.size(), 0);
  encoder_.encode(words, sequences, buffers.encoder, output.units);
  for (const TokenRange& sequence : sequences) {
    if (sequence.size() == 0) continue;
    buffers.emissions.resize(std::size_t{sequence.size()} * panel_width);
    kernels().multiply(output.units.data() + std::size_t{sequence.begin} * units, sequence.size(), units, weight_, epilogue_,
                       buffers.emissions.data(), panel_width);
    float* emissions = output.emissions.data() + std::size_t{sequence.begin} * labels;
    for (std::size_t i = 0; i < sequence.size(); ++i) std::copy_n(buffers.emissions.data() + i * panel_width, labels, emissions + i * labels);
    viterbi({emissions, std::size_t{sequence.size()} * labels}, labels, transitions_, buffers.path, output.tags.data() + sequence.begin);
  }
}

}  // namespace citypact::neural
