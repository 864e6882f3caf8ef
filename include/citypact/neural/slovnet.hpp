#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/neural/encoder.hpp"

namespace citypact::neural {

/// Slovnet's name tagger for news (MIT): persons, places, organizations as BIO tags. Our own tagger reads its units.
/// Thread safety: const and shared; each thread brings its own Buffers.
class SlovnetNer {
 public:
  static constexpr std::size_t units = Encoder::units;
  static constexpr std::size_t labels = 8;  // names in label_names(): <pad>, O, B-PER, I-PER, B-LOC, I-LOC, B-ORG, I-ORG

  /// Of one call: rows of words in order.
  struct Output {
    std::vector<float> units;      // [words][64], the last layer after its normalisation
    std::vector<float> emissions;  // [words][8], before the CRF
    std::vector<std::uint8_t> tags;  // [words], the CRF's best path
  };
  struct Buffers {
    Encoder::Buffers encoder;
    std::vector<float> emissions;
    std::vector<std::uint8_t> path;
  };

  /// Throws Error when the file is absent, cut or of another version.
  SlovnetNer(const Embeddings& embeddings, const std::filesystem::path& path, Precision precision = Precision::exact);
  ~SlovnetNer();

  const std::vector<std::string>& label_names() const { return names_; }
  /// natasha gives a whole document as one sequence: {0, words.size()}. Words outside the sequences get zeros.
  void run(std::span<const WordInput> words, std::span<const TokenRange> sequences, Buffers& buffers, Output& output) const;

 private:
  MappedFile file_;
  Encoder encoder_;
  PanelMatrix weight_;
  Epilogue epilogue_;
  const float* transitions_;
  std::vector<std::string> names_;
};

/// Slovnet's morphology for news (MIT): one of 752 tags (Universal Dependencies) a word.
/// Thread safety: const and shared; each thread brings its own Buffers.
class SlovnetMorph {
 public:
  struct Label {
    std::string name;  // "NOUN|Animacy=Inan|Case=Gen|Gender=Masc|Number=Sing"
    Upos upos = Upos::x;
    Features features;
  };
  struct Output {
    std::vector<std::uint16_t> tags;  // [words], indices into labels(); 0 for words outside the sequences
    std::vector<float> best;          // [words], the tag's score
  };
  struct Buffers {
    Encoder::Buffers encoder;
    Layer::Buffers layer;
    std::vector<float> units, scores;
  };

  /// Throws Error when the file is absent, cut or of another version.
  SlovnetMorph(const Embeddings& embeddings, const std::filesystem::path& path, Precision precision = Precision::exact);
  ~SlovnetMorph();

  const std::vector<Label>& labels() const { return labels_; }
  /// `sequences` are sentences.
  void run(std::span<const WordInput> words, std::span<const TokenRange> sequences, Buffers& buffers, Output& output) const;

 private:
  MappedFile file_;
  Encoder encoder_;
  Layer head_;
  std::vector<Label> labels_;
};

/// Slovnet's dependency parser for news (MIT): biaffine scores of heads and relations (Dozat and Manning 2017).
/// Thread safety: const and shared; each thread brings its own Buffers.
class SlovnetSyntax {
 public:
  /// Words of a sentence beyond which it is not parsed: scores take the square of the length.
  static constexpr std::size_t longest = 512;

  enum class Decoder {
    tree,    // the best tree with a single root (with a prior and up to 128 words: without crossing arcs); its relation is "root" and no other's is
    argmax,  // Slovnet's own: every word's best head; a quarter of the sentences get no tree. For comparison.
  };
  /// Adds what else is known of a sentence to the scores of its heads, laid out as for best_tree.
  using Prior = std::function<void(TokenRange sentence, std::span<float> scores, std::size_t stride)>;
  struct Output {
    std::vector<std::uint32_t> heads;     // [words], 1-based within the sentence, 0: root; no_head where not parsed
    std::vector<std::uint8_t> relations;  // [words], indices into relation_names()
    std::vector<float> best;              // [words], score of the head
  };
  struct Buffers {
    Encoder::Buffers encoder;
    Layer::Buffers layer;
    std::vector<float> units, sides, queries, governors, scores, heads, products;
  };

  /// Throws Error when the file is absent, cut or of another version.
  SlovnetSyntax(const Embeddings& embeddings, const std::filesystem::path& path, Precision precision = Precision::exact);
  ~SlovnetSyntax();

  const std::vector<std::string>& relation_names() const { return names_; }
  /// `sequences` are sentences; those longer than `longest` are left unparsed.
  void run(std::span<const WordInput> words, std::span<const TokenRange> sequences, Buffers& buffers, Output& output,
           Decoder decoder = Decoder::tree, const Prior& prior = {}) const;

 private:
  void score_heads(std::size_t size, const float* sides, Buffers& buffers) const;
  void choose_relations(std::size_t size, const float* sides, const std::uint32_t* heads, Buffers& buffers, Decoder decoder,
                        std::uint8_t* relations) const;

  MappedFile file_;
  Encoder encoder_;
  Layer sides_, arcs_, relations_;
  const float* arc_root_;
  const float* relation_root_;
  std::vector<std::string> names_;
  std::size_t root_ = 0;
};

/// The best path through a linear-chain CRF: maximises the sum of emissions[i][t] and transitions[t(i-1)][t(i)], the first
/// of equal ones. `labels` at most 255; `history` is scratch. Writes one label a row.
void viterbi(std::span<const float> emissions, std::size_t labels, const float* transitions, std::vector<std::uint8_t>& history,
             std::uint8_t* path);

/// Lines of a section.
std::vector<std::string> load_names(const MappedFile& file, std::string_view section);

}  // namespace citypact::neural
