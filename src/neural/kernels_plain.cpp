// For every processor: 16 lanes are four of the compiler's vectors; 2 rows by one panel keep 8 registers as accumulators.
#include "kernels.hpp"

namespace citypact::neural {
namespace plain {
namespace {

using Four = float __attribute__((vector_size(16)));  // SSE2, NEON: every 64-bit processor has it

struct Lanes {
  Four v[4];
  static Lanes load(const float* from) {
    Lanes out;
    __builtin_memcpy(&out, from, sizeof out);
    return out;
  }
  static Lanes all(float value) {
    const Four four{value, value, value, value};
    return {{four, four, four, four}};
  }
  static Lanes add(const Lanes& a, const Lanes& b) { return {{a.v[0] + b.v[0], a.v[1] + b.v[1], a.v[2] + b.v[2], a.v[3] + b.v[3]}}; }
  static Lanes fma(const Lanes& a, const Lanes& b, const Lanes& c) {
    return {{a.v[0] * b.v[0] + c.v[0], a.v[1] * b.v[1] + c.v[1], a.v[2] * b.v[2] + c.v[2], a.v[3] * b.v[3] + c.v[3]}};
  }
  static Four max(Four a, Four b) { return a > b ? a : b; }
  static Lanes max(const Lanes& a, const Lanes& b) { return {{max(a.v[0], b.v[0]), max(a.v[1], b.v[1]), max(a.v[2], b.v[2]), max(a.v[3], b.v[3])}}; }
  void store(float* to) const { __builtin_memcpy(to, v, sizeof v); }
};

constexpr int row_block = 2;
constexpr int panel_block = 1;
#include "kernels.inc"

template <typename RowNumber, typename WeightNumber, int Shift>
struct Ints {
  using Row = RowNumber;
  using Weight = WeightNumber;
  using Weights = const Weight*;
  using Inputs = const Row*;
  static constexpr int row_block = 1, panel_block = 1;
  static constexpr std::size_t step = 4 / sizeof(Row);
  std::int32_t v[16];
  static Ints zero() { return {}; }
  static Weights load(const Weight* from) { return from; }
  static Inputs broadcast(const Row* from) { return from; }
  static Ints add(const Ints& before, Inputs inputs, Weights weights) {
    Ints sum = before;
    for (std::size_t c = 0; c < 16; ++c) {
      for (std::size_t k = 0; k < step; ++k) sum.v[c] += inputs[k] * weights[step * c + k];
    }
    return sum;
  }
  static Lanes values(const Ints& sum, const std::int32_t* offset) {
    float out[16];
    for (int c = 0; c < 16; ++c) out[c] = static_cast<float>(sum.v[c] - offset[c]);
    return Lanes::load(out);
  }
  static void write(const Lanes& values, Row* to) {
    float v[16];
    values.store(v);
    for (int i = 0; i < 16; ++i) to[i] = static_cast<Row>(static_cast<std::int32_t>(__builtin_rintf(v[i])) + Shift);
  }
};
using Bytes = Ints<std::uint8_t, std::int8_t, 128>;
using Words = Ints<std::int16_t, std::int16_t, 0>;
#include "kernels_rounded.inc"

}  // namespace
}  // namespace plain

const Kernels plain_kernels{"plain", plain::multiply, plain::combine, plain::quantize, plain::quantize_words, plain::multiply_bytes, plain::multiply_words, plain::add_normalize, plain::add_relu, plain::argmax};

}  // namespace citypact::neural
