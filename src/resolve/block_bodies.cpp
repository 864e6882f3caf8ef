#include <algorithm>
#include <map>
#include <set>

#include "block.hpp"
#include "citypact/knowledge/fold.hpp"
#include "union_find.hpp"

namespace citypact::identity {
namespace {

class Bodies {
 public:
  Bodies(const Block& block, NameReader& reader) : block_(block), sets_(block.size()) {
    for (const GroupClass& one : block) forms_.push_back(&reader.body(one.group->name));
  }

  std::vector<Cluster> run() {
    std::map<std::string, std::vector<std::size_t>> names;
    for (std::size_t i = 0; i < block_.size(); ++i) names[forms_[i]->plain].push_back(i);
    for (const auto& [name, bearers] : names) join_by_class(bearers);
    join_scripts(names);
    return clusters();
  }

 private:
  const Profile& group(std::size_t i) const { return *block_[i].group; }

  /// What tells a bearer from others of its name: its identifier, or the country that its name says, or for common words
  /// the country its document is about.
  std::string identity(std::size_t i) const {
    if (!group(i).key.empty()) return group(i).key;
    return group(i).country_said || forms_[i]->descriptive ? "country " + group(i).country : std::string();
  }

  /// Bearers of contradicting classes stay apart; those of unknown class join the rest where there is one class.
  void join_by_class(const std::vector<std::size_t>& bearers) {
    std::map<std::string, std::vector<std::size_t>> by_class;
    for (std::size_t i : bearers) by_class[distinct_class(group(i))].push_back(i);
    if (by_class.size() - by_class.count("") <= 1) return join_bearers(bearers);
    for (const auto& [type, members] : by_class) join_bearers(members);
  }

  /// Bearers without an identity of their own join the only one there is; where there are several, the one that nine in ten have.
  void join_bearers(const std::vector<std::size_t>& bearers) {
    std::map<std::string, std::vector<std::size_t>> by_identity;
    std::size_t told = 0;
    for (std::size_t i : bearers) by_identity[identity(i)].push_back(i);
    for (const auto& [id, members] : by_identity) {
      for (std::size_t i : members) sets_.join(members.front(), i);
      if (!id.empty()) told += documents(members);
    }
    const auto open = by_identity.find("");
    if (open == by_identity.end()) return;
    for (const auto& [id, members] : by_identity)
      if (!id.empty() && documents(members) * 10 >= told * 9) sets_.join(open->second.front(), members.front());
  }

  std::size_t documents(const std::vector<std::size_t>& members) const {
    std::size_t count = 0;
    for (std::size_t i : members) count += block_[i].count;
    return count;
  }

  /// Nord Stream 2 and «Норд Стрим 2»: two scripts with one skeleton and much the same letters are candidates, and one thing where
  /// a tie or the company of their documents agrees.
  void join_scripts(const std::map<std::string, std::vector<std::size_t>>& names) {
    constexpr std::size_t shortest = 4, most = 200;
    if (names.size() > most) return;
    for (auto a = names.begin(); a != names.end(); ++a)
      for (auto b = std::next(a); b != names.end(); ++b) {
        if (is_ascii(a->first) == is_ascii(b->first)) {
          if (!same_spelling(a->first, b->first, a->second.front(), b->second.front())) continue;
        } else if (forms_[a->second.front()]->key.size() < shortest || !same_sound(a->first, b->first) || !acquainted(a->second, b->second)) {
          continue;
        }
        join_compatible(a->second, b->second);
      }
  }

  /// «Техрик-э-Лабаик» and «Техрик-э-Лабайк»: long names one or two letters apart, met in the same company.
  bool same_spelling(const std::string& a, const std::string& b, std::size_t i, std::size_t j) const {
    constexpr std::size_t longest_distance = 2, shortest = 10;
    return letters(a).size() >= shortest && distance(a, b, longest_distance) <= longest_distance && !forms_[i]->descriptive &&
           overlap(group(i).company, group(j).company) >= 1;
  }

  static bool same_sound(const std::string& a, const std::string& b) {
    constexpr double least = 0.5;
    return std::ranges::count(a, ' ') == std::ranges::count(b, ' ') && likeness(a, b) >= least;
  }

  /// Whether the documents of both name one thing that stands in a tie with them, or beside them.
  bool acquainted(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) const {
    std::set<std::string_view> objects;
    std::set<std::uint64_t> company;
    for (std::size_t i : a) {
      for (const Anchor& anchor : group(i).anchors) objects.insert(anchor.object);
      company.insert(group(i).company.begin(), group(i).company.end());
    }
    return std::ranges::any_of(b, [&](std::size_t i) {
      return std::ranges::any_of(group(i).anchors, [&](const Anchor& anchor) { return objects.contains(anchor.object); }) ||
             std::ranges::any_of(group(i).company, [&](std::uint64_t name) { return company.contains(name); });
    });
  }

  void join_compatible(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
    std::set<std::string> identities, classes;
    for (const auto* side : {&a, &b})
      for (std::size_t i : *side) {
        if (auto id = identity(i); !id.empty()) identities.insert(std::move(id));
        if (auto type = distinct_class(group(i)); !type.empty()) classes.insert(std::move(type));
      }
    if (identities.size() <= 1 && classes.size() <= 1) {
      for (const auto* side : {&a, &b})
        for (std::size_t i : *side) sets_.join(a.front(), i);
    }
  }

  std::vector<Cluster> clusters() {
    std::map<std::size_t, std::vector<std::size_t>> sets;
    for (std::size_t i = 0; i < block_.size(); ++i) sets[sets_.find(i)].push_back(i);
    std::vector<Cluster> out;
    std::map<std::string, std::size_t> bearers;
    for (const auto& [first, members] : sets) {
      Cluster cluster;
      std::map<std::string, std::uint32_t> names, countries;
      for (std::size_t i : members) {
        names[forms_[i]->plain] += block_[i].count;
        if (!group(i).country.empty()) countries[group(i).country] += block_[i].count;
      }
      cluster.name = commonest(names);
      cluster.members = members;
      cluster.discriminator = commonest(countries) + distinct_class(group(members.front()));
      ++bearers[cluster.name];
      out.push_back(std::move(cluster));
    }
    for (Cluster& cluster : out)
      if (bearers[cluster.name] == 1) cluster.discriminator.clear();
    return out;
  }

  const Block& block_;
  UnionFind sets_;
  std::vector<const BodyForm*> forms_;
};

}  // namespace

std::vector<Cluster> cluster_bodies(const Block& block, NameReader& reader) { return Bodies(block, reader).run(); }

/// Places of one name are one where they have one identifier, or where none has one and their documents speak of one country.
std::vector<Cluster> cluster_places(const Block& block, NameReader& reader) {
  std::map<std::tuple<std::string, std::string, std::string>, Cluster> places;  // name, identifier, country
  for (std::size_t i = 0; i < block.size(); ++i) {
    const Profile& group = *block[i].group;
    const std::string name = reader.plain(fold_name(group.name));
    Cluster& cluster = places[{name, group.key, group.key.empty() ? group.country : std::string()}];
    cluster.members.push_back(i);
    cluster.name = name;
    cluster.discriminator = group.country;
  }
  std::vector<Cluster> out;
  for (auto& [key, cluster] : places) out.push_back(std::move(cluster));
  return out;
}

std::string canonical_name(const Profile& profile, NameReader& reader) {
  if (profile.kind == Family::person) {
    const PersonForm& form = reader.person(profile.name);
    return form.given_plain + " " + form.surname_plain;
  }
  if (profile.kind == Family::body) return reader.body(profile.name).plain;
  return reader.plain(fold_name(profile.name));
}

std::vector<std::string> discriminators(const Profile& profile) {
  std::vector<std::string> found;
  for (const Anchor& anchor : profile.anchors)
    if (profile.kind == Family::person) found.push_back(anchor.object);
  if (profile.kind == Family::body && (!profile.country.empty() || !distinct_class(profile).empty())) found.push_back(profile.country + distinct_class(profile));
  return found;
}

/// Common words («верховный суд») in a document of no country; «школа № 5», which every town has.
static bool own_body(const Profile& profile, NameReader& reader) {
  if (!profile.key.empty()) return false;
  const BodyForm& form = reader.body(profile.name);
  return form.numbered || (profile.country.empty() && form.descriptive);
}

std::string block_key(const Profile& profile, NameReader& reader) {
  if (!profile.named && profile.key.empty()) return {};
  switch (profile.kind) {
    case Family::person: return "person\t" + reader.person(profile.name).surname_key;
    case Family::body: return own_body(profile, reader) ? std::string() : "body\t" + reader.body(profile.name).key;
    case Family::place: return "place\t" + reader.sound(fold_name(profile.name));
    case Family::other: break;
  }
  if (profile.type == "Agreement" || profile.type == "Event") return {};
  return "other\t" + profile.type + "\t" + reader.plain(fold_name(profile.name));
}

}  // namespace citypact::identity
