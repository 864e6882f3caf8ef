#include "entity_names.hpp"

#include <algorithm>
#include <tuple>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"

namespace citypact::extract {
namespace {

constexpr std::size_t least_common = 6;  // bytes that two forms of a name share

bool is_named(const Site& site) { return site.mention.form == Form::name || site.mention.form == Form::adjective; }
bool is_person(const Site& site) { return is_named(site) && site.mention.type == "Person"; }
bool is_vague(const Mention& mention) { return mention.type == "Organization" && mention.subtype.empty(); }

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// The forms of the words of one person's names.
class WordForms {
 public:
  explicit WordForms(const Lexicon& lexicon) : lexicon_(lexicon) {}

  /// A form that stands in the text as it is tells the nominative, above all where the tagger sees one.
  void see(const std::string& name, std::string_view written, bool nominative) {
    const auto words = words_of(name), surfaces = words_of(written);
    for (std::size_t i = 0; i < words.size(); ++i) {
      Seen& seen = forms_.try_emplace(fold_name(words[i]), Seen{words[i], 0, 0, 0}).first->second;
      ++seen.times;
      const bool as_it_is = words.size() == surfaces.size() && surfaces[i] == words[i];
      seen.nominative += as_it_is && nominative;
      seen.written += as_it_is && (nominative || words.size() > 1);
    }
  }

  std::string settled(const std::string& name) const {
    std::string out;
    for (const std::string& word : words_of(name)) {
      const std::string folded = fold_name(word);
      const auto own = forms_.find(folded);
      const Seen* best = own == forms_.end() ? nullptr : &own->second;
      for (const auto& [form, seen] : forms_)
        if (form != folded && (!best || rank(seen) > rank(*best)) && seen.written && same_name_word(form, folded, lexicon_)) best = &seen;
      out += (out.empty() ? "" : " ") + (best ? best->text : word);
    }
    return out;
  }

 private:
  struct Seen {
    std::string text;
    std::uint32_t times, written, nominative;  // written: as it is, alone only as a nominative
  };
  static std::tuple<std::uint32_t, std::uint32_t, std::uint32_t> rank(const Seen& seen) { return {seen.nominative, seen.written, seen.times}; }

  const Lexicon& lexicon_;
  std::map<std::string, Seen> forms_;  // by folded form
};

bool is_full(const Site& site) { return site.mention.name.find(' ') != std::string::npos; }

/// A surname alone may not tell a man from a woman («Хотина»); who is named in full elsewhere is one of them.
void name_by_gender(const std::vector<Site*>& person, DocumentNames& names) {
  const auto full = std::find_if(person.begin(), person.end(), [](const Site* site) { return is_full(*site); });
  if (full == person.end()) return;
  Gender gender = Gender::none;
  for (Site* site : person) {
    Mention& mention = site->mention;
    if (is_full(*site) || (*full)->mention.name.ends_with(" " + mention.name)) continue;
    if (gender == Gender::none) gender = names.person((*full)->tokens).gender;
    if (gender == Gender::none) return;
    mention.name = names.canonical(site->tokens, mention.type, gender);
  }
}

void settle_people(std::vector<Site>& sites, const AnalyzedDocument& document, const Lexicon& lexicon, DocumentNames& names) {
  std::map<std::uint32_t, std::vector<Site*>> people;
  for (Site& site : sites)
    if (is_person(site)) people[site.mention.entity].push_back(&site);
  for (const auto& [entity, person] : people) {
    if (person.size() == 1) continue;
    name_by_gender(person, names);
    WordForms forms(lexicon);
    for (const Site* site : person) {
      const Case its_case = document.tokens[site->tokens.end - 1].features.case_;
      forms.see(site->mention.name, document.surface(site->mention.span), its_case == Case::nom || its_case == Case::none);
    }
    for (Site* site : person) site->mention.name = forms.settled(site->mention.name);
  }
}

std::map<std::uint32_t, std::string> names_of(const std::vector<Site>& sites) {
  std::map<std::uint32_t, std::map<std::string, std::uint32_t>> people;
  std::map<std::uint32_t, std::string> names;
  for (const Site& site : sites) {
    if (!is_named(site)) continue;
    names.try_emplace(site.mention.entity, site.mention.name);
    if (is_person(site)) ++people[site.mention.entity][site.mention.name];
  }
  for (const auto& [entity, counts] : people) {
    const auto rank = [](const auto& name) { return std::tuple(name.first.find(' ') != std::string::npos, name.second, name.first.size()); };
    names[entity] = std::max_element(counts.begin(), counts.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); })->first;
  }
  return names;
}

}  // namespace

std::string_view name_word_start(std::string_view word) { return word.substr(0, least_common); }

bool same_name_word(std::string_view a, std::string_view b, const Lexicon& lexicon) {
  if (a == b) return true;
  std::size_t common = 0;
  while (common < std::min(a.size(), b.size()) && a[common] == b[common]) ++common;
  common -= common % 2;
  if (common < least_common || common + 6 < std::min(a.size(), b.size())) return false;
  const auto& endings = lexicon.list("surname_endings");
  const auto ending = [&](std::string_view rest) { return endings.contains(rest.empty() ? "-" : std::string(rest)); };
  return ending(a.substr(common)) && ending(b.substr(common));
}

void name_entities(std::vector<Site>& sites, const AnalyzedDocument& document, const Lexicon& lexicon, DocumentNames& forms) {
  settle_people(sites, document, lexicon, forms);
  const std::map<std::uint32_t, std::string> names = names_of(sites);
  std::map<std::uint32_t, const Mention*> classes;  // of bodies, where a mention tells more than «organization»
  for (const Site& site : sites)
    if (is_body(site.mention.type) && !is_vague(site.mention)) classes.try_emplace(site.mention.entity, &site.mention);
  for (Site& site : sites) {
    if (const auto found = classes.find(site.mention.entity); is_vague(site.mention) && found != classes.end())
      site.mention.type = found->second->type, site.mention.subtype = found->second->subtype;
    const auto name = names.find(site.mention.entity);
    if (name == names.end() && site.mention.name.empty())
      site.mention.name = forms.canonical(site.tokens, site.mention.form == Form::pronoun ? "Person" : site.mention.type);
    if (name == names.end() || (site.mention.type != "Person" && is_named(site)) || name->second == site.mention.name) continue;
    if (is_named(site)) site.mention.own_name = std::move(site.mention.name);
    site.mention.name = name->second;
  }
}

}  // namespace citypact::extract
