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

std::optional<GazetteerEntry> Linker::country_entry(const Profile& profile) const {
  const std::string folded = fold_name(profile.name);
  for (const char* kind : {"country-name", "country-adjective"})
    if (const auto qid = reader_.fact(kind, folded))
      for (const GazetteerEntry& entry : gazetteer_.with_id(*qid))
        if (entry.type == "Country") return entry;
  return std::nullopt;
}

/// Type counts most, then the country the document speaks of, then population: a namesake must be ten times as populous
/// to outweigh the document's own country.
std::optional<GazetteerEntry> Linker::place(const Profile& profile, const Countries& countries) const {
  std::optional<GazetteerEntry> best = country_entry(profile);
  double best_score = best && profile.type == "Country" ? 100 : best ? 4 : 0;
  for (const GazetteerEntry& entry : gazetteer_.find(profile.name)) {
    if (!is_place(entry.type)) continue;
    const bool same = entry.type == profile.type || (entry.type == "District" && profile.type == "City");
    const double population = std::log10(1.0 + static_cast<double>(entry.population));
    const double context = share(countries, entry.country);
    double score = (same ? 4.0 : 0.0) + population + (context > 0 ? 1 + 2 * context : 0) + (entry.qid.empty() ? 0 : 0.5);
    if (entry.type == "Country" && !entry.qid.empty()) score += 2;
    constexpr double unknown_village = 8.5;  // a place of the right type below 30,000 people needs its country in the text
    if (entry.type != "Region" && context == 0 && score < unknown_village) continue;
    if (score <= best_score) continue;
    best_score = score;
    best = entry;
  }
  return best;
}

Countries Linker::countries(const std::vector<Profile>& profiles) const {
  Countries counts;
  double all = 0;
  for (const Profile& profile : profiles) {
    if (profile.kind != Family::place || !profile.named) continue;
    const auto entry = place(profile, {});
    if (!entry || entry->country.empty()) continue;
    const double weight = profile.mentions * (entry->type == "Country" ? 1.0 : 0.5);
    counts[std::string(entry->country)] += weight;
    all += weight;
  }
  for (auto& [country, weight] : counts) weight /= all;
  return counts;
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
  const std::string about = dominant(countries);
  if (!form.country.empty()) {
    profile.country = form.country;
    profile.country_said = true;
  } else {
    profile.country = about;
  }
  std::vector<GazetteerEntry> found = gazetteer_.find(profile.name);
  if (found.empty() && profile.names.size() > 1)
    for (const auto& [name, count] : profile.names)
      if (found.empty()) found = gazetteer_.find(name);
  if (found.empty()) found = gazetteer_.find(form.base);
  std::optional<GazetteerEntry> best;
  double best_score = 0;
  for (const GazetteerEntry& entry : found) {
    if (family(entry.type) != Family::body && !(entry.type == "Country" && entry.country == "EU")) continue;
    if (form.country.size() && !entry.country.empty() && entry.country != form.country) continue;
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
    if (!agrees || !named(entry, gazetteer_.find(profile.name).empty() ? std::string_view(form.base) : std::string_view(profile.name))) continue;
    const double score = 1 + (entry.type == profile.type) + 2 * context + (entry.country == form.country && form.country.size() ? 2 : 0) +
                         (entry.qid.empty() ? 0 : 0.5) + (curated ? 0.5 : 0);
    if (score <= best_score) continue;
    best_score = score;
    best = entry;
  }
  if (!best) return;
  profile.known = best;
  if (best->is_institution()) {
    profile.known.reset();
    profile.key = std::string(best->id) + "/" + profile.country;
  }
}

void Linker::link(Profile& profile, const Countries& countries, std::string_view home) const {
  if (!profile.named && profile.kind != Family::body) return;
  if (profile.kind == Family::place) {
    profile.known = place(profile, countries);
    if (profile.known) profile.country = profile.known->country;
  } else if (profile.kind == Family::body) {
    body(profile, countries, home);
  }
  if (profile.known) profile.key = std::string(profile.known->id);
}

}  // namespace citypact::identity
