#pragma once
#include <string>
#include <vector>

#include "profile.hpp"

namespace citypact::identity {

using Block = std::vector<GroupClass>;

/// Classes of one block that are one thing. `name` is its canonical name, folded; `discriminator` tells it from namesakes that
/// share the name: an organization or place, empty where there are none.
struct Cluster {
  std::vector<std::size_t> members;  // indices into the block, ascending
  std::string name;
  std::string discriminator = {};
};

/// Each takes the classes of one block, in the order of (document, entity), and needs nothing else. Cost: n log n in the block,
/// but for spellings of one surname, which are compared in pairs.
std::vector<Cluster> cluster_people(const Block& block, NameReader& reader);
std::vector<Cluster> cluster_bodies(const Block& block, NameReader& reader);
std::vector<Cluster> cluster_places(const Block& block, NameReader& reader);

/// The block of a profile; empty when the profile is its document's own (no name of its own, an event, an agreement).
std::string block_key(const Profile& profile, NameReader& reader);

/// The name that a cluster of this group alone would have (Cluster::name), and what could tell it from namesakes.
std::string canonical_name(const Profile& profile, NameReader& reader);
std::vector<std::string> discriminators(const Profile& profile);

/// How many of `company` (sorted) stand in `pool` (sorted).
std::size_t overlap(const std::vector<std::uint64_t>& company, const std::vector<std::uint64_t>& pool);

/// How near two spellings of a name in different scripts are: 1 for equal after transliteration, 0 for nothing in common.
double likeness(const std::string& a, const std::string& b);

}  // namespace citypact::identity
