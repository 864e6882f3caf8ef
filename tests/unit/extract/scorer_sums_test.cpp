#include <gtest/gtest.h>

#include <random>

#include "../../../src/extract/scorer_index.hpp"
#include "../../../src/extract/scorer_sums.hpp"

namespace citypact::extract {
namespace {

TEST(ScorerSums, HaveTheBitsOfOneAdditionAfterAnother) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> real(-1, 1);
  std::uniform_int_distribution<int> byte(-128, 127);
  for (const std::size_t width : {1u, 7u, 31u, 32u, 48u, 64u, 71u}) {
    constexpr std::size_t rows = 21;
    std::vector<std::int8_t> numbers(rows * width);
    std::vector<float> matrix(rows * width), factors(rows), start(width);
    for (auto& n : numbers) n = static_cast<std::int8_t>(byte(random));
    for (auto* list : {&matrix, &factors, &start})
      for (float& x : *list) x = real(random);
    factors[3] = 0;
    std::vector<ScaledRow> scaled;
    for (std::size_t i = 0; i < rows; ++i) scaled.push_back({numbers.data() + i * width, factors[i]});
    auto by_rows = start, by_product = start, rows_expected = start, product_expected = start;
    add_rows(scaled, by_rows);
    add_product(factors, matrix.data(), by_product);
    for (std::size_t k = 0; k < width; ++k)
      for (std::size_t i = 0; i < rows; ++i) {
        const volatile float row = factors[i] * static_cast<float>(numbers[i * width + k]), product = factors[i] * matrix[i * width + k];
        rows_expected[k] += row, product_expected[k] += product;
      }
    EXPECT_EQ(by_rows, rows_expected) << width;
    EXPECT_EQ(by_product, product_expected) << width;
  }
}

TEST(RowIndex, FindsEveryKeyAndNoOther) {
  std::vector<std::uint32_t> keys{0, 1, 0xffffffff, 64, 128, 0x80000000};  // several fall into one cell
  RowIndex index;
  EXPECT_EQ(index[5], RowIndex::none);
  index.build(keys);
  for (std::uint32_t row = 0; row < keys.size(); ++row) EXPECT_EQ(index[keys[row]], row);
  for (const std::uint32_t absent : {2u, 65u, 0x7fffffffu}) EXPECT_EQ(index[absent], RowIndex::none);
}

TEST(RowSet, GivesRowsInOrderAndEachOnceAndIsEmptyThen) {
  RowSet set(100000);
  for (const std::uint32_t row : {99999u, 0u, 4096u, 64u, 63u, 0u, 99999u}) set.insert(row);
  std::vector<std::uint32_t> rows;
  const auto take = [&](std::uint32_t row) { rows.push_back(row); };
  set.drain(take);
  EXPECT_EQ(rows, (std::vector<std::uint32_t>{0, 63, 64, 4096, 99999}));
  rows.clear();
  set.drain(take);
  EXPECT_TRUE(rows.empty());
}

}  // namespace
}  // namespace citypact::extract
