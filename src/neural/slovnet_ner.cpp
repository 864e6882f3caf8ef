#include <algorithm>

#include "citypact/core/diagnostics.hpp"
#include "citypact/neural/slovnet.hpp"
#include "verified.hpp"

namespace citypact::neural {

SlovnetNer::SlovnetNer(const Embeddings& embeddings, const std::filesystem::path& path, Precision precision)
    : file_(open_verified(path, "slovnet-ner", 1)),
      encoder_(embeddings, file_, precision),
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
