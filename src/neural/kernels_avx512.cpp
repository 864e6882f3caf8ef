// AVX-512, and its byte products (VNNI), which processors before 2019 lack. 8 rows by three panels keep 24 of the 32 registers as accumulators.
#include "kernels.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma GCC target("avx512f,avx512vnni,avx2,fma")  // VNNI stands in Bytes and Words only

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

/// What bytes and words share. Sums are kept as __v16si: with the intrinsic's __m512i, GCC 12 copies and stores every
/// accumulator at every step, at half the speed.
struct Sums {
  using Weights = __m512i;
  using Inputs = __m512i;
  static constexpr int row_block = 8, panel_block = 3;
  __v16si v;
  static Weights load(const void* from) { return _mm512_loadu_si512(from); }
  static Inputs broadcast(const void* from) {
    std::int32_t inputs;
    __builtin_memcpy(&inputs, from, sizeof inputs);
    return _mm512_set1_epi32(inputs);
  }
  static Lanes values(Sums sum, const std::int32_t* offset) {
    return {_mm512_maskz_cvtepi32_ps(0xffff, _mm512_sub_epi32(reinterpret_cast<__m512i>(sum.v), _mm512_loadu_si512(offset)))};
  }
  static __m512i round(Lanes values) { return _mm512_maskz_cvtps_epi32(0xffff, values.v); }
};

struct Bytes : Sums {
  using Row = std::uint8_t;
  using Weight = std::int8_t;
  static constexpr std::size_t step = 4;
  static Bytes zero() { return {{__v16si{}}}; }
  static Bytes add(Bytes sum, Inputs inputs, Weights weights) {
#if defined(__clang__)
    return {{reinterpret_cast<__v16si>(_mm512_dpbusd_epi32(reinterpret_cast<__m512i>(sum.v), inputs, weights))}};
#else
    return {{__builtin_ia32_vpdpbusd_v16si(sum.v, reinterpret_cast<__v16si>(inputs), reinterpret_cast<__v16si>(weights))}};
#endif
  }
  static void write(Lanes values, std::uint8_t* to) {
    const __m512i whole = _mm512_add_epi32(round(values), _mm512_set1_epi32(128));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm512_maskz_cvtepi32_epi8(0xffff, whole));
  }
};

struct Words : Sums {
  using Row = std::int16_t;
  using Weight = std::int16_t;
  static constexpr std::size_t step = 2;
  static Words zero() { return {{__v16si{}}}; }
  static Words add(Words sum, Inputs inputs, Weights weights) {
#if defined(__clang__)
    return {{reinterpret_cast<__v16si>(_mm512_dpwssd_epi32(reinterpret_cast<__m512i>(sum.v), inputs, weights))}};
#else
    return {{__builtin_ia32_vpdpwssd_v16si(sum.v, reinterpret_cast<__v16si>(inputs), reinterpret_cast<__v16si>(weights))}};
#endif
  }
  static void write(Lanes values, std::int16_t* to) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm512_maskz_cvtepi32_epi16(0xffff, round(values)));
  }
};
#include "kernels_rounded.inc"

}  // namespace
}  // namespace avx512

const Kernels avx512_kernels{"avx512", avx512::multiply, avx512::combine, avx2_kernels.quantize, avx2_kernels.quantize_words, avx2_kernels.multiply_bytes, avx2_kernels.multiply_words, avx512::add_normalize, avx512::add_relu, avx512::argmax};
const Kernels vnni_kernels{"avx512-vnni", avx512::multiply, avx512::combine, avx512::quantize, avx512::quantize_words, avx512::multiply_bytes, avx512::multiply_words, avx512::add_normalize, avx512::add_relu, avx512::argmax};

}  // namespace citypact::neural
#endif
