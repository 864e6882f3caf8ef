#include "citypact/resolve/explain.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "compare.hpp"
#include "citypact/core/diagnostics.hpp"
#include "citypact/knowledge/fold.hpp"

namespace citypact {
namespace {

using namespace identity;

std::string pair(const std::string& a, const std::string& b) { return a + " and " + b; }

class Comparer {
 public:
  Comparer(const Profile& a, const Profile& b, NameReader& reader) : a_(a), b_(b), reader_(reader) {
    result_.first = a.name;
    result_.second = b.name;
  }

  IdentityComparison run(const std::map<std::uint64_t, std::string>& names) {
    identifier();
    if (a_.kind != b_.kind) add("kind", pair(a_.type, b_.type), -10);
    else if (a_.kind == Family::person) person();
    else if (a_.kind == Family::body) body();
    else if (a_.kind == Family::place) place();
    else add("name", a_.name == b_.name ? "equal" : "different", a_.name == b_.name ? 3 : -6);
    ties();
    company(names);
    for (const IdentitySignal& signal : result_.signals) result_.score += signal.weight;
    return std::move(result_);
  }

 private:
  void add(std::string name, std::string value, double weight) { result_.signals.push_back({std::move(name), std::move(value), weight}); }

  void identifier() {
    if (!a_.named || !b_.named) add("name", "one of them is a common noun, which stands for its own document alone", -10);
    if (a_.key.empty() || b_.key.empty()) return;
    if (a_.key == b_.key) add("identifier", a_.key, 10);
    else add("identifier", pair(a_.key, b_.key), -10);
  }

  void part(const char* name, const std::string& a, const std::string& b, double equal, double other) {
    if (a.empty() || b.empty()) return;
    if (a == b) add(name, a, equal);
    else add(name, pair(a, b), other);
  }

  /// How near two names in different scripts sound, Chinese ones as pinyin.
  double alike(const std::string& a, const std::string& b) const {
    const auto read = [this](const std::string& name) {
      std::string syllables = is_ascii(name) ? name : reader_.pinyin(name);
      std::erase(syllables, ' ');
      return syllables;
    };
    const std::string x = read(a), y = read(b);
    return !x.empty() && x == y ? 1 : likeness(a, b);
  }

  void person() {
    const PersonForm x = reader_.person(a_.name), y = reader_.person(b_.name);
    if (x.surname_key != y.surname_key) return add("surname", pair(x.surname, y.surname) + " sound unlike: never compared", -10);
    const bool scripts = x.script != y.script;
    if (x.surname_plain == y.surname_plain) add("surname", x.surname, 2);
    else add("surname", pair(x.surname, y.surname), scripts ? 3 * likeness(x.surname, y.surname) - 1.5 : distance(x.surname_plain, y.surname_plain, 1) == 1 ? 0.5 : -6);
    if (x.initial || y.initial) {
      const bool fits = x.given_plain.starts_with(y.given_plain) || y.given_plain.starts_with(x.given_plain);
      add("initial", pair(x.given, y.given), fits ? 1 : -6);
    } else if (x.given.empty() || y.given.empty()) {
      add("given name", "only one of them has one", -1.5);
    } else if (x.given_plain == y.given_plain) {
      add("given name", x.given == y.given ? x.given : pair(x.given, y.given), 2);
    } else if (scripts) {
      add("given name", pair(x.given, y.given), likeness(x.given, y.given) >= 0.55 ? 1 : -6);
    } else {
      add("given name", pair(x.given, y.given), distance(x.given_plain, y.given_plain, 1) == 1 ? -1 : -6);
    }
    part("patronymic", x.patronymic, y.patronymic, 3, -6);
    part("suffix", x.suffix, y.suffix, 1, -6);
    if (reader_.has("surname", x.surname) || reader_.has("surname-zh", x.surname)) add("usual surname", x.surname, -1.5);
    if (scripts && x.chinese) add("pinyin", "many characters have this reading", -2);
  }

  void body() {
    const BodyForm x = reader_.body(a_.name), y = reader_.body(b_.name);
    if (x.plain == y.plain) add("name", x.base, 3);
    else if (x.key == y.key) add("name", pair(x.base, y.base), 4 * alike(x.base, y.base) - 1.5);
    else if (a_.key.empty() || a_.key != b_.key) add("name", pair(x.base, y.base) + " sound unlike: never compared", -10);
    if (x.descriptive || a_.country_said || b_.country_said)
      part(a_.country_said || b_.country_said ? "country" : "country of the document", a_.country, b_.country, 2, -6);
  }

  void place() {
    const std::string x = reader_.plain(fold_name(a_.name)), y = reader_.plain(fold_name(b_.name));
    if (a_.key.empty() || a_.key != b_.key) {
      const bool scripts = x != y && (is_ascii(x) != is_ascii(y) || is_han(x) != is_han(y)) && reader_.sound(fold_name(a_.name)) == reader_.sound(fold_name(b_.name));
      add("name", a_.name == b_.name ? a_.name : pair(a_.name, b_.name), x == y ? 3 : scripts ? 4 * alike(fold_name(a_.name), fold_name(b_.name)) - 1.5 : -10);
    }
    part("class", a_.type, b_.type, 0.5, -0.5);
    part("country", a_.country, b_.country, 1, -6);
  }

  void ties() {
    for (const Anchor& x : a_.anchors)
      for (const Anchor& y : b_.anchors) {
        if (x.object == y.object) add("tie", x.object, 2);
        else if (!x.role.empty() && x.role == y.role) add("office", x.role.substr(0, x.role.find('\t')) + ": " + pair(x.object, y.object), -6);
      }
  }

  void company(const std::map<std::uint64_t, std::string>& names) {
    std::vector<std::uint64_t> shared;
    std::ranges::set_intersection(a_.company, b_.company, std::back_inserter(shared));
    if (shared.empty()) return;
    constexpr std::size_t shown = 5, most = 6;
    std::string list;
    const auto name_of = [&](std::uint64_t hash) {
      const auto found = names.find(hash);
      return found == names.end() ? std::string("?") : found->second;
    };
    for (std::size_t i = 0; i < std::min(shared.size(), shown); ++i) list += (i ? ", " : "") + name_of(shared[i]);
    if (shared.size() > shown) list += " and " + std::to_string(shared.size() - shown) + " more";
    add("company", list, static_cast<double>(std::min(shared.size(), most)));
  }

  const Profile& a_;
  const Profile& b_;
  NameReader& reader_;
  IdentityComparison result_;
};

const Profile& profile_of(const std::vector<Profile>& profiles, std::uint32_t entity) {
  for (const Profile& profile : profiles)
    if (std::ranges::find(profile.entities, entity) != profile.entities.end()) return profile;
  throw Error("no entity " + std::to_string(entity) + " in the document");
}

}  // namespace

IdentityComparison identity::compare(const MentionGroup& a, const MentionGroup& b, NameReader& reader, const std::map<std::uint64_t, std::string>& names) {
  return Comparer(a, b, reader).run(names);
}

IdentityComparison explain_identity(const Extraction& first, std::uint32_t first_entity, const Extraction& second, std::uint32_t second_entity,
                                    const Gazetteer* gazetteer) {
  NameReader reader(gazetteer);
  const auto a = profile(first, reader, gazetteer), b = profile(second, reader, gazetteer);
  std::map<std::uint64_t, std::string> names;
  for (const auto* profiles : {&a, &b})
    for (const Profile& profile : *profiles) names.emplace(acquaintance(profile, reader), profile.name);
  return compare(profile_of(a, first_entity), profile_of(b, second_entity), reader, names);
}

}  // namespace citypact
