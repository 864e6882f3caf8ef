#include "citypact/neural/layer.hpp"

namespace citypact::neural {
namespace {

/// Rounds rows one by one; what fills them up to whole 32 bits is `zero`.
template <typename Row>
void round_rows(float (*quantize)(const float*, std::size_t, Row*), const float* rows, std::size_t count, std::size_t row_stride,
                std::size_t size, std::size_t stride, Row zero, std::vector<Row>& out, std::vector<float>& scales) {
  if (out.size() < count * stride) out.resize(count * stride);
  if (scales.size() < count) scales.resize(count);
  for (std::size_t r = 0; r < count; ++r) {
    Row* to = out.data() + r * stride;
    scales[r] = quantize(rows + r * row_stride, size, to);
    for (std::size_t k = size; k < stride; ++k) to[k] = zero;
  }
}

}  // namespace

Layer::Layer(const PanelMatrix& weight, const Epilogue& epilogue, Precision precision) : weight_(weight), epilogue_(epilogue) {
  if (precision == Precision::words) rounded_ = WordWeights(weight);
  if (precision == Precision::bytes) rounded_ = ByteWeights(weight);
}

void Layer::apply(const float* rows, std::size_t count, std::size_t row_stride, float* out, std::size_t out_stride, Buffers& buffers) const {
  const Kernels& kernel = kernels();
  if (const auto* words = std::get_if<WordWeights>(&rounded_)) {
    const WordMatrix weight = words->matrix();
    round_rows<std::int16_t>(kernel.quantize_words, rows, count, row_stride, weight_.inputs, weight.inputs, 0, buffers.words, buffers.scales);
    kernel.multiply_words(buffers.words.data(), buffers.scales.data(), count, weight.inputs, weight, epilogue_, out, out_stride);
  } else if (const auto* bytes = std::get_if<ByteWeights>(&rounded_)) {
    const ByteMatrix weight = bytes->matrix();
    round_rows<std::uint8_t>(kernel.quantize, rows, count, row_stride, weight_.inputs, weight.inputs, 128, buffers.bytes, buffers.scales);
    kernel.multiply_bytes(buffers.bytes.data(), buffers.scales.data(), count, weight.inputs, weight, epilogue_, out, out_stride);
  } else {
    kernel.multiply(rows, count, row_stride, weight_, epilogue_, out, out_stride);
  }
}

}  // namespace citypact::neural
