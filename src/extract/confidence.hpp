#pragma once
#include <array>
#include <optional>
#include <utility>

#include "scene.hpp"

namespace citypact::extract {

/// How sure the program is of a relation: the probability that its ends are tied so and that it has the status told.
///
/// Two logistic models over what the rule claims, what the pair model thinks (of whose word less is made where it has not learned from the
/// rule) and how the ends stand in the text: as a name, a common noun, a pronoun, an adjective. Fitted by training/relations/confidence.py on texts that neither the pair model nor the
/// authors of the rules had seen, for both are right more often on texts that they know: stacking, after D. Wolpert, "Stacked
/// generalization", Neural Networks 5 (1992). Weights: words/confidence.tsv. Thread safety: const and shared. Cost: a few sums.
class Confidence {
 public:
  /// Throws Error naming the row that is missing or no number.
  explicit Confidence(const Language& language);

  /// Probability that a proposal whose ends stand so in the text states a tie, whatever its status.
  float tie(const Proposal& proposal, Form subject, Form object) const;
  /// The likeliest status of such a tie and its probability, where the rules, the post or the model told this one; `borne_out`: by
  /// what the model does not see, other sentences above all, so that what it thinks does not count.
  std::pair<Status, float> status(const Proposal& proposal, Status told, bool borne_out) const;

 private:
  using Statuses = std::array<float, 5>;
  struct Tie {  // what speaks for one
    float always = 0, claim = 0, probability = 0;  // weights: of the logit of the rule's own confidence, of that of the model
  };
  struct Told {
    float probability = 0;             // weight of the logarithms of the model's probabilities
    std::array<Statuses, 5> told{};    // by the status told: what speaks for each status
  };
  const Tie& tie_of(const Proposal& proposal) const;

  Tie rule_, new_rule_, unjudged_, model_;      // a rule that the pair model has learned from or not, a pair that it has not scored, its own word
  Told by_rule_, by_model_;
  float unjudged_status_ = 0;                   // probability of the status told where the model scored nothing
  std::array<std::array<float, 4>, 4> ends_{};  // by the forms of subject and object
};

}  // namespace citypact::extract
