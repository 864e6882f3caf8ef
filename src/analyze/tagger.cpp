#include "tagger.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "blocks.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/neural/tagger.hpp"
#include "tagger_facts.hpp"
#include "tagger_features.hpp"
#include "tagger_names.hpp"

namespace citypact {
namespace {

/// Runs of whole sentences with at most part_tokens tokens, which take some 20 MB of rows; a longer sentence is cut.
std::vector<TokenRange> blocks_of(const AnalyzedDocument& document) {
  std::vector<TokenRange> blocks;
  for (const Sentence& sentence : document.sentences) {
    for (std::uint32_t begin = sentence.tokens.begin; begin < sentence.tokens.end; begin += part_tokens) {
      const TokenRange part{begin, std::min(sentence.tokens.end, begin + part_tokens)};
      if (!blocks.empty() && blocks.back().size() + part.size() <= part_tokens) blocks.back().end = part.end;
      else blocks.push_back(part);
    }
  }
  return blocks;
}

}  // namespace

struct NameTagger::State {
  BodyKinds body_kinds;
  TaggerFeatures features;
  neural::TaggerNetwork network;
};

struct NameTagger::Buffers::State {
  TaggerFeatures::Buffers features;
  neural::TaggerInput input;
  neural::TaggerNetwork::Buffers network;
  std::vector<float> emissions;
  std::vector<HeadSpan> found;
};

NameTagger::Buffers::Buffers() : state_(std::make_unique<State>()) {}
NameTagger::Buffers::~Buffers() = default;
NameTagger::Buffers::Buffers(Buffers&&) noexcept = default;

NameTagger::NameTagger(const Language& language, const neural::Embeddings& embeddings, const neural::SlovnetNer& slovnet,
                       const Gazetteer* gazetteer, const std::filesystem::path& weights, neural::Precision precision)
    : state_(new State{BodyKinds(language), TaggerFeatures(slovnet, gazetteer), neural::TaggerNetwork(embeddings, weights, precision)}) {
  if (state_->network.flags() != TaggerFeatures::flags || state_->network.numbers() != TaggerFeatures::numbers) {
    throw Error(weights.string() + ": made for other features; train it again (training/tagger)");
  }
}

NameTagger::~NameTagger() = default;

void NameTagger::tag(AnalyzedDocument& document, std::span<const neural::WordInput> words, ReadingCache& readings,
                     Buffers& buffers) const {
  Buffers::State& work = *buffers.state_;
  const std::size_t stride = state_->network.heads().size() * neural::TaggerNetwork::tags;
  work.found.clear();
  auto sentence = document.sentences.begin();
  for (const TokenRange& block : blocks_of(document)) {
    state_->features.compute(document, block, words, readings, work.features, work.input);
    state_->network.run(work.input, work.network, work.emissions);
    for (; sentence != document.sentences.end() && sentence->tokens.begin < block.end; ++sentence) {
      const TokenRange part{std::max(sentence->tokens.begin, block.begin), std::min(sentence->tokens.end, block.end)};
      const std::span<const float> rows(work.emissions.data() + (part.begin - block.begin) * stride, part.size() * stride);
      for (const neural::TagSpan& span : state_->network.decode(rows)) {
        work.found.push_back({state_->network.heads()[span.head], {part.begin + span.begin, part.begin + span.end}, span.score});
      }
      if (sentence->tokens.end > block.end) break;  // the rest of a cut sentence lies in the next block
    }
  }
  document.names = to_names(document, work.found, DictionaryFacts(document, readings, state_->body_kinds));
}

}  // namespace citypact
