#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/knowledge/gazetteer.hpp"
#include "citypact/language/language.hpp"

namespace citypact::extract {

/// Class of a body as its name says it.
struct BodyType {
  std::string type;     // "Park"
  std::string subtype;  // "Foundation"; may be empty
};

/// True for the classes of bodies that mentions bear: Organization, University, Park, Cluster.
bool is_body(std::string_view type);
/// Whether a class is City, Region or Country.
inline bool is_place(std::string_view type) { return type == "City" || type == "Region" || type == "Country"; }

/// Tells universities, parks, clusters and the finer classes of organizations apart by the head of the name
/// (words/body_types.tsv) and, where that says nothing, by the gazetteer. Thread safety: const.
class BodyTypes {
 public:
  BodyTypes(const Language& language, const Gazetteer* gazetteer);

  /// By the head noun and the other words of a name; null when no row fits.
  const BodyType* by_head(const AnalyzedDocument& document, TokenRange tokens, std::uint32_t head) const;
  /// By the gazetteer's entries of this name, when they agree on one class of bodies.
  std::optional<BodyType> by_name(const std::string& name) const;
  bool is_descriptor(std::string_view lemma) const;
  /// A word that parks and clusters have in their names, whatever else it may name: «парк», «зона».
  bool is_site_word(std::string_view lemma) const { return site_words_.contains(lemma); }

 private:
  struct Row {
    BodyType type;
    std::vector<std::string> words;
  };
  std::unordered_map<std::string, std::vector<Row>, WordHash, std::equal_to<>> rows_;  // by the head's lemma, in the order of the file
  WordSet site_words_;
  const Language& language_;
  const Gazetteer* gazetteer_;
};

}  // namespace citypact::extract
