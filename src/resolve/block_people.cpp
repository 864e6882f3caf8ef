#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "block.hpp"
#include "citypact/language/names.hpp"
#include "union_find.hpp"

namespace citypact::identity {
namespace {

using Company = std::vector<std::uint64_t>;

/// One person so far: the profiles, their pooled company, the form of the fullest name.
struct Candidate {
  std::vector<std::size_t> members;  // indices into the block
  Company company;
  std::set<std::string> patronymics;
  std::set<std::string> suffixes;
  std::set<std::string> keys;        // identifiers
  std::set<Anchor> anchors;
  std::size_t documents = 0;
  std::string surname, given;  // plain spellings
  char script = 'o';
  bool chinese = false, usual = false;
};

class People {
 public:
  People(const Block& block, NameReader& reader) : block_(block), reader_(reader), sets_(block.size()) {
    forms_.reserve(block.size());
    for (const GroupClass& one : block) forms_.push_back(&reader.person(one.group->name));
  }

  std::vector<Cluster> run() {
    join_full_names();
    collect();
    join_spellings();
    collect();
    join_shortened();
    return clusters();
  }

 private:
  const Profile& group(std::size_t i) const { return *block_[i].group; }
  bool full(std::size_t i) const { return !forms_[i]->given.empty() && !forms_[i]->surname.empty() && !forms_[i]->initial; }
  bool common_surname(const std::string& surname) const { return reader_.has("surname", surname) || reader_.has("surname-zh", surname); }
  /// Both names are in the lists of usual names, or both are Chinese of one syllable: equal names alone do not say that it
  /// is one person.
  bool common(std::size_t i) const {
    constexpr std::size_t longest_syllable = 6;
    if (forms_[i]->chinese) return forms_[i]->given.size() <= longest_syllable && reader_.has("pinyin", forms_[i]->given);
    return common_surname(forms_[i]->surname) && reader_.has("given", forms_[i]->given);
  }

  /// Equal given name and surname: one person, unless patronymics, suffixes, roles or circles of acquaintance speak against.
  void join_full_names() {
    std::map<std::tuple<std::string, std::string, char, bool>, std::vector<std::size_t>> names;
    for (std::size_t i = 0; i < block_.size(); ++i)
      if (full(i)) names[{forms_[i]->surname_plain, forms_[i]->given_plain, forms_[i]->script, forms_[i]->chinese}].push_back(i);
    for (const auto& [name, bearers] : names) join_namesakes(bearers);
  }

  /// Bearers of one name fall into circles: those who share an anchor (post, body, place) or company. Circles are then one
  /// person unless they contradict each other; a usual name needs more than its being equal.
  void join_namesakes(const std::vector<std::size_t>& bearers) {
    std::map<std::string, std::size_t> first_by_anchor;
    std::map<std::uint64_t, std::size_t> first_by_company;
    std::map<std::string, std::size_t> first_by_patronymic;
    UnionFind circles(bearers.size());
    const auto meet = [&](auto& firsts, const auto& key, std::size_t b) {
      const auto [at, fresh] = firsts.try_emplace(key, b);
      if (!fresh && !contradict(bearers[at->second], bearers[b])) circles.join(at->second, b);
    };
    for (std::size_t b = 0; b < bearers.size(); ++b) {
      const std::size_t i = bearers[b];
      if (!forms_[i]->patronymic.empty()) meet(first_by_patronymic, forms_[i]->patronymic + forms_[i]->suffix, b);
      for (const Anchor& anchor : group(i).anchors) meet(first_by_anchor, anchor.object, b);
      for (std::uint64_t name : group(i).company) meet(first_by_company, name, b);
    }
    std::map<std::size_t, std::vector<std::size_t>> by_circle;
    for (std::size_t b = 0; b < bearers.size(); ++b) by_circle[circles.find(b)].push_back(bearers[b]);
    std::vector<Candidate> persons;  // largest circle first; ties by first document
    for (auto& [first, members] : by_circle) persons.push_back(candidate(members));
    std::stable_sort(persons.begin(), persons.end(), [](const Candidate& a, const Candidate& b) { return a.documents > b.documents; });
    std::vector<Candidate> kept;
    for (Candidate& person : persons) {
      join_all(person.members);
      const bool usual = common(person.members.front());
      const auto home = std::find_if(kept.begin(), kept.end(), [&](const Candidate& other) { return !usual && !contradict(other, person); });
      constexpr std::size_t most_namesakes = 64;  // keeps a hub name linear
      if (home == kept.end()) {
        if (kept.size() < most_namesakes) kept.push_back(std::move(person));
        continue;
      }
      sets_.join(home->members.front(), person.members.front());
      home->anchors.insert(person.anchors.begin(), person.anchors.end());
      home->patronymics.insert(person.patronymics.begin(), person.patronymics.end());
      home->suffixes.insert(person.suffixes.begin(), person.suffixes.end());
      home->keys.insert(person.keys.begin(), person.keys.end());
    }
  }

  bool contradict(std::size_t i, std::size_t j) const {
    const auto differ = [](const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; };
    if (differ(forms_[i]->patronymic, forms_[j]->patronymic) || differ(forms_[i]->suffix, forms_[j]->suffix)) return true;
    return differ(group(i).key, group(j).key) || contradict(group(i).anchors, group(j).anchors);
  }
  static bool contradict(const Candidate& a, const Candidate& b) {
    const auto differ = [](const std::set<std::string>& x, const std::set<std::string>& y) { return !x.empty() && !y.empty() && x != y; };
    return differ(a.patronymics, b.patronymics) || differ(a.suffixes, b.suffixes) || differ(a.keys, b.keys) || contradict(a.anchors, b.anchors);
  }
  /// One role at two bodies or places («мэр» of two cities), and nothing that both share.
  template <class Anchors>
  static bool contradict(const Anchors& a, const Anchors& b) {
    bool against = false;
    for (const Anchor& x : a) {
      for (auto y = std::lower_bound(b.begin(), b.end(), Anchor{x.role, ""}); y != b.end() && y->role == x.role; ++y) {
        if (y->object == x.object) return false;
        against |= !x.role.empty();
      }
    }
    return against;
  }

  void join_all(const std::vector<std::size_t>& members) {
    for (std::size_t member : members) sets_.join(members.front(), member);
  }

  Candidate candidate(std::vector<std::size_t> members) const {
    Candidate person;
    for (std::size_t i : members) {
      person.company.insert(person.company.end(), group(i).company.begin(), group(i).company.end());
      if (!forms_[i]->patronymic.empty()) person.patronymics.insert(forms_[i]->patronymic);
      if (!forms_[i]->suffix.empty()) person.suffixes.insert(forms_[i]->suffix);
      if (!group(i).key.empty()) person.keys.insert(group(i).key);
      person.documents += block_[i].count;
      person.anchors.insert(group(i).anchors.begin(), group(i).anchors.end());
    }
    std::sort(person.company.begin(), person.company.end());
    person.company.erase(std::unique(person.company.begin(), person.company.end()), person.company.end());
    person.surname = forms_[members.front()]->surname_plain;
    person.given = forms_[members.front()]->given_plain;
    person.script = forms_[members.front()]->script;
    person.chinese = forms_[members.front()]->chinese;
    person.usual = common(members.front());
    person.members = std::move(members);
    return person;
  }

  void collect() {
    std::map<std::size_t, std::vector<std::size_t>> sets;
    for (std::size_t i = 0; i < block_.size(); ++i)
      if (full(i)) sets[sets_.find(i)].push_back(i);
    persons_.clear();
    for (auto& [first, members] : sets) persons_.push_back(candidate(std::move(members)));
  }

  /// Spellings of one name: «Асия Биби» and «Азия Биби», «Джонсон» and Johnson.
  void join_spellings() {
    constexpr std::size_t most_compared = 400;  // pairs in one block; a larger block has a usual surname, where spelling proves nothing
    if (persons_.size() > most_compared) return;
    for (std::size_t a = 0; a < persons_.size(); ++a)
      for (std::size_t b = a + 1; b < persons_.size(); ++b)
        if (same_spelling(persons_[a], persons_[b])) sets_.join(persons_[a].members.front(), persons_[b].members.front());
  }

  bool same_spelling(const Candidate& a, const Candidate& b) const {
    if (a.chinese != b.chinese || contradict(a, b)) return false;
    const std::size_t shared = overlap(a.company, b.company);
    if (a.script != b.script) return same_sound(a, b) && (shared || !(a.chinese || a.usual || b.usual));
    if (a.chinese || (a.surname == b.surname && a.given == b.given)) return false;  // namesakes that were kept apart
    const std::size_t surnames = distance(a.surname, b.surname, 1), givens = distance(a.given, b.given, 1);
    if (surnames > 1 || givens > 1 || shared < 2) return false;
    // «Джо Байдена» beside «Джо Байден» is a case form that slipped through: the given name has one gender.
    if (surnames == 1 && grown(a.surname, b.surname)) return givens == 0 && gender(a) != "fm";
    if (surnames == 1 && letters(a.surname).size() < 4) return false;
    return givens == 0 || (letters(a.given).size() >= 3 && !grown(a.given, b.given) && reader_.skeleton(a.given) == reader_.skeleton(b.given));
  }
  std::string_view gender(const Candidate& person) const { return reader_.fact("given", forms_[person.members.front()]->given).value_or("?"); }
  /// Two scripts. One Palladius form stands for many characters, so for Chinese names this makes candidates only.
  bool same_sound(const Candidate& a, const Candidate& b) const {
    if (a.chinese) return a.surname == b.surname && a.given == b.given;
    const auto x_gender = gender(a), y_gender = gender(b);
    const auto sure = [](std::string_view g) { return g == "m" || g == "f"; };
    if (sure(x_gender) && sure(y_gender) && x_gender != y_gender) return false;
    const std::string x = name_key(a.surname), y = name_key(b.surname);
    if (x != y && grown(x, y)) return false;
    const double given = a.given == b.given ? 1 : likeness(a.given, b.given), surname = likeness(a.surname, b.surname);
    return given >= 0.55 && surname >= 0.5 && given + surname >= 1.2;
  }
  /// One is the other with a letter more at its end: often the other gender («Иванов», «Иванова»).
  static bool grown(const std::string& a, const std::string& b) { return a.starts_with(b) || b.starts_with(a); }

  /// Surnames alone and with initials go to the person they most probably mean, or stand together when nobody full is known.
  void join_shortened() {
    std::map<std::string, std::vector<const Candidate*>> by_surname;
    for (const Candidate& person : persons_) {
      std::set<std::string> surnames;
      for (std::size_t i : person.members) surnames.insert(forms_[i]->surname_plain);
      for (const std::string& surname : surnames) by_surname[surname].push_back(&person);
    }
    std::vector<std::pair<std::size_t, std::size_t>> joins;  // decided against the full names only, so in any order
    std::map<std::string, std::vector<std::size_t>> left;
    for (std::size_t i = 0; i < block_.size(); ++i) {
      if (full(i)) continue;
      const Candidate* best = choose(i, by_surname[forms_[i]->surname_plain]);
      if (best) joins.emplace_back(i, best->members.front());
      else left[forms_[i]->surname_plain + "\t" + forms_[i]->given_plain].push_back(i);
    }
    for (const auto& [i, j] : joins) sets_.join(i, j);
    for (const auto& [name, bearers] : left) join_acquainted(bearers, !by_surname[forms_[bearers.front()]->surname_plain].empty());
  }

  const Candidate* choose(std::size_t i, const std::vector<const Candidate*>& persons) const {
    const Candidate* best = nullptr;
    double first = 0, second = 0;
    std::size_t fitting = 0;
    const bool usual = common_surname(forms_[i]->surname);
    for (const Candidate* person : persons) {
      if (forms_[i]->initial && !person->given.starts_with(forms_[i]->given_plain)) continue;
      const auto& suffix = forms_[i]->suffix;
      if (!suffix.empty() && !person->suffixes.empty() && !person->suffixes.contains(suffix)) continue;
      ++fitting;
      const std::size_t shared = overlap(group(i).company, person->company);
      const double score = std::log2(1.0 + static_cast<double>(person->documents)) + 1.0 * static_cast<double>(std::min<std::size_t>(shared, 6)) -
                           (shared == 0 && !forms_[i]->initial ? 1.5 : 0.0);
      if (score > first) {
        second = std::exchange(first, score);
        best = person;
      } else {
        second = std::max(second, score);
      }
    }
    const double needed = usual ? 2.5 : 0.05;
    const double margin = fitting > 1 ? 1.5 : 0;
    return best && first >= needed && first - second >= margin ? best : nullptr;
  }

  /// Nobody known in full: bearers of one surname whose documents share another name.
  void join_acquainted(const std::vector<std::size_t>& bearers, bool others) {
    if (others && common_surname(forms_[bearers.front()]->surname)) return;
    std::map<std::uint64_t, std::size_t> first;
    for (std::size_t i : bearers)
      for (std::uint64_t name : group(i).company) {
        const auto [at, fresh] = first.try_emplace(name, i);
        if (!fresh) sets_.join(at->second, i);
      }
  }

  std::vector<Cluster> clusters() {
    std::map<std::size_t, std::vector<std::size_t>> sets;
    for (std::size_t i = 0; i < block_.size(); ++i) sets[sets_.find(i)].push_back(i);
    std::vector<Cluster> out;
    std::map<std::string, std::size_t> bearers;
    for (const auto& [first, members] : sets) {
      std::map<std::string, std::uint32_t> names;
      std::map<std::string, std::uint32_t> objects;
      Cluster cluster;
      const bool any_full = std::ranges::any_of(members, [&](std::size_t i) { return full(i); });
      for (std::size_t i : members) {
        if (full(i) == any_full) names[forms_[i]->given_plain + " " + forms_[i]->surname_plain] += block_[i].count;
        for (const Anchor& anchor : group(i).anchors) objects[anchor.object] += block_[i].count;
      }
      cluster.members = members;
      cluster.name = commonest(names);
      cluster.discriminator = commonest(objects);
      ++bearers[cluster.name];
      out.push_back(std::move(cluster));
    }
    for (Cluster& cluster : out)
      if (bearers[cluster.name] == 1) cluster.discriminator.clear();
    return out;
  }

  const Block& block_;
  NameReader& reader_;
  UnionFind sets_;
  std::vector<const PersonForm*> forms_;
  std::vector<Candidate> persons_;
};

}  // namespace

std::size_t overlap(const std::vector<std::uint64_t>& company, const std::vector<std::uint64_t>& pool) {
  return static_cast<std::size_t>(std::ranges::count_if(company, [&](std::uint64_t name) { return std::ranges::binary_search(pool, name); }));
}

double likeness(const std::string& a, const std::string& b) {
  const std::string x = name_key(a), y = name_key(b);
  const std::size_t longest = std::max(x.size(), y.size());
  return longest ? 1 - static_cast<double>(distance(x, y, longest)) / static_cast<double>(longest) : 0;
}

std::vector<Cluster> cluster_people(const Block& block, NameReader& reader) { return People(block, reader).run(); }

}  // namespace citypact::identity
