#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "citypact/core/extraction.hpp"
#include "citypact/core/ontology.hpp"
#include "name_form.hpp"

namespace citypact::identity {

enum class Family : std::uint8_t { person, place, body, other };
Family family(std::string_view type);

/// A tie to another thing of the document.
struct Anchor {
  std::string role;    // for the head of a place: the role and the class of the place; empty for every other tie
  std::string object;  // identifier of the other end, or its folded name
  friend auto operator<=>(const Anchor&, const Anchor&) = default;
};

/// All mentions of one thing within one document, and what the document says about it.
struct Profile {
  std::size_t document = 0;             // index into the extractions, in the order of document ids
  std::vector<std::uint32_t> entities;  // Mention::entity, more than one when names within the document were joined
  std::map<std::string, std::uint32_t> types, subtypes, names;  // with counts
  std::vector<std::string> surfaces;    // as written, sorted, distinct
  std::uint32_t mentions = 0;
  bool named = false;                   // some mention is a name (or an adjective of a place), not only a common noun
  std::string type, name;               // the commonest type, the most telling name
  Family kind = Family::other;
  std::vector<Anchor> anchors;          // sorted, distinct
  std::vector<std::uint64_t> company;   // hashes of the names that stand in the same document; countries do not count
  std::string country;                  // ISO 3166-1: what the name says, or else the document's (see `country_said`)
  bool country_said = false;            // the name itself says the country
  std::optional<GazetteerEntry> known;
  std::string key;                      // identity that needs no block: gazetteer id, institution of a country, own document
};

/// The countries a document speaks of, with the share of each in all mentions of countries and their cities.
using Countries = std::map<std::string, double>;

/// Profiles of one document, names within it joined, linked to the gazetteer. A pure function of the document.
/// `apart` are pairs of entities (the lesser first) that a person told apart.
std::vector<Profile> profile(const Extraction& extraction, std::size_t document, NameReader& reader, const Gazetteer* gazetteer,
                             const std::set<std::pair<std::uint32_t, std::uint32_t>>& apart = {});

/// What stands for a profile in the company of others: an identifier meets across languages, a surname across documents.
std::uint64_t acquaintance(const Profile& profile, NameReader& reader);

/// The commonest, the longest of equally common ones, then the first in byte order.
std::string commonest(const std::map<std::string, std::uint32_t>& counts);

/// What a body's name says it is, where that keeps it apart from others of the name: University, Park, Cluster, Foundation or
/// Party; empty for the rest. The fund «Имя» and the cluster «Имя» are two.
std::string distinct_class(const Profile& profile);
bool is_distinct_class(std::string_view type);

}  // namespace citypact::identity
