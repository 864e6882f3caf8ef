#include "citypact/neural/tagger.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "citypact/core/diagnostics.hpp"
#include "citypact/neural/slovnet.hpp"
#include "verified.hpp"

namespace citypact::neural {
namespace {

constexpr std::uint32_t content_version = 1;
constexpr std::array<std::size_t, 4> dilations{1, 2, 4, 1};
constexpr std::size_t tile = 64;  // rows gathered at once: windows and products stay in the second-level cache

std::vector<float> widen(const MappedFile& file, std::string_view section) {
  const auto halves = file.uint16s(section);
  std::vector<float> out(halves.size());
  std::transform(halves.begin(), halves.end(), out.begin(), from_half);
  return out;
}

std::vector<float> to_panels(std::span<const float> weight, std::size_t inputs, std::size_t outputs) {
  const std::size_t panels = (outputs + panel_width - 1) / panel_width;
  std::vector<float> out(panels * inputs * panel_width);
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t o = 0; o < outputs; ++o) {
      out[(o / panel_width * inputs + i) * panel_width + o % panel_width] = weight[i * outputs + o];
    }
  }
  return out;
}

float log_sum(float a, float b) {
  const float high = std::max(a, b);
  return high + std::log1p(std::exp(std::min(a, b) - high));
}

/// One head's chain over a sentence: best path, and probabilities by the forward and backward passes.
class Chain {
 public:
  static constexpr std::size_t tags = TaggerNetwork::tags;
  static constexpr std::uint8_t outside = 0, begin = 1, inside = 2;

  Chain(const float* emissions, std::size_t stride, std::size_t size, const float* transitions)
      : emissions_(emissions), stride_(stride), size_(size), transitions_(transitions) {}

  std::vector<std::uint8_t> best_path() const {
    std::vector<std::array<std::uint8_t, tags>> back(size_);
    std::array<float, tags> score = start();
    for (std::size_t t = 1; t < size_; ++t) {
      std::array<float, tags> next{};
      for (std::size_t to = 0; to < tags; ++to) {
        std::uint8_t best = 0;
        for (std::uint8_t from = 1; from < tags; ++from) {
          if (score[from] + transition(from, to) > score[best] + transition(best, to)) best = from;
        }
        back[t][to] = best;
        next[to] = score[best] + transition(best, to) + emission(t, to);
      }
      score = next;
    }
    std::vector<std::uint8_t> path(size_, outside);
    auto tag = static_cast<std::uint8_t>(std::max_element(score.begin(), score.end()) - score.begin());
    for (std::size_t t = size_; t-- > 0; tag = back[t][tag]) path[t] = tag;
    return path;
  }

  void prepare_probabilities() {
    forward_.assign(size_, start());
    backward_.assign(size_, {});
    for (std::size_t t = 1; t < size_; ++t) {
      for (std::size_t to = 0; to < tags; ++to) {
        forward_[t][to] = emission(t, to) + sum([&](std::size_t from) { return forward_[t - 1][from] + transition(from, to); });
      }
    }
    for (std::size_t t = size_ - 1; t-- > 0;) {
      for (std::size_t from = 0; from < tags; ++from) {
        backward_[t][from] =
            sum([&](std::size_t to) { return transition(from, to) + emission(t + 1, to) + backward_[t + 1][to]; });
      }
    }
    total_ = sum([&](std::size_t tag) { return forward_[size_ - 1][tag]; });
  }

  /// Probability that the tokens [first, last) are one span.
  float probability(std::size_t first, std::size_t last) const {
    float score = forward_[first][begin];
    for (std::size_t t = first + 1; t < last; ++t) score += transition(t == first + 1 ? begin : inside, inside) + emission(t, inside);
    const std::uint8_t end = last - first > 1 ? inside : begin;
    if (last < size_) {
      auto after = [&](std::uint8_t tag) { return transition(end, tag) + emission(last, tag) + backward_[last][tag]; };
      score += log_sum(after(outside), after(begin));
    }
    return std::min(1.f, std::exp(score - total_));
  }

 private:
  float emission(std::size_t t, std::size_t tag) const { return emissions_[t * stride_ + tag]; }
  float transition(std::size_t from, std::size_t to) const { return transitions_[from * tags + to]; }
  std::array<float, tags> start() const { return {emission(0, outside), emission(0, begin), -1e4f}; }
  template <typename Score>
  static float sum(Score score) {
    return log_sum(log_sum(score(0), score(1)), score(2));
  }

  const float* emissions_;
  std::size_t stride_, size_;
  const float* transitions_;
  std::vector<std::array<float, tags>> forward_, backward_;
  float total_ = 0;
};

}  // namespace

float from_half(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
  const std::uint32_t exponent = half >> 10 & 0x1fu, fraction = half & 0x3ffu;
  if (exponent == 0) {  // zero and subnormal numbers
    const float value = std::ldexp(static_cast<float>(fraction), -24);
    return sign ? -value : value;
  }
  return std::bit_cast<float>(sign | (exponent + (exponent == 31 ? 224u : 112u)) << 23 | fraction << 13);
}

TaggerNetwork::TaggerNetwork(const Embeddings& embeddings, const std::filesystem::path& path, Precision precision)
    : embeddings_(embeddings) {
  const MappedFile file = open_verified(path, "name-tagger", content_version);
  const auto bad = [&](const char* what) { return Error(path.string() + ": " + what + "; train it again (training/tagger)"); };
  heads_ = load_names(file, "heads");
  const auto sizes = file.uint32s("sizes");
  if (sizes.size() != 6) throw bad("has no sizes");
  flags_ = sizes[0], numbers_ = sizes[1], hidden_ = sizes[2], shape_width_ = sizes[3], hash_rows_ = sizes[4], hash_width_ = sizes[5];
  form_width_ = Embeddings::dimensions + shape_width_ + TaggerInput::hashes * hash_width_;
  if (hidden_ == 0 || hidden_ % panel_width != 0) throw bad("its layers are not whole panels");

  const auto vector = [&](const std::string& name, std::size_t size) {
    std::vector<float> out = widen(file, name);
    if (out.size() != size) throw bad("a layer has another size");
    return out;
  };
  const auto layer = [](std::span<const float> weight, std::vector<float> bias, std::size_t inputs, std::size_t outputs, bool relu, Precision rounding) {
    Matrix out{to_panels(weight, inputs, outputs), std::move(bias), {}};
    const std::size_t padded = out.data.size() / inputs;
    out.bias.resize(padded);  // none: zeros
    out.layer = {{out.data.data(), inputs, padded}, {.bias = out.bias.data(), .relu = relu}, rounding};
    if (rounding != Precision::exact) out.data = {};
    return out;
  };
  const auto matrix = [&](const std::string& name, std::size_t inputs, std::size_t outputs) {
    return layer(vector(name + ".weight", inputs * outputs), vector(name + ".bias", outputs), inputs, outputs, name != "output", precision);
  };
  shapes_ = vector("shapes", embeddings.shapes() * shape_width_);
  hash_tables_ = vector("hashes", TaggerInput::hashes * hash_rows_ * hash_width_);
  const std::size_t token_width = flags_ + numbers_;
  const std::vector<float> input = vector("input.weight", (form_width_ + token_width) * hidden_);
  const std::span<const float> rows(input);
  form_ = layer(rows.first(form_width_ * hidden_), {}, form_width_, hidden_, false, precision == Precision::exact ? precision : Precision::words);
  token_ = layer(rows.subspan(form_width_ * hidden_), vector("input.bias", hidden_), token_width, hidden_, false, Precision::exact);
  for (std::size_t i = 0; i < dilations.size(); ++i) {
    const std::string name = "block" + std::to_string(i);
    blocks_.push_back({matrix(name, 3 * hidden_, hidden_), vector(name + ".scale", hidden_), vector(name + ".shift", hidden_)});
  }
  output_ = matrix("output", hidden_, heads_.size() * tags);
  const auto transitions = file.floats("transitions");
  if (transitions.size() != heads_.size() * tags * tags) throw bad("has no transitions");
  transitions_.assign(transitions.begin(), transitions.end());
}

void TaggerNetwork::embed_form(const TaggerInput& input, std::size_t token, float* row) const {
  const WordInput word = input.words[token];
  embeddings_.vector(word.word, row);
  row = std::copy_n(shapes_.data() + word.shape * shape_width_, shape_width_, row + Embeddings::dimensions);
  for (std::size_t i = 0; i < TaggerInput::hashes; ++i) {
    const std::size_t line = i * hash_rows_ + input.hash[token * TaggerInput::hashes + i] % hash_rows_;
    row = std::copy_n(hash_tables_.data() + line * hash_width_, hash_width_, row);
  }
}

void TaggerNetwork::embed_token(const TaggerInput& input, std::size_t token, float* row) const {
  row = std::copy_n(input.flags.data() + token * flags_, flags_, row);
  std::copy_n(input.numbers.data() + token * numbers_, numbers_, row);
}

/// buffers.first -> buffers.first, both [size][hidden]; buffers.second is scratch of the same size.
void TaggerNetwork::apply(const Block& block, std::size_t dilation, std::size_t size, Buffers& buffers) const {
  buffers.window.resize(tile * 3 * hidden_);
  buffers.products.resize(tile * hidden_);
  buffers.second.resize(size * hidden_);
  for (std::size_t first = 0; first < size; first += tile) {
    const std::size_t count = std::min(tile, size - first);
    for (std::size_t r = 0; r < count; ++r) {
      for (std::size_t tap = 0; tap < 3; ++tap) {
        float* cell = buffers.window.data() + (r * 3 + tap) * hidden_;
        const std::size_t from = first + r + tap * dilation;  // one dilation ahead, so that it is never negative
        if (from < dilation || from - dilation >= size) std::fill_n(cell, hidden_, 0.f);
        else std::copy_n(buffers.first.data() + (from - dilation) * hidden_, hidden_, cell);
      }
    }
    block.weight.layer.apply(buffers.window.data(), count, 3 * hidden_, buffers.products.data(), hidden_, buffers.layer);
    for (std::size_t r = 0; r < count; ++r) {
      const float* before = buffers.first.data() + (first + r) * hidden_;
      kernels().add_normalize(before, buffers.products.data() + r * hidden_, hidden_, block.scale.data(), block.shift.data(),
                              buffers.second.data() + (first + r) * hidden_);
    }
  }
  std::swap(buffers.first, buffers.second);
}

void TaggerNetwork::run(const TaggerInput& input, Buffers& buffers, std::vector<float>& emissions) const {
  const std::size_t size = input.size(), outputs = heads_.size() * tags;
  const std::size_t token_width = flags_ + numbers_;
  buffers.forms.resize(tile * form_width_);
  buffers.tokens.resize(tile * token_width);
  buffers.products.resize(tile * hidden_);
  buffers.first.resize(size * hidden_);
  for (std::size_t first = 0; first < size; first += tile) {
    const std::size_t count = std::min(tile, size - first);
    for (std::size_t r = 0; r < count; ++r) {
      embed_form(input, first + r, buffers.forms.data() + r * form_width_);
      embed_token(input, first + r, buffers.tokens.data() + r * token_width);
    }
    float* rows = buffers.first.data() + first * hidden_;
    form_.layer.apply(buffers.forms.data(), count, form_width_, rows, hidden_, buffers.layer);
    token_.layer.apply(buffers.tokens.data(), count, token_width, buffers.products.data(), hidden_, buffers.layer);
    kernels().add_relu(rows, buffers.products.data(), count * hidden_, rows);
  }
  for (std::size_t i = 0; i < blocks_.size(); ++i) apply(blocks_[i], dilations[i], size, buffers);

  emissions.resize(size * outputs);
  buffers.products.resize(std::max(tile * hidden_, tile * output_.layer.outputs()));
  for (std::size_t first = 0; first < size; first += tile) {
    const std::size_t count = std::min(tile, size - first);
    output_.layer.apply(buffers.first.data() + first * hidden_, count, hidden_, buffers.products.data(), output_.layer.outputs(), buffers.layer);
    for (std::size_t r = 0; r < count; ++r) {
      std::copy_n(buffers.products.data() + r * output_.layer.outputs(), outputs, emissions.data() + (first + r) * outputs);
    }
  }
}

std::vector<TagSpan> TaggerNetwork::decode(std::span<const float> emissions) const {
  const std::size_t stride = heads_.size() * tags, size = emissions.size() / stride;
  std::vector<TagSpan> spans;
  if (size == 0) return spans;
  for (std::size_t head = 0; head < heads_.size(); ++head) {
    Chain chain(emissions.data() + head * tags, stride, size, transitions_.data() + head * tags * tags);
    const std::vector<std::uint8_t> path = chain.best_path();
    bool prepared = false;
    for (std::size_t first = 0; first < size; ++first) {
      if (path[first] != Chain::begin) continue;
      std::size_t last = first + 1;
      while (last < size && path[last] == Chain::inside) ++last;
      if (!prepared) chain.prepare_probabilities(), prepared = true;
      spans.push_back({static_cast<std::uint32_t>(head), static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last),
                       chain.probability(first, last)});
    }
  }
  return spans;
}

}  // namespace citypact::neural
