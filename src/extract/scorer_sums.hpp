#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace citypact::extract {

/// A row of 8-bit numbers and what they are multiples of.
struct ScaledRow {
  const std::int8_t* numbers = nullptr;
  float scale = 0;
};

/// Adds every row to `sum`, which is as wide as they are. The sum has the same bits on every x86-64: one addition after
/// another in the order of the rows, many numbers at once where the processor can.
void add_rows(std::span<const ScaledRow> rows, std::span<float> sum);

/// Adds to `sum` each row of the matrix times its number of `factors`: `matrix` has factors.size() rows as wide as `sum`. In the
/// order of the rows, as above; rows of factor nought are skipped.
void add_product(std::span<const float> factors, const float* matrix, std::span<float> sum);

}  // namespace citypact::extract
