#pragma once
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "citypact/analyze/analyze.hpp"
#include "citypact/extract/extract.hpp"
#include "citypact/extract/rules.hpp"
#include "citypact/knowledge/ontology_reader.hpp"

namespace citypact::test {

/// One relation as a test reads it: names as they stand in the text, roles nominative.
struct Fact {
  std::string subject, relation, object, status, role;
  friend bool operator==(const Fact&, const Fact&) = default;
};

inline std::ostream& operator<<(std::ostream& out, const Fact& f) {
  return out << '[' << f.subject << ", " << f.relation << ", " << f.object << ", " << f.status << ", " << f.role << ']';
}

/// The stages up to extraction, loaded once for all tests.
class Bench {
 public:
  static const Bench& get() {
    static const Bench bench;
    return bench;
  }

  AnalyzedDocument analyze(std::string text, std::optional<Date> published = {}) const {
    Document document;
    document.id = "test";
    document.language = "ru";
    document.text = std::move(text);
    document.published = published;
    return analyzer_->analyze(std::move(document));
  }
  Extraction extract(std::string text, std::optional<Date> published = {}, const ExtractOptions& options = {}) const {
    Diagnostics diagnostics;
    return extractor_->extract(analyze(std::move(text), published), options, diagnostics);
  }
  /// Facts in text order, of one relation when it is named. Names are canonical.
  std::vector<Fact> facts(std::string text, const std::string& relation = "", const ExtractOptions& options = {}) const {
    const Extraction got = extract(std::move(text), {}, options);
    std::vector<Fact> found;
    for (const auto& r : got.relations)
      if (relation.empty() || r.type == relation)
        found.push_back({got.mentions[r.subject].name, r.type, got.mentions[r.object].name, std::string(to_string(r.status)), r.qualifiers.role});
    return found;
  }
  const Extractor& extractor() const { return *extractor_; }
  const Ontology& ontology() const { return ontology_; }
  const Language& language() const { return language_; }
  const Gazetteer& gazetteer() const { return gazetteer_; }
  const std::filesystem::path& share() const { return share_; }

 private:
  Bench()
      : share_(CITYPACT_SHARE), language_(share_, "ru"), ontology_(read_ontology(share_ / "schemas/ontology.ttl")), gazetteer_(share_ / "knowledge.bin"),
        analyzer_(std::make_unique<Analyzer>(language_, &gazetteer_, share_)),
        extractor_(std::make_unique<Extractor>(language_, &gazetteer_, ontology_, share_)) {}

  std::filesystem::path share_;
  Language language_;
  Ontology ontology_;
  Gazetteer gazetteer_;
  std::unique_ptr<Analyzer> analyzer_;
  std::unique_ptr<Extractor> extractor_;
};

inline std::vector<Fact> facts(const char* text, const char* relation = "") { return Bench::get().facts(text, relation); }
/// What the rules alone say.
inline std::vector<Fact> claimed(const char* text, const char* relation = "") { return Bench::get().facts(text, relation, {.learned = false}); }
inline bool has(const std::vector<Fact>& facts, const Fact& fact) { return std::find(facts.begin(), facts.end(), fact) != facts.end(); }

}  // namespace citypact::test
