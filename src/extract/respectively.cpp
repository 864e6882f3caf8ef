#include "respectively.hpp"

#include <algorithm>

namespace citypact::extract {
namespace {

class Pairer {
 public:
  explicit Pairer(Scene& scene) : scene_(scene) {}

  void run(const std::vector<std::uint32_t>& roles) {
    for (std::size_t first = 0; first < roles.size();) {
      std::size_t last = first;
      while (last + 1 < roles.size() && coordinated(roles[last], roles[last + 1])) ++last;
      if (last > first) pair({roles.begin() + static_cast<std::ptrdiff_t>(first), roles.begin() + static_cast<std::ptrdiff_t>(last) + 1});
      first = last + 1;
    }
  }

 private:
  RoleSite& role(std::uint32_t r) { return scene_.roles[r]; }
  bool joins(std::uint32_t token) const { return scene_.token(token).upos == Upos::cconj || scene_.surface(token) == ","; }

  /// Two posts of one and the same holder, the second right behind the first one's body and a conjunction.
  bool coordinated(std::uint32_t a, std::uint32_t b) {
    if (role(a).bodies.size() != 1 || role(a).holders.size() != 1 || role(a).holders != role(b).holders) return false;
    const auto end = scene_.sites[role(a).bodies.front()].tokens.end;
    return role(b).tokens.begin == end + 1 && joins(end);
  }

  void pair(const std::vector<std::uint32_t>& roles) {
    const std::vector<std::uint32_t> people = people_up_to(role(roles.front()).holders.front(), roles.size() + 1);
    const auto begin = role(roles.front()).tokens.begin;
    const bool before = scene_.sites[people.back()].tokens.end + 1 == begin && scene_.surface(begin - 1) == ",";
    if (!before || people.size() != roles.size()) return;
    for (std::size_t i = 0; i < roles.size(); ++i) role(roles[i]).holders = {people[i]};
  }

  /// The people coordinated with this one and named before it, in text order, it last; at most `most`.
  std::vector<std::uint32_t> people_up_to(std::uint32_t site, std::size_t most) const {
    std::vector<std::uint32_t> people{site};
    while (people.size() < most) {
      const auto begin = scene_.sites[people.back()].tokens.begin;
      if (begin < 2 || !joins(begin - 1)) break;
      const auto& at = scene_.sites_at[begin - 2];
      const auto person = std::find_if(at.begin(), at.end(), [&](auto s) { return scene_.is_a(s, "Person") && scene_.sites[s].tokens.end == begin - 1; });
      if (person == at.end()) break;
      people.push_back(*person);
    }
    std::reverse(people.begin(), people.end());
    return people;
  }

  Scene& scene_;
};

}  // namespace

void link_respectively(Scene& scene) {
  Pairer pairer(scene);
  for (const auto& roles : scene.roles_of) pairer.run(roles);
}

}  // namespace citypact::extract
