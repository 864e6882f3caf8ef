#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"
#include "citypact/neural/slovnet.hpp"
#include "citypact/neural/words.hpp"
#include "tagger.hpp"

namespace citypact {

/// The models that the language's list `models` names; a language without one has none and is analyzed without.
struct Models {
  std::unique_ptr<neural::Embeddings> embeddings;
  std::unique_ptr<neural::SlovnetNer> names;
  std::unique_ptr<NameTagger> tagger;  // reads `names` and, where there is one, the gazetteer
  std::unique_ptr<neural::SlovnetMorph> morphology;
  std::unique_ptr<neural::SlovnetSyntax> syntax;

  /// Precision of each model. On 31,000 tokens of news, words give the exact tag 99.96 times of 100 and the exact head 99.79
  /// times, bytes 99.67 and 98.66; names come out the same with bytes 99.99 times (bench/analysis/parity).
  struct Precisions {
    neural::Precision names = neural::Precision::bytes, trees_and_tags = neural::Precision::words;
  };

  /// Throws Error when a file that the list names is absent, cut or of another version.
  Models(const Language& language, const Gazetteer* gazetteer, const std::filesystem::path& share, Precisions precisions);
  Models(const Language& language, const Gazetteer* gazetteer, const std::filesystem::path& share)
      : Models(language, gazetteer, share, Precisions()) {}
};

/// What one thread keeps between documents for the models: rows in work and caches, some 20 MB.
struct ModelBuffers {
  neural::SlovnetNer::Buffers names;
  neural::SlovnetNer::Output name_output;
  NameTagger::Buffers tagger;
  neural::SlovnetMorph::Buffers morphology;
  neural::SlovnetMorph::Output morphology_output;
  neural::SlovnetSyntax::Buffers syntax;
  neural::SlovnetSyntax::Output syntax_output;
  std::vector<neural::WordInput> words;
  std::vector<TokenRange> sequences;
};

}  // namespace citypact
