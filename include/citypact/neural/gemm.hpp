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

/// The same in bytes: a weight is data * scale of its column. Panels of [inputs / 4][16 columns][4 inputs], as processors
/// multiply them. Points into ByteWeights.
struct ByteMatrix {
  const std::int8_t* data = nullptr;
  std::size_t inputs = 0;   // a multiple of 4
  std::size_t outputs = 0;  // a multiple of 16
  const float* scale = nullptr;         // by column
  const std::int32_t* offset = nullptr;  // 128 times the sum of a column: what the 128 in each row's bytes adds
};

/// Weights rounded to bytes, one scale a column; about 2 ms for a million weights, a quarter of their memory.
class ByteWeights {
 public:
  ByteWeights() = default;
  /// Inputs are filled with zeros to a multiple of 4.
  explicit ByteWeights(const PanelMatrix& weight);
  ByteMatrix matrix() const { return {data_.data(), inputs_, scale_.size(), scale_.data(), offset_.data()}; }

 private:
  std::size_t inputs_ = 0;
  std::vector<std::int8_t> data_;
  std::vector<float> scale_;
  std::vector<std::int32_t> offset_;
};

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
  /// As multiply, over rows that quantize wrote and their scales; row_stride counts bytes. Sums are whole numbers and exact.
  void (*multiply_bytes)(const std::uint8_t* rows, const float* row_scales, std::size_t count, std::size_t row_stride,
                         const ByteMatrix& weight, const Epilogue& epilogue, float* out, std::size_t out_stride);
  /// Index of the first greatest of `size` > 0 values.
  std::size_t (*argmax)(const float* values, std::size_t size);
};

/// The best for this processor; chosen at the first call. Thread safety: any.
const Kernels& kernels();
/// All that run on this processor, the best first, the plain one last. For tests.
std::span<const Kernels* const> available_kernels();

}  // namespace citypact::neural
