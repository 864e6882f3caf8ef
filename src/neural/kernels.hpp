#pragma once
#include "citypact/neural/gemm.hpp"

namespace citypact::neural {

extern const Kernels plain_kernels;
#if defined(__x86_64__)
extern const Kernels avx2_kernels;    // needs AVX2 and FMA
extern const Kernels avx512_kernels;  // needs AVX-512 F as well
extern const Kernels vnni_kernels;    // needs AVX-512 F and VNNI as well
#endif

}  // namespace citypact::neural
