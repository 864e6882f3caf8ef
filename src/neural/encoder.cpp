#include "citypact/neural/encoder.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "citypact/core/diagnostics.hpp"

namespace citypact::neural {
namespace {

constexpr std::size_t channels1 = 256, channels2 = 128, channels3 = Encoder::units, taps = 3;
constexpr std::size_t projected = taps * channels1;
constexpr std::size_t tile = 128;    // positions encoded at once: the rows in work stay in the second-level cache
constexpr std::size_t slots = 2048;  // word forms kept; far more than a tile can need
constexpr std::uint16_t no_slot = 0xffff;
constexpr std::int64_t gap = -1;

[[noreturn]] void other_shape(std::string_view section) {
  throw Error("model section '" + std::string(section) + "' has another shape; make the models again with scripts/convert-slovnet");
}

}  // namespace

PanelMatrix load_panels(const MappedFile& file, std::string_view section, std::size_t inputs, std::size_t outputs) {
  const std::size_t panels = (outputs + panel_width - 1) / panel_width;
  const auto data = file.floats(section);
  if (file.shape(section) != std::vector<std::uint64_t>{panels, inputs, panel_width} || data.size() != panels * inputs * panel_width) {
    other_shape(section);
  }
  return {data.data(), inputs, panels * panel_width};
}

const float* load_vector(const MappedFile& file, std::string_view section, std::size_t size) {
  const auto data = file.floats(section);
  if (data.size() < size) other_shape(section);
  return data.data();
}

/// The positions of a call: a gap, the tokens of a sequence, a gap, ... One gap keeps two sequences apart, because every
/// layer reaches one position and gaps are zero again after each.
struct Encoder::Buffers::State {
  using Floats = std::unique_ptr<float[]>;  // left unset: a page that no text needs is never touched
  static Floats floats(std::size_t size) { return std::make_unique_for_overwrite<float[]>(size); }

  std::vector<std::int64_t> stream;  // token index or gap
  Floats rows1 = floats((tile + 4) * channels1);
  Floats rows2 = floats((tile + 2) * channels2);
  Floats rows3 = floats(tile * channels3);

  // The cache: a clock over slots (second chance); `stamp` guards what the current tile uses.
  std::vector<std::uint16_t> slot_of;  // by word
  std::vector<std::uint32_t> word_of = std::vector<std::uint32_t>(slots);
  std::vector<std::uint32_t> stamps = std::vector<std::uint32_t>(slots);
  std::vector<std::uint8_t> used = std::vector<std::uint8_t>(slots);
  Floats projections = floats(slots * projected);
  std::uint32_t stamp = 0;
  std::size_t hand = 0, filled = 0;
  std::vector<std::uint16_t> missing;
  Layer::Buffers layer;
  Floats vectors = floats((tile + 6) * Embeddings::dimensions);
  Floats products = floats((tile + 6) * projected);

  std::uint16_t take_slot(std::uint32_t word) {
    if (filled < slots) {
      hand = filled++;
    } else {
      for (hand = (hand + 1) % slots; stamps[hand] == stamp || used[hand]; hand = (hand + 1) % slots) used[hand] = 0;
      slot_of[word_of[hand]] = no_slot;
    }
    word_of[hand] = word;
    stamps[hand] = stamp;
    used[hand] = 0;
    return slot_of[word] = static_cast<std::uint16_t>(hand);
  }
};

Encoder::Buffers::Buffers() : state_(std::make_unique<State>()) {}
Encoder::Buffers::~Buffers() = default;
Encoder::Buffers::Buffers(Buffers&&) noexcept = default;

Encoder::Encoder(const Embeddings& embeddings, const MappedFile& model, Precision precision) : embeddings_(embeddings) {
  const auto epilogue = [&](const std::string& layer, std::size_t channels) {
    return Epilogue{load_vector(model, layer + ".bias", channels), true, load_vector(model, layer + ".scale", channels),
                    load_vector(model, layer + ".shift", channels)};
  };
  projection_ = {load_panels(model, "conv1.word", Embeddings::dimensions, projected), {}, precision};
  first_ = epilogue("conv1", channels1);
  second_ = {load_panels(model, "conv2.weight", taps * channels1, channels2), epilogue("conv2", channels2), precision};
  third_ = {load_panels(model, "conv3.weight", taps * channels2, channels3), epilogue("conv3", channels3), precision};
  shapes_ = model.floats("conv1.shape");
  if (shapes_.size() != embeddings.shapes() * projected) other_shape("conv1.shape");
}

void Encoder::project(std::span<const WordInput> words, Buffers::State& work, std::size_t first, std::size_t last) const {
  if (work.slot_of.empty()) work.slot_of.assign(embeddings_.size(), no_slot);
  ++work.stamp;
  work.missing.clear();
  for (std::size_t position = first; position < last; ++position) {
    if (work.stream[position] == gap) continue;
    const std::uint32_t word = words[static_cast<std::size_t>(work.stream[position])].word;
    const std::uint16_t slot = work.slot_of[word];
    if (slot == no_slot) {
      work.missing.push_back(work.take_slot(word));
    } else {
      work.used[slot] = 1;
      work.stamps[slot] = work.stamp;
    }
  }
  for (std::size_t i = 0; i < work.missing.size(); ++i) {
    embeddings_.vector(work.word_of[work.missing[i]], work.vectors.get() + i * Embeddings::dimensions);
  }
  projection_.apply(work.vectors.get(), work.missing.size(), Embeddings::dimensions, work.products.get(), projected, work.layer);
  for (std::size_t i = 0; i < work.missing.size(); ++i) {
    std::memcpy(work.projections.get() + work.missing[i] * projected, work.products.get() + i * projected, projected * sizeof(float));
  }
}

void Encoder::first_layer(std::span<const WordInput> words, Buffers::State& work, std::size_t first, std::size_t last) const {
  const auto projection = [&](std::size_t position) -> Projection {
    if (work.stream[position] == gap) return {};
    const WordInput word = words[static_cast<std::size_t>(work.stream[position])];
    return {work.projections.get() + work.slot_of[word.word] * projected, shapes_.data() + word.shape * projected};
  };
  for (std::size_t position = first; position < last; ++position) {
    float* row = work.rows1.get() + (position - first) * channels1;
    if (work.stream[position] == gap) {
      std::fill_n(row, channels1, 0.f);
      continue;
    }
    const std::array neighbours{projection(position - 1), projection(position), projection(position + 1)};
    kernels().combine(neighbours.data(), channels1, first_, row);
  }
}

void Encoder::encode(std::span<const WordInput> words, std::span<const TokenRange> sequences, Buffers& buffers,
                     std::span<float> rows) const {
  Buffers::State& work = *buffers.state_;
  work.stream.assign({gap, gap});  // two before and behind, so that a tile's reach never leaves the stream
  for (const TokenRange& sequence : sequences) {
    for (std::uint32_t token = sequence.begin; token < sequence.end; ++token) work.stream.push_back(token);
    work.stream.push_back(gap);
  }
  work.stream.push_back(gap);
  const std::size_t positions = work.stream.size() - 2;
  for (std::size_t begin = 2; begin < positions; begin += tile) {
    const std::size_t end = std::min(begin + tile, positions), count = end - begin;
    project(words, work, begin - std::min<std::size_t>(begin, 3), std::min(end + 3, work.stream.size()));
    first_layer(words, work, begin - 2, end + 2);
    second_.apply(work.rows1.get(), count + 2, channels1, work.rows2.get(), channels2, work.layer);
    for (std::size_t i = 0; i < count + 2; ++i) {
      if (work.stream[begin - 1 + i] == gap) std::fill_n(work.rows2.get() + i * channels2, channels2, 0.f);
    }
    third_.apply(work.rows2.get(), count, channels2, work.rows3.get(), channels3, work.layer);
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t token = work.stream[begin + i];
      if (token != gap) std::memcpy(rows.data() + static_cast<std::size_t>(token) * channels3, work.rows3.get() + i * channels3, channels3 * sizeof(float));
    }
  }
}

}  // namespace citypact::neural
