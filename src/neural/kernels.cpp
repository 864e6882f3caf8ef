#include "kernels.hpp"

#include <array>

namespace citypact::neural {
namespace {

struct Choice {
  std::array<const Kernels*, 3> items{};
  std::size_t count = 0;

  Choice() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma")) items[count++] = &avx512_kernels;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) items[count++] = &avx2_kernels;
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

}  // namespace citypact::neural
