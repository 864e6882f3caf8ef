#include <algorithm>

#include "citypact/core/diagnostics.hpp"
#include "citypact/neural/slovnet.hpp"
#include "citypact/neural/tree.hpp"
#include "verified.hpp"

namespace citypact::neural {
namespace {

constexpr std::size_t side = 32;  // units of each of the four layers over a word
constexpr std::size_t sides = 4 * side;
constexpr std::size_t arc_dependent = 0, arc_governor = side, relation_governor = 2 * side, relation_dependent = 3 * side;
constexpr std::size_t longest_projective = 128;  // words; a tree without crossings takes the cube of them
constexpr std::size_t rows_at_once = 32;  // 32 x 1536 products stay in the second-level cache

std::size_t whole_panels(std::size_t columns) { return (columns + panel_width - 1) / panel_width * panel_width; }

}  // namespace

SlovnetSyntax::SlovnetSyntax(const Embeddings& embeddings, const std::filesystem::path& path, Precision precision)
    : file_(open_verified(path, "slovnet-syntax", 1)), encoder_(embeddings, file_, precision), names_(load_names(file_, "labels")) {
  sides_ = {load_panels(file_, "sides.weight", Encoder::units, sides), {.bias = load_vector(file_, "sides.bias", sides), .relu = true}, precision};
  arcs_ = {load_panels(file_, "arc.kernel", side, side), {}, Precision::exact};
  relations_ = {load_panels(file_, "relation.kernel", side, side * whole_panels(names_.size())), {}, precision};
  arc_root_ = load_vector(file_, "arc.root", side);
  relation_root_ = load_vector(file_, "relation.root", side);
  root_ = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), "root") - names_.begin());
  if (root_ == names_.size() || names_.size() > 255) throw Error(path.string() + ": has other relations; make it again with scripts/convert-slovnet");
}

SlovnetSyntax::~SlovnetSyntax() = default;

/// buffers.scores[i * whole_panels(size + 1) + j]: how well word j (0: root) governs word i + 1.
void SlovnetSyntax::score_heads(std::size_t size, const float* rows, Buffers& buffers) const {
  const std::size_t columns = whole_panels(size + 1);
  buffers.queries.resize(size * side);
  arcs_.apply(rows + arc_dependent, size, sides, buffers.queries.data(), side, buffers.layer);
  buffers.governors.assign(columns * side, 0.f);
  for (std::size_t j = 0; j <= size; ++j) {
    const float* governor = j == 0 ? arc_root_ : rows + (j - 1) * sides + arc_governor;
    float* column = buffers.governors.data() + j / panel_width * side * panel_width + j % panel_width;
    for (std::size_t k = 0; k < side; ++k) column[k * panel_width] = governor[k];
  }
  buffers.scores.resize(size * columns);
  kernels().multiply(buffers.queries.data(), size, side, {buffers.governors.data(), side, columns}, {}, buffers.scores.data(), columns);
}

void SlovnetSyntax::choose_relations(std::size_t size, const float* rows, const std::uint32_t* heads, Buffers& buffers, Decoder decoder,
                                     std::uint8_t* relations) const {
  const std::size_t columns = whole_panels(names_.size());
  std::vector<float> scores(columns);
  buffers.heads.resize(rows_at_once * side);
  buffers.products.resize(rows_at_once * relations_.outputs());
  for (std::size_t begin = 0; begin < size; begin += rows_at_once) {
    const std::size_t count = std::min(rows_at_once, size - begin);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t head = heads[begin + i];
      std::copy_n(head == 0 ? relation_root_ : rows + (head - 1) * sides + relation_governor, side, buffers.heads.data() + i * side);
    }
    relations_.apply(buffers.heads.data(), count, side, buffers.products.data(), relations_.outputs(), buffers.layer);
    for (std::size_t i = 0; i < count; ++i) {
      const PanelMatrix product{buffers.products.data() + i * relations_.outputs(), side, columns};
      kernels().multiply(rows + (begin + i) * sides + relation_dependent, 1, sides, product, {}, scores.data(), columns);
      if (decoder == Decoder::tree) scores[root_] = scores[0] = -1e30f;  // 0 is padding
      relations[begin + i] = static_cast<std::uint8_t>(decoder == Decoder::tree && heads[begin + i] == 0 ? root_ : kernels().argmax(scores.data(), names_.size()));
    }
  }
}

void SlovnetSyntax::run(std::span<const WordInput> words, std::span<const TokenRange> sequences, Buffers& buffers, Output& output,
                        Decoder decoder, const Prior& prior) const {
  output.heads.assign(words.size(), no_head);
  output.relations.assign(words.size(), 0);
  output.best.assign(words.size(), 0.f);
  buffers.units.resize(words.size() * Encoder::units);
  encoder_.encode(words, sequences, buffers.encoder, buffers.units);
  for (const TokenRange& sentence : sequences) {
    const std::size_t size = sentence.size(), columns = whole_panels(size + 1);
    if (size == 0 || size > longest) continue;
    buffers.sides.resize(size * sides);
    sides_.apply(buffers.units.data() + std::size_t{sentence.begin} * Encoder::units, size, Encoder::units, buffers.sides.data(), sides, buffers.layer);
    score_heads(size, buffers.sides.data(), buffers);
    std::uint32_t* heads = output.heads.data() + sentence.begin;
    if (decoder == Decoder::tree) {
      if (prior) prior(sentence, buffers.scores, columns);
      best_tree(buffers.scores, size, columns, heads);
      if (prior && size <= longest_projective && !is_projective({heads, size})) best_projective_tree(buffers.scores, size, columns, heads);
    }
    for (std::size_t i = 0; i < size; ++i) {
      if (decoder == Decoder::argmax) heads[i] = static_cast<std::uint32_t>(kernels().argmax(buffers.scores.data() + i * columns, size + 1));
      output.best[sentence.begin + i] = buffers.scores[i * columns + heads[i]];
    }
    choose_relations(size, buffers.sides.data(), heads, buffers, decoder, output.relations.data() + sentence.begin);
  }
}

}  // namespace citypact::neural
