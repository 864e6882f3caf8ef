#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "citypact/core/extraction.hpp"
#include "citypact/core/ontology.hpp"
#include "groups.hpp"
#include "name_form.hpp"

namespace citypact::identity {

using Family = NameFamily;
using Anchor = GroupAnchor;
using Profile = MentionGroup;
Family family(std::string_view type);

/// The countries a document speaks of, with the share of each in all mentions of countries and their cities.
using Countries = std::map<std::string, double>;

/// Entities of a document that a person told apart, the lesser first.
using Apart = std::set<std::pair<std::uint32_t, std::uint32_t>>;

/// A place as MentionGroup::decided has it: "begin-end".
inline std::string place_text(Span code_points) { return std::to_string(code_points.begin) + "-" + std::to_string(code_points.end); }

/// Groups of one document, names within it joined, linked to the gazetteer. A pure function of the document.
std::vector<Profile> profile(const Extraction& extraction, NameReader& reader, const Gazetteer* gazetteer, const Apart& apart = {});

/// What stands for a profile in the company of others: an identifier meets across languages, a surname across documents.
std::uint64_t acquaintance(const Profile& profile, NameReader& reader);

/// The commonest, the longest of equally common ones, then the first in byte order.
std::string commonest(const std::map<std::string, std::uint32_t>& counts);

/// What a body's name says it is, where that keeps it apart from others of the name: University, Park, Cluster, Foundation or
/// Party; empty for the rest. The fund «Имя» and the cluster «Имя» are two.
std::string distinct_class(const Profile& profile);
bool is_distinct_class(std::string_view type);

}  // namespace citypact::identity
