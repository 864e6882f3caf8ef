#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/core/mapped_file.hpp"
#include "citypact/neural/layer.hpp"
#include "citypact/neural/words.hpp"

namespace citypact::neural {

/// What the tagger's network sees of a run of tokens; one row a token in every array.
struct TaggerInput {
  static constexpr std::size_t hashes = 4;
  std::vector<WordInput> words;
  std::vector<std::uint16_t> hash;   // [tokens][4]: rows of the affix tables
  std::vector<std::uint8_t> flags;   // [tokens][flag count], 0 or 1
  std::vector<float> numbers;        // [tokens][number count]
  std::size_t size() const { return words.size(); }
};

/// One span that a head found: token positions within its sentence.
struct TagSpan {
  std::uint32_t head = 0;
  std::uint32_t begin = 0, end = 0;
  float score = 0;  // probability of exactly this span under the head's chain, 0..1
};

/// The name tagger's network, trained by training/tagger: a residual dilated convolutional network with one BIO layer and
/// linear-chain CRF a head, so that spans of different heads may overlap.
///
///   h = ReLU(W [word vector, shape, affix rows, flags, numbers])
///   h = LayerNorm(h + ReLU(W [h(t-k), h(t), h(t+k)])), k = 1, 2, 4, 1; zeros beyond the ends
///   emissions = W h
///
/// A token sees eight neighbours on either side. Its numbers do not depend on what else is computed.
/// Thread safety: const; each thread brings its own buffers. Cost: about 0.95 million multiplications a token.
class TaggerNetwork {
 public:
  static constexpr std::size_t tags = 3;  // O, B, I

  struct Buffers {
    std::vector<float> forms, tokens, first, second, window, products;
    Layer::Buffers layer;
  };

  /// Weights are stored as half floats and widened here (3 ms, 4 bytes a weight). Throws Error when the file is absent,
  /// cut, of another version, or made for other features.
  /// `precision` is that of the blocks and of the last layer. The first layer is rounded to words at most in its part over
  /// forms (vector, shape, affixes), and not at all over flags and numbers, whose sizes differ too much.
  TaggerNetwork(const Embeddings& embeddings, const std::filesystem::path& path, Precision precision = Precision::exact);

  const std::vector<std::string>& heads() const { return heads_; }
  std::size_t flags() const { return flags_; }
  std::size_t numbers() const { return numbers_; }

  /// Writes emissions [tokens][heads][3].
  void run(const TaggerInput& input, Buffers& buffers, std::vector<float>& emissions) const;

  /// Spans of all heads in one sentence with emissions [tokens][heads][3]: by head, then in text order.
  std::vector<TagSpan> decode(std::span<const float> emissions) const;

 private:
  struct Matrix {  // what the layer points to: panels as gemm.hpp wants them (empty once rounded), with a bias
    std::vector<float> data, bias;
    Layer layer;
  };
  struct Block {
    Matrix weight;
    std::vector<float> scale, shift;  // of the layer norm
  };
  void embed_form(const TaggerInput& input, std::size_t token, float* row) const;
  void embed_token(const TaggerInput& input, std::size_t token, float* row) const;
  void apply(const Block& block, std::size_t dilation, std::size_t size, Buffers& buffers) const;

  const Embeddings& embeddings_;
  std::vector<std::string> heads_;
  std::size_t flags_ = 0, numbers_ = 0, form_width_ = 0, hidden_ = 0, shape_width_ = 0, hash_rows_ = 0, hash_width_ = 0;
  std::vector<float> shapes_, hash_tables_;
  Matrix form_, token_, output_;
  std::vector<Block> blocks_;
  std::vector<float> transitions_;  // [heads][3][3], from, to; forbidden ones are -1e4
};

/// A half float (IEEE 754 binary16) as a float.
float from_half(std::uint16_t half);

}  // namespace citypact::neural
