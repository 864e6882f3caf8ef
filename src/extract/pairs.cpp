#include "pairs.hpp"

#include <algorithm>
#include <map>

#include "roles.hpp"
#include "status.hpp"

namespace citypact::extract {

std::uint32_t feature_hash(std::string_view text, std::uint32_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

namespace {

std::uint64_t key_of(std::uint32_t a, std::uint32_t b) { return static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b); }

bool overlap(const Site& a, const Site& b) { return a.tokens.begin < b.tokens.end && b.tokens.begin < a.tokens.end; }
bool nested(const Site& outer, const Site& inner) {
  return outer.tokens.begin <= inner.tokens.begin && inner.tokens.end <= outer.tokens.end && outer.tokens != inner.tokens;
}

/// Posts whose body stands nowhere near («президент» alone): their holders pair with the nearest mention of the country
/// and of the body that the document names most.
class FarPairs {
 public:
  explicit FarPairs(const Scene& scene) : scene_(scene) {
    for (std::uint32_t i = 0; i < scene.sites.size(); ++i) mentions_[scene.sites[i].mention.entity].push_back(i);
  }

  void add(std::vector<Pair>& pairs) const {
    const std::uint32_t targets[] = {most_named("Country"), most_named("Organization")};
    for (const RoleSite& role : scene_.roles)
      for (const auto holder : role.bodies.empty() ? role.holders : std::vector<std::uint32_t>{})
        for (const auto entity : targets)
          if (entity != no_site && entity != scene_.sites[holder].mention.entity) add_nearest(holder, entity, pairs);
  }

 private:
  std::uint32_t most_named(std::string_view kind) const {
    std::uint32_t best = no_site;
    std::size_t most = 0;
    for (const auto& [entity, sites] : mentions_)
      if (scene_.is_a(sites.front(), kind) && sites.size() > most) best = entity, most = sites.size();
    return best;
  }
  void add_nearest(std::uint32_t holder, std::uint32_t entity, std::vector<Pair>& pairs) const {
    const auto away = [&](std::uint32_t s) {
      const auto a = scene_.sites[s].sentence, b = scene_.sites[holder].sentence;
      return a > b ? a - b : b - a;
    };
    const auto& sites = mentions_.at(entity);
    const auto nearest = *std::min_element(sites.begin(), sites.end(), [&](auto x, auto y) { return away(x) < away(y); });
    if (away(nearest) < 2) return;  // near pairs have it
    const Pair pair{std::min(holder, nearest), std::max(holder, nearest)};
    if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end()) pairs.push_back(pair);
  }

  const Scene& scene_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> mentions_;
};

}  // namespace

std::vector<Pair> candidate_pairs(const Scene& scene, Reach reach) {
  std::vector<Pair> pairs;
  std::vector<std::uint32_t> type;  // by site: equal for equal classes
  std::vector<const std::string*> types;
  for (const Site& site : scene.sites) {
    const auto at = std::find_if(types.begin(), types.end(), [&](const std::string* t) { return *t == site.mention.type; });
    type.push_back(static_cast<std::uint32_t>(at - types.begin()));
    if (at == types.end()) types.push_back(&site.mention.type);
  }
  std::vector<std::int8_t> known(types.size() * types.size(), -1);
  const auto related = [&](std::uint32_t i, std::uint32_t j) {
    auto& answer = known[type[i] * types.size() + type[j]];
    if (answer < 0) answer = scene.classes.related(*types[type[i]], *types[type[j]]);
    return answer != 0;
  };
  for (std::uint32_t i = 0; i < scene.sites.size(); ++i)
    for (std::uint32_t j = i + 1; j < scene.sites.size(); ++j) {
      const Site& a = scene.sites[i];
      const Site& b = scene.sites[j];
      if (b.sentence > a.sentence + 1 || b.tokens.begin > a.tokens.end + reach.within) break;
      if (b.sentence != a.sentence && (j - i > reach.sites_across || b.tokens.begin > a.tokens.end + reach.across)) continue;
      if ((overlap(a, b) && !nested(a, b)) || a.mention.entity == b.mention.entity || !related(i, j)) continue;
      pairs.push_back({i, j});
    }
  FarPairs(scene).add(pairs);
  return pairs;
}

PairFeaturizer::PairFeaturizer(const Scene& scene, std::span<const Proposal> proposals) : scene_(scene), proposals_(proposals), facts_(scene) {
  for (std::uint32_t p = 0; p < proposals.size(); ++p) {
    const auto a = proposals[p].subject, b = proposals[p].object;
    by_sites_[key_of(a, b)].push_back({p, a < b});
    const auto ea = scene.sites[a].mention.entity, eb = scene.sites[b].mention.entity;
    auto& elsewhere = by_entities_[key_of(ea, eb)];  // a relation once: a text may repeat a fact without end
    const auto alike = [&](const Said& said) { return said.forward == (ea < eb) && proposals[said.proposal].relation == proposals[p].relation; };
    if (std::none_of(elsewhere.begin(), elsewhere.end(), alike)) elsewhere.push_back({p, ea < eb});
  }
  mentions_of_entity_.assign(scene.sites.size(), 0);
  for (const Site& site : scene.sites)
    if (site.mention.entity < mentions_of_entity_.size()) ++mentions_of_entity_[site.mention.entity];
}

}  // namespace citypact::extract
