#pragma once
#include <map>
#include <string>
#include <vector>

#include "profile.hpp"

namespace citypact::identity {

/// Profiles that are one thing. `name` is its canonical name, folded; `discriminator` tells it from namesakes that share
/// the name: an organization, place or document, empty where there are none.
struct Cluster {
  std::vector<const Profile*> members;
  std::string name;
  std::string discriminator = {};
  // What people decided:
  std::map<std::string, std::string> labels = {};  // by language
  bool unlinked = false;                      // split off: the identifier stays with the other part
  bool dropped = false;                       // no thing at all
};

/// Each takes the profiles of one block, in the order of documents, and needs nothing else. Cost: n log n in the block,
/// but for spellings of one surname, which are compared in pairs.
std::vector<Cluster> cluster_people(const std::vector<const Profile*>& block, NameReader& reader);
std::vector<Cluster> cluster_bodies(const std::vector<const Profile*>& block, NameReader& reader);
std::vector<Cluster> cluster_places(const std::vector<const Profile*>& block, NameReader& reader);

/// The block of a profile; empty when the profile is its document's own (no name of its own, an event, an agreement).
std::string block_key(const Profile& profile, NameReader& reader);

/// How many of `company` (sorted) stand in `pool` (sorted).
std::size_t overlap(const std::vector<std::uint64_t>& company, const std::vector<std::uint64_t>& pool);

/// How near two spellings of a name in different scripts are: 1 for equal after transliteration, 0 for nothing in common.
double likeness(const std::string& a, const std::string& b);

}  // namespace citypact::identity
