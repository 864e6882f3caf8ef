#pragma once
#include "profile.hpp"

namespace citypact::identity {

/// Entries of the gazetteer with the document as context; sets Profile::known, ::country and ::key where it is sure.
class Linker {
 public:
  Linker(const Gazetteer& gazetteer, NameReader& reader) : gazetteer_(gazetteer), reader_(reader) {}

  /// Countries by the names of places alone: the context for everything else.
  Countries countries(const std::vector<Profile>& profiles) const;
  void link(Profile& profile, const Countries& countries, std::string_view home) const;

 private:
  std::optional<GazetteerEntry> place(const Profile& profile, const Countries& countries) const;
  std::vector<GazetteerEntry> find_place(const std::string& name) const;
  std::optional<GazetteerEntry> aliased(const Profile& profile) const;
  std::optional<GazetteerEntry> person(const Profile& profile) const;
  void body(Profile& profile, const Countries& countries, std::string_view home) const;
  bool named(const GazetteerEntry& entry, std::string_view name) const;

  const Gazetteer& gazetteer_;
  NameReader& reader_;
};

}  // namespace citypact::identity
