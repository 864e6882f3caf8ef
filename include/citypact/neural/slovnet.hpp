#pragma once
#include <cstdint>
#include <filesystem>
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
  SlovnetNer(const Embeddings& embeddings, const std::filesystem::path& path);
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

/// The best path through a linear-chain CRF: maximises the sum of emissions[i][t] and transitions[t(i-1)][t(i)], the first
/// of equal ones. `labels` at most 255; `history` is scratch. Writes one label a row.
void viterbi(std::span<const float> emissions, std::size_t labels, const float* transitions, std::vector<std::uint8_t>& history,
             std::uint8_t* path);

/// Lines of a section.
std::vector<std::string> load_names(const MappedFile& file, std::string_view section);

}  // namespace citypact::neural
