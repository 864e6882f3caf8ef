#pragma once
#include "citypact/neural/gemm.hpp"

namespace citypact::neural {

extern const Kernels plain_kernels;
#if defined(__x86_64__)
extern const Kernels avx2_kernels;    // needs AVX2 and FMA
extern const Kernels avx512_kernels;  // needs AVX-512 F
#endif

}  // namespace citypact::neural
