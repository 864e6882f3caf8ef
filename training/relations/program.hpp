#pragma once
#include <fstream>
#include <nlohmann/json.hpp>

#include "citypact/analyze/analyze.hpp"
#include "citypact/knowledge/ontology_reader.hpp"
#include "extractor.hpp"

namespace citypact::training {

/// Calls visit(row, document, extractor) for each line of INPUT.jsonl, {"id", "text"} and what else the caller reads, with the text analyzed.
/// Throws Error for data that is absent or damaged.
template <class Visit>
void for_each_document(const std::filesystem::path& share, const std::string& input, const Visit& visit) {
  const Language language(share, "ru");
  const Gazetteer gazetteer(share / "knowledge.bin");
  const Ontology ontology = read_ontology(share / "schemas" / "ontology.ttl");
  const Analyzer analyzer(language, &gazetteer, share);
  const Extractor extractor(language, &gazetteer, ontology, share);
  std::ifstream in(input);
  for (std::string line; std::getline(in, line);) {
    const auto row = nlohmann::json::parse(line);
    Document raw;
    raw.id = row.at("id"), raw.text = row.at("text"), raw.language = language.code();
    visit(row, analyzer.analyze(std::move(raw)), extractor);
  }
}

}  // namespace citypact::training
