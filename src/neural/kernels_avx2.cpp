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

/// Bytes are widened to 16 bits, which is exact but no faster than floats here; it keeps the results those of VNNI.
struct Bytes {
  using Row = std::uint8_t;
  using Weight = std::int8_t;
  static constexpr int row_block = 2, panel_block = 1;
  static constexpr std::size_t step = 4;
  struct Weights {
    __m256i v[4];
  };
  using Inputs = __m256i;
  __m256i v[4];  // each of four columns, two partial sums a column
  static Bytes zero() { return {{_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()}}; }
  static Weights load(const std::int8_t* from) {
    const auto part = [&](int i) { return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from) + i)); };
    return {{part(0), part(1), part(2), part(3)}};
  }
  static Inputs broadcast(const std::uint8_t* from) {
    std::int32_t bytes;
    __builtin_memcpy(&bytes, from, sizeof bytes);
    return _mm256_cvtepu8_epi16(_mm_set1_epi32(bytes));
  }
  static Bytes add(const Bytes& sum, Inputs inputs, const Weights& weights) {
    const auto part = [&](int i) { return _mm256_add_epi32(sum.v[i], _mm256_madd_epi16(inputs, weights.v[i])); };
    return {{part(0), part(1), part(2), part(3)}};
  }
  static Lanes values(const Bytes& sum, const std::int32_t* offset) {
    const __m256i order = _mm256_setr_epi32(0, 1, 4, 5, 2, 3, 6, 7);
    const auto eight = [&](int i) {
      const __m256i whole = _mm256_permutevar8x32_epi32(_mm256_hadd_epi32(sum.v[i], sum.v[i + 1]), order);
      return _mm256_cvtepi32_ps(_mm256_sub_epi32(whole, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(offset + 4 * i))));
    };
    return {eight(0), eight(2)};
  }
  static void write(Lanes values, std::uint8_t* to) {
    const __m256i shift = _mm256_set1_epi32(128);
    const __m256i a = _mm256_add_epi32(_mm256_cvtps_epi32(values.a), shift), b = _mm256_add_epi32(_mm256_cvtps_epi32(values.b), shift);
    const __m256i words = _mm256_permute4x64_epi64(_mm256_packus_epi32(a, b), 0xd8);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1)));
  }
};

struct Words {
  using Row = std::int16_t;
  using Weight = std::int16_t;
  static constexpr int row_block = 6, panel_block = 1;
  static constexpr std::size_t step = 2;
  struct Weights {
    __m256i a, b;
  };
  using Inputs = __m256i;
  __m256i a, b;
  static Words zero() { return {_mm256_setzero_si256(), _mm256_setzero_si256()}; }
  static Weights load(const std::int16_t* from) {
    const auto* at = reinterpret_cast<const __m256i*>(from);
    return {_mm256_loadu_si256(at), _mm256_loadu_si256(at + 1)};
  }
  static Inputs broadcast(const std::int16_t* from) {
    std::int32_t two;
    __builtin_memcpy(&two, from, sizeof two);
    return _mm256_set1_epi32(two);
  }
  static Words add(Words sum, Inputs inputs, Weights weights) {
    return {_mm256_add_epi32(sum.a, _mm256_madd_epi16(inputs, weights.a)), _mm256_add_epi32(sum.b, _mm256_madd_epi16(inputs, weights.b))};
  }
  static Lanes values(Words sum, const std::int32_t* offset) {
    const auto* at = reinterpret_cast<const __m256i*>(offset);
    return {_mm256_cvtepi32_ps(_mm256_sub_epi32(sum.a, _mm256_loadu_si256(at))), _mm256_cvtepi32_ps(_mm256_sub_epi32(sum.b, _mm256_loadu_si256(at + 1)))};
  }
  static void write(Lanes values, std::int16_t* to) {
    const __m256i words = _mm256_packs_epi32(_mm256_cvtps_epi32(values.a), _mm256_cvtps_epi32(values.b));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm256_permute4x64_epi64(words, 0xd8));
  }
};
#include "kernels_rounded.inc"

}  // namespace
}  // namespace avx2

const Kernels avx2_kernels{"avx2", avx2::multiply, avx2::combine, avx2::quantize, avx2::quantize_words, avx2::multiply_bytes, avx2::multiply_words, avx2::add_normalize, avx2::add_relu, avx2::argmax};

}  // namespace citypact::neural
#endif
