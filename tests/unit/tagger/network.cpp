// The network against plain loops in double precision, and decoding against all paths.
#include "citypact/neural/tagger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <random>

#include "citypact/core/diagnostics.hpp"

namespace citypact::neural {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t flags = 5, numbers = 3, hidden = 32, shape_width = 7, hash_rows = 11, hash_width = 2, heads = 2, tags = 3;
constexpr std::size_t width = Embeddings::dimensions + shape_width + TaggerInput::hashes * hash_width + flags + numbers;
constexpr int dilations[]{1, 2, 4, 1};

/// Random weights that halves hold exactly, in memory and in a file.
struct Weights {
  std::vector<std::pair<std::string, std::vector<float>>> arrays;
  std::vector<float> transitions;
  fs::path path = fs::path(testing::TempDir()) / "tagger-test.bin";
  std::mt19937 random{7};

  explicit Weights(std::size_t shapes) {
    add("shapes", shapes * shape_width), add("hashes", TaggerInput::hashes * hash_rows * hash_width);
    add("input.weight", width * hidden), add("input.bias", hidden);
    for (int i = 0; i < 4; ++i) {
      const std::string block = "block" + std::to_string(i);
      add(block + ".weight", 3 * hidden * hidden), add(block + ".bias", hidden), add(block + ".scale", hidden), add(block + ".shift", hidden);
    }
    add("output.weight", hidden * heads * tags), add("output.bias", heads * tags);
    for (std::size_t i = 0; i < heads * tags * tags; ++i) transitions.push_back(i % 9 == 2 ? -1e4f : value());
    write();
  }

  const std::vector<float>& operator[](const std::string& name) const {
    return std::find_if(arrays.begin(), arrays.end(), [&](const auto& a) { return a.first == name; })->second;
  }

 private:
  float value() { return from_half(static_cast<std::uint16_t>((random() & 0x8000u) | 0x2c00u | (random() & 0x3ffu))); }  // 0.06 .. 0.12

  void add(const std::string& name, std::size_t size) {
    std::vector<float> values(size);
    for (float& v : values) v = value();
    arrays.emplace_back(name, values);
  }

  static std::uint16_t to_half(float value) {
    for (std::uint32_t half = 0x2c00; half < 0x3000; ++half) {
      if (from_half(static_cast<std::uint16_t>(half)) == std::abs(value)) return static_cast<std::uint16_t>(half | (value < 0 ? 0x8000u : 0u));
    }
    ADD_FAILURE() << value << " is no half";
    return 0;
  }

  void write() const {
    MappedFileWriter file("name-tagger", "own", 1);
    const auto bytes = [](const auto& v) { return std::string_view(reinterpret_cast<const char*>(v.data()), v.size() * sizeof(v[0])); };
    const std::vector<std::uint32_t> sizes{flags, numbers, hidden, shape_width, hash_rows, hash_width};
    file.add("heads", MappedFile::Type::bytes, {3}, "A\nB");
    file.add("sizes", MappedFile::Type::u32, {6}, bytes(sizes));
    for (const auto& [name, values] : arrays) {
      std::vector<std::uint16_t> halves;
      for (const float v : values) halves.push_back(to_half(v));
      file.add(name, MappedFile::Type::u16, {halves.size()}, bytes(halves));
    }
    file.add("transitions", MappedFile::Type::f32, {heads, tags, tags}, bytes(transitions));
    file.write(path);
  }
};

using Rows = std::vector<std::vector<double>>;

/// rows * weight + bias, all in plain loops.
Rows product(const Rows& rows, const std::vector<float>& weight, const std::vector<float>& bias, bool relu) {
  Rows out(rows.size(), std::vector<double>(bias.begin(), bias.end()));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t o = 0; o < bias.size(); ++o) {
      for (std::size_t i = 0; i < rows[r].size(); ++i) out[r][o] += rows[r][i] * weight[i * bias.size() + o];
      if (relu) out[r][o] = std::max(0.0, out[r][o]);
    }
  }
  return out;
}

Rows naive(const Weights& w, const Embeddings& embeddings, const TaggerInput& input) {
  Rows rows(input.size());
  for (std::size_t t = 0; t < input.size(); ++t) {
    std::vector<float> vector(Embeddings::dimensions);
    embeddings.vector(input.words[t].word, vector.data());
    rows[t].assign(vector.begin(), vector.end());
    const auto append = [&](const auto* from, std::size_t count) { rows[t].insert(rows[t].end(), from, from + count); };
    append(w["shapes"].data() + input.words[t].shape * shape_width, shape_width);
    for (std::size_t i = 0; i < TaggerInput::hashes; ++i) append(w["hashes"].data() + (i * hash_rows + input.hash[t * 4 + i] % hash_rows) * hash_width, hash_width);
    append(input.flags.data() + t * flags, flags), append(input.numbers.data() + t * numbers, numbers);
  }
  Rows h = product(rows, w["input.weight"], w["input.bias"], true);
  for (int b = 0; b < 4; ++b) {
    const std::string name = "block" + std::to_string(b);
    Rows window(h.size());
    for (int t = 0; t < static_cast<int>(h.size()); ++t) {
      for (const int from : {t - dilations[b], t, t + dilations[b]}) {
        const bool there = from >= 0 && from < static_cast<int>(h.size());
        for (std::size_t i = 0; i < hidden; ++i) window[static_cast<std::size_t>(t)].push_back(there ? h[static_cast<std::size_t>(from)][i] : 0.0);
      }
    }
    const Rows update = product(window, w[name + ".weight"], w[name + ".bias"], true);
    for (std::size_t t = 0; t < h.size(); ++t) {
      double mean = 0, variance = 0;
      for (std::size_t i = 0; i < hidden; ++i) mean += (h[t][i] += update[t][i]) / hidden;
      for (std::size_t i = 0; i < hidden; ++i) variance += (h[t][i] - mean) * (h[t][i] - mean) / hidden;
      for (std::size_t i = 0; i < hidden; ++i) h[t][i] = (h[t][i] - mean) / std::sqrt(variance + 1e-5) * w[name + ".scale"][i] + w[name + ".shift"][i];
    }
  }
  return product(h, w["output.weight"], w["output.bias"], false);
}

class TaggerNetworkTest : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path path = fs::path(CITYPACT_SHARE) / "models/navec.bin";
    if (!fs::exists(path)) GTEST_SKIP() << "no models; scripts/fetch-models makes them";
    embeddings = std::make_unique<Embeddings>(path);
    weights = std::make_unique<Weights>(embeddings->shapes());
    network = std::make_unique<TaggerNetwork>(*embeddings, weights->path);
  }

  TaggerInput random_input(std::size_t size) const {
    std::mt19937 random(static_cast<unsigned>(size));
    TaggerInput input;
    for (std::size_t t = 0; t < size; ++t) {
      input.words.push_back({static_cast<std::uint32_t>(random() % embeddings->size()), static_cast<std::uint32_t>(random() % embeddings->shapes())});
      for (std::size_t i = 0; i < TaggerInput::hashes; ++i) input.hash.push_back(static_cast<std::uint16_t>(random()));
      for (std::size_t i = 0; i < flags; ++i) input.flags.push_back(random() % 2);
      for (std::size_t i = 0; i < numbers; ++i) input.numbers.push_back(static_cast<float>(random() % 100) / 50 - 1);
    }
    return input;
  }

  std::unique_ptr<Embeddings> embeddings;
  std::unique_ptr<Weights> weights;
  std::unique_ptr<TaggerNetwork> network;
};

TEST_F(TaggerNetworkTest, EqualsPlainLoopsWhateverTheLength) {
  for (const std::size_t size : {1u, 2u, 5u, 63u, 64u, 65u, 131u}) {
    const TaggerInput input = random_input(size);
    TaggerNetwork::Buffers buffers;
    std::vector<float> emissions;
    network->run(input, buffers, emissions);
    const Rows expected = naive(*weights, *embeddings, input);
    ASSERT_EQ(emissions.size(), size * heads * tags);
    for (std::size_t t = 0; t < size; ++t) {
      for (std::size_t i = 0; i < heads * tags; ++i) ASSERT_NEAR(emissions[t * heads * tags + i], expected[t][i], 1e-4) << size << ' ' << t;
    }
  }
}

TEST_F(TaggerNetworkTest, BytesStayNearTheFloats) {
  const TaggerNetwork bytes(*embeddings, weights->path, Precision::bytes);
  const TaggerInput input = random_input(70);
  TaggerNetwork::Buffers buffers;
  std::vector<float> exact, rounded;
  network->run(input, buffers, exact), bytes.run(input, buffers, rounded);
  for (std::size_t i = 0; i < exact.size(); ++i) EXPECT_NEAR(rounded[i], exact[i], 0.05) << i;
}

TEST_F(TaggerNetworkTest, ATokenSeesEightNeighboursAndNoMore) {
  TaggerInput input = random_input(40), other = input;
  for (std::size_t t = 0; t < 31; ++t) other.words[t] = {};
  TaggerNetwork::Buffers buffers;
  std::vector<float> a, b;
  network->run(input, buffers, a), network->run(other, buffers, b);
  const std::size_t stride = heads * tags;
  EXPECT_TRUE(std::equal(a.end() - static_cast<std::ptrdiff_t>(stride), a.end(), b.end() - static_cast<std::ptrdiff_t>(stride)));
  EXPECT_FALSE(std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(stride), b.begin()));
}

/// Score of every tag path of one head; forbidden ones are left out.
void for_paths(const std::vector<float>& emissions, std::size_t head, const std::vector<float>& transitions, std::size_t size,
               const std::function<void(const std::vector<int>&, double)>& visit) {
  const auto count = static_cast<std::size_t>(std::pow(3, size));
  for (std::size_t code = 0; code < count; ++code) {
    std::vector<int> path;
    for (std::size_t t = 0, rest = code; t < size; ++t, rest /= 3) path.push_back(static_cast<int>(rest % 3));
    double score = 0;
    for (std::size_t t = 0; t < size; ++t) {
      const auto tag = static_cast<std::size_t>(path[t]);
      score += emissions[(t * heads + head) * tags + tag];
      score += t == 0 ? (tag == 2 ? -1e4 : 0.0) : transitions[head * 9 + static_cast<std::size_t>(path[t - 1]) * 3 + tag];
    }
    if (score > -1e3) visit(path, score);
  }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> spans_of(const std::vector<int>& path) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
  for (std::uint32_t t = 0; t < path.size(); ++t) {
    if (path[t] == 1) spans.emplace_back(t, t + 1);
    else if (path[t] == 2) spans.back().second = t + 1;
  }
  return spans;
}

TEST_F(TaggerNetworkTest, DecodesTheBestPathAndTheProbabilityOfItsSpans) {
  std::mt19937 random(3);
  for (std::size_t size = 1; size <= 6; ++size) {
    std::vector<float> emissions(size * heads * tags);
    for (float& e : emissions) e = static_cast<float>(random() % 1000) / 400 - 1;
    std::vector<TagSpan> expected;
    for (std::size_t head = 0; head < heads; ++head) {
      double best = -1e9, total = 0;
      std::vector<int> best_path;
      for_paths(emissions, head, weights->transitions, size, [&](const auto& path, double score) {
        total += std::exp(score);
        if (score > best) best = score, best_path = path;
      });
      for (const auto& [begin, end] : spans_of(best_path)) {
        double sum = 0;
        for_paths(emissions, head, weights->transitions, size, [&, begin = begin, end = end](const auto& path, double score) {
          const auto spans = spans_of(path);
          if (std::find(spans.begin(), spans.end(), std::pair(begin, end)) != spans.end()) sum += std::exp(score);
        });
        expected.push_back({static_cast<std::uint32_t>(head), begin, end, static_cast<float>(sum / total)});
      }
    }
    const auto found = network->decode(emissions);
    ASSERT_EQ(found.size(), expected.size()) << size;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].head, expected[i].head);
      EXPECT_EQ(found[i].begin, expected[i].begin);
      EXPECT_EQ(found[i].end, expected[i].end);
      EXPECT_NEAR(found[i].score, expected[i].score, 1e-4);
    }
  }
}

TEST_F(TaggerNetworkTest, NamesTheFileWhoseWeightsAreDamaged) {
  std::fstream file(weights->path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(fs::file_size(weights->path) / 2));
  file << std::string(64, '\xff');  // half floats that are no numbers
  file.close();
  try {
    TaggerNetwork(*embeddings, weights->path);
    FAIL() << "a damaged file was taken";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("tagger-test.bin: is damaged"), std::string::npos) << error.what();
  }
}

TEST_F(TaggerNetworkTest, NamesTheFileThatIsCut) {
  fs::resize_file(weights->path, fs::file_size(weights->path) / 2);
  try {
    TaggerNetwork(*embeddings, weights->path);
    FAIL() << "a cut file was taken";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("tagger-test.bin"), std::string::npos);
  }
}

TEST(HalfFloat, CoversZeroSubnormalNormalAndSign) {
  EXPECT_EQ(from_half(0), 0.f);
  EXPECT_EQ(from_half(1), std::ldexp(1.f, -24));
  EXPECT_EQ(from_half(0x3c00), 1.f);
  EXPECT_EQ(from_half(0xc500), -5.f);
  EXPECT_EQ(from_half(0x7bff), 65504.f);
}

}  // namespace
}  // namespace citypact::neural
