#include "coreference.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "citypact/language/names.hpp"
#include "citypact/knowledge/fold.hpp"
#include "referents.hpp"

namespace citypact::extract {
namespace {

bool is_named(const Site& site) { return site.mention.form == Form::name || site.mention.form == Form::adjective; }

/// What a body's quoted core is: «Имя» of «фонда «Имя»»; empty without quotes.
std::string quoted_core(const std::string& name) {
  const auto open = name.find("«"), close = name.rfind("»");
  if (open == std::string::npos || close == std::string::npos || close < open + 2) return "";
  return name_key(std::string_view(name).substr(open + 2, close - open - 2));
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

/// Joins named sites into entities by their names.
class Joiner {
 public:
  Joiner(std::vector<Site>& sites, const AnalyzedDocument& document, const Lexicon& lexicon, const Gazetteer* gazetteer)
      : sites_(sites), document_(document), lexicon_(lexicon), gazetteer_(gazetteer) {}

  void run() {
    for (std::uint32_t i = 0; i < sites_.size(); ++i) {
      sites_[i].mention.entity = i;
      if (is_named(sites_[i])) named_.push_back(i);
    }
    join_equal();
    join_cores();
    join_descriptions();
    join_acronyms();
    join_persons();
  }

 private:
  Mention& mention(std::uint32_t i) { return sites_[i].mention; }
  std::uint32_t root(std::uint32_t i) {
    while (mention(i).entity != i) i = mention(i).entity;
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
    std::vector<std::string> keys{name_key(m.name)};
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
    std::map<std::string, std::vector<std::uint32_t>> by_core;
    for (const auto i : named_)
      if (is_body(mention(i).type))
        if (const auto core = quoted_core(mention(i).name); !core.empty()) by_core[core].push_back(i);
    for (const auto& [core, described] : by_core) {
      for (const auto a : described)
        for (const auto b : described)
          if (a < b && compatible(mention(a), mention(b))) join(a, b);
      std::set<std::uint32_t> roots;
      for (const auto i : described) roots.insert(root(i));
      for (const auto i : named_) {
        if (!is_body(mention(i).type) || name_key(mention(i).name) != core) continue;
        std::set<std::uint32_t> fitting;
        for (const auto r : described)
          if (compatible(mention(r), mention(i))) fitting.insert(root(r));
        fitting.erase(root(i));
        if (fitting.size() == 1 && (roots.size() == 1 || mention(i).type != "Organization")) join(*fitting.begin(), i);
      }
    }
  }
  static bool is_body(const std::string& type) { return type == "Organization" || type == "University" || type == "Park" || type == "Cluster"; }
  /// One class, or one of them is just an organization of unknown class.
  static bool compatible(const Mention& a, const Mention& b) {
    const auto vague = [](const Mention& m) { return m.type == "Organization" && m.subtype.empty(); };
    return vague(a) || vague(b) || (a.type == b.type && (a.subtype == b.subtype || a.subtype.empty() || b.subtype.empty()));
  }

  /// «научный парк Пекина» is the one park of the text that bears a name of its own.
  void join_descriptions() {
    for (const auto i : named_) {
      const std::string& type = mention(i).type;
      if (!is_body(type) || type == "Organization" || !is_description(sites_[i])) continue;
      std::set<std::uint32_t> others;
      for (const auto j : named_)
        if (mention(j).type == type && root(j) != root(i) && !is_description(sites_[j])) others.insert(root(j));
      if (others.size() == 1) join(*others.begin(), i);
    }
  }
  /// A lower-case descriptor whose only name is that of a place.
  bool is_description(const Site& site) const {
    const auto in_place = [&](std::uint32_t token) {
      return std::any_of(named_.begin(), named_.end(), [&](std::uint32_t j) {
        const std::string& type = sites_[j].mention.type;
        return sites_[j].tokens.contains(token) && (type == "City" || type == "Region" || type == "Country");
      });
    };
    bool place = false;
    for (auto t = site.tokens.begin; t < site.tokens.end; ++t) {
      const auto surface = document_.surface(document_.tokens[t]);
      if (document_.tokens[t].upos == Upos::punct) return false;
      if (in_place(t)) place = true;
      else if (is_capitalized(surface)) return false;
    }
    return place;
  }

  void join_acronyms() {
    std::map<std::string, std::set<std::uint32_t>> long_forms;
    for (const auto i : named_)
      if (is_body(mention(i).type) && sites_[i].tokens.size() > 1) long_forms[initials(mention(i).name)].insert(root(i));
    for (const auto i : named_) {
      if (!is_body(mention(i).type) || sites_[i].tokens.size() != 1 || !all_upper(document_.surface(mention(i).span))) continue;
      const auto found = long_forms.find(fold_name(document_.surface(mention(i).span)));
      if (found == long_forms.end() || found->second.size() != 1) continue;
      join(*found->second.begin(), i);
      for (const auto j : named_)
        if (root(j) == root(i) && mention(j).type == "Organization") mention(j).type = mention(root(i)).type;
    }
  }

  /// «Собянин», «С. Собянин» and «Сергей Собянин»: one full name with this surname in the text, or none.
  void join_persons() {
    std::map<std::string, std::vector<std::pair<std::uint32_t, PersonName>>> by_surname;
    for (const auto i : named_) {
      if (mention(i).type != "Person") continue;
      const PersonName name = parse_person(document_, sites_[i].tokens, lexicon_.language());
      by_surname[name_key(name.surname.empty() ? mention(i).name : name.surname)].emplace_back(i, name);
    }
    for (auto& [surname, people] : by_surname)
      for (const auto& [i, name] : people)
        if (name.given.empty()) join_short(i, name, people);
  }
  void join_short(std::uint32_t i, const PersonName& name, const std::vector<std::pair<std::uint32_t, PersonName>>& people) {
    std::set<std::uint32_t> full;
    for (const auto& [j, other] : people) {
      const bool initials_fit = name.initials.empty() || other.given.empty() || initials(other.given) == initials(name.initials).substr(0, initials(other.given).size());
      const bool gender_fits = name.gender == Gender::none || other.gender == Gender::none || name.gender == other.gender;
      if (j != i && !other.given.empty() && initials_fit && (gender_fits || !name.initials.empty())) full.insert(root(j));
    }
    if (full.size() == 1) join(*full.begin(), i);
    else if (full.empty())
      for (const auto& [j, other] : people)
        if (j < i && other.given.empty() && other.initials == name.initials) return join(j, i);
  }

  std::vector<Site>& sites_;
  const AnalyzedDocument& document_;
  const Lexicon& lexicon_;
  const Gazetteer* gazetteer_;
  std::vector<std::uint32_t> named_;
};

std::uint32_t root_of(const std::vector<Site>& sites, std::uint32_t i) {
  while (sites[i].mention.entity != i) i = sites[i].mention.entity;
  return i;
}

/// Entities point straight at their first site; people bear their longest name, common nouns and pronouns their entity's.
void settle(std::vector<Site>& sites) {
  for (std::uint32_t i = 0; i < sites.size(); ++i) sites[i].mention.entity = root_of(sites, i);
  std::map<std::uint32_t, std::string> names;
  for (const Site& site : sites) {
    std::string& name = names[site.mention.entity];
    const bool person = site.mention.type == "Person";
    if (is_named(site) && (name.empty() || (person && site.mention.name.size() > name.size()))) name = site.mention.name;
  }
  for (Site& site : sites) {
    const std::string& name = names[site.mention.entity];
    if (!name.empty() && (site.mention.type == "Person" || !is_named(site))) site.mention.name = name;
  }
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
                   const Gazetteer* gazetteer) {
  Joiner(sites, document, lexicon, gazetteer).run();
  for (std::uint32_t i = 0; i < sites.size(); ++i) sites[i].mention.entity = root_of(sites, i);
  bind_referents(sites, document, syntax, lexicon);
  drop_unbound(sites);
  settle(sites);
}

}  // namespace citypact::extract
