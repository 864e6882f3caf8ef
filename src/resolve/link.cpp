#include "link.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "citypact/knowledge/fold.hpp"

namespace citypact::identity {
namespace {

bool is_place(std::string_view type) { return type == "City" || type == "Region" || type == "Country" || type == "District"; }

double share(const Countries& countries, std::string_view country) {
  const auto found = countries.find(std::string(country));
  return found == countries.end() ? 0 : found->second;
}

constexpr std::size_t shortest_syllables = 5;  // letters of pinyin: fewer are many names
constexpr double own_score = 10;  // more than all that speaks for an entry that ships

/// Early Wikidata items are the better known: 0 without an item, some 2 for a number of three digits, 0.4 for one of nine.
double prominence(std::string_view qid) {
  if (qid.size() < 2) return 0;
  return 2.9 - static_cast<double>(qid.size()) * 0.3;
}

/// The country that a document is about: it has half of all mentions of countries and twice as many as any other.
std::string dominant(const Countries& countries) {
  double first = 0, second = 0;
  std::string country;
  for (const auto& [code, part] : countries) {
    if (part > first) {
      second = std::exchange(first, part);
      country = code;
    } else {
      second = std::max(second, part);
    }
  }
  return first >= 0.5 && first >= 2 * second ? country : std::string();
}

}  // namespace

std::optional<GazetteerEntry> Linker::aliased(const Profile& profile) const {
  const std::string folded = reader_.fold(profile.name);
  for (const char* kind : {"country-name", "country-adjective", "place-name"})
    if (const auto qid = reader_.fact(kind, folded))
      for (const GazetteerEntry& entry : gazetteer_.with_id(*qid))
        if (is_place(entry.type)) return entry;
  return std::nullopt;
}

/// «провинция Хубэй»: what the noun says is the class of the name behind it.
std::vector<GazetteerEntry> Linker::find_behind_noun(const std::string& folded) const {
  const auto space = folded.find(' ');
  if (space == std::string::npos) return {};
  const auto type = reader_.fact("place-noun", folded.substr(0, space));
  if (!type) return {};
  std::vector<GazetteerEntry> found = gazetteer_.find(folded.substr(space + 1));
  std::erase_if(found, [&](const GazetteerEntry& entry) { return entry.type != *type; });
  return found;
}

std::vector<GazetteerEntry> Linker::find_place(const std::string& name) const {
  const std::string folded = reader_.fold(name);
  std::vector<GazetteerEntry> found = gazetteer_.find(folded);
  std::erase_if(found, [](const GazetteerEntry& entry) { return !is_place(entry.type); });
  if (found.empty()) found = find_behind_noun(folded);
  if (found.empty())
    for (const std::string& spelling : reader_.spellings(folded))
      for (const GazetteerEntry& entry : gazetteer_.find(spelling))
        if (is_place(entry.type) && (entry.type != "City" || entry.population > 100000)) found.push_back(entry);
  return found;
}

/// Log of population, class of the mention and the country the document speaks of add up: the city of Washington for a
/// City, the state for a Region, an Indiana of some thousand people not even for a City. Regions and countries count as if
/// they had ten and thirty million people, whatever the tables say.
std::optional<GazetteerEntry> Linker::place(const Profile& profile, const Countries& said) const {
  std::optional<GazetteerEntry> best = aliased(profile);
  double best_score = best ? (profile.type == "Country" ? 100 : 9) : 0;
  for (const GazetteerEntry& entry : find_place(profile.name)) {
    const bool same = entry.type == profile.type || (entry.type == "District" && profile.type == "City");
    const double people = entry.type == "Country" ? 7.5 : entry.type == "Region" ? 7.0 : std::log10(1.0 + static_cast<double>(entry.population));
    const double country = share(said, entry.country);
    const double context = (country > 0 ? 0.5 + 1.5 * country : 0) + (entry.type == "City" && profile.type == "City" && share(said, entry.region) > 0 ? 4 : 0);
    const double score = (same ? 3.0 : 0.0) + people + context + 1.5 * prominence(entry.qid) + (entry.own ? own_score : 0);
    const double needed = same ? 7.5 : 5.5;  // a town of some 30,000 people; of 300,000 where the class differs
    if (entry.type == "City" && context == 0 && score < needed) continue;
    if (score <= best_score) continue;
    best_score = score;
    best = entry;
  }
  return best;
}

Setting Linker::setting(const std::vector<Profile>& profiles) const {
  Setting setting;
  double all = 0, said = 0;
  for (const Profile& profile : profiles) {
    if (profile.kind != Family::place || !profile.named) continue;
    const auto entry = place(profile, {});
    if (!entry || entry->country.empty()) continue;
    const double weight = profile.mentions * (entry->type == "Country" ? 1.0 : 0.5);
    setting.all[std::string(entry->country)] += weight;
    all += weight;
    if (entry->type == "City") continue;
    setting.said[std::string(entry->country)] += weight;
    if (!entry->region.empty()) setting.said[std::string(entry->region)] += weight;
    said += weight;
  }
  for (auto& [country, weight] : setting.all) weight /= all;
  for (auto& [place, weight] : setting.said) weight /= said;
  if (setting.said.empty()) setting.said = setting.all;
  return setting;
}

bool Linker::named(const GazetteerEntry& entry, std::string_view name) const {
  const std::string folded = fold_name(name);
  for (const auto& [language, label] : gazetteer_.labels(entry.index))
    for (const std::string& other : gazetteer_.names(entry.index, language))
      if (fold_name(other) == folded) return true;
  return false;
}

/// Names of bodies repeat from country to country: the country said or that of the document must agree, and an acronym
/// alone says too little. Institutions are one a country.
void Linker::body(Profile& profile, const Countries& countries, std::string_view home) const {
  const BodyForm& form = reader_.body(profile.name);
  const std::string about = dominant(countries), body_class = distinct_class(profile);
  if (!form.country.empty()) {
    profile.country = form.country;
    profile.country_said = true;
  } else {
    profile.country = about;
  }
  std::string asked = profile.name;
  std::vector<GazetteerEntry> found = gazetteer_.find(asked);
  if (found.empty() && profile.names.size() > 1)
    for (const auto& [name, count] : profile.names)
      if (found.empty()) found = gazetteer_.find(asked = name);
  if (found.empty()) found = gazetteer_.find(asked = form.base);
  if (found.empty() && form.syllables.size() > shortest_syllables) found = gazetteer_.find(asked = form.syllables);
  std::optional<GazetteerEntry> best;
  double best_score = 0;
  for (const GazetteerEntry& entry : found) {
    if (family(entry.type) != Family::body && !(entry.type == "Country" && entry.country == "EU")) continue;
    if (form.country.size() && !entry.country.empty() && entry.country != form.country) continue;
    if (is_distinct_class(entry.type) && !body_class.empty() && entry.type != body_class) continue;
    const bool curated = entry.is_institution() || entry.id.starts_with("name:") || !entry.id.starts_with("ror:");
    const double context = share(countries, entry.country);
    if (entry.is_institution()) {
      std::string country = profile.country_said ? profile.country : about;
      if (country.empty() && (countries.empty() || share(countries, home) > 0.3)) country = home;
      if (country.empty()) continue;
      profile.country = country;
      if (best_score >= 3) continue;
      best_score = 3;
      best = entry;
      if (const auto body = gazetteer_.body_of(entry.id, country)) best = body;
      continue;
    }
    const bool agrees = entry.country.empty() || context > 0 || entry.country == form.country || curated;
    if (!agrees || !named(entry, asked)) continue;
    const double score = 1 + (entry.type == profile.type) + (entry.type == "Company" ? 0.3 : 2) * context + prominence(entry.qid) + (entry.country == form.country && form.country.size() ? 2 : 0) +
                         (curated ? 0.5 : 0) + (entry.own ? own_score : 0);
    if (score <= best_score) continue;
    best_score = score;
    best = entry;
  }
  if (best) profile.key = best->is_institution() ? std::string(best->id) + "/" + profile.country : std::string(best->id);
}

/// Only under a full name that the gazetteer has letter for letter; a surname alone follows its full name in resolution.
std::optional<GazetteerEntry> Linker::person(const Profile& profile) const {
  std::optional<GazetteerEntry> only;
  for (const auto& [name, count] : profile.names) {
    const PersonForm& form = reader_.person(name);
    if ((form.given.empty() && form.suffix.empty()) || form.surname.empty() || form.initial) continue;
    for (const GazetteerEntry& entry : gazetteer_.find(name)) {
      if (entry.type != "Person") continue;
      if (only && only->own > entry.own) continue;
      if (only && only->own == entry.own && only->id != entry.id) return std::nullopt;
      only = entry;
    }
  }
  return only;
}

void Linker::link(Profile& profile, const Setting& setting, std::string_view home) const {
  if (!profile.named && profile.kind != Family::body) return;
  std::optional<GazetteerEntry> known;
  if (profile.kind == Family::place) known = place(profile, setting.said);
  else if (profile.kind == Family::body) body(profile, setting.all, home);
  else if (profile.kind == Family::person) known = person(profile);
  if (!known) return;
  profile.key = std::string(known->id);
  if (profile.kind == Family::place) profile.country = known->country;
}

}  // namespace citypact::identity
