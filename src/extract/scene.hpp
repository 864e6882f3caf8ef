#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "citypact/core/analysis.hpp"
#include "citypact/core/extraction.hpp"

namespace citypact::extract {

/// A mention with where it stands among the tokens. Its index in Scene::sites is its id within extraction.
struct Site {
  Mention mention;
  TokenRange tokens;
  std::uint32_t head = 0;      // token that bears the case and the syntactic role
  std::uint32_t sentence = 0;  // index into AnalyzedDocument::sentences
};

/// A post as it stands in the text: «мэра», «заместитель министра финансов».
struct RoleSite {
  TokenRange tokens;
  std::uint32_t head = 0;
  std::uint32_t sentence = 0;
  std::string role;       // nominative, without the organization
  std::string role_text;  // as written
};

/// What every extractor of relations reads: the analyzed document, its mentions joined into entities, its posts.
struct Scene {
  const AnalyzedDocument& document;
  std::vector<Site> sites;       // in text order
  std::vector<RoleSite> roles;   // in text order
  std::vector<std::vector<std::uint32_t>> sites_of;  // by sentence
  std::vector<std::vector<std::uint32_t>> roles_of;  // by sentence
};

/// A relation that an extractor thinks it has read.
struct Proposal {
  std::string relation;
  std::uint32_t subject = 0, object = 0;  // indices into Scene::sites
  std::uint32_t sentence = 0;             // that states it
  TokenRange trigger;                     // the word or phrase that states it; empty when there is none
  std::optional<Status> status;           // absent: the status stage decides from the trigger's clause
  std::optional<Date> time;
  Qualifiers qualifiers;                  // speaker is an index into Scene::sites
  std::string rule;                       // "signed.parties-signed-document"
  float score = 1;                        // of this rule alone, 0..1
};

}  // namespace citypact::extract
