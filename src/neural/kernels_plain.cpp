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

struct Ints {
  using Whole = std::int32_t __attribute__((vector_size(64)));
  using Weights = const std::int8_t*;
  struct Four {
    std::int32_t v[4];
  };
  Whole v;
  static Ints zero() { return {Whole{}}; }
  static Weights load(const std::int8_t* from) { return from; }
  static Four broadcast(const std::uint8_t* from) { return {{from[0], from[1], from[2], from[3]}}; }
  static Ints add(const Ints& before, const Four& four, Weights weights) {
    Ints sum = before;
    for (int c = 0; c < 16; ++c) {
      sum.v[c] += four.v[0] * weights[4 * c] + four.v[1] * weights[4 * c + 1] + four.v[2] * weights[4 * c + 2] + four.v[3] * weights[4 * c + 3];
    }
    return sum;
  }
  static Lanes values(const Ints& sum, const std::int32_t* offset) {
    float out[16];
    for (int c = 0; c < 16; ++c) out[c] = static_cast<float>(sum.v[c] - offset[c]);
    return Lanes::load(out);
  }
  static void write_bytes(const Lanes& values, std::uint8_t* to) {
    float v[16];
    values.store(v);
    for (int i = 0; i < 16; ++i) to[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(__builtin_rintf(v[i])) + 128);
  }
};

constexpr int byte_row_block = 1;
constexpr int byte_panel_block = 1;
#include "kernels_bytes.inc"

}  // namespace
}  // namespace plain

const Kernels plain_kernels{"plain", plain::multiply, plain::combine, plain::quantize, plain::multiply_bytes, plain::argmax};

}  // namespace citypact::neural
