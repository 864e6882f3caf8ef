// A journey is a meeting with its place only when somebody who holds a post makes it: singers and tourists come and go.
#include <algorithm>
#include <set>

#include "extractors.hpp"

namespace citypact::extract {

void drop_private_journeys(const Scene& scene, std::vector<Proposal>& proposals) {
  const auto entity = [&](std::uint32_t s) { return scene.sites[s].mention.entity; };
  const auto is_place = [&](std::uint32_t s) { return scene.is_a(s, "City") || scene.is_a(s, "Region") || scene.is_a(s, "Country"); };
  const auto& table = scene.lexicon.language().table("journeys");
  if (table.empty()) return;
  std::set<std::uint32_t> officials;
  for (const RoleSite& role : scene.roles)
    for (const auto& row : table)
      if (std::find(row.begin() + 1, row.end(), role.role_class) != row.end())
        for (const auto holder : role.holders) officials.insert(entity(holder));
  std::erase_if(proposals, [&](const Proposal& p) {
    if (std::none_of(table.begin(), table.end(), [&](const auto& row) { return row[0] == p.rule; })) return false;
    for (const auto& [who, where] : {std::pair(p.subject, p.object), std::pair(p.object, p.subject)})
      if (scene.is_a(who, "Person") && is_place(where) && !officials.contains(entity(who))) return true;
    return false;
  });
}

}  // namespace citypact::extract
