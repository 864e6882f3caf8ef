#pragma once
#include <functional>

#include "confidence.hpp"
#include "scene.hpp"
#include "speakers.hpp"

namespace citypact::extract {

struct Weighing {
  const Confidence* confidence = nullptr;  // null: what the rules themselves claim
  float least = 0;                         // confidence below which nothing is stated
  /// Called with each proposal that the ontology allows, its ends named and its status told, before it is weighed, and with how
  /// subject and object stand in the text.
  std::function<void(const Proposal&, Form, Form)> watch = nullptr;
};

/// The last stage: status, time and confidence of every proposal, laws of the ontology, one answer a fact and sentence.
/// Relations come in text order of their evidence; mentions are the scene's sites that are names or that a relation needs.
Extraction decide(AnalyzedDocument& document, const Scene& scene, std::vector<Proposal> proposals, std::vector<Attribute> attributes,
                  Speakers& speakers, const Weighing& weighing);

}  // namespace citypact::extract
