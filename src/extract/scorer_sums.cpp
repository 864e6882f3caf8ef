// Each sum thrice: plain, eight and sixteen numbers at once. The build fuses no multiplication with an addition (-ffp-contract=off), so
// all give the same bits.
#include "scorer_sums.hpp"

#if defined(__x86_64__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // GCC 12 warns of its own header's undefined lanes
#include <immintrin.h>
#endif

namespace citypact::extract {
namespace {

/// Columns from `at` on, one row after the other.
template <class Row, class Factor>
void add_plain(std::size_t rows, const Row& row, const Factor& factor, std::size_t at, std::span<float> sum) {
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t k = at; k < sum.size(); ++k) sum[k] += factor(i) * static_cast<float>(row(i)[k]);
}

#if defined(__x86_64__)
constexpr std::size_t vectors = 4;  // summed at once
constexpr std::size_t lane = 8, block = lane * vectors, wide = 16, wide_block = wide * vectors;

[[gnu::target("avx2")]] void add_rows_avx2(std::span<const ScaledRow> rows, std::size_t at, float* sum) {
  __m256 sums[vectors];
  for (std::size_t v = 0; v < vectors; ++v) sums[v] = _mm256_loadu_ps(sum + v * lane);
  for (const ScaledRow& row : rows) {
    const __m256 scale = _mm256_set1_ps(row.scale);
    for (std::size_t v = 0; v < vectors; ++v) {
      const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(row.numbers + at + v * lane));
      sums[v] += scale * _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
    }
  }
  for (std::size_t v = 0; v < vectors; ++v) _mm256_storeu_ps(sum + v * lane, sums[v]);
}

[[gnu::target("avx2")]] void add_product_avx2(std::span<const float> factors, const float* matrix, std::size_t width, float* sum) {
  __m256 sums[vectors];
  for (std::size_t v = 0; v < vectors; ++v) sums[v] = _mm256_loadu_ps(sum + v * lane);
  for (const float factor : factors) {
    for (std::size_t v = 0; v < vectors && factor != 0; ++v) sums[v] += _mm256_set1_ps(factor) * _mm256_loadu_ps(matrix + v * lane);
    matrix += width;
  }
  for (std::size_t v = 0; v < vectors; ++v) _mm256_storeu_ps(sum + v * lane, sums[v]);
}

[[gnu::target("avx512f")]] void add_rows_avx512(std::span<const ScaledRow> rows, std::size_t at, float* sum) {
  __m512 sums[vectors];
  for (std::size_t v = 0; v < vectors; ++v) sums[v] = _mm512_loadu_ps(sum + v * wide);
  for (const ScaledRow& row : rows) {
    const __m512 scale = _mm512_set1_ps(row.scale);
    for (std::size_t v = 0; v < vectors; ++v) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(row.numbers + at + v * wide));
      sums[v] += scale * _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(bytes));
    }
  }
  for (std::size_t v = 0; v < vectors; ++v) _mm512_storeu_ps(sum + v * wide, sums[v]);
}

[[gnu::target("avx512f")]] void add_product_avx512(std::span<const float> factors, const float* matrix, std::size_t width, float* sum) {
  __m512 sums[vectors];
  for (std::size_t v = 0; v < vectors; ++v) sums[v] = _mm512_loadu_ps(sum + v * wide);
  for (const float factor : factors) {
    for (std::size_t v = 0; v < vectors && factor != 0; ++v) sums[v] += _mm512_set1_ps(factor) * _mm512_loadu_ps(matrix + v * wide);
    matrix += width;
  }
  for (std::size_t v = 0; v < vectors; ++v) _mm512_storeu_ps(sum + v * wide, sums[v]);
}

const bool has_avx2 = __builtin_cpu_supports("avx2"), has_avx512 = __builtin_cpu_supports("avx512f");
#endif

}  // namespace

void add_rows(std::span<const ScaledRow> rows, std::span<float> sum) {
  std::size_t at = 0;
#if defined(__x86_64__)
  for (; has_avx512 && at + wide_block <= sum.size(); at += wide_block) add_rows_avx512(rows, at, sum.data() + at);
  for (; has_avx2 && at + block <= sum.size(); at += block) add_rows_avx2(rows, at, sum.data() + at);
#endif
  add_plain(rows.size(), [&](std::size_t i) { return rows[i].numbers; }, [&](std::size_t i) { return rows[i].scale; }, at, sum);
}

void add_product(std::span<const float> factors, const float* matrix, std::span<float> sum) {
  std::size_t at = 0;
#if defined(__x86_64__)
  for (; has_avx512 && at + wide_block <= sum.size(); at += wide_block) add_product_avx512(factors, matrix + at, sum.size(), sum.data() + at);
  for (; has_avx2 && at + block <= sum.size(); at += block) add_product_avx2(factors, matrix + at, sum.size(), sum.data() + at);
#endif
  add_plain(factors.size(), [&](std::size_t i) { return matrix + i * sum.size(); }, [&](std::size_t i) { return factors[i]; }, at, sum);
}

}  // namespace citypact::extract
