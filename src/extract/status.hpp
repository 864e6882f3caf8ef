#pragma once
#include "scene.hpp"

namespace citypact::extract {

/// Whether what a trigger word states happened, is planned, possible, denied or over, from the trigger's own tense, mood and
/// negation and from the words that govern it up to its clause. `state`: the relation holds over time, so that a past
/// imperfective («владел») means that it ended. Cost: a few steps up the tree.
Status status_of(const Scene& scene, std::uint32_t trigger, bool state);

/// Whether the trigger stands in a question that asks whether it is so: «Породнились ли города?».
bool is_asked(const Scene& scene, std::uint32_t trigger);

/// What a rule says of its proposal's status, else its trigger's clause; asserted without a trigger.
Status told_status(const Scene& scene, const Proposal& proposal);

/// Whether one of the ends is set aside for another: «не A, а B», «B, а не A» (words/contrast_conjunctions.tsv),
/// «вместо A» where no rule tells the status (words/instead_prepositions.tsv). Cost: a few tokens.
bool set_aside(const Scene& scene, const Proposal& proposal);

/// What became of a thing by its own participles and relative clauses: «договор, расторгнутый в мае», «срок которого истёк», else
/// nothing. Cost: the noun's dependents.
std::optional<Status> fate_of(const Scene& scene, std::uint32_t noun);

}  // namespace citypact::extract
