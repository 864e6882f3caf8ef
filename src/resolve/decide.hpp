#pragma once
#include <map>
#include <set>
#include <vector>

#include "block.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/resolve/decisions.hpp"

namespace citypact::identity {

/// Decisions with their mentions found in the documents; those whose mention is not there are reported and left out.
class Decisions {
 public:
  Decisions(const std::vector<Decision>& decisions, const std::vector<Extraction*>& extractions, Diagnostics* diagnostics);

  /// Gives mentions of one entity that a person told apart an entity each; call before profiles are made.
  void separate_mentions(const std::vector<Extraction*>& extractions);
  /// Entities of a document that must not be joined within it.
  using Apart = std::set<std::pair<std::uint32_t, std::uint32_t>>;
  const Apart& apart(std::size_t document) const;
  /// Splits, joins, renames and drops clusters; contradictions are reported.
  std::vector<Cluster> apply(std::vector<Cluster> clusters, const std::vector<Extraction*>& extractions);

 private:
  struct Found {
    const Decision* decision = nullptr;
    std::size_t document = 0, document2 = 0;
    std::size_t mention = 0, mention2 = 0;
  };
  void report(const Decision& decision, std::string message) const;

  std::vector<Found> found_;  // in the order of their lines' text, whatever the order of the file
  std::map<std::size_t, Apart> apart_;
  Diagnostics* diagnostics_;
};

}  // namespace citypact::identity
