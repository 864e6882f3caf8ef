#include "referents.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "body_types.hpp"
#include "citypact/knowledge/fold.hpp"
#include "pronouns.hpp"

namespace citypact::extract {
namespace {

constexpr std::uint32_t near_sentences = 2;   // how far back a common noun of unknown class may look
constexpr std::uint32_t topic_back = 2;       // how far back what the text is about must have been spoken of
constexpr std::size_t shortest_part = 8;      // bytes of a noun that compounds end with
constexpr std::uint32_t far_tokens = 3000;    // the same in tokens, for endless sentences
constexpr std::uint32_t far_sentences = 200;  // how far anything may look: keeps long texts linear

class Binder {
 public:
  Binder(std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon)
      : sites_(sites), document_(document), syntax_(syntax), lexicon_(lexicon) {
    for (std::uint32_t i = 0; i < sites.size(); ++i) {
      by_entity_[sites[i].mention.entity].sites.push_back(i);
      if (sites[i].mention.type == "City" && is_name(i)) cities_.emplace(fold_name(sites[i].mention.name), sites[i].mention.entity);
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < sites_.size(); ++i) {
      const Mention& m = sites_[i].mention;
      if (m.form == Form::pronoun) bind(i, referents_of_pronoun(i, sites_, document_, syntax_, lexicon_), false);
      else if (m.type == "Person" && m.form == Form::nominal) bind(i, holder(i), false);
      else if (is_deed(m.type)) bind(i, deed(i), true);
      else if (m.form == Form::nominal && !is_phrase(i)) bind(i, common(i), of_level(i));
    }
  }

 private:
  using Candidates = std::set<std::uint32_t>;  // entities

  /// What the mentions of an entity say. Read when it is asked for, each mention once.
  struct Told {
    std::vector<std::uint32_t> sites;
    std::size_t read = 0;
    std::set<std::uint32_t> sentences;
    std::set<std::string_view> lemmas;  // of all words
  };
  const Told& told(std::uint32_t entity) const {
    Told& told = by_entity_.at(entity);
    for (; told.read < told.sites.size(); ++told.read) {
      const Site& site = sites_[told.sites[told.read]];
      told.sentences.insert(site.sentence);
      for (auto t = site.tokens.begin; t < site.tokens.end; ++t) told.lemmas.insert(document_.tokens[t].lemma);
    }
    return told;
  }

  static bool is_deed(const std::string& type) { return type == "Agreement" || type == "Event"; }
  /// A body named by a phrase of its own («совет университета») stands for itself, and so does what a company owns.
  bool is_phrase(std::uint32_t i) const {
    return (sites_[i].head + 1 < sites_[i].tokens.end && !capital_noun(i)) || lexicon_.asset_nouns.contains(head(i).lemma);
  }
  bool capital_noun(std::uint32_t i) const { return reach(i) == "capital"; }
  /// «городская администрация» stands for itself where no name of the text is its own.
  bool of_level(std::uint32_t i) const {
    if (!lexicon_.list("level_bodies").contains(head(i).lemma)) return false;
    for (auto t = sites_[i].tokens.begin; t < sites_[i].head; ++t)
      if (lexicon_.list("level_adjectives").contains(document_.tokens[t].lemma)) return true;
    return false;
  }
  const Token& head(std::uint32_t i) const { return document_.tokens[sites_[i].head]; }
  std::string_view reach(std::uint32_t i) const {
    const auto found = lexicon_.nominal_reach.find(head(i).lemma);
    return found == lexicon_.nominal_reach.end() ? std::string_view() : found->second;
  }

  void bind(std::uint32_t i, const Candidates& candidates, bool own) {
    Mention& m = sites_[i].mention;
    if (candidates.size() == 1) {
      m.entity = *candidates.begin();
      if (m.form == Form::pronoun || m.form == Form::nominal) m.type = sites_[m.entity].mention.type, m.subtype = sites_[m.entity].mention.subtype;
      by_entity_[m.entity].sites.push_back(i);
    } else if (!own) {
      m.entity = no_site;
    }
  }

  /// Entities of a class that are named before site `i`, at most `back` sentences before it.
  template <class Fits>
  Candidates before(std::uint32_t i, const std::string& type, std::uint32_t back, Fits&& fits) const {
    Candidates found;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + back >= sites_[i].sentence && sites_[j].tokens.begin + far_tokens > sites_[i].tokens.begin;) {
      const Site& site = sites_[j];
      if (!same_family(site.mention.type, type) || site.mention.entity == no_site || site.tokens.end > sites_[i].tokens.begin) continue;
      if (fits(j)) found.insert(site.mention.entity);
    }
    return found;
  }

  /// Bodies of all classes are one family: «институт» may be a university.
  static bool same_family(const std::string& a, const std::string& b) { return a == b || (is_body(a) && is_body(b)); }

  /// The name of the site, or of another site of its entity, holds the word.
  bool holds_word(std::uint32_t j, std::string_view lemma) const {
    return told(sites_[j].mention.entity).lemmas.contains(lemma);
  }
  bool is_name(std::uint32_t j) const { return sites_[j].mention.form == Form::name; }

  Candidates common(std::uint32_t i) const {
    const std::string type = sites_[i].mention.type;
    if (capital_noun(i)) return capital(i);
    if (const auto outside = before_bracket(i); outside != no_site) return {sites_[outside].mention.entity};
    const bool of_state = lexicon_.list("state_body_nouns").contains(head(i).lemma);
    const auto named = [&](std::uint32_t j) { return is_name(j) && (sites_[i].tokens.begin == sites_[i].head || holds_adjectives(j, i)) && !(of_state && holds_quotes(j)); };
    const auto means = [&](std::uint32_t j) {
      return head(j).lemma == head(i).lemma || (is_body(sites_[j].mention.type) && is_compound(head(j).lemma, head(i).lemma));
    };
    const auto headed = [&](std::uint32_t j) { return means(j) && (named(j) || (described(j) && holds_adjectives(j, i))); };
    const auto holding = [&](std::uint32_t j) { return named(j) && sites_[j].mention.type == type && holds_word(j, head(i).lemma); };
    for (std::uint32_t back : {near_sentences, far_sentences}) {
      if (auto found = latest(i, type, back, headed); !found.empty()) return found;
      if (auto found = latest(i, type, back, holding); !found.empty()) return found;
    }
    Candidates near;
    if (reach(i) == "any")
      near = before(i, type, near_sentences, [&](std::uint32_t j) {
        return sites_[j].mention.type == type && named(j) && (of_state || !is_board(j)) && !(type == "Region" && lexicon_.is_district(sites_[j].mention.name));
      });
    if (near.size() > 1) std::erase_if(near, [&](std::uint32_t entity) { return beside(i, entity); });
    return near.size() == 1 || (is_place(type) && (!near.empty() || reach(i) != "any")) ? near : topic(i);  // a text tells of many places
  }
  /// «учёный совет университета» is what «совет» may mean, though it is no name.
  bool described(std::uint32_t j) const {
    return sites_[j].mention.form == Form::nominal && sites_[j].mention.entity == j && lexicon_.list("boards").contains(head(j).lemma) && is_phrase(j);
  }
  /// A compound is what its last word is: «ИТ-кластер», «технопарк», «Сбербанк».
  static bool is_compound(std::string_view name, std::string_view noun) {
    return noun.size() >= shortest_part && name.size() > noun.size() && name.ends_with(noun);
  }
  /// What the text is about, if it is of the noun's class, no name of it holds another noun for what it is («банк» is no «завод»),
  /// and the sentence or one of the two before speaks of it.
  Candidates topic(std::uint32_t i) const {
    if (determined(i)) return {};
    const std::string& type = sites_[i].mention.type;
    const auto [at, fresh] = topics_.try_emplace({type, std::string(head(i).lemma)}, no_site);
    if (fresh) at->second = most_named(i);
    if (at->second == no_site) return {};
    bool subject = false;
    auto found = before(i, type, only_one(i) ? far_sentences : topic_back, [&](std::uint32_t j) {
      if (sites_[j].mention.entity != at->second || sites_[j].mention.form == Form::adjective) return false;
      subject |= beside_subject(i, j);
      return true;
    });
    return subject || rivalled(i, at->second) ? Candidates{} : found;
  }
  /// «сервис перешёл от «Зари» под контроль банка»: the sentence names another that a noun of few may mean.
  bool rivalled(std::uint32_t i, std::uint32_t topic) const {
    if (reach(i) == "any") return false;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence == sites_[i].sentence;)
      if (is_name(j) && sites_[j].mention.type == sites_[i].mention.type && sites_[j].mention.entity != topic && !called_otherwise(sites_[j].mention.entity, head(i).lemma)) return true;
    return false;
  }
  /// The entity of the noun's class with three names or more and twice as many as any other, or the only one with two; else no_site.
  std::uint32_t most_named(std::uint32_t i) const {
    std::map<std::uint32_t, std::uint32_t> counts;
    for (std::uint32_t j = 0; j < sites_.size(); ++j)
      if (is_name(j) && sites_[j].mention.type == sites_[i].mention.type && sites_[j].mention.entity != no_site) ++counts[sites_[j].mention.entity];
    std::uint32_t best = no_site, most = 0, second = 0;
    for (const auto& [entity, count] : counts) {
      second = std::max(second, std::min(most, count));
      if (count > most) best = entity, most = count;
    }
    const bool few = sites_[i].mention.type != "Organization";
    const bool clear = counts.size() == 1 ? most >= 2 || few : most >= 3 && 2 * second <= most;
    return clear && !called_otherwise(best, head(i).lemma) ? best : no_site;
  }
  /// No other name of the text is of the noun's class, which is one of few: a park, a cluster, a university, a place.
  bool only_one(std::uint32_t i) const {
    const std::string& type = sites_[i].mention.type;
    const auto [at, fresh] = lone_.try_emplace(type, type != "Organization");
    std::uint32_t one = no_site;
    for (std::uint32_t j = 0; fresh && at->second && j < sites_.size(); ++j) {
      if (!is_name(j) || sites_[j].mention.type != type || sites_[j].mention.entity == no_site) continue;
      at->second = one == no_site || one == sites_[j].mention.entity;
      one = sites_[j].mention.entity;
    }
    return at->second;
  }
  /// A name of it holds another noun for what it is. Companies are called so whatever they make.
  bool called_otherwise(std::uint32_t entity, std::string_view noun) const {
    const auto& lemmas = told(entity).lemmas;
    const auto company = [&](std::string_view lemma) { return lexicon_.list("company_words").contains(lemma); };
    if (lemmas.contains(noun) || std::any_of(lemmas.begin(), lemmas.end(), [&](std::string_view lemma) { return is_compound(lemma, noun); })) return false;
    if (is_body(sites_[entity].mention.type) && reach_of(noun) == "any" && sites_[entity].mention.type == "Organization" && !company(noun)) return true;
    return std::any_of(lemmas.begin(), lemmas.end(), [&](std::string_view lemma) { return lexicon_.body_heads.contains(lemma) && !(company(lemma) && company(noun)); });
  }
  std::string_view reach_of(std::string_view lemma) const {
    const auto found = lexicon_.nominal_reach.find(lemma);
    return found == lexicon_.nominal_reach.end() ? std::string_view() : found->second;
  }
  /// «китайская компания», «три города», «аймак Увс», «завод в Калуге»: the words around it say which one is meant, or how many.
  bool determined(std::uint32_t i) const {
    const TokenRange tokens = sites_[i].tokens, sentence = document_.sentences[sites_[i].sentence].tokens;
    if (tokens.begin < sites_[i].head) return true;
    if (tokens.begin > sentence.begin) {
      const Token& word = document_.tokens[tokens.begin - 1];
      if (word.upos == Upos::num || (word.upos == Upos::adj && !lexicon_.list("nominal_determiners").contains(word.lemma))) return true;
    }
    if (tokens.end >= sentence.end) return false;
    const bool preposition = document_.tokens[tokens.end].upos == Upos::adp;
    const auto at = preposition ? tokens.end + 1 : tokens.end;
    for (std::uint32_t j = i + 1; j < sites_.size() && sites_[j].tokens.begin <= at; ++j)
      if (sites_[j].tokens.begin == at && is_name(j) && (preposition ? is_place(sites_[j].mention.type) : sites_[j].mention.type != "Person")) return true;
    return false;
  }
  /// A council is no company or corporation.
  bool is_board(std::uint32_t j) const { return lexicon_.list("organs").contains(head(j).lemma) && lexicon_.list("boards").contains(head(j).lemma); }
  /// «компания входит в холдинг «Имя»»: what hangs on the verb of the noun is another thing.
  bool beside(std::uint32_t i, std::uint32_t entity) const {
    const auto verb = syntax_.head(sites_[i].head);
    if (verb == no_head || !syntax_.is(sites_[i].head, "nsubj")) return false;
    for (std::uint32_t j = i + 1; j < sites_.size() && sites_[j].sentence == sites_[i].sentence; ++j)
      if (sites_[j].mention.entity == entity && syntax_.head(sites_[j].head) == verb) return true;
    return false;
  }
  /// «Имя закроет завод»: what the verb's subject is, its object is not.
  bool beside_subject(std::uint32_t i, std::uint32_t j) const {
    if (sites_[i].sentence != sites_[j].sentence || !syntax_.is(sites_[j].head, "nsubj")) return false;
    auto above = sites_[i].head;
    for (int steps = 0; steps < 4 && above != no_head && !is_finite(document_.tokens[above]); ++steps) above = syntax_.head(above);
    return above != no_head && above == syntax_.head(sites_[j].head) && !syntax_.is(sites_[i].head, "nsubj");
  }
  /// «в «Искре» (соцсеть принадлежит холдингу)»: the noun that opens a bracket is what stands before it.
  std::uint32_t before_bracket(std::uint32_t i) const {
    const auto begin = sites_[i].tokens.begin;
    if (begin < 2 || document_.surface(document_.tokens[begin - 1]) != "(") return no_site;
    std::uint32_t best = no_site;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence == sites_[i].sentence;) {
      const auto end = sites_[j].tokens.end;
      const bool quote = end + 2 == begin && document_.tokens[end].upos == Upos::punct;
      if ((end + 1 != begin && !quote) || !is_name(j) || sites_[j].mention.type == "Person") continue;
      const bool fits = same_family(sites_[j].mention.type, sites_[i].mention.type) || sites_[j].mention.type == "Platform" || sites_[i].mention.type == "Platform";
      if (fits && (best == no_site || sites_[j].tokens.size() > sites_[best].tokens.size())) best = j;
    }
    return best;
  }
  /// «ведомство» is no newspaper, firm or plant: their names bear quotes.
  bool holds_quotes(std::uint32_t j) const {
    const auto text = document_.surface(sites_[j].mention.span);
    return text.find("«") != std::string_view::npos || (sites_[j].tokens.begin > 0 && document_.surface(document_.tokens[sites_[j].tokens.begin - 1]) == "«");
  }
  /// Those of the latest sentence that has any.
  template <class Fits>
  Candidates latest(std::uint32_t i, const std::string& type, std::uint32_t back, Fits&& fits) const {
    std::uint32_t sentence = no_site;
    return before(i, type, back - 1, [&](std::uint32_t j) {
      if (sentence != no_site && sites_[j].sentence != sentence) return false;
      if (!fits(j)) return false;
      sentence = sites_[j].sentence;
      return true;
    });
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
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence + far_sentences >= sites_[i].sentence;) {
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
    for (std::uint32_t j = but; j-- > 0 && sites_[j].sentence == sites_[but].sentence;)
      if (sites_[j].mention.type == "Person" && sites_[j].mention.form == Form::name && sites_[j].tokens.contains(token)) return true;
    return false;
  }

  /// Agreements and events: a phrase of its own is a thing of its own unless an earlier one has the same head and this
  /// one adds nothing to it.
  Candidates deed(std::uint32_t i) const {
    const Site& site = sites_[i];
    if (manner_of(i) != no_site) return {sites_[manner_of(i)].mention.entity};
    const bool any = reach(i) == "any";
    const bool bare = site.tokens.end == site.head + 1;
    const auto same_head = [&](std::uint32_t j) { return any || head(j).lemma == head(i).lemma; };
    if (!bare) {
      if (site.mention.entity != i) return {site.mention.entity};
      return in_title_of_same_story(i);
    }
    if (introduced(i) || told_apart(i)) return {};
    if (any && site.mention.type == "Event")
      if (const auto near = latest(i, "Event", near_sentences, [](std::uint32_t) { return true; }); !near.empty()) return near;
    const auto parties = parties_of(i);
    Candidates found = before(i, site.mention.type, far_sentences, same_head);
    std::erase_if(found, [&](std::uint32_t deed) { return !in_company(deed, parties); });
    if (found.size() <= 1) return found;
    if (sites_[*found.begin()].sentence <= first_prose()) return {*found.begin()};  // the first is what the text is about
    return before(i, site.mention.type, 1, same_head);
  }
  /// «на предыдущем заседании»: a word of order says that another event is meant.
  bool told_apart(std::uint32_t i) const {
    const Site& site = sites_[i];
    if (site.mention.type != "Event") return false;
    for (auto t = site.tokens.begin; t < site.head; ++t)
      if (lexicon_.list("other_event_words").contains(document_.tokens[t].lemma)) return true;
    return false;
  }
  /// «подписали соглашение»: the object of such a verb is news.
  bool introduced(std::uint32_t i) const {
    const std::uint32_t verb = syntax_.head(sites_[i].head);
    return sites_[i].mention.type == "Agreement" && verb != no_head && syntax_.is(sites_[i].head, "obj") &&
           lexicon_.list("introducing_verbs").contains(document_.tokens[verb].lemma) && sites_[i].tokens.begin == sites_[i].head;
  }
  /// Entities named as parties right behind an agreement: «между A и B».
  Candidates parties_of(std::uint32_t i) const {
    Candidates parties;
    const auto at = sites_[i].tokens.end;
    if (sites_[i].mention.type != "Agreement" || at >= document_.tokens.size() || !lexicon_.list("party_prepositions").contains(document_.tokens[at].lemma))
      return parties;
    for (std::uint32_t j = i + 1; j < sites_.size() && sites_[j].tokens.begin < at + 12 && sites_[j].sentence == sites_[i].sentence; ++j)
      if (is_name(j) && syntax_.below(sites_[j].head, sites_[i].head)) parties.insert(sites_[j].mention.entity);
    return parties;
  }
  /// Every one of these stands in some sentence with the agreement.
  bool in_company(std::uint32_t deed, const Candidates& parties) const {
    const auto& of_deed = told(deed).sentences;
    return std::all_of(parties.begin(), parties.end(), [&](std::uint32_t party) {
      if (!by_entity_.contains(party)) return false;
      const auto& of_party = told(party).sentences;
      const auto& [fewer, more] = std::minmax(of_deed, of_party, [](const auto& a, const auto& b) { return a.size() < b.size(); });
      return std::any_of(fewer.begin(), fewer.end(), [&](std::uint32_t sentence) { return more.contains(sentence); });
    });
  }

  std::uint32_t first_prose() const {
    std::uint32_t s = 0;
    while (s < document_.sentences.size() && document_.sentences[s].kind != Sentence::Kind::prose) ++s;
    return s;
  }
  /// A headline and the first sentence after it speak of one agreement or event.
  Candidates in_title_of_same_story(std::uint32_t i) const {
    Candidates found;
    if (sites_[i].sentence != first_prose()) return found;
    for (std::uint32_t j = 0; j < i; ++j)
      if (sites_[j].sentence < first_prose() && sites_[j].mention.type == sites_[i].mention.type && head(j).lemma == head(i).lemma)
        found.insert(sites_[j].mention.entity);
    return found;
  }
  /// «заседание прошло в режиме видеоконференции»: the event of the sentence that has this manner.
  std::uint32_t manner_of(std::uint32_t i) const {
    const auto begin = sites_[i].tokens.begin;
    if (sites_[i].mention.type != "Event" || begin == 0 || !lexicon_.list("manner_nouns").contains(document_.tokens[begin - 1].lemma)) return no_site;
    for (std::uint32_t j = i; j-- > 0 && sites_[j].sentence == sites_[i].sentence;)
      if (sites_[j].mention.type == "Event") return j;
    return no_site;
  }

  std::vector<Site>& sites_;
  const AnalyzedDocument& document_;
  const Syntax& syntax_;
  const Lexicon& lexicon_;
  mutable std::map<std::uint32_t, Told> by_entity_;
  mutable std::map<std::string, bool> lone_;  // class -> the text names one entity of it
  mutable std::map<std::pair<std::string, std::string>, std::uint32_t> topics_;  // class and noun -> entity
  std::set<std::pair<std::string, std::uint32_t>> cities_;  // names, folded, and entities
};

}  // namespace

void bind_referents(std::vector<Site>& sites, const AnalyzedDocument& document, const Syntax& syntax, const Lexicon& lexicon) {
  Binder(sites, document, syntax, lexicon).run();
}

}  // namespace citypact::extract
