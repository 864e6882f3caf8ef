#pragma once
#include "profile.hpp"

namespace citypact::identity {

/// Countries with the share of each in all mentions of places; `said` counts countries and regions alone (and holds ISO 3166-2
/// codes of regions too), where the document names any: a city is then no witness for itself.
struct Setting {
  Countries all, said;
};

/// Entries of the gazetteer with the document as context; sets MentionGroup::country and ::key where it is sure.
class Linker {
 public:
  Linker(const Gazetteer& gazetteer, NameReader& reader) : gazetteer_(gazetteer), reader_(reader) {}

  /// What the names of places say about where the document plays: the context for everything else.
  Setting setting(const std::vector<Profile>& profiles) const;
  void link(Profile& profile, const Setting& setting, std::string_view home) const;

 private:
  std::optional<GazetteerEntry> place(const Profile& profile, const Countries& said) const;
  std::vector<GazetteerEntry> find_place(const std::string& name) const;
  std::vector<GazetteerEntry> find_behind_noun(const std::string& folded) const;
  std::optional<GazetteerEntry> aliased(const Profile& profile) const;
  std::optional<GazetteerEntry> person(const Profile& profile) const;
  void body(Profile& profile, const Countries& countries, std::string_view home) const;
  bool named(const GazetteerEntry& entry, std::string_view name) const;

  const Gazetteer& gazetteer_;
  NameReader& reader_;
};

}  // namespace citypact::identity
