// Each sum thrice: plain, eight and sixteen numbers at once. The build fuses no multiplication with an addition (-ffp-contract=off), so
// all give the same bits.
#include "scorer_sums.hpp"

#if defined(__x86_64__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // GCC 12 warns of its own header's undefined lanes
#include <immintrin.h>
#endif

namespace citypact::extract {
namespace {

#if defined(__x86_64__)
constexpr std::size_t vectors = 4;  // summed at once
constexpr std::size_t lane = 8, block = lane * vectors, wide = 16, wide_block = wide * vectors;

[[gnu::target("avx2")]] inline __m256 read_lane(const float* numbers) { return _mm256_loadu_ps(numbers); }
[[gnu::target("avx2")]] inline __m256 read_lane(const std::int8_t* numbers) {
  return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(numbers))));
}
[[gnu::target("avx512f")]] inline __m512 read_wide(const float* numbers) { return _mm512_loadu_ps(numbers); }
[[gnu::target("avx512f")]] inline __m512 read_wide(const std::int8_t* numbers) {
  return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(numbers))));
}

template <class Number>
[[gnu::target("avx2")]] void add_rows_avx2(std::span<const Scaled<Number>> rows, std::size_t at, float* sum) {
  __m256 sums[vectors];
  for (std::size_t v = 0; v < vectors; ++v) sums[v] = _mm256_loadu_ps(sum + v * lane);
  for (const auto& row : rows)
    for (std::size_t v = 0; v < vectors; ++v) sums[v] += _mm256_set1_ps(row.scale) * read_lane(row.numbers + at + v * lane);
  for (std::size_t v = 0; v < vectors; ++v) _mm256_storeu_ps(sum + v * lane, sums[v]);
}

template <class Number>
[[gnu::target("avx512f")]] void add_rows_avx512(std::span<const Scaled<Number>> rows, std::size_t at, float* sum) {
  __m512 sums[vectors];
  for (std::size_t v = 0; v < vectors; ++v) sums[v] = _mm512_loadu_ps(sum + v * wide);
  for (const auto& row : rows)
    for (std::size_t v = 0; v < vectors; ++v) sums[v] += _mm512_set1_ps(row.scale) * read_wide(row.numbers + at + v * wide);
  for (std::size_t v = 0; v < vectors; ++v) _mm512_storeu_ps(sum + v * wide, sums[v]);
}

const bool has_avx2 = __builtin_cpu_supports("avx2"), has_avx512 = __builtin_cpu_supports("avx512f");
#endif

template <class Number>
void add(std::span<const Scaled<Number>> rows, std::span<float> sum) {
  std::size_t at = 0;
#if defined(__x86_64__)
  for (; has_avx512 && at + wide_block <= sum.size(); at += wide_block) add_rows_avx512(rows, at, sum.data() + at);
  for (; has_avx2 && at + block <= sum.size(); at += block) add_rows_avx2(rows, at, sum.data() + at);
#endif
  for (const auto& row : rows)
    for (std::size_t k = at; k < sum.size(); ++k) sum[k] += row.scale * static_cast<float>(row.numbers[k]);
}

}  // namespace

void add_rows(std::span<const ScaledBytes> rows, std::span<float> sum) { add(rows, sum); }
void add_rows(std::span<const ScaledFloats> rows, std::span<float> sum) { add(rows, sum); }

}  // namespace citypact::extract
