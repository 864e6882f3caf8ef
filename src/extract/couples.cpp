#include "couples.hpp"

#include <algorithm>

namespace citypact::extract {
namespace {

enum class Joint { conjunction, break_, none };

/// What joins two things that follow each other: brackets behind the first one aside.
Joint joint(const Scene& scene, std::uint32_t begin, std::uint32_t end) {
  Joint found = Joint::none;
  std::uint32_t depth = 0;
  for (auto t = begin; t < end; ++t) {
    const auto surface = scene.surface(t);
    if (surface == "(") ++depth;
    else if (surface == ")" && depth > 0) --depth;
    else if (depth > 0) continue;
    else if (surface == "," || surface == ";") found = Joint::break_;
    else if (scene.token(t).upos == Upos::cconj && found == Joint::none) found = Joint::conjunction;
    else if (is_verb(scene.token(t))) return Joint::none;
  }
  return found;
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> couples(const Scene& scene, std::vector<std::uint32_t> sites) {
  if (sites.size() < 4 || sites.size() % 2 != 0) return {};
  std::ranges::sort(sites, {}, [&](auto site) { return scene.sites[site].tokens.begin; });
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  for (std::size_t i = 0; i + 1 < sites.size(); ++i) {
    const auto expected = i % 2 == 0 ? Joint::conjunction : Joint::break_;
    if (joint(scene, scene.sites[sites[i]].tokens.end, scene.sites[sites[i + 1]].tokens.begin) != expected) return {};
    if (i % 2 == 0) found.emplace_back(sites[i], sites[i + 1]);
  }
  return found;
}

}  // namespace citypact::extract
