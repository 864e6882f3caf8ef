#include "coreference.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "body_types.hpp"
#include "citypact/language/names.hpp"
#include "entity_names.hpp"
#include "citypact/knowledge/fold.hpp"
#include "referents.hpp"

namespace citypact::extract {
namespace {

bool is_named(const Site& site) { return site.mention.form == Form::name || site.mention.form == Form::adjective; }

bool is_vague(const Mention& mention) { return mention.type == "Organization" && mention.subtype.empty(); }

/// What a body's quoted core is: «Имя» of «фонда «Имя»»; empty without quotes.
std::string_view quoted_core(std::string_view name) {
  const auto open = name.find("«"), close = name.rfind("»");
  if (open == std::string::npos || close == std::string::npos || close < open + 2) return {};
  return name.substr(open + 2, close - open - 2);
}

/// First letters of the words that count, folded: «Московский инновационный кластер» -> «мик».
std::string initials(const std::string& name) {
  std::string out;
  bool start = true;
  const std::string folded = fold_name(name);
  for (std::size_t i = 0; i < folded.size();) {
    const auto lead = static_cast<unsigned char>(folded[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const bool letter = length > 1 || std::isalnum(lead);
    if (letter && start) out.append(folded, i, length);
    start = !letter;
    i += length;
  }
  return out;
}

bool all_upper(std::string_view text) {
  return text.size() >= 4 && text.size() <= 16 && fold_case(text) != text && text.find(' ') == std::string_view::npos &&
         fold_case(text).size() == text.size() && [&] {
           for (std::size_t i = 0; i < text.size(); i += 2)
             if (static_cast<unsigned char>(text[i]) < 0xC0 || !is_capitalized(text.substr(i))) return false;
           return true;
         }();
}

/// Whether the letters of `form` are those of `name` in order, with the first letter of every word: both folded. Cost: the letters of
/// the one times those of the other.
bool abbreviates(std::string_view form, std::string_view name) {
  const std::u32string wanted = code_points(form);
  std::vector<bool> reached(wanted.size() + 1);  // by how many letters the words so far can take up
  reached[0] = true;
  for (std::size_t begin = 0, end = 0; begin < name.size(); begin = end + 1) {
    end = std::min(name.find_first_of(" -", begin), name.size());
    const std::u32string word = code_points(name.substr(begin, end - begin));
    std::vector<bool> next(reached.size());
    for (std::size_t from = 0; from < wanted.size(); ++from) {
      std::size_t taken = from;
      if (reached[from] && !word.empty() && word[0] == wanted[from]) next[++taken] = true;
      for (std::size_t w = 1; taken > from && taken < wanted.size() && w < word.size(); ++w)
        if (word[w] == wanted[taken]) next[++taken] = true;
    }
    reached = std::move(next);
  }
  return reached.back();
}

/// Joins named sites into entities by their names.
class Joiner {
 public:
  Joiner(std::vector<Site>& sites, const AnalyzedDocument& document, const Lexicon& lexicon, const Gazetteer* gazetteer, DocumentNames& names)
      : sites_(sites), document_(document), lexicon_(lexicon), gazetteer_(gazetteer), names_(names), in_place_(document.tokens.size()) {}

  void run() {
    for (std::uint32_t i = 0; i < sites_.size(); ++i) {
      sites_[i].mention.entity = i;
      if (!is_named(sites_[i])) continue;
      named_.push_back(i);
      const std::string& type = mention(i).type;
      if (type != "City" && type != "Region" && type != "Country") continue;
      for (auto t = sites_[i].tokens.begin; t < sites_[i].tokens.end; ++t) in_place_[t] = true;
    }
    join_equal();
    join_cores();
    join_descriptions();
    join_brackets();
    join_acronyms();
    join_persons();
  }

 private:
  Mention& mention(std::uint32_t i) { return sites_[i].mention; }
  std::uint32_t root(std::uint32_t i) {
    while (mention(i).entity != i) i = mention(i).entity = mention(mention(i).entity).entity;
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a), b = root(b);
    if (a != b) mention(std::max(a, b)).entity = std::min(a, b);
  }

  /// Equal keys of one class, or one identifier of the gazetteer (Россия, РФ).
  void join_equal() {
    std::map<std::pair<std::string, std::string>, std::uint32_t> by_key;
    for (const auto i : named_) {
      const Mention& m = mention(i);
      if (m.type == "Agreement" || m.type == "Event") {
        if (sites_[i].tokens.size() < 2) continue;  // «форум» alone is told by the referent
      }
      for (const std::string& key : keys(m)) {
        const auto [at, fresh] = by_key.try_emplace({m.type, key}, i);
        if (!fresh) join(at->second, i);
      }
    }
  }
  std::vector<std::string> keys(const Mention& m) const {
    std::vector<std::string> keys{names_.key(m.name)};
    if (!gazetteer_ || (m.type != "Country" && m.type != "Region" && m.type != "City")) return keys;
    for (const GazetteerEntry& entry : gazetteer_->find(m.name))
      if (entry.type == m.type) {
        keys.push_back("#" + std::string(entry.id));
        break;
      }
    return keys;
  }

  /// «Фарос» is «технопарк «Фарос»» unless two bodies of different classes bear the name.
  void join_cores() {
    std::map<std::string, std::vector<std::uint32_t>> by_core, by_name;
    for (const auto i : named_) {
      if (!is_body(mention(i).type)) continue;
      by_name[names_.key(mention(i).name)].push_back(i);
      if (const auto core = core_key(i); !core.empty() && !borrowed(i, core)) by_core[core].push_back(i);
    }
    for (const auto& [core, described] : by_core) {
      const auto classes = joined_by_class(described);
      for (const auto a : classes)
        for (const auto b : classes)
          if (a < b && compatible(mention(a), mention(b))) join(a, b);
      std::set<std::uint32_t> roots;
      for (const auto i : classes) roots.insert(root(i));
      for (const auto i : by_name[core]) {
        std::set<std::uint32_t> fitting;
        for (const auto r : classes)
          if (compatible(mention(r), mention(i))) fitting.insert(root(r));
        fitting.erase(root(i));
        if (fitting.size() == 1 && (roots.size() == 1 || mention(i).type != "Organization")) join(*fitting.begin(), i);
      }
    }
  }
  /// Joins bodies of one class and subclass, who are compatible with one another and with the same others; the first of each.
  std::vector<std::uint32_t> joined_by_class(const std::vector<std::uint32_t>& bodies) {
    std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> first;
    for (const auto i : bodies) {
      const auto [at, fresh] = first.try_emplace({mention(i).type, mention(i).subtype}, i);
      if (!fresh) join(at->second, i);
    }
    std::vector<std::uint32_t> all;
    for (const auto& [its_class, i] : first) all.push_back(i);
    std::sort(all.begin(), all.end());
    return all;
  }
  std::string core_key(std::uint32_t i) const { return names_.key(quoted_core(sites_[i].mention.name)); }
  /// «совет технопарка «Имя»»: the quotes name the body within.
  bool borrowed(std::uint32_t i, const std::string& core) const {
    for (std::uint32_t j = i + 1; j < sites_.size() && sites_[j].tokens.begin < sites_[i].tokens.end; ++j)
      if (sites_[j].head != sites_[i].head && is_body(sites_[j].mention.type) && core_key(j) == core) return true;
    return false;
  }
  /// One class, or one of them is just an organization of unknown class.
  static bool compatible(const Mention& a, const Mention& b) {
    return is_vague(a) || is_vague(b) || (a.type == b.type && (a.subtype == b.subtype || a.subtype.empty() || b.subtype.empty()));
  }

  /// «научный парк Пекина» is the one park of the text that bears a name of its own.
  void join_descriptions() {
    std::vector<std::uint32_t> descriptions;
    std::map<std::string_view, std::set<std::uint32_t>> own_names;  // roots of those with a name of their own, by class
    for (const auto i : named_) {
      const std::string& type = mention(i).type;
      if (!is_body(type) || type == "Organization") continue;
      if (is_description(sites_[i])) descriptions.push_back(i);
      else own_names[type].insert(root(i));
    }
    for (const auto i : descriptions) {
      std::set<std::uint32_t> others;
      for (const auto j : own_names[mention(i).type]) {
        if (root(j) != root(i)) others.insert(root(j));
        if (others.size() > 1) break;
      }
      if (others.size() == 1) join(*others.begin(), i);
    }
  }
  /// A lower-case descriptor whose only name is that of a place.
  bool is_description(const Site& site) const {
    bool place = false;
    for (auto t = site.tokens.begin; t < site.tokens.end; ++t) {
      const auto surface = document_.surface(document_.tokens[t]);
      if (document_.tokens[t].upos == Upos::punct) return false;
      if (in_place_[t]) place = true;
      else if (is_capitalized(surface)) return false;
    }
    return place;
  }

  /// «Институт связи (ИС)»: one word in brackets right behind a body is its other name.
  void join_brackets() {
    for (std::uint32_t j = 1; j < sites_.size(); ++j) {
      const auto begin = sites_[j].tokens.begin;
      const bool bracketed = sites_[j].tokens.size() == 1 && begin > 1 && document_.surface(document_.tokens[begin - 1]) == "(" &&
                             begin + 1 < document_.tokens.size() && document_.surface(document_.tokens[begin + 1]) == ")";
      if (!bracketed || !is_named(sites_[j]) || !is_body(mention(j).type) || !is_short_form(document_.surface(mention(j).span))) continue;
      for (std::uint32_t i = j; i-- > 0 && sites_[i].sentence == sites_[j].sentence;)
        if (sites_[i].tokens.end + 1 == begin && is_named(sites_[i]) && is_body(mention(i).type) && sites_[i].tokens.size() > 1 && compatible(mention(i), mention(j))) {
          if (is_vague(mention(j))) mention(j).type = mention(i).type, mention(j).subtype = mention(i).subtype;
          join(i, j);
          break;
        }
    }
  }
  void join_acronyms() {
    std::set<std::uint32_t> told;  // entities whose mentions have the class of the long form
    std::map<std::string, std::set<std::uint32_t>> long_forms;
    for (const auto i : named_)
      if (is_body(mention(i).type) && sites_[i].tokens.size() > 1) long_forms[initials(mention(i).name)].insert(root(i));
    for (const auto i : named_) {
      const auto surface = document_.surface(mention(i).span);
      if (!is_body(mention(i).type) || sites_[i].tokens.size() != 1) continue;
      std::set<std::uint32_t> meant;
      if (const auto found = long_forms.find(fold_name(surface)); all_upper(surface) && found != long_forms.end()) meant = found->second;
      else if (is_short_form(surface)) meant = abbreviated_by(i);
      if (meant.size() != 1) continue;
      const bool merges = root(i) != root(*meant.begin());
      join(*meant.begin(), i);
      if (!told.insert(root(i)).second && !merges) continue;
      for (const auto j : named_)
        if (root(j) == root(i) && mention(j).type == "Organization") mention(j).type = mention(root(i)).type;
    }
  }

  /// Universities and institutes whose words a short form of parts of words takes up in order: «УрГУ» of «Уральский госуниверситет».
  std::set<std::uint32_t> abbreviated_by(std::uint32_t i) {
    std::set<std::uint32_t> found;
    const std::string form = fold_name(document_.surface(mention(i).span));
    for (const auto j : named_)
      if (mention(j).type == "University" && sites_[j].tokens.size() > 1 && compatible(mention(i), mention(j)) && abbreviates(form, fold_name(mention(j).name)))
        found.insert(root(j));
    return found;
  }

  // ---- people: «Собянин», «С. Собянин», «Сергей Собянин» and «Сергей Семёнович Собянин»

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

  void join_persons() {
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

  std::vector<Site>& sites_;
  const AnalyzedDocument& document_;
  const Lexicon& lexicon_;
  const Gazetteer* gazetteer_;
  DocumentNames& names_;
  std::vector<std::uint32_t> named_;
  std::vector<bool> in_place_;  // by token: within the name of a place
};

std::uint32_t root_of(const std::vector<Site>& sites, std::uint32_t i) {
  while (sites[i].mention.entity != i) i = sites[i].mention.entity;
  return i;
}

/// Drops what stands for nothing and renumbers entities.
void drop_unbound(std::vector<Site>& sites) {
  std::vector<std::uint32_t> index(sites.size());
  std::uint32_t kept = 0;
  const auto unbound = [](const Site& site) { return site.mention.entity == no_site; };
  for (std::uint32_t i = 0; i < sites.size(); ++i) index[i] = unbound(sites[i]) ? no_site : kept++;
  std::erase_if(sites, unbound);
  for (Site& site : sites) site.mention.entity = index[site.mention.entity];
}

}  // namespace

void join_entities(std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon,
                   const Gazetteer* gazetteer, DocumentNames& names) {
  Joiner(sites, document, lexicon, gazetteer, names).run();
  for (std::uint32_t i = 0; i < sites.size(); ++i) sites[i].mention.entity = root_of(sites, i);
  bind_referents(sites, document, syntax, lexicon);
  drop_unbound(sites);
  for (std::uint32_t i = 0; i < sites.size(); ++i) sites[i].mention.entity = root_of(sites, i);
  name_entities(sites, document, lexicon, names);
}

}  // namespace citypact::extract
