#include "speakers.hpp"

#include "roles.hpp"

namespace citypact::extract {

Speakers::Speakers(const Scene& scene)
    : scene_(scene), arguments_(scene), verbs_(scene.lexicon.list("speech_verbs")), nouns_(scene.lexicon.list("speech_nouns")),
      found_(scene.document.sentences.size()) {}

const Speaker& Speakers::of(std::uint32_t sentence) {
  auto& found = found_[sentence];
  if (!found) found = find(sentence);
  return *found;
}

Speaker Speakers::find(std::uint32_t sentence) const {
  const TokenRange range = scene_.document.sentences[sentence].tokens;
  for (auto t = range.begin; t < range.end; ++t)
    if (const Speaker speaker = at(t); speaker.site != no_site) return speaker;
  return {};
}

Speaker Speakers::at(std::uint32_t t) const {
  const std::string_view lemma = scene_.token(t).lemma;
  if (is_verb(scene_.token(t)) && verbs_.contains(lemma)) {
    for (auto subject : arguments_.subjects(t))
      if (const auto site = person(subject); site != no_site) return {site, t};
  } else if (nouns_.contains(lemma)) {
    for (auto child : scene_.syntax.children(t))
      if (scene_.syntax.is(child, "nmod") && scene_.token(child).features.case_ != Case::ins)
        if (const auto site = person(child); site != no_site) return {site, t};
  }
  return {};
}

/// The person (or body) that a token stands for.
std::uint32_t Speakers::person(std::uint32_t t) const {
  std::uint32_t body = no_site;
  for (auto s : scene_.sites_at[t]) {
    if (scene_.is_a(s, "Person")) return s;
    if (scene_.is_a(s, "Organization") && scene_.sites[s].head == t) body = s;
  }
  if (const auto r = scene_.role_at[t]; r != no_site)
    if (const auto holders = holders_of(scene_, r); !holders.empty()) return holders.front();
  return body;
}

}  // namespace citypact::extract
