#include "profile.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "block.hpp"
#include "citypact/knowledge/fold.hpp"
#include "link.hpp"

namespace citypact::identity {
namespace {

std::uint64_t hash(std::string_view text) {
  std::uint64_t value = 0xcbf29ce484222325;
  for (unsigned char byte : text) value = (value ^ byte) * 0x100000001b3;
  return value ^ value >> 29;
}

/// A full name tells more than a surname: most parts first, then the commonest.
std::string most_telling(const Profile& profile, NameReader& reader) {
  if (profile.kind != Family::person) return commonest(profile.names);
  const auto rank = [&](const auto& item) {
    const PersonForm& form = reader.person(item.first);
    return std::tuple(!form.given.empty() && !form.surname.empty() ? (form.initial ? 1 : 2) : 0, item.second, item.first.size());
  };
  const auto best = std::max_element(profile.names.begin(), profile.names.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return best == profile.names.end() ? std::string() : best->first;
}

std::vector<Profile> gather(const Extraction& extraction, NameReader& reader) {
  std::map<std::uint32_t, Profile> by_entity;
  for (const Mention& mention : extraction.mentions) {
    Profile& profile = by_entity[mention.entity];
    ++profile.mentions;
    ++profile.types[mention.type];
    if (!mention.subtype.empty()) ++profile.subtypes[mention.subtype];
    const bool named = mention.form == Form::name || mention.form == Form::adjective;
    if (named && !profile.named) profile.names.clear();  // names of common nouns count only where there is no other
    if (named || !profile.named) ++profile.names[mention.name];
    profile.named |= named;
    if (mention.form == Form::name) profile.surfaces.emplace_back(surface(extraction.document.text, mention.span));
  }
  std::vector<Profile> profiles;
  for (auto& [entity, profile] : by_entity) {
    profile.document = extraction.document.id;
    profile.language = extraction.document.language;
    profile.entities = {entity};
    profile.type = commonest(profile.types);
    profile.kind = family(profile.type);
    profile.name = most_telling(profile, reader);
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

void merge(Profile& into, Profile&& from) {
  into.entities.insert(into.entities.end(), from.entities.begin(), from.entities.end());
  for (const auto& [text, count] : from.types) into.types[text] += count;
  for (const auto& [text, count] : from.subtypes) into.subtypes[text] += count;
  for (const auto& [text, count] : from.names) into.names[text] += count;
  into.surfaces.insert(into.surfaces.end(), from.surfaces.begin(), from.surfaces.end());
  into.mentions += from.mentions;
  from.mentions = 0;
}

/// Whether a name without given name, or with its initial, may stand for a full one.
bool shortens(const PersonForm& part, const PersonForm& full, const NameReader& reader) {
  if (full.given.empty() || full.initial || full.surname.empty()) return false;
  if (full.chinese && !part.chinese && part.given.empty()) return reader.fact("surname-zh", part.surname) == full.surname;  // «Си»
  if (part.surname_plain != full.surname_plain || part.chinese != full.chinese) return false;
  return part.given.empty() || (part.initial && full.given.starts_with(part.given));
}

/// Letters of an acronym are the first letters of the words of a name: «ТЛП» and «Техрик-э-Лабаик Пакистан».
bool is_acronym(std::string_view acronym, std::string_view name) {
  const auto a = letters(acronym);
  if (a.size() < 3) return false;
  std::size_t at = 0;
  bool start = true;
  std::size_t words = 0;
  for (std::string_view letter : letters(name)) {
    if (letter == " " || letter == "-") {
      start = true;
      continue;
    }
    if (start) {
      ++words;
      if (at < a.size() && letter == a[at]) ++at;
    }
    start = false;
  }
  return at == a.size() && words <= a.size() + 1;
}

bool is_upper_word(std::string_view name) {
  return name.find(' ') == std::string_view::npos && letters(name).size() <= 6 && fold_name(name) != name &&
         std::ranges::none_of(letters(name), [&](std::string_view letter) { return letter.size() > 1 && fold_name(letter) == letter; });
}

bool told_apart(const Profile& a, const Profile& b, const Apart& apart) {
  if (apart.empty()) return false;
  for (std::uint32_t x : a.entities)
    for (std::uint32_t y : b.entities)
      if (apart.contains(std::minmax(x, y))) return true;
  return false;
}

/// Joins `part` to the only profile for which `fits` holds; none when several do.
template <class Fits>
void join_unique(std::vector<Profile>& profiles, Profile& part, const Apart& apart, const Fits& fits) {
  Profile* only = nullptr;
  for (Profile& whole : profiles)
    if (&whole != &part && whole.mentions && whole.kind == part.kind && whole.named && fits(whole)) {
      if (only) return;
      only = &whole;
    }
  if (only && !told_apart(*only, part, apart)) merge(*only, std::move(part));
}

/// «Джо Байден» and «Джозеф Байден», «Наталия» and «Наталья»: full names that are equal but for the form of the given name.
void join_equal_persons(std::vector<Profile>& profiles, NameReader& reader, const Apart& apart) {
  std::map<std::tuple<std::string, std::string, std::string>, Profile*> first;
  for (Profile& profile : profiles) {
    if (profile.kind != Family::person || !profile.named || !profile.mentions) continue;
    const PersonForm& form = reader.person(profile.name);
    if (form.given.empty() || form.surname.empty() || form.initial || !form.patronymic.empty()) continue;
    const auto [at, fresh] = first.try_emplace({form.surname_plain, form.given_plain, form.suffix}, &profile);
    if (!fresh && !told_apart(*at->second, profile, apart)) merge(*at->second, std::move(profile));
  }
}

/// Names that differ within a document but stand for one thing: a surname and the only full name with it, a given name
/// and its only bearer, «Верховный суд» and «Верховный суд Пакистана», an acronym and its long form.
void join_within(std::vector<Profile>& profiles, NameReader& reader, const Apart& apart) {
  join_equal_persons(profiles, reader, apart);
  std::set<std::string> surnames;
  for (const Profile& profile : profiles)
    if (profile.kind == Family::person && !reader.person(profile.name).given.empty()) surnames.insert(reader.person(profile.name).surname_plain);
  for (Profile& part : profiles) {
    if (!part.mentions || !part.named) continue;
    if (part.kind == Family::person) {
      const PersonForm form = reader.person(part.name);
      const bool bare = form.given.empty() || form.initial;
      if (!bare) continue;
      join_unique(profiles, part, apart, [&](const Profile& whole) { return shortens(form, reader.person(whole.name), reader); });
      if (part.mentions && form.given.empty() && !surnames.contains(form.surname_plain))
        join_unique(profiles, part, apart, [&](const Profile& whole) {
          const PersonForm& full = reader.person(whole.name);
          return !full.initial && !full.surname.empty() && full.given == form.surname;
        });
    } else if (part.kind == Family::body) {
      const BodyForm form = reader.body(part.name);
      if (form.country.empty())
        join_unique(profiles, part, apart, [&](const Profile& whole) {
          const BodyForm& full = reader.body(whole.name);
          return !full.country.empty() && full.plain == form.plain && distinct_class(whole) == distinct_class(part);
        });
      if (part.mentions && is_upper_word(part.name))
        join_unique(profiles, part, apart, [&](const Profile& whole) { return is_acronym(form.base, reader.body(whole.name).base); });
    }
  }
  std::erase_if(profiles, [](const Profile& profile) { return profile.mentions == 0; });
  for (Profile& profile : profiles) profile.name = most_telling(profile, reader);
}

/// What relations tie to a profile: the roles of persons, and the places and bodies it stands with.
void add_anchors(const Extraction& extraction, std::vector<Profile>& profiles) {
  std::map<std::uint32_t, Profile*> owner;
  for (Profile& profile : profiles)
    for (std::uint32_t entity : profile.entities) owner[entity] = &profile;
  for (const Relation& relation : extraction.relations) {
    if (relation.status == Status::denied) continue;
    if (relation.subject >= extraction.mentions.size() || relation.object >= extraction.mentions.size()) continue;
    Profile* subject = owner[extraction.mentions[relation.subject].entity];
    Profile* object = owner[extraction.mentions[relation.object].entity];
    if (!subject || !object || subject == object) continue;
    // Only the head of a place is one at a time: a deputy or an ambassador of two countries may be one person.
    const bool office = relation.type == "heads" && object->kind == Family::place;
    if (object->named) subject->anchors.push_back({office ? fold_name(relation.qualifiers.role) + "\t" + object->type : "", object->key.empty() ? fold_name(object->name) : object->key});
    if (subject->named && object->kind != Family::place) object->anchors.push_back({"", subject->key.empty() ? fold_name(subject->name) : subject->key});
  }
  for (Profile& profile : profiles) {
    std::sort(profile.anchors.begin(), profile.anchors.end());
    profile.anchors.erase(std::unique(profile.anchors.begin(), profile.anchors.end()), profile.anchors.end());
  }
}

/// The company a name keeps: the other names of its document, at most this many, the most mentioned first.
void add_company(std::vector<Profile>& profiles, NameReader& reader) {
  constexpr std::size_t most = 24;
  std::vector<std::tuple<std::int64_t, std::uint64_t>> names;  // minus mentions, hash
  for (const Profile& profile : profiles) {
    if (!profile.named || profile.type == "Country" || profile.kind == Family::other) continue;
    names.emplace_back(-static_cast<std::int64_t>(profile.mentions), acquaintance(profile, reader));
  }
  std::sort(names.begin(), names.end());
  if (names.size() > most + 1) names.resize(most + 1);
  for (Profile& profile : profiles) {
    if (profile.kind != Family::person && profile.kind != Family::body) continue;
    const std::uint64_t own = acquaintance(profile, reader);
    for (const auto& [count, name] : names)
      if (name != own) profile.company.push_back(name);
    std::sort(profile.company.begin(), profile.company.end());
    profile.company.erase(std::unique(profile.company.begin(), profile.company.end()), profile.company.end());
  }
}

/// So that the many documents that name a well-known place or body share a signature. Who is asked about ties and company:
/// persons, and bodies without an identifier.
void forget_what_decides_nothing(Profile& profile) {
  if (profile.kind == Family::person || (profile.kind == Family::body && profile.key.empty())) return;
  profile.anchors.clear();
  profile.company.clear();
}

}  // namespace

bool is_distinct_class(std::string_view type) {
  return type == "University" || type == "Park" || type == "Cluster" || type == "Foundation" || type == "Party";
}

std::string distinct_class(const Profile& profile) {
  for (const std::string& type : {commonest(profile.subtypes), commonest(profile.types)})
    if (is_distinct_class(type)) return type;
  return {};
}

Family family(std::string_view type) {
  if (type == "Person") return Family::person;
  if (type == "City" || type == "Region" || type == "Country" || type == "District") return Family::place;
  for (const char* body : {"Organization", "University", "Park", "Cluster", "Company", "Foundation", "Government", "Party", "Institute"})
    if (type == body) return Family::body;
  return Family::other;
}

std::uint64_t acquaintance(const Profile& profile, NameReader& reader) {
  if (profile.kind == Family::person) return hash(reader.person(profile.name).surname_plain);
  return hash(profile.key.empty() ? reader.plain(fold_name(profile.name)) : profile.key);
}

std::string commonest(const std::map<std::string, std::uint32_t>& counts) {
  const auto rank = [](const auto& item) { return std::tuple(item.second, item.first.size()); };
  const auto best = std::max_element(counts.begin(), counts.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return best == counts.end() ? std::string() : best->first;
}

std::vector<Profile> profile(const Extraction& extraction, NameReader& reader, const Gazetteer* gazetteer, const Apart& apart) {
  std::vector<Profile> profiles = gather(extraction, reader);
  join_within(profiles, reader, apart);
  if (gazetteer) {
    const Linker linker(*gazetteer, reader);
    const Setting setting = linker.setting(profiles);
    const std::string home = reader.country_of(std::string(reader.fact("home-country", extraction.document.language).value_or("")));
    for (Profile& profile : profiles) linker.link(profile, setting, home);
  }
  add_anchors(extraction, profiles);
  add_company(profiles, reader);
  for (Profile& profile : profiles) {
    std::sort(profile.surfaces.begin(), profile.surfaces.end());
    profile.surfaces.erase(std::unique(profile.surfaces.begin(), profile.surfaces.end()), profile.surfaces.end());
    profile.block = block_key(profile, reader);
    if (!profile.block.empty()) forget_what_decides_nothing(profile);
  }
  return profiles;
}

}  // namespace citypact::identity
