#include <algorithm>

#include "citypact/core/diagnostics.hpp"
#include "citypact/neural/slovnet.hpp"
#include "verified.hpp"

namespace citypact::neural {
namespace {

constexpr std::size_t rows_at_once = 64;  // 64 x 768 scores stay in the second-level cache

SlovnetMorph::Label read_label(std::string name) {
  const auto bar = name.find('|');
  SlovnetMorph::Label label{name, parse_upos(std::string_view(name).substr(0, bar)), {}};
  if (bar != std::string::npos) label.features = parse_features(std::string_view(name).substr(bar + 1));
  return label;
}

}  // namespace

SlovnetMorph::SlovnetMorph(const Embeddings& embeddings, const std::filesystem::path& path, Precision precision)
    : file_(open_verified(path, "slovnet-morph", 1)), encoder_(embeddings, file_, precision) {
  for (std::string& name : load_names(file_, "labels")) labels_.push_back(read_label(std::move(name)));
  const PanelMatrix weight = load_panels(file_, "proj.weight", Encoder::units, labels_.size());
  head_ = {weight, {.bias = load_vector(file_, "proj.bias", weight.outputs)}, precision};
}

SlovnetMorph::~SlovnetMorph() = default;

void SlovnetMorph::run(std::span<const WordInput> words, std::span<const TokenRange> sequences, Buffers& buffers, Output& output) const {
  output.tags.assign(words.size(), 0);
  output.best.assign(words.size(), 0.f);
  buffers.units.resize(words.size() * Encoder::units);
  buffers.scores.resize(rows_at_once * head_.outputs());
  encoder_.encode(words, sequences, buffers.encoder, buffers.units);
  for (const TokenRange& sequence : sequences) {
    for (std::size_t begin = sequence.begin; begin < sequence.end; begin += rows_at_once) {
      const std::size_t count = std::min<std::size_t>(rows_at_once, sequence.end - begin);
      head_.apply(buffers.units.data() + begin * Encoder::units, count, Encoder::units, buffers.scores.data(), head_.outputs(), buffers.layer);
      for (std::size_t i = 0; i < count; ++i) {
        const float* scores = buffers.scores.data() + i * head_.outputs();
        const std::size_t tag = kernels().argmax(scores, labels_.size());
        output.tags[begin + i] = static_cast<std::uint16_t>(tag);
        output.best[begin + i] = scores[tag];
      }
    }
  }
}

}  // namespace citypact::neural
