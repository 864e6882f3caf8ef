#include "joined_people.hpp"

#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "citypact/knowledge/fold.hpp"
#include "citypact/language/names.hpp"
#include "entity_names.hpp"

namespace citypact::extract {
namespace {

struct PersonWords {
  std::uint32_t site;
  std::vector<std::string> words;      // folded, as written
  std::vector<std::string> canonical;  // folded, nominative
  Gender gender;
  std::string initials;
};
struct SameWords {  // an order of names, whoever bears them
  bool operator()(const PersonWords& a, const PersonWords& b) const {
    return std::tie(a.words, a.canonical, a.gender, a.initials) < std::tie(b.words, b.canonical, b.gender, b.initials);
  }
};

/// People by the words of their names, so that each is compared with those only that may share one.
struct People {
  std::vector<PersonWords> all;  // in text order; of those alike in everything the first
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_start, by_canonical;

  void add(PersonWords person) {
    const auto index = static_cast<std::uint32_t>(all.size());
    const auto put = [&](auto& table, std::string_view key) {
      auto& list = table.try_emplace(std::string(key)).first->second;
      if (list.empty() || list.back() != index) list.push_back(index);
    };
    for (const auto& word : person.words) put(by_start, name_word_start(word));
    for (const auto& word : person.canonical) put(by_canonical, word);
    all.push_back(std::move(person));
  }
  /// In text order: who has the word, and some who have not.
  std::vector<std::uint32_t> with(std::string_view word, std::string_view canonical) const {
    std::vector<std::uint32_t> found;
    const auto same_start = by_start.find(name_word_start(word)), same_canonical = by_canonical.find(canonical);
    static const std::vector<std::uint32_t> none;
    const auto& a = same_start == by_start.end() ? none : same_start->second;
    const auto& b = same_canonical == by_canonical.end() ? none : same_canonical->second;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(found));
    return found;
  }
};

class PeopleJoiner {
 public:
  PeopleJoiner(std::vector<Site>& sites, const std::vector<std::uint32_t>& named, const AnalyzedDocument& document, const Lexicon& lexicon, DocumentNames& names)
      : sites_(sites), named_(named), document_(document), lexicon_(lexicon), names_(names) {}

  void run() {
    People people;
    std::vector<PersonWords> short_ones;
    std::map<PersonWords, std::uint32_t, SameWords> first;
    for (const auto i : named_) {
      if (mention(i).type != "Person") continue;
      PersonWords words = person(i);
      const auto [at, fresh] = first.try_emplace(words, i);
      if (words.words.size() == 1) short_ones.push_back(words);
      else if (!fresh && words.words.size() > 1) join(at->second, i);
      if (fresh) people.add(std::move(words));
    }
    for (const PersonWords& shorter : people.all)
      if (shorter.words.size() >= 2)
        for (const auto longer : with_rarest_word(shorter, people))
          if (const auto& other = people.all[longer]; shorter.words.size() <= other.words.size() && shorter.site != other.site && part_of(shorter, other))
            join(shorter.site, other.site);
    for (const PersonWords& one : short_ones) join_short(one, people);
  }

 private:
  static std::string_view canonical_of(const PersonWords& person, std::size_t k) { return k < person.canonical.size() ? std::string_view(person.canonical[k]) : ""; }
  static std::vector<std::uint32_t> with_rarest_word(const PersonWords& person, const People& people) {
    auto best = people.with(person.words[0], canonical_of(person, 0));
    for (std::size_t k = 1; k < person.words.size() && best.size() > 1; ++k)
      if (auto other = people.with(person.words[k], canonical_of(person, k)); other.size() < best.size()) best = std::move(other);
    return best;
  }

  PersonWords person(std::uint32_t i) const {
    PersonWords person{i, {}, {}, Gender::none, {}};
    for (auto t = sites_[i].tokens.begin; t < sites_[i].tokens.end; ++t) {
      const std::string word = fold_name(document_.surface(document_.tokens[t]));
      const bool initial = word.size() <= 3 && (word.size() < 3 || word.back() == '.');
      if (document_.tokens[t].upos == Upos::punct || word.empty()) continue;
      if (initial && sites_[i].tokens.size() > 1 && !all_words_short(i)) person.initials += word.substr(0, 2);
      else person.words.push_back(word);
    }
    std::string word;
    for (const char c : fold_name(sites_[i].mention.name) + ' ') {
      if (c != ' ') word += c;
      else if (!word.empty()) person.canonical.push_back(std::exchange(word, {}));
    }
    person.gender = names_.person(sites_[i].tokens).gender;
    return person;
  }
  /// «Си» is a word of a name that is made of short words, «С.» an initial.
  bool all_words_short(std::uint32_t i) const {
    return document_.surface(sites_[i].mention.span).find('.') == std::string_view::npos;
  }

  bool has_word(const PersonWords& person, std::string_view word, std::string_view canonical) const {
    for (const auto& w : person.words)
      if (same_name_word(w, word, lexicon_)) return true;
    return std::find(person.canonical.begin(), person.canonical.end(), canonical) != person.canonical.end();
  }
  static bool genders_fit(const PersonWords& a, const PersonWords& b) {
    return a.gender == Gender::none || b.gender == Gender::none || a.gender == b.gender;
  }
  bool part_of(const PersonWords& shorter, const PersonWords& longer) const {
    for (std::size_t k = 0; k < shorter.words.size(); ++k)
      if (!has_word(longer, shorter.words[k], canonical_of(shorter, k))) return false;
    return true;
  }

  /// A single word joins the one full name that has it, by gender where two do; without a full name, its like before it.
  void join_short(const PersonWords& one, const People& people) {
    std::set<std::uint32_t> fitting, by_gender;
    const PersonWords* like = nullptr;
    for (const auto index : people.with(one.words[0], canonical_of(one, 0))) {
      const PersonWords& other = people.all[index];
      if (other.site == one.site || !has_word(other, one.words[0], canonical_of(one, 0))) continue;
      if (other.words.empty()) continue;  // initials alone
      if (other.words.size() == 1) {
        if (other.site < one.site && !like) like = &other;
        continue;
      }
      const bool initials_fit = one.initials.empty() || other.words[0].starts_with(one.initials.substr(0, 2));
      if (!initials_fit) continue;
      fitting.insert(root(other.site));
      if (genders_fit(one, other)) by_gender.insert(root(other.site));
      if (by_gender.size() > 1) return;
    }
    if (fitting.size() == 1) join(*fitting.begin(), one.site);
    else if (by_gender.size() == 1) join(*by_gender.begin(), one.site);
    else if (fitting.empty() && like) join(like->site, one.site);
  }

  const Mention& mention(std::uint32_t i) const { return sites_[i].mention; }
  std::uint32_t root(std::uint32_t i) { return entity_root(sites_, i); }
  void join(std::uint32_t a, std::uint32_t b) { join_entity(sites_, a, b); }

  std::vector<Site>& sites_;
  const std::vector<std::uint32_t>& named_;
  const AnalyzedDocument& document_;
  const Lexicon& lexicon_;
  DocumentNames& names_;
};

}  // namespace

void join_people(std::vector<Site>& sites, const std::vector<std::uint32_t>& named, const AnalyzedDocument& document, const Lexicon& lexicon,
                 DocumentNames& names) {
  PeopleJoiner(sites, named, document, lexicon, names).run();
}

}  // namespace citypact::extract
