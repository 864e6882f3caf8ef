#include "referents.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "citypact/knowledge/fold.hpp"
#include "pronouns.hpp"
#include "referent_reader.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t longest_name = 40;  // tokens

class Binder : ReferentReader {
 public:
  explicit Binder(ReferentWork& work) : ReferentReader(work), deeds_(work), topic_(work), foremost_(work) {
    for (std::uint32_t i = 0; i < sites_.size(); ++i) {
      work.by_entity[sites_[i].mention.entity].sites.push_back(i);
      if (sites_[i].mention.type == "City" && is_name(i)) cities_.emplace(fold_name(sites_[i].mention.name), sites_[i].mention.entity);
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < sites_.size(); ++i) {
      const Mention& m = sites_[i].mention;
      if (m.form == Form::pronoun) bind(i, referents_of_pronoun(i, sites_, document_, syntax_, lexicon_), false);
      else if (m.type == "Person" && m.form == Form::nominal) bind(i, holder(i), false);
      else if (is_deed(m.type)) bind(i, deeds_.of(i), true);
      else if (m.form == Form::nominal && !is_phrase(i)) bind(i, common(i), of_level(i));
    }
  }

 private:
  static bool is_deed(const std::string& type) { return type == "Agreement" || type == "Event"; }
  /// A body named by a phrase of its own («совет университета») stands for itself, and so does what a company owns.
  bool is_phrase(std::uint32_t i) const {
    const bool joint = sites_[i].tokens.begin < sites_[i].head && lexicon_.list("joint_adjectives").contains(document_.tokens[sites_[i].tokens.begin].lemma);  // «совместный институт»
    return joint || (sites_[i].head + 1 < sites_[i].tokens.end && !capital_noun(i)) || lexicon_.asset_nouns.contains(head(i).lemma);
  }
  bool capital_noun(std::uint32_t i) const { return reach(i) == "capital"; }
  /// «городская администрация» stands for itself where no name of the text is its own.
  bool of_level(std::uint32_t i) const {
    if (!lexicon_.list("level_bodies").contains(head(i).lemma)) return false;
    for (auto t = sites_[i].tokens.begin; t < sites_[i].head; ++t)
      if (lexicon_.list("level_adjectives").contains(document_.tokens[t].lemma)) return true;
    return false;
  }

  void bind(std::uint32_t i, const Candidates& candidates, bool own) {
    Mention& m = sites_[i].mention;
    if (candidates.size() == 1) {
      m.entity = *candidates.begin();
      if (m.form == Form::pronoun || m.form == Form::nominal) m.type = sites_[m.entity].mention.type, m.subtype = sites_[m.entity].mention.subtype;
      work_.by_entity[m.entity].sites.push_back(i);
    } else if (!own) {
      m.entity = no_site;
    }
  }


  Candidates common(std::uint32_t i) {
    const std::string type = sites_[i].mention.type;
    if (capital_noun(i)) return capital(i);
    if (const auto outside = before_bracket(i); outside != no_site) return {sites_[outside].mention.entity};
    const bool of_state = lexicon_.list("state_body_nouns").contains(head(i).lemma);
    const auto named = [&](std::uint32_t j) { return is_name(j) && (sites_[i].tokens.begin == sites_[i].head || holds_adjectives(j, i)) && !(of_state && holds_quotes(j)); };
    const auto means = [&](std::uint32_t j) {
      return head(j).lemma == head(i).lemma || (is_body(sites_[j].mention.type) && is_compound(head(j).lemma, head(i).lemma));
    };
    const auto headed = [&](std::uint32_t j) { return means(j) && (named(j) || (described(j) && holds_adjectives(j, i))); };
    const auto holding = [&](std::uint32_t j) { return named(j) && sites_[j].mention.type == type && holds_word(j, head(i).lemma) && !misfit(j, head(i).lemma); };
    for (std::uint32_t back : {near_sentences, far_sentences}) {
      if (auto found = latest(i, type, back, headed); !found.empty()) return found;
      if (auto found = latest(i, type, back, holding); !found.empty()) return found;
    }
    Candidates near;
    if (reach(i) == "any")
      near = before(i, type, near_sentences, [&](std::uint32_t j) {
        return sites_[j].mention.type == type && named(j) && (of_state || !is_board(j)) && !misfit(j, head(i).lemma);
      });
    if (near.size() > 1) std::erase_if(near, [&](std::uint32_t entity) { return beside(i, entity); });
    if (near.size() == 1) return near;
    if (const bool many = is_place(type) && (!near.empty() || reach(i) != "any"); !many)  // a text tells of many places
      if (auto topic = topic_.of(i); !topic.empty()) return topic;
    return foremost_.of(i);
  }
  /// «учёный совет университета» is what «совет» may mean, though it is no name.
  bool described(std::uint32_t j) const {
    return sites_[j].mention.form == Form::nominal && sites_[j].mention.entity == j && lexicon_.list("boards").contains(head(j).lemma) && is_phrase(j);
  }
  /// «компания входит в холдинг «Имя»»: what hangs on the verb of the noun is another thing.
  bool beside(std::uint32_t i, std::uint32_t entity) const {
    const auto verb = syntax_.head(sites_[i].head);
    if (verb == no_head || !syntax_.is(sites_[i].head, "nsubj")) return false;
    for (std::uint32_t j = i + 1; j < sites_.size() && sites_[j].sentence == sites_[i].sentence && sites_[j].tokens.begin < sites_[i].tokens.begin + far_tokens; ++j)
      if (sites_[j].mention.entity == entity && syntax_.head(sites_[j].head) == verb) return true;
    return false;
  }
  /// «в «Искре» (соцсеть принадлежит холдингу)»: the noun that opens a bracket is what stands before it.
  std::uint32_t before_bracket(std::uint32_t i) const {
    const auto begin = sites_[i].tokens.begin;
    if (begin < 2 || document_.surface(document_.tokens[begin - 1]) != "(") return no_site;
    std::uint32_t best = no_site;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence == sites_[i].sentence && sites_[j].tokens.begin + longest_name > begin;) {
      const auto end = sites_[j].tokens.end;
      const bool quote = end + 2 == begin && document_.tokens[end].upos == Upos::punct;
      if ((end + 1 != begin && !quote) || !is_name(j) || sites_[j].mention.type == "Person") continue;
      const bool fits = same_family(sites_[j].mention.type, sites_[i].mention.type) || sites_[j].mention.type == "Platform" || sites_[i].mention.type == "Platform";
      if (fits && (best == no_site || sites_[j].tokens.size() > sites_[best].tokens.size())) best = j;
    }
    return best;
  }
  /// «наблюдательный совет» needs a name with both words; adjectives of places need not stand in it.
  bool holds_adjectives(std::uint32_t j, std::uint32_t i) const {
    for (auto t = sites_[i].tokens.begin; t < sites_[i].head; ++t) {
      const std::string_view lemma = document_.tokens[t].lemma;
      if (lexicon_.list("level_adjectives").contains(lemma) ? !is_of_level(j, lemma) : !lexicon_.is_place_adjective(lemma) && !holds_word(j, lemma)) return false;
    }
    return true;
  }
  /// words/level_adjectives.tsv: «областное правительство» is one whose name holds «область», «городское» one that holds no such noun.
  bool is_of_level(std::uint32_t j, std::string_view adjective) const {
    if (holds_word(j, adjective)) return true;
    const auto& table = lexicon_.language().table("level_adjectives");
    const auto row = std::find_if(table.begin(), table.end(), [&](const auto& r) { return r[0] == adjective; });
    if (row->size() > 1 && (*row)[1] == "*") return true;
    if (row->size() > 1) return holds_word(j, (*row)[1]);
    return std::none_of(table.begin(), table.end(), [&](const auto& r) { return r.size() > 1 && holds_word(j, r[1]); });
  }

  /// «российская столица», «столица Узбекистана», or «столица» when one capital is named.
  Candidates capital(std::uint32_t i) const {
    std::string country;
    std::uint32_t j = i;
    while (j > 0 && sites_[j - 1].tokens.begin == sites_[i].tokens.begin) --j;  // in text order
    for (; j < sites_.size() && sites_[j].tokens.begin < sites_[i].tokens.end; ++j)
      if (j != i && sites_[j].mention.type == "Country" && sites_[j].tokens.end <= sites_[i].tokens.end) country = fold_name(sites_[j].mention.name);
    if (country.empty() && sites_[i].tokens.begin < sites_[i].head) country = country_of_adjective(sites_[i].tokens.begin);
    Candidates found;
    for (const auto& [city, entity] : cities_)
      for (const auto& [of, capital] : lexicon_.capitals)
        if (capital == city && (country.empty() || of == country)) found.insert(entity);
    return found;
  }
  std::string country_of_adjective(std::uint32_t token) const {
    for (const char* list : {"place-adjectives-irregular", "place-adjectives"})
      for (const auto& row : lexicon_.language().table(list))
        if (row.size() > 1 && row[0] == document_.tokens[token].lemma) return fold_name(row[1]);
    return "";
  }

  /// The person who holds the post elsewhere in the text: «мэра Москвы Сергея Собянина … отметил мэр».
  Candidates holder(std::uint32_t i) const {
    Candidates found;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + far_sentences >= sites_[i].sentence && sites_[j].tokens.begin + far_tokens > sites_[i].tokens.begin;) {
      const Site& site = sites_[j];
      if (site.mention.type != "Person" || site.mention.form != Form::name) continue;
      const TokenRange sentence = document_.sentences[site.sentence].tokens;
      for (auto t = site.tokens.begin; t > sentence.begin && site.tokens.begin - t < 8; --t) {
        if (document_.tokens[t - 1].upos == Upos::verb || holds_person(t - 1, j)) break;
        if (document_.tokens[t - 1].lemma == head(i).lemma) found.insert(site.mention.entity);
      }
    }
    return found;
  }
  bool holds_person(std::uint32_t token, std::uint32_t but) const {
    for (std::uint32_t j = but; j-- > 0 && sites_[j].sentence == sites_[but].sentence && sites_[j].tokens.begin + longest_name > token;)
      if (sites_[j].mention.type == "Person" && sites_[j].mention.form == Form::name && sites_[j].tokens.contains(token)) return true;
    return false;
  }


  DeedReferents deeds_;
  TopicReferents topic_;
  ForemostReferents foremost_;
  std::set<std::pair<std::string, std::uint32_t>> cities_;  // names, folded, and entities
};

}  // namespace

void bind_referents(std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon) {
  ReferentWork work{sites, document, syntax, lexicon, {}};
  Binder(work).run();
}

}  // namespace citypact::extract
