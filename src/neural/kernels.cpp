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

ByteWeights::ByteWeights(const PanelMatrix& weight) : inputs_((weight.inputs + 3) / 4 * 4), data_(inputs_ * weight.outputs), scale_(weight.outputs), offset_(weight.outputs) {
  for (std::size_t c = 0; c < weight.outputs; ++c) {
    const float* column = weight.data + c / panel_width * weight.inputs * panel_width + c % panel_width;
    float greatest = 0;
    for (std::size_t k = 0; k < weight.inputs; ++k) greatest = std::max(greatest, std::abs(column[k * panel_width]));
    scale_[c] = greatest / 127;
    const float inverse = greatest > 0 ? 127 / greatest : 0;
    std::int8_t* out = data_.data() + c / panel_width * inputs_ * panel_width + c % panel_width * 4;
    for (std::size_t k = 0; k < weight.inputs; ++k) {
      const auto value = static_cast<std::int8_t>(std::lrint(column[k * panel_width] * inverse));
      out[k / 4 * 4 * panel_width + k % 4] = value;
      offset_[c] += 128 * std::int32_t{value};
    }
  }
}

}  // namespace citypact::neural
