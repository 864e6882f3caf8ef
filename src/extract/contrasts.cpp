// «не A, а B», «B, а не A», «вместо A»: what a sentence says of B it denies of A.
#include "status.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t longest_contrast = 16;  // tokens from the end of A to the conjunction before B

class Contrasts {
 public:
  explicit Contrasts(const Scene& scene) : scene_(scene) {}

  /// The tokens from the negation before a name to the conjunction behind it, or from the conjunction to the name's end; empty where the
  /// name is not set aside.
  TokenRange around(std::uint32_t site) const {
    const Site& s = scene_.sites[site];
    const TokenRange sentence = scene_.document.sentences[s.sentence].tokens;
    if (s.mention.form == Form::adjective || s.tokens.begin == sentence.begin) return {};
    auto negation = s.tokens.begin - 1;
    if (scene_.token(negation).upos == Upos::adp && negation > sentence.begin) --negation;
    if (scene_.token(negation).features.polarity != Polarity::neg || is_verb(scene_.token(negation))) return {};
    if (negation > sentence.begin && conjunction(negation - 1)) return {negation - 1, s.tokens.end};
    for (auto t = s.tokens.end; t + 1 < sentence.end && t < s.tokens.end + longest_contrast && !is_finite(scene_.token(t)); ++t)
      if (scene_.surface(t) == "," && conjunction(t + 1)) return {negation, t + 2};
    return {};
  }

  /// «вместо A», of the bare name.
  bool replaced(std::uint32_t site) const {
    const Site& s = scene_.sites[site];
    if (s.mention.form == Form::adjective || s.tokens.begin == scene_.document.sentences[s.sentence].tokens.begin) return false;
    return scene_.lexicon.list("instead_prepositions").contains(scene_.token(s.tokens.begin - 1).lemma);
  }

 private:
  bool conjunction(std::uint32_t t) const { return scene_.lexicon.list("contrast_conjunctions").contains(fold_case(scene_.surface(t))); }

  const Scene& scene_;
};

}  // namespace

bool set_aside(const Scene& scene, const Proposal& p) {
  const Contrasts contrasts(scene);
  for (auto end : {p.subject, p.object}) {
    if (scene.sites[end].sentence != p.sentence) continue;
    const TokenRange contrast = contrasts.around(end);
    const bool within = p.trigger.begin >= contrast.begin && p.trigger.begin < contrast.end;  // «не W, глава A, а V»: his post stands
    if (contrast.size() != 0 && !within) return true;
    if (p.status.value_or(Status::asserted) == Status::asserted && contrasts.replaced(end)) return true;
  }
  return false;
}

}  // namespace citypact::extract
