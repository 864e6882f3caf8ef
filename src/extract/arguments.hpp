#pragma once
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// Who does it and to whom, whatever the form of the word that says it: finite verb, passive, participle, converb,
/// infinitive with its controller, verbal noun, relative clause. Answers are tokens that head the arguments.
/// Cost: linear in the dependents looked at; climbing is limited to a few steps.
class Arguments {
 public:
  explicit Arguments(const Scene& scene) : scene_(scene), syntax_(scene.syntax) {}

  std::vector<std::uint32_t> subjects(std::uint32_t trigger) const { return agents(trigger, 0); }
  std::vector<std::uint32_t> objects(std::uint32_t trigger) const;
  /// The noun that a modifier or prepositional phrase belongs to; for a verb, its grammatical subject and object.
  std::vector<std::uint32_t> governors(std::uint32_t trigger) const;
  /// Dependents in one of the prepositions (none: without a preposition) and cases, also where the parser hung them on a neighbour.
  std::vector<std::uint32_t> dependents(std::uint32_t trigger, std::string_view relation, const std::vector<std::string>& prepositions,
                                        const std::vector<Case>& cases) const;

  /// The noun before the brackets that hold a word near their opening: «завод (принадлежит холдингу)»; no_head outside of brackets.
  std::uint32_t before_insertion(std::uint32_t verb) const;
  std::uint32_t named_before(std::uint32_t t, const Features& verb) const;
  std::uint32_t before_bracket(std::uint32_t word) const;
  /// «С 2002 года был директором»: whom the sentence before speaks of, for a predicate without a subject; no_head if nobody fits.
  std::uint32_t dropped_subject(std::uint32_t predicate) const;
  /// «на форуме город подписал»: the verb of the clause that a prepositional phrase is an adjunct of; no_head if there is none.
  std::uint32_t clause_of(std::uint32_t noun) const;
  /// What a relative pronoun stands for; any other token stands for itself.
  std::uint32_t antecedent(std::uint32_t token) const;

 private:
  std::uint32_t noun_before(std::uint32_t pronoun) const;
  std::uint32_t agreeing(std::uint32_t noun, const Features& pronoun) const;
  std::vector<std::uint32_t> agents(std::uint32_t trigger, int depth) const;
  std::vector<std::uint32_t> grammatical_subjects(std::uint32_t verb, int depth) const;
  std::vector<std::uint32_t> noun_agents(std::uint32_t noun, int depth) const;
  std::vector<std::uint32_t> controllers(std::uint32_t verb, int depth) const;
  std::uint32_t relative_object(std::uint32_t verb) const;
  std::uint32_t outvoted(std::uint32_t verb) const;
  std::uint32_t later_object(std::uint32_t verb, std::uint32_t first, std::uint32_t second) const;
  bool helps(std::uint32_t verb) const;
  std::vector<std::uint32_t> object_of_helper(std::uint32_t infinitive) const;
  std::uint32_t hung_subject(std::uint32_t verb) const;
  bool several_behind(std::uint32_t verb, std::uint32_t before, std::uint32_t behind) const;
  std::uint32_t disguised_subject(std::uint32_t verb) const;
  std::uint32_t second_object(std::uint32_t verb) const;
  std::uint32_t before_living(std::uint32_t verb) const;
  std::uint32_t accusative_subject(std::uint32_t verb) const;
  struct Sides {
    std::uint32_t before = no_head, behind = no_head;
  };
  Sides beside(std::uint32_t verb, std::string_view relation, bool nouns) const;
  bool has(std::uint32_t verb, std::string_view relation) const;
  bool joined(std::uint32_t noun) const;
  std::uint32_t outnumbered(std::uint32_t verb) const;
  std::uint32_t second_nominative(std::uint32_t verb) const;
  bool modifier_participle(std::uint32_t token) const;
  std::vector<std::uint32_t> plain(std::uint32_t token, Case case_) const;  // children in this case without a preposition
  std::uint32_t clause_above(std::uint32_t verb) const;
  bool shown_in_name(std::uint32_t token, Case case_) const;
  void collect(std::uint32_t token, std::string_view relation, const std::vector<std::string>& prepositions, const std::vector<Case>& cases,
               std::vector<std::uint32_t>& found) const;

  const Scene& scene_;
  const Syntax& syntax_;
};

}  // namespace citypact::extract
