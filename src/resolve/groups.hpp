#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace citypact {

/// What kind of thing a name stands for; names of different families never join.
enum class NameFamily : std::uint8_t { person, place, body, other };

/// A tie to another thing of the document.
struct GroupAnchor {
  std::string role;    // for the head of a place: the role and the class of the place; empty for every other tie
  std::string object;  // identifier of the other end, or its folded name
  friend auto operator<=>(const GroupAnchor&, const GroupAnchor&) = default;
};

/// All mentions of one thing within one document, and what the document says about it: all that resolution needs of them.
/// A value that can be kept (to_bytes) and resolved later without the document. A hundred bytes, or 300 with company.
struct MentionGroup {
  std::string document;                 // id
  std::string language;                 // of the document
  std::vector<std::uint32_t> entities;  // Mention::entity, more than one when names within the document were joined
  std::map<std::string, std::uint32_t> types, subtypes, names;  // with counts
  std::vector<std::string> surfaces;    // as written, sorted, distinct
  std::uint32_t mentions = 0;
  bool named = false;                   // some mention is a name (or an adjective of a place), not only a common noun
  std::string type, name;               // the commonest type, the most telling name
  NameFamily kind = NameFamily::other;
  std::vector<GroupAnchor> anchors;     // sorted, distinct
  std::vector<std::uint64_t> company;   // hashes of the names that stand in the same document; countries do not count
  std::string country;                  // ISO 3166-1: what the name says, or else the document's (see `country_said`)
  bool country_said = false;            // the name itself says the country
  std::string key;                      // identity that needs no block: id of a gazetteer entry, institution of a country
  std::string block;                    // groups of different blocks join only by `key` or a decision; empty: joins by those alone
  std::vector<std::string> decided;     // the places, "begin-end" in code points, at which decisions name it; sorted
  friend bool operator==(const MentionGroup&, const MentionGroup&) = default;
};

/// The group as bytes, the same on every machine, and back. Throws Error where `bytes` are none.
std::string to_bytes(const MentionGroup& group);
MentionGroup group_from_bytes(std::string_view bytes);

/// Groups with one signature are the same to resolution and can be kept once, with a count. Groups whose document matters
/// (persons, whatever has company, what decisions name) have one of their own. Other than to_bytes in that document and
/// entities are left out where they do not matter.
std::string signature(const MentionGroup& group);

/// Groups of one signature. `group` is the one with the least document id (then the least entity) among them; the caller owns it.
struct GroupClass {
  const MentionGroup* group = nullptr;
  std::uint32_t count = 1;
};

}  // namespace citypact
