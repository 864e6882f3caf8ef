#include "speakers.hpp"

#include "arguments.hpp"
#include "roles.hpp"

namespace citypact::extract {
namespace {

class Finder {
 public:
  explicit Finder(const Scene& scene) : scene_(scene), arguments_(scene) {}

  std::vector<Speaker> run() {
    std::vector<Speaker> speakers(scene_.document.sentences.size());
    for (std::uint32_t s = 0; s < speakers.size(); ++s) {
      const TokenRange range = scene_.document.sentences[s].tokens;
      for (auto t = range.begin; t < range.end && speakers[s].site == no_site; ++t) speakers[s] = at(t);
    }
    return speakers;
  }

 private:
  Speaker at(std::uint32_t t) const {
    const std::string lemma(scene_.token(t).lemma);
    if (is_verb(scene_.token(t)) && scene_.lexicon.list("speech_verbs").contains(lemma)) {
      for (auto subject : arguments_.subjects(t))
        if (const auto site = person(subject); site != no_site) return {site, t};
    } else if (scene_.lexicon.list("speech_nouns").contains(lemma)) {
      for (auto child : scene_.syntax.children(t))
        if (scene_.syntax.is(child, "nmod") && scene_.token(child).features.case_ != Case::ins)
          if (const auto site = person(child); site != no_site) return {site, t};
    }
    return {};
  }

  /// The person (or body) that a token stands for.
  std::uint32_t person(std::uint32_t t) const {
    std::uint32_t body = no_site;
    for (auto s : scene_.sites_at[t]) {
      if (scene_.is_a(s, "Person")) return s;
      if (scene_.is_a(s, "Organization") && scene_.sites[s].head == t) body = s;
    }
    if (const auto r = scene_.role_at[t]; r != no_site)
      if (const auto holders = holders_of(scene_, r); !holders.empty()) return holders.front();
    return body;
  }

  const Scene& scene_;
  Arguments arguments_;
};

}  // namespace

std::vector<Speaker> find_speakers(const Scene& scene) { return Finder(scene).run(); }

}  // namespace citypact::extract
