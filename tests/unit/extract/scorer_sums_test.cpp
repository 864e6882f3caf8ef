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
    std::vector<ScaledBytes> bytes;
    std::vector<ScaledFloats> floats;
    for (std::size_t i = 0; i < rows; ++i) bytes.push_back({numbers.data() + i * width, factors[i]}), floats.push_back({matrix.data() + i * width, factors[i]});
    auto of_bytes = start, of_floats = start, bytes_expected = start, floats_expected = start;
    add_rows(bytes, of_bytes);
    add_rows(floats, of_floats);
    for (std::size_t k = 0; k < width; ++k)
      for (std::size_t i = 0; i < rows; ++i) {
        const volatile float byte_part = factors[i] * static_cast<float>(numbers[i * width + k]), float_part = factors[i] * matrix[i * width + k];
        bytes_expected[k] += byte_part, floats_expected[k] += float_part;
      }
    EXPECT_EQ(of_bytes, bytes_expected) << width;
    EXPECT_EQ(of_floats, floats_expected) << width;
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

TEST(RowSet, TellsWhatIsNewUntilItIsEmptied) {
  RowSet set(100000);
  for (int round = 0; round < 2; ++round, set.clear()) {
    for (const std::uint32_t row : {99999u, 0u, 64u, 63u}) EXPECT_TRUE(set.insert(row)) << row;
    for (const std::uint32_t row : {0u, 63u, 99999u}) EXPECT_FALSE(set.insert(row)) << row;
  }
}

}  // namespace
}  // namespace citypact::extract
