#pragma once
#include <memory>
#include <span>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/core/mapped_file.hpp"
#include "citypact/neural/layer.hpp"
#include "citypact/neural/words.hpp"

namespace citypact::neural {

/// The convolutional encoder that Slovnet's three models share: word vector and shape, three convolutions of three
/// taps (256, 128, 64 channels), each followed by ReLU and a folded batch normalisation (Slovnet 0.6.0,
/// https://github.com/natasha/slovnet, slovnet/exec/model.py).
///
/// A token's units depend on its three neighbours on either side within its sequence and on nothing else: bytes are the
/// same whatever else is encoded, in whatever order, by whatever thread.
class Encoder {
 public:
  static constexpr std::size_t units = 64;

  /// What one thread keeps between calls: rows in work, and a cache of word forms already projected by the first
  /// convolution (it holds two thirds of the multiplications, and most tokens are forms seen before). About 7 MB.
  class Buffers {
   public:
    Buffers();
    ~Buffers();
    Buffers(Buffers&&) noexcept;

   private:
    friend class Encoder;
    struct State;
    std::unique_ptr<State> state_;
  };

  /// `embeddings` and `model` must outlive the encoder. Throws Error when the model's arrays have other shapes.
  Encoder(const Embeddings& embeddings, const MappedFile& model, Precision precision);

  /// Writes rows[i * 64 ..] for every word i of a sequence. `sequences` index into `words`, in order, without
  /// overlap; what lies between them is neither read nor written. `rows` holds words.size() * 64 floats.
  /// Thread safety: const; each thread brings its own buffers, used with one encoder only.
  void encode(std::span<const WordInput> words, std::span<const TokenRange> sequences, Buffers& buffers,
              std::span<float> rows) const;

 private:
  void first_layer(std::span<const WordInput> words, Buffers::State& work, std::size_t first, std::size_t last) const;
  void project(std::span<const WordInput> words, Buffers::State& work, std::size_t first, std::size_t last) const;

  const Embeddings& embeddings_;
  Layer projection_, second_, third_;
  Epilogue first_;
  std::span<const float> shapes_;
};

/// A matrix of a model file, checked against the inputs and outputs (rounded up to whole panels) that the code expects.
PanelMatrix load_panels(const MappedFile& file, std::string_view section, std::size_t inputs, std::size_t outputs);
/// A vector of a model file with at least `size` numbers.
const float* load_vector(const MappedFile& file, std::string_view section, std::size_t size);

}  // namespace citypact::neural
