#pragma once
#include "scene.hpp"
#include "speakers.hpp"

namespace citypact::extract {

/// The last stage: status, time and confidence of every proposal, laws of the ontology, one answer a fact and sentence.
/// Relations come in text order of their evidence; mentions are the scene's sites that are names or that a relation needs.
Extraction decide(AnalyzedDocument& document, const Scene& scene, std::vector<Proposal> proposals, std::vector<Attribute> attributes,
                  Speakers& speakers, float min_confidence);

}  // namespace citypact::extract
