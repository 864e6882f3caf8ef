// AVX2 and FMA: 16 lanes are two registers; 6 rows by one panel keep 12 of the 16 registers as accumulators.
#include "kernels.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma GCC target("avx2,fma")

namespace citypact::neural {
namespace avx2 {
namespace {

struct Lanes {
  __m256 a, b;
  static Lanes load(const float* from) { return {_mm256_loadu_ps(from), _mm256_loadu_ps(from + 8)}; }
  static Lanes all(float value) { return {_mm256_set1_ps(value), _mm256_set1_ps(value)}; }
  static Lanes add(Lanes x, Lanes y) { return {_mm256_add_ps(x.a, y.a), _mm256_add_ps(x.b, y.b)}; }
  static Lanes fma(Lanes x, Lanes y, Lanes z) { return {_mm256_fmadd_ps(x.a, y.a, z.a), _mm256_fmadd_ps(x.b, y.b, z.b)}; }
  static Lanes max(Lanes x, Lanes y) { return {_mm256_max_ps(x.a, y.a), _mm256_max_ps(x.b, y.b)}; }
  void store(float* to) const {
    _mm256_storeu_ps(to, a);
    _mm256_storeu_ps(to + 8, b);
  }
};

constexpr int row_block = 6;
constexpr int panel_block = 1;
#include "kernels.inc"

}  // namespace
}  // namespace avx2

const Kernels avx2_kernels{"avx2", avx2::multiply, avx2::combine, avx2::argmax};

}  // namespace citypact::neural
#endif
