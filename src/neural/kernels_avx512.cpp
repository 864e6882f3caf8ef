// AVX-512: 8 rows by three panels keep 24 of the 32 registers as accumulators.
#include "kernels.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma GCC target("avx512f,avx2,fma")

namespace citypact::neural {
namespace avx512 {
namespace {

struct Lanes {
  __m512 v;
  static Lanes load(const float* from) { return {_mm512_loadu_ps(from)}; }
  static Lanes all(float value) { return {_mm512_set1_ps(value)}; }
  static Lanes add(Lanes x, Lanes y) { return {_mm512_add_ps(x.v, y.v)}; }
  static Lanes fma(Lanes x, Lanes y, Lanes z) { return {_mm512_fmadd_ps(x.v, y.v, z.v)}; }
  // The masked form: GCC 12 warns of an uninitialised value inside the plain one.
  static Lanes max(Lanes x, Lanes y) { return {_mm512_maskz_max_ps(0xffff, x.v, y.v)}; }
  void store(float* to) const { _mm512_storeu_ps(to, v); }
};

constexpr int row_block = 8;
constexpr int panel_block = 3;
#include "kernels.inc"

}  // namespace
}  // namespace avx512

const Kernels avx512_kernels{"avx512", avx512::multiply, avx512::combine, avx512::argmax};

}  // namespace citypact::neural
#endif
