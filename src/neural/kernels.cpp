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

template <typename Number>
RoundedWeights<Number>::RoundedWeights(const PanelMatrix& weight) : scale_(weight.outputs), offset_(weight.outputs) {
  constexpr std::size_t step = 4 / sizeof(Number);
  constexpr float limit = greatest_number<Number>;
  inputs_ = (weight.inputs + step - 1) / step * step;
  data_.resize(inputs_ * weight.outputs);
  for (std::size_t c = 0; c < weight.outputs; ++c) {
    const float* column = weight.data + c / panel_width * weight.inputs * panel_width + c % panel_width;
    float greatest = 0;
    for (std::size_t k = 0; k < weight.inputs; ++k) greatest = std::max(greatest, std::abs(column[k * panel_width]));
    scale_[c] = greatest / limit;
    const float inverse = greatest > 0 ? limit / greatest : 0;
    Number* out = data_.data() + c / panel_width * inputs_ * panel_width + c % panel_width * step;
    for (std::size_t k = 0; k < weight.inputs; ++k) {
      const auto value = static_cast<Number>(std::lrint(column[k * panel_width] * inverse));
      out[k / step * step * panel_width + k % step] = value;
      if (sizeof(Number) == 1) offset_[c] += 128 * std::int32_t{value};
    }
  }
}

template class RoundedWeights<std::int8_t>;
template class RoundedWeights<std::int16_t>;

}  // namespace citypact::neural
