#pragma once
// What natasha answered on data/sentences.txt (scripts/record-slovnet), and the models beside the build.
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/neural/words.hpp"

namespace citypact::neural {

inline std::filesystem::path models() { return std::filesystem::path(CITYPACT_SHARE) / "models"; }
inline bool have_models() { return std::filesystem::exists(models() / "slovnet-syntax.bin"); }

inline const std::vector<nlohmann::json>& recorded() {
  static const std::vector<nlohmann::json> rows = [] {
    std::vector<nlohmann::json> out;
    std::ifstream file(std::filesystem::path(CITYPACT_SOURCE_DIR) / "tests/unit/neural/data/slovnet.jsonl");
    for (std::string line; std::getline(file, line);) out.push_back(nlohmann::json::parse(line));
    return out;
  }();
  return rows;
}

inline std::vector<WordInput> read_words(const Embeddings& embeddings, const nlohmann::json& row) {
  std::vector<WordInput> words;
  for (const auto& token : row.at("tokens")) words.push_back(embeddings.read(token.get_ref<const std::string&>()));
  return words;
}

/// All recorded sentences one after another, and where each stands.
struct Text {
  std::vector<WordInput> words;
  std::vector<TokenRange> sentences;

  explicit Text(const Embeddings& embeddings) {
    for (const auto& row : recorded()) {
      const auto begin = static_cast<std::uint32_t>(words.size());
      for (const WordInput word : read_words(embeddings, row)) words.push_back(word);
      sentences.push_back({begin, static_cast<std::uint32_t>(words.size())});
    }
  }
};

}  // namespace citypact::neural

#define NEEDS_MODELS() \
  if (!have_models()) GTEST_SKIP() << "no models; scripts/demo fetches and converts them"
