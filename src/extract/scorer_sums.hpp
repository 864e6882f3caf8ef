#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace citypact::extract {

/// A row of numbers and what they are multiples of.
template <class Number>
struct Scaled {
  const Number* numbers = nullptr;
  float scale = 0;
};
using ScaledBytes = Scaled<std::int8_t>;
using ScaledFloats = Scaled<float>;

/// Adds every row to `sum`, which is as wide as they are. The sum has the same bits on every x86-64: one addition after
/// another in the order of the rows, many numbers at once where the processor can: in steps of 32 or 64, so that a wide sum is
/// best made a multiple of those.
void add_rows(std::span<const ScaledBytes> rows, std::span<float> sum);
void add_rows(std::span<const ScaledFloats> rows, std::span<float> sum);

}  // namespace citypact::extract
