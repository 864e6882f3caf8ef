#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "body_types.hpp"
#include "scene.hpp"

namespace citypact::extract {

/// What the mentions of an entity say. Read when it is asked for, each mention once.
struct ToldEntity {
  std::vector<std::uint32_t> sites;
  std::size_t read = 0;
  std::set<std::uint32_t> sentences;
  std::set<std::string_view> lemmas;  // of all words
};

/// One document while its nouns and pronouns are bound.
struct ReferentWork {
  std::vector<Site>& sites;
  const AnalyzedDocument& document;
  const Syntax& syntax;
  const Lexicon& lexicon;
  std::map<std::uint32_t, ToldEntity> by_entity;
};

/// What all who bind ask of the sites before one. Thread safety: none.
class ReferentReader {
 public:
  using Candidates = std::set<std::uint32_t>;  // entities

  explicit ReferentReader(ReferentWork& work) : work_(work), sites_(work.sites), document_(work.document), syntax_(work.syntax), lexicon_(work.lexicon) {}

 protected:
  static constexpr std::uint32_t near_sentences = 2;   // how far back a common noun of unknown class may look
  static constexpr std::uint32_t far_sentences = 200;  // how far anything may look: keeps long texts linear
  static constexpr std::uint32_t far_tokens = 3000;    // the same in tokens, for endless sentences
  static constexpr std::size_t shortest_part = 8;      // bytes of a noun that compounds end with

  const ToldEntity& told(std::uint32_t entity) const {
    ToldEntity& told = work_.by_entity.at(entity);
    for (; told.read < told.sites.size(); ++told.read) {
      const Site& site = sites_[told.sites[told.read]];
      told.sentences.insert(site.sentence);
      for (auto t = site.tokens.begin; t < site.tokens.end; ++t) told.lemmas.insert(document_.tokens[t].lemma);
    }
    return told;
  }
  /// The name of the site, or of another site of its entity, holds the word.
  bool holds_word(std::uint32_t j, std::string_view lemma) const { return told(sites_[j].mention.entity).lemmas.contains(lemma); }
  const Token& head(std::uint32_t i) const { return document_.tokens[sites_[i].head]; }
  /// How far back the noun may look for its name: words/nominals.tsv.
  std::string_view reach_of(std::string_view lemma) const {
    const auto found = lexicon_.nominal_reach.find(lemma);
    return found == lexicon_.nominal_reach.end() ? std::string_view() : found->second;
  }
  std::string_view reach(std::uint32_t i) const { return reach_of(head(i).lemma); }
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
  bool is_name(std::uint32_t j) const { return sites_[j].mention.form == Form::name; }
  /// «регион» is of no district, «республика» of no «область».
  bool other_region(std::uint32_t j, std::string_view noun) const {
    const Mention& mention = sites_[j].mention;
    if (mention.type != "Region") return false;
    if (lexicon_.is_district(mention.name) && !lexicon_.is_district(noun)) return true;
    const auto& exact = lexicon_.list("exact_region_nouns");
    bool other = false;
    for (auto t = sites_[j].tokens.begin; exact.contains(noun) && t < sites_[j].tokens.end; ++t) {
      if (document_.tokens[t].lemma == noun) return false;
      other = other || exact.contains(document_.tokens[t].lemma);
    }
    return other;
  }
  /// The noun cannot mean this name: another kind of region, a newspaper or council for «компания», troops for «ведомство».
  bool misfit(std::uint32_t j, std::string_view noun) const {
    if (other_region(j, noun)) return true;
    const auto& nouns = lexicon_.list("any_company_nouns");
    if (nouns.contains(noun) && lexicon_.list("no_company_heads").contains(head(j).lemma)) return true;
    return lexicon_.list("state_body_nouns").contains(noun) && holds_any(j, lexicon_.list("troop_words"));
  }
  /// A council is no company or corporation.
  bool is_board(std::uint32_t j) const { return lexicon_.list("organs").contains(head(j).lemma) && lexicon_.list("boards").contains(head(j).lemma); }
  /// «ведомство» is no newspaper, firm or plant: their names bear quotes.
  bool holds_quotes(std::uint32_t j) const {
    const auto text = document_.surface(sites_[j].mention.span);
    return text.find("«") != std::string_view::npos || (sites_[j].tokens.begin > 0 && document_.surface(document_.tokens[sites_[j].tokens.begin - 1]) == "«");
  }
  bool holds_any(std::uint32_t j, const WordSet& words) const {
    for (auto t = sites_[j].tokens.begin; t < sites_[j].tokens.end; ++t)
      if (words.contains(document_.tokens[t].lemma)) return true;
    return false;
  }
  /// A compound is what its last word is: «ИТ-кластер», «технопарк», «Сбербанк».
  static bool is_compound(std::string_view name, std::string_view noun) {
    return noun.size() >= shortest_part && name.size() > noun.size() && name.ends_with(noun);
  }

  ReferentWork& work_;
  std::vector<Site>& sites_;
  const AnalyzedDocument& document_;
  const Syntax& syntax_;
  const Lexicon& lexicon_;
};

/// Agreements and events told before.
class DeedReferents : ReferentReader {
 public:
  using ReferentReader::ReferentReader;
  /// The one that an agreement or event of the text means; nothing or several where it is a thing of its own.
  Candidates of(std::uint32_t site) const;

 private:
  bool told_apart(std::uint32_t i) const;
  bool introduced(std::uint32_t i) const;
  Candidates parties_of(std::uint32_t i) const;
  bool in_company(std::uint32_t deed, const Candidates& parties) const;
  std::uint32_t first_prose() const;
  Candidates in_title_of_same_story(std::uint32_t i) const;
  std::uint32_t manner_of(std::uint32_t i) const;
};

/// What the text is about.
class TopicReferents : ReferentReader {
 public:
  using ReferentReader::ReferentReader;
  /// If it is of the noun's class, no name of it holds another noun for what it is («банк» is no «завод»), and the sentence or one of the
  /// two before speaks of it; else nothing.
  Candidates of(std::uint32_t noun);

 private:
  std::uint32_t most_named_for(std::uint32_t i) const;
  bool only_one(std::uint32_t i);
  bool rivalled(std::uint32_t i, std::uint32_t topic) const;
  bool called_otherwise(std::uint32_t entity, std::string_view noun) const;
  bool determined(std::uint32_t i) const;
  bool beside_subject(std::uint32_t i, std::uint32_t j) const;

  std::map<std::string, bool> lone_;                                      // class -> the text names one entity of it
  std::map<std::pair<std::string, std::string>, std::uint32_t> topics_;  // class and noun -> entity
};

/// What stands foremost in the text.
class ForemostReferents : ReferentReader {
 public:
  using ReferentReader::ReferentReader;
  /// If it leads by far among those named before that the noun (words/nominals.tsv) may mean; else nothing.
  Candidates of(std::uint32_t noun);

 private:
  struct Standing {
    std::uint32_t times = 0, first = no_site, last = no_site;
    std::uint32_t name = no_site;  // the last that the noun may mean
    bool beside = false;           // a word of the noun's clause
  };
  void note(std::uint32_t i, std::uint32_t j, std::map<std::uint32_t, Standing>& standings) const;
  float worth(std::uint32_t i, std::uint32_t entity, const Standing& standing) const;
  bool is_another(std::uint32_t i) const;
  bool of_another_kind(std::uint32_t j, std::string_view noun) const;
  bool holds_any_of(std::uint32_t entity, std::string_view list) const;
  bool hangs_beside(std::uint32_t i, std::uint32_t j) const;
  void count_paragraphs();

  std::vector<std::uint32_t> paragraphs_;  // by sentence: its number
};

}  // namespace citypact::extract
