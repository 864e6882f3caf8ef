#pragma once
#include <cstdint>
#include <variant>
#include <vector>

#include "citypact/neural/gemm.hpp"

namespace citypact::neural {

/// How products are computed; times are with AVX-512 VNNI, without it all are as fast.
enum class Precision {
  exact,  // floats; answers equal the original models' to 1e-4
  words,  // weights and rows rounded to 11 bits with a scale each: twice as fast
  bytes,  // to 8 bits: three and a half times as fast
};

/// A linear layer with what follows it. Thread safety: const and shared; each thread brings its own buffers.
class Layer {
 public:
  struct Buffers {
    std::vector<std::uint8_t> bytes;
    std::vector<std::int16_t> words;
    std::vector<float> scales;
  };

  Layer() = default;
  /// What `weight` and `epilogue` point to must outlive the layer.
  Layer(const PanelMatrix& weight, const Epilogue& epilogue, Precision precision);

  std::size_t inputs() const { return weight_.inputs; }
  std::size_t outputs() const { return weight_.outputs; }

  /// As Kernels::multiply; a row's result does not depend on the other rows.
  void apply(const float* rows, std::size_t count, std::size_t row_stride, float* out, std::size_t out_stride, Buffers& buffers) const;

 private:
  PanelMatrix weight_;
  Epilogue epilogue_;
  std::variant<std::monostate, WordWeights, ByteWeights> rounded_;
};

}  // namespace citypact::neural
