#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace citypact::neural {

/// Columns of one panel; outputs are counted in whole panels.
inline constexpr std::size_t panel_width = 16;

/// A weight matrix [inputs][outputs] as scripts/panels.py lays it out: panels of 16 columns, each [inputs][16], columns past
/// the last zero. Points into a mapped file; 4 bytes a weight, no copy.
struct PanelMatrix {
  const float* data = nullptr;
  std::size_t inputs = 0;
  std::size_t outputs = 0;  // a multiple of 16
};

/// The same in whole numbers of 8 or 16 bits: a weight is data * scale of its column. Panels of [inputs / n][16 columns][n
/// inputs], where n numbers fill 32 bits, as processors multiply them. Points into RoundedWeights.
template <typename Number>
struct RoundedMatrix {
  const Number* data = nullptr;
  std::size_t inputs = 0;   // a multiple of n
  std::size_t outputs = 0;  // a multiple of 16
  const float* scale = nullptr;          // by column
  const std::int32_t* offset = nullptr;  // what the 128 in each byte of a row adds to a column; zeros for 16 bits
};

/// Greatest magnitudes of rounded numbers. Sixteen-bit ones stay below 11 bits, so that sums of 2,000 products fit 32.
template <typename Number>
inline constexpr int greatest_number = sizeof(Number) == 1 ? 127 : 1023;

/// Weights rounded to 8 or 16 bits, one scale a column; about 2 ms for a million weights. Number: int8_t or int16_t.
template <typename Number>
class RoundedWeights {
 public:
  RoundedWeights() = default;
  /// Inputs are filled with zeros to whole 32 bits.
  explicit RoundedWeights(const PanelMatrix& weight);
  RoundedMatrix<Number> matrix() const { return {data_.data(), inputs_, scale_.size(), scale_.data(), offset_.data()}; }

 private:
  std::size_t inputs_ = 0;
  std::vector<Number> data_;
  std::vector<float> scale_;
  std::vector<std::int32_t> offset_;
};
using ByteMatrix = RoundedMatrix<std::int8_t>;
using WordMatrix = RoundedMatrix<std::int16_t>;
using ByteWeights = RoundedWeights<std::int8_t>;
using WordWeights = RoundedWeights<std::int16_t>;

/// What is done to each output of a product, in this order. All arrays have PanelMatrix::outputs entries or are null.
struct Epilogue {
  const float* bias = nullptr;
  bool relu = false;
  const float* scale = nullptr;  // with shift, or neither
  const float* shift = nullptr;
};

/// What one convolution over positions needs of one position: a word's and a shape's projection by the tap's weights.
struct Projection {
  const float* word = nullptr;
  const float* shape = nullptr;
};

/// The inner loops for one kind of processor. Every output is summed in the order of its inputs by one accumulator, so a
/// row's result never depends on how many rows are multiplied or which stand beside it: batches may be cut anywhere
/// and the bytes stay the same. (A general BLAS does not promise that: docs/adr/0002-own-matrix-product.md.)
/// Two kinds of processor may differ in the last bits.
struct Kernels {
  const char* name;
  /// out[r * out_stride + c] = epilogue(sum over k of rows[r * row_stride + k] * weight[k][c]) for all r < count. Rows may
  /// overlap (row_stride < inputs): a convolution of three taps is a product over rows of three neighbours.
  void (*multiply)(const float* rows, std::size_t count, std::size_t row_stride, const PanelMatrix& weight,
                   const Epilogue& epilogue, float* out, std::size_t out_stride);
  /// The first convolution from projected words: out = epilogue(sum over the three taps of word + shape), `size` outputs
  /// (a multiple of 16); tap t reads from offset t * size. Null projections count as zero (padding).
  void (*combine)(const Projection* taps, std::size_t size, const Epilogue& epilogue, float* out);
  /// A row as bytes: round(value / s) + 128, where s, the result, is the greatest magnitude / 127; 0 for a row of zeros.
  float (*quantize)(const float* values, std::size_t size, std::uint8_t* bytes);
  /// The same in 16 bits: round(value / s), where s is the greatest magnitude / 1023.
  float (*quantize_words)(const float* values, std::size_t size, std::int16_t* words);
  /// As multiply, over rows that quantize wrote and their scales; row_stride counts bytes. Sums are whole numbers and exact.
  void (*multiply_bytes)(const std::uint8_t* rows, const float* row_scales, std::size_t count, std::size_t row_stride,
                         const ByteMatrix& weight, const Epilogue& epilogue, float* out, std::size_t out_stride);
  /// The same over rows that quantize_words wrote; row_stride counts words.
  void (*multiply_words)(const std::int16_t* rows, const float* row_scales, std::size_t count, std::size_t row_stride,
                         const WordMatrix& weight, const Epilogue& epilogue, float* out, std::size_t out_stride);
  /// out = LayerNorm(before + change) over `size` numbers (a multiple of 16), epsilon 1e-5, then * scale + shift.
  void (*add_normalize)(const float* before, const float* change, std::size_t size, const float* scale, const float* shift, float* out);
  /// out = max(a + b, 0) over `size` numbers, a multiple of 16; out may be a or b.
  void (*add_relu)(const float* a, const float* b, std::size_t size, float* out);
  /// Index of the first greatest of `size` > 0 values.
  std::size_t (*argmax)(const float* values, std::size_t size);
};

/// The best for this processor; chosen at the first call. Thread safety: any.
const Kernels& kernels();
/// All that run on this processor, the best first, the plain one last. For tests.
std::span<const Kernels* const> available_kernels();

}  // namespace citypact::neural
