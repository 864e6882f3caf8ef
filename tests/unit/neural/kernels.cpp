#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "citypact/neural/gemm.hpp"

namespace citypact::neural {
namespace {

std::vector<float> noise(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> values(size);
  for (float& value : values) value = static_cast<float>(random() % 2001) / 1000.f - 1.f;
  return values;
}

struct Case {
  std::size_t rows, stride, inputs, outputs;
};

float naive(const std::vector<float>& rows, const Case& size, const std::vector<float>& panels, const Epilogue& epilogue, std::size_t r,
            std::size_t c) {
  double sum = epilogue.bias ? epilogue.bias[c] : 0;
  for (std::size_t k = 0; k < size.inputs; ++k) {
    sum += double{rows[r * size.stride + k]} * panels[(c / 16 * size.inputs + k) * 16 + c % 16];
  }
  if (epilogue.relu) sum = std::max(sum, 0.0);
  if (epilogue.scale) sum = sum * epilogue.scale[c] + epilogue.shift[c];
  return static_cast<float>(sum);
}

constexpr Case cases[]{{1, 1, 1, 16}, {7, 5, 5, 48}, {8, 3, 9, 16}, {13, 32, 96, 64}, {23, 300, 300, 80}, {129, 16, 48, 112}, {0, 4, 4, 16}};

TEST(Kernels, MultiplyLikeTheNaiveProductOnOddSizes) {
  for (const Kernels* kernel : available_kernels()) {
    for (const Case& size : cases) {
      const auto rows = noise(size.rows * size.stride + size.inputs, 1), panels = noise(size.inputs * size.outputs, 2);
      const auto bias = noise(size.outputs, 3), scale = noise(size.outputs, 4), shift = noise(size.outputs, 5);
      for (const Epilogue& epilogue : {Epilogue{}, Epilogue{bias.data()}, Epilogue{bias.data(), true}, Epilogue{bias.data(), true, scale.data(), shift.data()}}) {
        std::vector<float> out(size.rows * (size.outputs + 3), 77.f);
        kernel->multiply(rows.data(), size.rows, size.stride, {panels.data(), size.inputs, size.outputs}, epilogue, out.data(), size.outputs + 3);
        for (std::size_t r = 0; r < size.rows; ++r) {
          for (std::size_t c = 0; c < size.outputs; ++c) {
            ASSERT_NEAR(out[r * (size.outputs + 3) + c], naive(rows, size, panels, epilogue, r, c), 1e-4) << kernel->name;
          }
          ASSERT_EQ(out[r * (size.outputs + 3) + size.outputs], 77.f) << "wrote past the row";
        }
      }
    }
  }
}

TEST(Kernels, GiveARowTheSameBytesInAnyBatch) {
  const std::size_t inputs = 333, outputs = 144, count = 37;
  const auto rows = noise(count * inputs, 6), panels = noise(inputs * outputs, 7), bias = noise(outputs, 8);
  for (const Kernels* kernel : available_kernels()) {
    std::vector<float> together(count * outputs), alone(count * outputs);
    const PanelMatrix weight{panels.data(), inputs, outputs};
    kernel->multiply(rows.data(), count, inputs, weight, {bias.data()}, together.data(), outputs);
    for (std::size_t r = 0; r < count; ++r) {
      kernel->multiply(rows.data() + r * inputs, 1, inputs, weight, {bias.data()}, alone.data() + r * outputs, outputs);
    }
    EXPECT_EQ(together, alone) << kernel->name;
  }
}

template <typename Number, typename Row>
void expect_rounded_products_like_naive_ones(const Kernels& kernel, const Case& size, int middle, float (*quantize)(const float*, std::size_t, Row*),
                                             void (*multiply)(const Row*, const float*, std::size_t, std::size_t, const RoundedMatrix<Number>&,
                                                              const Epilogue&, float*, std::size_t)) {
  const auto rows = noise(size.rows * size.inputs, 1), panels = noise(size.inputs * size.outputs, 2), bias = noise(size.outputs, 3);
  const RoundedWeights<Number> weights({panels.data(), size.inputs, size.outputs});
  const std::size_t stride = weights.matrix().inputs;
  std::vector<Row> numbers(size.rows * stride, static_cast<Row>(middle));
  std::vector<float> scales(size.rows), rounded(size.rows * size.inputs), rounded_weights(panels.size()), out(size.rows * size.outputs);
  for (std::size_t r = 0; r < size.rows; ++r) {
    scales[r] = quantize(rows.data() + r * size.inputs, size.inputs, numbers.data() + r * stride);
    for (std::size_t k = 0; k < size.inputs; ++k) {
      rounded[r * size.inputs + k] = scales[r] * static_cast<float>(numbers[r * stride + k] - middle);
      ASSERT_NEAR(rounded[r * size.inputs + k], rows[r * size.inputs + k], scales[r] * .501) << kernel.name;
    }
  }
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const std::size_t step = 4 / sizeof(Number), panel = i / (size.inputs * 16), k = i / 16 % size.inputs, c = i % 16;
    const Number number = weights.matrix().data[panel * stride * 16 + k / step * step * 16 + c * step + k % step];
    rounded_weights[i] = weights.matrix().scale[panel * 16 + c] * static_cast<float>(number);
    ASSERT_NEAR(rounded_weights[i], panels[i], weights.matrix().scale[panel * 16 + c] * .501);
  }
  multiply(numbers.data(), scales.data(), size.rows, stride, weights.matrix(), {bias.data(), true}, out.data(), size.outputs);
  const Case same{size.rows, size.inputs, size.inputs, size.outputs};
  for (std::size_t r = 0; r < size.rows; ++r) {
    for (std::size_t c = 0; c < size.outputs; ++c) {
      ASSERT_NEAR(out[r * size.outputs + c], naive(rounded, same, rounded_weights, {bias.data(), true}, r, c), 1e-3) << kernel.name;
    }
  }
}

TEST(Kernels, MultiplyRoundedNumbersLikeTheNaiveProductOnOddSizes) {
  for (const Kernels* kernel : available_kernels()) {
    for (const Case& size : cases) {
      expect_rounded_products_like_naive_ones<std::int8_t>(*kernel, size, 128, kernel->quantize, kernel->multiply_bytes);
      expect_rounded_products_like_naive_ones<std::int16_t>(*kernel, size, 0, kernel->quantize_words, kernel->multiply_words);
    }
  }
}

TEST(Kernels, KeepSumsOfTheGreatestNumbersIn32Bits) {
  const std::vector<float> ones(768, 1.f), panels(768 * 16, -1.f);
  const WordWeights weights({panels.data(), 768, 16});
  for (const Kernels* kernel : available_kernels()) {
    std::vector<std::int16_t> words(768);
    std::vector<float> out(16);
    const float scale = kernel->quantize_words(ones.data(), 768, words.data());
    kernel->multiply_words(words.data(), &scale, 1, 768, weights.matrix(), {}, out.data(), 16);
    EXPECT_NEAR(out[7], -768.f, .01f) << kernel->name;
  }
}

TEST(Kernels, QuantizeZerosToTheMiddleWithoutAScale) {
  const std::vector<float> zeros(21, 0.f);
  for (const Kernels* kernel : available_kernels()) {
    std::vector<std::uint8_t> bytes(21, 7);
    EXPECT_EQ(kernel->quantize(zeros.data(), zeros.size(), bytes.data()), 0.f) << kernel->name;
    EXPECT_EQ(bytes, std::vector<std::uint8_t>(21, 128)) << kernel->name;
  }
}

TEST(Kernels, AgreeOnBytesToTheLastDigitOfTheSum) {
  const auto row = noise(332, 20), panels = noise(332 * 32, 21);
  const ByteWeights weights({panels.data(), 332, 32});
  std::vector<std::vector<std::uint8_t>> all;
  for (const Kernels* kernel : available_kernels()) {
    std::vector<std::uint8_t> bytes(332);
    kernel->quantize(row.data(), row.size(), bytes.data());
    all.push_back(bytes);
  }
  for (const auto& bytes : all) EXPECT_EQ(bytes, all.front());
}

TEST(Kernels, CombineThreeProjectionsAndSkipPadding) {
  const std::size_t size = 48;
  const auto word = noise(3 * size, 9), shape = noise(3 * size, 10), bias = noise(size, 11), scale = noise(size, 12), shift = noise(size, 13);
  const Projection taps[]{{word.data(), shape.data()}, {}, {word.data(), shape.data()}};
  for (const Kernels* kernel : available_kernels()) {
    std::vector<float> out(size);
    kernel->combine(taps, size, {bias.data(), true, scale.data(), shift.data()}, out.data());
    for (std::size_t c = 0; c < size; ++c) {
      const float sum = bias[c] + word[c] + shape[c] + word[2 * size + c] + shape[2 * size + c];
      ASSERT_NEAR(out[c], std::max(sum, 0.f) * scale[c] + shift[c], 1e-5) << kernel->name;
    }
  }
}

TEST(Kernels, NormalizeARowToMeanZeroAndVarianceOne) {
  const std::size_t size = 48;
  const auto before = noise(size, 30), change = noise(size, 31), scale = noise(size, 32), shift = noise(size, 33);
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i < size; ++i) mean += (double{before[i]} + change[i]) / size;
  for (std::size_t i = 0; i < size; ++i) variance += std::pow(double{before[i]} + change[i] - mean, 2) / size;
  for (const Kernels* kernel : available_kernels()) {
    std::vector<float> out(size), sum(size);
    kernel->add_normalize(before.data(), change.data(), size, scale.data(), shift.data(), out.data());
    kernel->add_relu(before.data(), change.data(), size, sum.data());
    for (std::size_t i = 0; i < size; ++i) {
      ASSERT_NEAR(out[i], (double{before[i]} + change[i] - mean) / std::sqrt(variance + 1e-5) * scale[i] + shift[i], 1e-5) << kernel->name;
      ASSERT_EQ(sum[i], std::max(before[i] + change[i], 0.f)) << kernel->name;
    }
  }
}

TEST(Kernels, FindTheFirstOfTheGreatest) {
  for (const Kernels* kernel : available_kernels()) {
    for (const std::size_t size : {1u, 5u, 16u, 17u, 45u, 753u}) {
      auto values = noise(size, 14);
      EXPECT_EQ(kernel->argmax(values.data(), size), std::max_element(values.begin(), values.end()) - values.begin()) << kernel->name;
      values[size - 1] = values[size / 2] = 9;
      EXPECT_EQ(kernel->argmax(values.data(), size), size / 2) << kernel->name;
    }
  }
}

}  // namespace
}  // namespace citypact::neural
