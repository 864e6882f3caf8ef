#include "kernels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace citypact::neural {
namespace {

struct Choice {
  std::array<const Kernels*, 4> items{};
  std::size_t count = 0;

  Choice() {
#if defined(__x86_64__)
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"), avx512 = avx2 && __builtin_cpu_supports("avx512f");
    if (avx512 && __builtin_cpu_supports("avx512vnni")) items[count++] = &vnni_kernels;
    if (avx512) items[count++] = &avx512_kernels;
    if (avx2) items[count++] = &avx2_kernels;
#endif
    items[count++] = &plain_kernels;
  }
};

const Choice& choice() {
  static const Choice chosen;
  return chosen;
}

}  // namespace

const Kernels& kernels() { return *choice().items[0]; }

std::span<const Kernels* const> available_kernels() { return {choice().items.data(), choice().count}; }

namespace {

/// The nearest whole number, ties to even, for magnitudes below 2^22; unlike lrint it becomes vector code everywhere.
float nearest(float value) { return value + 12582912.f - 12582912.f; }

/// One panel of 16 columns; `out` is [inputs / step][16][step].
template <typename Number>
void round_panel(const float* panel, std::size_t inputs, Number* out, float* scale, std::int32_t* offset) {
  constexpr std::size_t step = 4 / sizeof(Number);
  constexpr float limit = greatest_number<Number>;
  std::array<float, panel_width> greatest{}, inverse{};
  for (std::size_t k = 0; k < inputs; ++k) {
    for (std::size_t c = 0; c < panel_width; ++c) greatest[c] = std::max(greatest[c], std::abs(panel[k * panel_width + c]));
  }
  for (std::size_t c = 0; c < panel_width; ++c) {
    scale[c] = greatest[c] / limit;
    inverse[c] = greatest[c] > 0 ? limit / greatest[c] : 0;
  }
  std::array<std::int32_t, panel_width> numbers{};
  for (std::size_t k = 0; k < inputs; ++k) {
    for (std::size_t c = 0; c < panel_width; ++c) numbers[c] = static_cast<std::int32_t>(nearest(panel[k * panel_width + c] * inverse[c]));
    Number* row = out + k / step * step * panel_width + k % step;
    for (std::size_t c = 0; c < panel_width; ++c) row[c * step] = static_cast<Number>(numbers[c]);
    for (std::size_t c = 0; c < panel_width && sizeof(Number) == 1; ++c) offset[c] += 128 * numbers[c];
  }
}

}  // namespace

template <typename Number>
RoundedWeights<Number>::RoundedWeights(const PanelMatrix& weight) : scale_(weight.outputs), offset_(weight.outputs) {
  constexpr std::size_t step = 4 / sizeof(Number);
  inputs_ = (weight.inputs + step - 1) / step * step;
  data_.resize(inputs_ * weight.outputs);
  for (std::size_t c = 0; c < weight.outputs; c += panel_width) {
    round_panel(weight.data + c * weight.inputs, weight.inputs, data_.data() + c * inputs_, scale_.data() + c, offset_.data() + c);
  }
}

template class RoundedWeights<std::int8_t>;
template class RoundedWeights<std::int16_t>;

}  // namespace citypact::neural
