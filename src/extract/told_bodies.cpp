#include <algorithm>

#include "roles.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t sentences_back = 3;

class Teller {
 public:
  explicit Teller(Scene& scene) : scene_(scene) {}

  void run(RoleSite& role) const {
    const auto kinds = kinds_of(role);
    if (kinds.empty() || !role.bodies.empty() || role.holders.empty()) return;
    const auto noun = own_genitive(scene_, role);
    if (noun != no_head && !scene_.lexicon.nominal_reach.contains(scene_.token(noun).lemma)) return;  // «директор артистки»
    const auto own = scene_.syntax.sentence_of(role.head);
    for (auto sentence = own + 1; sentence-- > (own > sentences_back ? own - sentences_back : 0);) {
      std::uint32_t found = no_site;
      for (auto s : scene_.sites_of[sentence]) {
        if (!may_be(role, s, kinds)) continue;
        if (found != no_site && scene_.sites[found].mention.entity != scene_.sites[s].mention.entity) return;
        found = s;
      }
      if (found == no_site) continue;
      role.bodies.push_back(found);
      role.told = true;
      return;
    }
  }

 private:
  std::vector<std::string> kinds_of(const RoleSite& role) const {
    const auto lemma = scene_.token(role.head).lemma;
    for (const auto& row : scene_.lexicon.language().table("told_bodies"))
      if (row.size() > 1 && (row[0] == role.role_class || row[0] == lemma)) return {row.begin() + 1, row.end()};
    return {};
  }
  bool may_be(const RoleSite& role, std::uint32_t s, const std::vector<std::string>& kinds) const {
    const Site& site = scene_.sites[s];
    return site.tokens.end <= role.tokens.begin && site.mention.form != Form::adjective &&
           std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return scene_.is_a(s, kind); }) &&
           std::find(role.holders.begin(), role.holders.end(), s) == role.holders.end();
  }

  Scene& scene_;
};

}  // namespace

void link_told_bodies(Scene& scene) {
  const Teller teller(scene);
  for (RoleSite& role : scene.roles) teller.run(role);
}

}  // namespace citypact::extract
