#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "citypact/knowledge/gazetteer.hpp"
#include "roles.hpp"
#include "rule.hpp"
#include "speakers.hpp"

namespace citypact::extract {

void propose_document_roles(const Scene& scene, std::vector<Proposal>& proposals);
void propose_locations(const Scene& scene, std::vector<Proposal>& proposals);
void propose_possessors(const Scene& scene, std::vector<Proposal>& proposals);
/// Takes out the journeys of persons without a post to places (words/journeys.tsv). Linear in posts and proposals.
void drop_private_journeys(const Scene& scene, std::vector<Proposal>& proposals);
/// Takes out locations that the sentence speaks against (nearness, ends of routes, other clauses) or, where the model alone believes them,
/// the gazetteer (may be null). Linear in proposals and the words of their sentences.
void drop_misplaced(const Scene& scene, const Gazetteer* gazetteer, std::vector<Proposal>& proposals);
/// Drops posts that the model alone gives a person and that the sentence speaks against: the noun behind the post stands for another kind
/// of body, the person speaks for another state. Part of drop_contradicted.
void drop_guessed_posts(const Scene& scene, const Gazetteer* gazetteer, std::vector<Proposal>& proposals);
/// The same for all relations: takes out or mends matches taken for meetings, and what the model alone believes of a post whose own words
/// name another body. Linear in proposals and the words of their sentences.
void drop_contradicted(const Scene& scene, const Gazetteer* gazetteer, std::vector<Proposal>& proposals);
/// Gives agreements and ties the status that a later clause or sentence tells of them: «он истёк», «подписание намечено на осень».
/// Linear in proposals and the words of the sentences behind them.
void tell_fates(const Scene& scene, std::vector<Proposal>& proposals);

/// Marks the sentences of a programme of what is still to be done («12:00. Подписание соглашения»); not of a chronicle, whose verbs tell
/// of the past. Linear in sentences and the words of such lines.
void find_agenda(Scene& scene);

/// Gives what is said of an event that is still to take place the status planned, unless a verb of the past says it.
void tell_event_fates(const Scene& scene, std::vector<Proposal>& proposals);
/// Denies plans of the past that the same sentence or the next one of the paragraph says came to nothing. Linear in proposals and the words
/// of these sentences.
void tell_plan_fates(const Scene& scene, std::vector<Proposal>& proposals);
std::vector<Attribute> find_attributes(const Scene& scene, Speakers& speakers);

/// One way to find relations.
struct RelationExtractor {
  std::string_view name, says;
  void (*run)(const Scene&, const Rules&, std::vector<Proposal>&);
};

/// The one place that knows which extractors there are.
inline constexpr std::array extractors{
    RelationExtractor{"rules", "frames of the rule files", [](const Scene& s, const Rules& r, std::vector<Proposal>& p) { match_rules(s, r, p); }},
    RelationExtractor{"roles", "posts with their bodies and holders", [](const Scene& s, const Rules&, std::vector<Proposal>& p) { propose_roles(s, p); }},
    RelationExtractor{"document roles", "posts whose body the rest of the text tells", [](const Scene& s, const Rules&, std::vector<Proposal>& p) { propose_document_roles(s, p); }},
    RelationExtractor{"locations", "bodies, events and places within places", [](const Scene& s, const Rules&, std::vector<Proposal>& p) { propose_locations(s, p); }},
    RelationExtractor{"possessors", "companies with their owner's name", [](const Scene& s, const Rules&, std::vector<Proposal>& p) { propose_possessors(s, p); }},
};

}  // namespace citypact::extract
