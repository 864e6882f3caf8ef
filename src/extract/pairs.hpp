#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "pairs_facts.hpp"
#include "scene.hpp"

namespace citypact::extract {

/// Two sites that may bear a relation, in text order: indices into Scene::sites, first < second.
struct Pair {
  std::uint32_t first = 0, second = 0;
  friend bool operator==(const Pair&, const Pair&) = default;
};

/// What the learned model sees of a pair. Features are 32-bit FNV-1a hashes of what they say, so that training and use
/// share one definition and no dictionary of features has to be kept.
struct PairFeatures {
  std::vector<std::uint32_t> sparse;                                // of features() sorted, each once; else as read
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words;       // (slot, hash of a lemma): read through word vectors
  std::vector<std::uint32_t> status;                                // of features() only; sorted, each once: what tells
                                                                    // asserted, planned, possible, denied, ended apart
  std::uint32_t trigger = no_head;                                  // the token that most likely states a relation
};

/// Number of slots of PairFeatures::words.
inline constexpr std::uint32_t word_slots = 14;

/// FNV-1a 32 of a string, or of what `begun` hashes and the string behind it.
std::uint32_t feature_hash(std::string_view text, std::uint32_t begun = 2166136261u);

/// The feature that says that this rule read the pair, its subject first or second.
std::uint32_t rule_feature(std::string_view rule, bool forward);

/// How far the two of a pair may stand apart: nine of ten relations of annotated news lie within.
struct Reach {
  std::uint32_t within = 60;       // tokens, in one sentence
  std::uint32_t across = 45;       // tokens, in neighbouring sentences
  std::uint32_t sites_across = 6;  // sites from one to the other, in neighbouring sentences
};

/// Pairs of one sentence and of neighbouring sentences that some relation of the ontology allows in either direction;
/// not those that overlap
/// without the second lying within the first («совет университета»), are one entity, or stand farther apart than `reach`.
std::vector<Pair> candidate_pairs(const Scene& scene, Reach reach = {});

/// Computes features of pairs of one scene. `proposals` are what the rules think: which rule fired is a feature.
/// Cost: linear in the tokens between the two and the depth of the tree. Thread safety: none, for it remembers what pairs share.
class PairFeaturizer {
 public:
  PairFeaturizer(const Scene& scene, std::span<const Proposal> proposals);
  PairFeatures features(Pair pair) const;
  /// What a pair of these kinds says of itself: all but read_end, read_verbs and the status. Into `features`, whose memory is used again.
  void read_own(Pair pair, std::uint32_t kinds, PairFeatures& features) const;
  /// Adds what a site says as the first or second of any pair of these kinds; `far`: more than a sentence apart.
  void read_end(std::uint32_t site, bool second, std::uint32_t kinds, bool far, PairFeatures& features) const;
  /// Adds what the verbs of the first's sentence, and of the next where the pair lies `across` both, say of any pair of these kinds.
  void read_verbs(std::uint32_t sentence, bool across, std::uint32_t kinds, PairFeatures& features) const;

  /// Hash of what kinds of mentions the two are, in text order, and how they stand: «Person>City», «Person~pronoun>Event/x» (of
  /// neighbouring sentences; «/far»: beyond; «/in»: the second within the first).
  std::uint32_t kinds(Pair pair) const;

 private:
  friend class PairReader;
  static std::string_view stand(const Site& a, const Site& b);
  struct Said {
    std::uint32_t proposal = 0;
    bool forward = true;  // its subject is the first of the pair
  };
  const Scene& scene_;
  std::span<const Proposal> proposals_;
  std::unordered_map<std::uint64_t, std::vector<Said>> by_sites_, by_entities_;
  std::vector<std::uint32_t> mentions_of_entity_;
  mutable PairFacts facts_;
  mutable std::string labels_, path_;  // of the pair in work
};

}  // namespace citypact::extract
