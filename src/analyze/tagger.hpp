#pragma once
#include <filesystem>
#include <memory>
#include <span>

#include "citypact/core/analysis.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"
#include "citypact/language/reading_cache.hpp"
#include "citypact/neural/slovnet.hpp"

namespace citypact {

/// Finds names and positions in the one convention of the product (docs/model-card-tagger.md): the outermost phrase that
/// names a thing, with its descriptor and quotes; a person without title; a place's name alone; adjectives of places apart.
///
/// Thread safety: const and shared; each thread brings its own buffers. The same document gives the same names whatever
/// else was tagged: the network sees nothing beyond a block of 8,192 tokens of one document.
class NameTagger {
 public:
  /// `gazetteer` may be null, at a loss of exactness; everything must outlive the tagger.
  /// Throws Error when the weights are absent, cut, or made for other features.
  NameTagger(const Language& language, const neural::Embeddings& embeddings, const neural::SlovnetNer& slovnet,
             const Gazetteer* gazetteer, const std::filesystem::path& weights,
             neural::Precision precision = neural::Precision::exact);
  ~NameTagger();

  class Buffers {
   public:
    Buffers();
    ~Buffers();
    Buffers(Buffers&&) noexcept;

   private:
    friend class NameTagger;
    struct State;
    std::unique_ptr<State> state_;
  };

  /// Fills `document.names` from its sentences and tokens: in text order by begin, longer first. `words` are its tokens'.
  void tag(AnalyzedDocument& document, std::span<const neural::WordInput> words, ReadingCache& readings, Buffers& buffers) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citypact
