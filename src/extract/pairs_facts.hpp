#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "scene.hpp"

namespace citypact::extract {

/// Places where a lemma stands that is read through its word vector.
enum WordSlot : std::uint32_t { trigger_word, nouns_between, verbs_between, governor_a, governor_b, before_a, after_a, before_b, after_b, path_words, role_words,
                                sentence_verbs, words_of_a, words_of_b };

/// By what a token hangs on its governor: relation and preposition.
struct Frame {
  std::uint32_t governor = no_head;
  std::string step;
};
Frame frame_of(const Scene& scene, std::uint32_t head);
/// A word that says something of its own: no preposition, pronoun or mark.
bool content_word(const Token& token);

/// What features say of a site as the first or the second of a pair, whatever the other: computed once for all its pairs.
struct SideFacts {
  struct Feature {
    std::uint32_t hash = 0;
    bool alone = false;  // counts without the kinds of the two ends too
  };
  std::vector<Feature> features, verb;                       // verb: of the nearest one outside; not of pairs far apart
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words;  // (slot, hash of a lemma)
  std::uint32_t nearest_verb = no_head;                      // before a first, behind a second
  std::string_view edge;                                     // lemma before a first, behind a second; its absence has a sign
};

/// What features say of a site in every pair.
struct SiteFacts {
  std::string kind;       // «Person~pronoun»
  std::uint32_t leading = 0;  // feature_hash of «Person~pronoun>»
  std::string bracketed;  // «<Person~pronoun>»
  std::uint32_t type = 0; // equal for equal classes
  std::string_view preposition;
  Frame frame;
  std::vector<std::uint32_t> ancestors;  // from its head up, itself included
  std::array<std::optional<SideFacts>, 2> sides;
};

/// The facts of a scene's sites and tokens, found when they are asked for. Thread safety: none.
class PairFacts {
 public:
  explicit PairFacts(const Scene& scene);
  const SiteFacts& site(std::uint32_t index);
  std::uint32_t type(std::uint32_t site) const { return types_[site]; }
  std::string_view bracketed_role(std::uint32_t index);  // «[minister]»
  /// Hashes of a part of a pattern between two sites: by itself and behind the one before (which may be empty). `last` is its last token.
  struct Part {
    const char *text = nullptr, *before = nullptr;  // of which they are
    std::uint32_t between = 0, bigram = 0;
  };
  const Part& part(std::uint32_t last, std::string_view text, std::string_view before);
  const SideFacts& side(std::uint32_t index, bool second);
  /// feature_hash of a token's lemma.
  std::uint32_t lemma_hash(std::uint32_t token);
  /// Tokens that are verbs, in text order, and the first of them that is not before `token`.
  const std::vector<std::uint32_t>& verbs() const { return verbs_; }
  std::size_t first_verb(std::uint32_t token) const;

 private:
  const Scene& scene_;
  std::vector<std::optional<SiteFacts>> sites_;
  std::vector<std::uint32_t> types_, hashes_, verbs_;
  std::vector<Part> parts_;  // by token
  std::vector<std::string> roles_;  // bracketed
};

}  // namespace citypact::extract
