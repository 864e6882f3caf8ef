#include "coreference.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"
#include "citypact/language/names.hpp"
#include "entity_names.hpp"
#include "joined_people.hpp"
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
    join_people(sites_, named_, document_, lexicon_, names_);
  }

 private:
  Mention& mention(std::uint32_t i) { return sites_[i].mention; }
  std::uint32_t root(std::uint32_t i) { return entity_root(sites_, i); }
  void join(std::uint32_t a, std::uint32_t b) { join_entity(sites_, a, b); }

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

  std::vector<Site>& sites_;
  const AnalyzedDocument& document_;
  const Lexicon& lexicon_;
  const Gazetteer* gazetteer_;
  DocumentNames& names_;
  std::vector<std::uint32_t> named_;
  std::vector<bool> in_place_;  // by token: within the name of a place
};

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
  for (std::uint32_t i = 0; i < sites.size(); ++i) sites[i].mention.entity = entity_root(sites, i);
  bind_referents(sites, document, syntax, lexicon);
  drop_unbound(sites);
  for (std::uint32_t i = 0; i < sites.size(); ++i) sites[i].mention.entity = entity_root(sites, i);
  name_entities(sites, document, lexicon, names);
}

}  // namespace citypact::extract
